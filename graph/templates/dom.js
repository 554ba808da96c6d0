// Building blocks. Text of articles reaches the document only as text nodes, never as markup.

const find = (id) => document.getElementById(id);

const content = JSON.parse(find("content").textContent);
const { details, edges } = content;

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "click") made.addEventListener("click", value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

// Isolated, so that the direction of a foreign text does not spill into its surroundings.
const foreign = (text, tag = "bdi", attributes = {}) => element(tag, { dir: "auto", ...attributes }, text);

function link(address, text) {
  const parsed = URL.canParse(address) ? new URL(address) : null;
  if (!parsed || !["http:", "https:"].includes(parsed.protocol)) return foreign(text);
  return element("a", { href: parsed.href, rel: "noopener noreferrer", target: "_blank" }, foreign(text));
}

const button = (click, content, attributes = {}) =>
  element("button", { type: "button", click, ...attributes }, content);

// Lower case and without diacritics, so that "Markovic" finds "Marković".
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const plural = (count, one, many = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
