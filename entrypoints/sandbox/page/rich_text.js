// Text with entities as DOM nodes. Telegram's offsets are UTF-16 units, as are JavaScript's: they fit as they are.
// Everything from outside goes in as text nodes; no markup is ever parsed.

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};
const SAFE_LINK = /^(https?|tg|mailto|tel):/i;

export function richText(text, entities, onCommand) {
  const box = document.createElement("div");
  box.className = "text";
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  box.append(...pieces(text, 0, text.length, sorted, onCommand));
  return box;
}

/** The nodes for text[from, to), where `entities` are sorted, outer ones before inner ones. */
function pieces(text, from, to, entities, onCommand) {
  const nodes = [];
  let at = from;
  for (let next = 0; next < entities.length;) {
    const entity = entities[next];
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    let inner = next + 1;
    while (inner < entities.length && entities[inner].offset < end) inner += 1;
    if (start < end) {
      if (at < start) nodes.push(document.createTextNode(text.slice(at, start)));
      const node = nodeFor(entity, text.slice(start, end), onCommand);
      node.append(...pieces(text, start, end, entities.slice(next + 1, inner), onCommand));
      nodes.push(node);
      at = end;
    }
    next = inner;
  }
  if (at < to) nodes.push(document.createTextNode(text.slice(at, to)));
  return nodes;
}

function nodeFor(entity, text, onCommand) {
  if (entity.type === "bot_command") return command(text, onCommand);
  if (entity.type === "text_link") return link(entity.url ?? "");
  if (entity.type === "url") return link(text);
  if (entity.type === "email") return link(`mailto:${text}`);
  if (entity.type === "phone_number") return link(`tel:${text}`);
  const node = document.createElement(TAGS[entity.type] ?? "span");
  if (entity.type === "spoiler") {
    node.className = "spoiler";
    node.tabIndex = 0;
  }
  return node;
}

function link(address) {
  if (!SAFE_LINK.test(address)) return document.createElement("span");
  const node = document.createElement("a");
  node.href = address;
  node.target = "_blank";
  node.rel = "noopener noreferrer";
  return node;
}

function command(text, onCommand) {
  const node = document.createElement("button");
  node.type = "button";
  node.className = "command";
  node.addEventListener("click", () => onCommand(text));
  return node;
}
