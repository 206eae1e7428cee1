// Short words to the person: a toast that goes by itself, an alert that stays, and trouble.

const TOAST_MS = 4000;
const toastBox = document.getElementById("toast");
let hiding = 0;

export function toast(text) {
  toastBox.textContent = text;
  toastBox.classList.add("is-shown");
  clearTimeout(hiding);
  hiding = setTimeout(() => toastBox.classList.remove("is-shown"), TOAST_MS);
}

export function alertBox(title, text) {
  const dialog = document.getElementById("alert-dialog");
  document.getElementById("alert-title").textContent = title;
  document.getElementById("alert-text").textContent = text;
  if (!dialog.open) dialog.showModal();
}

/** Runs what the person asked for; a refusal becomes a toast, and the answer is then undefined. */
export async function trying(act) {
  try {
    return await act();
  } catch (error) {
    toast(error.message);
    return undefined;
  }
}
