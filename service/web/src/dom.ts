// Elements are made by these functions alone, which know text and no markup.

export type Child = Node | string | null | undefined | false | Child[];
type Attributes = Record<string, string | number | boolean | null | undefined | ((event: never) => void)>;

function fill(target: Element, attributes: Attributes, children: Child[]): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") target.addEventListener(name, value as EventListener);
    else target.setAttribute(name, value === true ? "" : String(value));
  }
  append(target, children);
}

export function append(target: Element | DocumentFragment, children: Child[]): void {
  for (const child of children) {
    if (Array.isArray(child)) append(target, child);
    else if (child !== null && child !== undefined && child !== false) target.append(child);
  }
}

/** An HTML element. A function among the attributes listens to the event of that name. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name, attributes: Attributes = {}, ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  fill(made, attributes, children);
  return made;
}

/** An SVG element. */
export function svg<Name extends keyof SVGElementTagNameMap>(
  name: Name, attributes: Attributes = {}, ...children: Child[]
): SVGElementTagNameMap[Name] {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  fill(made, attributes, children);
  return made;
}

export function button(label: Child, act: () => void, attributes: Attributes = {}): HTMLButtonElement {
  return element("button", { type: "button", click: act, ...attributes }, label);
}

/** Words of a document: their direction is their own and does not reach beyond them. */
export const foreign = (text: string, name: "bdi" | "h2" | "span" = "bdi"): HTMLElement =>
  element(name, { dir: "auto" }, text);

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

export const replace = (target: Element, ...children: Child[]): void => {
  target.replaceChildren();
  append(target, children);
};

/** A download of the text, named; made by the reader's click alone. */
export function download(name: string, content: Blob | string, type = "text/plain"): void {
  const blob = typeof content === "string" ? new Blob([content.toWellFormed?.() ?? content], { type: `${type};charset=utf-8` }) : content;
  const address = URL.createObjectURL(blob);
  const link = element("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
