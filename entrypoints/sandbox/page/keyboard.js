// The buttons under a message. A pressed one is pending until the bot answers its callback query, or for a while.

import { post } from "./connection.js";
import { alertBox, toast } from "./notices.js";

const PATIENCE_MS = 15000;
const pending = new Map(); // query id -> what to do when it is answered
const early = new Set(); // answers that came before the press had returned

export function keyboardOf(message, me) {
  const box = document.createElement("div");
  box.className = "keyboard";
  for (const row of message.reply_markup?.inline_keyboard ?? []) {
    const line = document.createElement("div");
    line.className = "row";
    line.append(...row.map((button) => (button.url ? linkButton(button) : dataButton(button, message, me))));
    box.append(line);
  }
  return box;
}

/** The bot has answered: the button rests, and what the bot said is shown. */
export function callbackAnswered({ query_id, text, show_alert }, botName) {
  if (pending.has(query_id)) pending.get(query_id)();
  else early.add(query_id);
  if (!text) return;
  if (show_alert) alertBox(botName, text);
  else toast(text);
}

function dataButton(button, message, me) {
  const node = document.createElement("button");
  node.type = "button";
  node.textContent = button.text;
  node.dataset.callback = button.callback_data;
  node.addEventListener("click", () => press(node, message.message_id, button.callback_data, me));
  return node;
}

async function press(node, message_id, data, me) {
  if (node.getAttribute("aria-busy") === "true") return;
  node.setAttribute("aria-busy", "true");
  try {
    const { query_id } = await post("press", { message_id, data }, me);
    waitForAnswer(query_id, () => node.removeAttribute("aria-busy"));
  } catch (error) {
    node.removeAttribute("aria-busy");
    toast(error.message);
  }
}

function waitForAnswer(queryId, rest) {
  if (early.delete(queryId)) return rest();
  const done = () => {
    clearTimeout(timer);
    pending.delete(queryId);
    rest();
  };
  const timer = setTimeout(() => {
    done();
    toast("The bot has not answered.");
  }, PATIENCE_MS);
  return pending.set(queryId, done);
}

function linkButton(button) {
  const node = document.createElement("a");
  node.textContent = button.text;
  if (/^(https?|tg):/i.test(button.url)) node.href = button.url;
  node.target = "_blank";
  node.rel = "noopener noreferrer";
  node.append(icon("icon-link"));
  return node;
}

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#${name}`);
  svg.append(use);
  return svg;
}
