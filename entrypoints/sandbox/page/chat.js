// The page's one entrance: it joins the connection, the conversation, the composer and the clock.

import { listenToAttachments } from "./attach.js";
import { listenToClockButtons, showClock } from "./clock.js";
import { enableComposer, focusComposer, listenToComposer, offerCommands } from "./composer.js";
import { follow, post } from "./connection.js";
import { listenToConversation, remove, show, showAll } from "./conversation.js";
import { callbackAnswered } from "./keyboard.js";
import { listenToLocation } from "./location.js";
import { trying } from "./notices.js";

const ACTION_MS = 5000;
const element = (id) => document.getElementById(id);
let room = null;
let acting = 0;

const me = () => room?.person.id;
const say = async (text) => (await trying(() => post("say", { text }, me()))) !== undefined;

const handlers = {
  state(state) {
    const isFirst = room === null;
    room = state;
    element("offline").hidden = true;
    element("bot-name").textContent = state.bot.first_name;
    rest();
    drawMessages();
    handlers.clock(state.clock);
    handlers.commands(state);
    handlers.people(state);
    handlers.blocked(state);
    if (isFirst) focusComposer();
  },
  clock(clock) {
    const isOtherZone = room.clock.zone !== clock.zone;
    room.clock = clock;
    showClock(clock);
    if (isOtherZone) drawAgain();
  },
  message({ message }) {
    if (message.from_bot) rest();
    show(message);
  },
  deleted: ({ message_id }) => remove(message_id),
  callback_answer: (answer) => callbackAnswered(answer, room.bot.first_name),
  action({ action }) {
    element("bot-status").textContent = action === "typing" ? "typing…" : `${action.replaceAll("_", " ")}…`;
    element("bot-status").classList.add("is-acting");
    clearTimeout(acting);
    acting = setTimeout(rest, ACTION_MS);
  },
  blocked({ blocked }) {
    element("composer").hidden = blocked;
    element("blocked").hidden = !blocked;
    element("block").hidden = blocked;
    enableComposer(!blocked);
  },
  commands: ({ commands }) => offerCommands(commands),
  people({ people }) {
    element("people-box").hidden = people.length < 2;
    element("people").replaceChildren(...people.map(({ id, first_name, last_name }) => {
      const name = [first_name, last_name].filter(Boolean).join(" ");
      return new Option(name, id, id === me(), id === me());
    }));
  },
};

function drawMessages() {
  showAll(room.messages, { zone: room.clock.zone, me: me(), onCommand: say });
}

async function drawAgain() {
  const response = await fetch(`/sandbox/state?person=${me()}`);
  room = await response.json();
  drawMessages();
}

function rest() {
  clearTimeout(acting);
  element("bot-status").textContent = `@${room.bot.username}`;
  element("bot-status").classList.remove("is-acting");
}

function goOffline() {
  element("offline").hidden = false;
  enableComposer(false);
}

listenToConversation();
listenToComposer(say);
listenToAttachments(me);
listenToLocation(me);
listenToClockButtons((clock) => handlers.clock(clock));
element("block").addEventListener("click", () => trying(() => post("block", {}, me())));
element("unblock").addEventListener("click", () => trying(() => post("unblock", {}, me())));
element("start").addEventListener("click", () => say("/start"));
element("chips").addEventListener("click", (event) => {
  if (event.target.matches(".chip")) say(event.target.textContent);
});
element("people").addEventListener("change", (event) => {
  location.search = `?person=${event.target.value}`;
});
follow(handlers, goOffline);
