// The text box: Enter sends, Shift+Enter makes a new line, a leading "/" offers the bot's commands.

const box = document.getElementById("text");
const form = document.getElementById("composer");
const list = document.getElementById("commands");
const sendButton = document.getElementById("send");

let commands = [];
let chosen = 0;

export function offerCommands(known) {
  commands = known;
  suggest();
}

export function focusComposer() {
  box.focus();
}

export function enableComposer(enabled) {
  form.classList.toggle("is-off", !enabled);
  for (const control of form.elements) control.disabled = !enabled;
  if (enabled) sendButton.disabled = box.value.trim() === "";
}

/** `send(text)` resolves to false when the text was not taken: it then stays in the box. */
export function listenToComposer(send) {
  const submit = async () => {
    const text = box.value.trim();
    if (!text) return;
    write("");
    if (!(await send(text)) && !box.value) write(text);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  box.addEventListener("input", () => write(box.value));
  box.addEventListener("blur", () => setTimeout(hide, 150));
  box.addEventListener("focus", suggest);
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || (!list.hidden && chooseByKey(event))) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit();
    }
  });
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const option = event.target.closest("li");
    if (option) take(option.dataset.command);
  });
}

function write(text) {
  if (box.value !== text) box.value = text;
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + 2}px`;
  sendButton.disabled = text.trim() === "";
  suggest();
}

/** True when the key was for the list of commands. */
function chooseByKey(event) {
  const options = [...list.children];
  if (event.key === "ArrowDown") mark(options, (chosen + 1) % options.length);
  else if (event.key === "ArrowUp") mark(options, (chosen + options.length - 1) % options.length);
  else if (event.key === "Escape") hide();
  else if (event.key === "Tab") take(options[chosen].dataset.command);
  else if (event.key === "Enter" && box.value !== options[chosen].dataset.command) take(options[chosen].dataset.command);
  else return false;
  event.preventDefault();
  return true;
}

function take(command) {
  write(command);
  hide();
  box.focus();
}

function suggest() {
  const typed = box.value;
  const fitting = /^\/\w*$/.test(typed) && document.activeElement === box
    ? commands.filter(({ command }) => `/${command}`.startsWith(typed.toLowerCase()))
    : [];
  if (fitting.length === 0) return hide();
  list.replaceChildren(...fitting.map(option));
  list.hidden = false;
  return mark([...list.children], 0);
}

function option({ command, description }, index) {
  const item = document.createElement("li");
  const name = document.createElement("b");
  const words = document.createElement("span");
  name.textContent = `/${command}`;
  words.textContent = description;
  words.className = "faint";
  item.id = `command-${index}`;
  item.setAttribute("role", "option");
  item.dataset.command = `/${command}`;
  item.append(name, words);
  return item;
}

function mark(options, index) {
  chosen = index;
  options.forEach((item, place) => item.setAttribute("aria-selected", String(place === index)));
  options[index].scrollIntoView({ block: "nearest" });
  box.setAttribute("aria-activedescendant", options[index].id);
}

function hide() {
  list.hidden = true;
  box.removeAttribute("aria-activedescendant");
}
