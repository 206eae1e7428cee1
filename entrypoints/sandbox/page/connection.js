// The page's line to the sandbox: it follows the room's news, notices silence, and comes back by itself.

const SILENCE_MS = 6000; // the sandbox ticks every second
const RETRY_MS = 1000;
const KINDS = ["state", "clock", "message", "deleted", "callback_answer", "action", "blocked", "commands", "people"];

export const person = new URLSearchParams(location.search).get("person") ?? "";

let silence = 0;

export function follow(handlers, onOffline) {
  const source = new EventSource(`/sandbox/events?person=${encodeURIComponent(person)}`);
  const lost = () => {
    clearTimeout(silence);
    source.close();
    onOffline();
    setTimeout(() => follow(handlers, onOffline), RETRY_MS);
  };
  source.onerror = lost;
  for (const kind of KINDS) {
    source.addEventListener(kind, (event) => {
      clearTimeout(silence);
      silence = setTimeout(lost, SILENCE_MS);
      handlers[kind](JSON.parse(event.data));
    });
  }
}

/** What the sandbox answers; throws an Error whose message may be shown. */
export async function post(path, body, me) {
  return answered(await reach(`/sandbox/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ person: me, ...body }),
  }));
}

export async function upload(fields, file, me) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ person: me, ...fields })) form.append(name, value);
  form.append("file", file);
  return answered(await reach("/sandbox/upload", {
    method: "POST",
    headers: { "X-Leadbell-Sandbox": "1" },
    body: form,
  }));
}

async function reach(path, options) {
  try {
    return await fetch(path, options);
  } catch {
    throw new Error("The sandbox does not answer.");
  }
}

async function answered(response) {
  if (response.ok) return response.json();
  const refusal = await response.json().catch(() => ({}));
  throw new Error(refusal.error ?? `The sandbox refused this (${response.status}).`);
}
