// Sharing a location: one of a few places, or coordinates typed in. The browser is not asked where it is.

import { post } from "./connection.js";
import { trying } from "./notices.js";

const PLACES = [
  ["Kyiv", 50.4501, 30.5234], ["Warsaw", 52.2297, 21.0122], ["Berlin", 52.52, 13.405], ["London", 51.5074, -0.1278],
  ["New York", 40.7128, -74.006], ["San Francisco", 37.7749, -122.4194], ["Tokyo", 35.6762, 139.6503],
  ["Sydney", -33.8688, 151.2093],
];
const element = (id) => document.getElementById(id);
const dialog = element("location-dialog");

export function listenToLocation(me) {
  const send = (latitude, longitude) => trying(() => post("location", { latitude, longitude }, me()));
  element("share-location").addEventListener("click", () => dialog.showModal());
  element("places").append(...PLACES.map((place) => button(place, send)));
  element("keep-location").addEventListener("click", () => dialog.close("")); // no submit button: Enter sends
  dialog.addEventListener("close", async () => {
    const form = dialog.querySelector("form");
    const { latitude, longitude } = Object.fromEntries(new FormData(form));
    if (dialog.returnValue === "send") await send(Number(latitude), Number(longitude));
    dialog.returnValue = "";
    form.reset();
  });
}

function button([name, latitude, longitude], send) {
  const node = document.createElement("button");
  node.type = "button";
  node.className = "quiet";
  node.textContent = name;
  node.addEventListener("click", () => {
    dialog.close("");
    send(latitude, longitude);
  });
  return node;
}
