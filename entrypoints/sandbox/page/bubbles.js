// One message as it is shown: what is in it, when it was sent, whether it was edited, and its keyboard.

import { keyboardOf } from "./keyboard.js";
import { richText } from "./rich_text.js";
import { timeOfDay } from "./when.js";

/** A list item; `surroundings` knows the zone, whose page this is, and what to do with a tapped /command. */
export function bubble(message, surroundings) {
  const item = document.createElement("li");
  item.className = `message ${message.from_bot ? "is-theirs" : "is-mine"}`;
  item.dataset.id = message.message_id;
  const box = part("div", "bubble");
  if (message.reply_to_message) box.append(part("div", "quote", gist(message.reply_to_message)));
  box.append(...contents(message, surroundings), meta(message, surroundings.zone));
  item.append(part("span", "sr-only", message.from_bot ? `${message.from.first_name}:` : "You:"), box);
  if (message.reply_markup) item.append(keyboardOf(message, surroundings.me));
  return item;
}

function contents(message, surroundings) {
  const shown = [];
  if (message.photo) shown.push(photo(message));
  if (message.voice) shown.push(voice(message.voice));
  if (message.contact) shown.push(contact(message.contact));
  if (message.location) shown.push(place(message.location));
  if (message.sticker) shown.push(part("div", "sticker", message.sticker.emoji));
  const text = message.text ?? message.caption;
  const entities = message.entities ?? message.caption_entities ?? [];
  if (text) shown.push(richText(text, entities, surroundings.onCommand));
  return shown;
}

function meta(message, zone) {
  const line = part("span", "meta");
  if (message.is_text_edited) line.append(part("span", "edited", "edited"));
  const time = part("time", "", timeOfDay(message.date * 1000, zone));
  time.dateTime = new Date(message.date * 1000).toISOString();
  line.append(time);
  return line;
}

function photo(message) {
  const image = part("img", "photo");
  const largest = message.photo.at(-1);
  image.src = fileAddress(largest);
  image.width = largest.width;
  image.height = largest.height;
  image.alt = message.caption ?? "Photo";
  return image;
}

function voice(file) {
  const player = part("audio", "voice");
  player.controls = true;
  player.preload = "none";
  player.src = fileAddress(file);
  return player;
}

function contact({ first_name, last_name, phone_number }) {
  const card = part("div", "contact");
  const words = part("div", "");
  words.append(part("b", "", [first_name, last_name].filter(Boolean).join(" ")), part("span", "", phone_number));
  card.append(part("span", "face", [...first_name][0]), words);
  return card;
}

function place({ latitude, longitude }) {
  const card = part("div", "location");
  const words = part("div", "");
  words.append(part("b", "", "Location"), part("span", "", `${latitude}, ${longitude}`));
  card.append(part("span", "pin", "📍"), words);
  return card;
}

function gist(message) {
  const kind = ["photo", "voice", "contact", "location", "sticker"].find((name) => message[name]);
  return message.text ?? message.caption ?? kind ?? "message";
}

function fileAddress(file) {
  return `/sandbox/files/${encodeURIComponent(file.file_id)}`;
}

function part(tag, className, text = "") {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text) node.textContent = text;
  return node;
}
