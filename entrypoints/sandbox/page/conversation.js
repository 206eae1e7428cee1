// The list of messages: in order of their ids, with the days between them, and following what is new.

import { bubble } from "./bubbles.js";
import { day } from "./when.js";

const NEAR_END_PX = 120;
const JOINED_SECONDS = 180;
const list = document.getElementById("messages");
const scroll = document.getElementById("scroll");
const empty = document.getElementById("empty");
const toEnd = document.getElementById("to-end");

const messages = new Map();
let isFollowing = true; // the person looks at the end, so stay there when something grows
let lastTop = 0;
let surroundings = { zone: "UTC", me: 0, onCommand: () => {} };

export function showAll(all, known) {
  surroundings = known;
  scroll.setAttribute("aria-busy", "true"); // a conversation drawn anew is not news to be read out
  messages.clear();
  for (const message of all) messages.set(message.message_id, message);
  list.replaceChildren(...all.map((message) => bubble(message, surroundings)));
  arrange();
  toTheEnd();
  requestAnimationFrame(() => scroll.removeAttribute("aria-busy"));
}

export function show(message) {
  const old = itemOf(message.message_id);
  const item = bubble(message, surroundings);
  messages.set(message.message_id, message);
  if (old) replace(old, item);
  else list.append(item);
  if (!old) item.classList.add("is-new");
  arrange();
  if (isFollowing || !(message.from_bot || old)) toTheEnd();
  else if (!old) toEnd.hidden = false;
}

export function remove(messageId) {
  messages.delete(messageId);
  itemOf(messageId)?.remove();
  arrange();
}

export function listenToConversation() {
  toEnd.addEventListener("click", toTheEnd);
  scroll.addEventListener("scroll", () => {
    // Only scrolling up leaves the end; that something grew below is no wish of the person's.
    if (isNearEnd()) isFollowing = true;
    else if (scroll.scrollTop < lastTop) isFollowing = false;
    lastTop = scroll.scrollTop;
    if (isFollowing) toEnd.hidden = true;
  });
  const stayAtTheEnd = new ResizeObserver(() => {
    if (isFollowing) toTheEnd();
  });
  stayAtTheEnd.observe(scroll);
  stayAtTheEnd.observe(list); // a picture is as high as nothing until it has come
}

/** Keep the keyboard's place: a pressed button whose message is edited hands its focus to the one that follows it. */
function replace(old, item) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const place = [...old.querySelectorAll("button, a")].indexOf(focused);
  old.replaceWith(item);
  if (!focused) return;
  const fitting = [...item.querySelectorAll("button, a")];
  (fitting[Math.min(place, fitting.length - 1)] ?? scroll).focus({ preventScroll: true });
}

/** Day separators, and which bubbles join the one above. */
function arrange() {
  for (const separator of list.querySelectorAll(".day")) separator.remove();
  let before = null;
  for (const item of [...list.children]) {
    const message = messages.get(Number(item.dataset.id));
    const isNewDay = !before || dayOf(before) !== dayOf(message);
    if (isNewDay) item.before(separator(dayOf(message)));
    const joins = !isNewDay && before.from_bot === message.from_bot && !before.reply_markup
      && message.date - before.date < JOINED_SECONDS;
    item.classList.toggle("is-joined", joins);
    before = message;
  }
  empty.hidden = messages.size > 0;
}

function dayOf(message) {
  return day(message.date * 1000, surroundings.zone);
}

function separator(text) {
  const item = document.createElement("li");
  item.className = "day";
  item.textContent = text;
  return item;
}

function itemOf(messageId) {
  return list.querySelector(`[data-id="${Number(messageId)}"]`);
}

function isNearEnd() {
  return scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR_END_PX;
}

function toTheEnd() {
  scroll.scrollTop = messages.size > 0 ? scroll.scrollHeight : 0;
  isFollowing = true;
  toEnd.hidden = true;
}
