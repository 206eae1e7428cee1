// What can be sent besides text: photos (as JPEG, as Telegram makes them), a voice file, a contact, a sticker.

import { post, upload } from "./connection.js";
import { trying } from "./notices.js";

const LONGEST_SIDE = 1280;
const STICKERS = ["👍", "🎉", "🔥", "🙏", "👀", "😀", "🤝", "💼", "📈", "❤️"];
const element = (id) => document.getElementById(id);
const menu = element("attach-menu");
const opener = element("attach");

export function listenToAttachments(me) {
  const open = { photo: () => element("photo-file").click(), voice: () => element("voice-file").click(),
    contact: () => element("contact-dialog").showModal(), sticker: () => element("sticker-dialog").showModal() };
  opener.addEventListener("click", () => showMenu(menu.hidden));
  menu.addEventListener("click", (event) => {
    const kind = event.target.closest("button")?.dataset.attach;
    showMenu(false);
    if (kind) open[kind]();
  });
  menu.addEventListener("keydown", moveInMenu);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#attach, #attach-menu")) showMenu(false);
  });
  listenToFiles(me);
  listenToDialogs(me);
}

function showMenu(shown) {
  menu.hidden = !shown;
  opener.setAttribute("aria-expanded", String(shown));
  if (shown) menu.firstElementChild.focus();
}

function moveInMenu(event) {
  const items = [...menu.children];
  const step = { ArrowDown: 1, ArrowUp: items.length - 1 }[event.key];
  if (step) items[(items.indexOf(document.activeElement) + step) % items.length].focus();
  if (event.key === "Escape") {
    showMenu(false);
    opener.focus();
  }
  if (step) event.preventDefault();
}

function listenToFiles(me) {
  onFiles("photo-file", async (files) => {
    const album = files.length > 1 ? { album: String(Date.now()) } : {};
    for (const file of files) await sendPhoto(file, album, me());
  });
  onFiles("voice-file", async ([file]) => upload({ kind: "voice", duration: await secondsOf(file) }, file, me()));
}

function onFiles(id, send) {
  element(id).addEventListener("change", async (event) => {
    const files = [...event.target.files];
    await trying(() => send(files));
    event.target.value = "";
  });
}

async function sendPhoto(file, album, me) {
  const picture = await createImageBitmap(file).catch(() => {
    throw new Error(`${file.name} is not a picture.`);
  });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const jpeg = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.87));
  await upload({ kind: "photo", width: canvas.width, height: canvas.height, ...album }, jpeg, me);
}

/** The length in whole seconds; 1 for what this browser cannot decode. */
async function secondsOf(file) {
  const listener = new AudioContext();
  try {
    const sound = await listener.decodeAudioData(await file.arrayBuffer());
    return Math.max(1, Math.round(sound.duration));
  } catch {
    return 1;
  } finally {
    listener.close();
  }
}

function listenToDialogs(me) {
  const contact = element("contact-dialog");
  contact.addEventListener("close", async () => {
    const form = contact.querySelector("form");
    const fields = Object.fromEntries(new FormData(form));
    if (contact.returnValue === "send") await trying(() => post("contact", fields, me()));
    contact.returnValue = "";
    form.reset();
  });
  element("stickers").append(...STICKERS.map((emoji) => sticker(emoji, me)));
}

function sticker(emoji, me) {
  const button = document.createElement("button");
  button.value = emoji;
  button.textContent = emoji;
  button.addEventListener("click", () => trying(() => post("sticker", { emoji }, me())));
  return button;
}
