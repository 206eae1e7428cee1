// The clock at the side: what time it is in the sandbox, and the buttons that skip it.

import { post } from "./connection.js";
import { trying } from "./notices.js";
import { day, dayAndTime, timeWithSeconds } from "./when.js";

const element = (id) => document.getElementById(id);
const answer = element("clock-answer");

export function showClock({ now, zone, movable }) {
  const moment = new Date(now);
  element("clock-time").textContent = timeWithSeconds(moment, zone);
  element("clock-time").dateTime = now;
  element("clock-date").textContent = day(moment, zone);
  element("clock-zone").textContent = zone;
  element("clock-buttons").hidden = !movable;
}

export function listenToClockButtons(onClock) {
  element("skip").addEventListener("click", () => moving(async () => {
    const { skipped_to, clock } = await post("clock/skip", {});
    onClock(clock);
    return skipped_to ? `It is now ${dayAndTime(new Date(skipped_to), clock.zone)}` : "Nothing is scheduled";
  }));
  for (const id of ["plus-hour", "plus-day"]) {
    element(id).addEventListener("click", (event) => moving(async () => {
      const { clock } = await post("clock/advance", { seconds: Number(event.target.dataset.seconds) });
      onClock(clock);
      return `It is now ${dayAndTime(new Date(clock.now), clock.zone)}`;
    }));
  }
}

async function moving(act) {
  const buttons = [...element("clock-buttons").children];
  const used = document.activeElement;
  for (const button of buttons) button.disabled = true;
  const words = await trying(act);
  for (const button of buttons) button.disabled = false;
  if (document.activeElement === document.body) used?.focus(); // a disabled button loses it
  answer.textContent = words ?? "";
}
