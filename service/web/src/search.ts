// Search on names and aliases: a field with a list, after the combobox pattern of WAI-ARIA.
import MiniSearch from "minisearch";
import { element, foreign, replace } from "./dom";
import { shortened } from "./model";
import type { Context } from "./view";

const FOUND_AT_MOST = 12;

export interface SearchBox { element: HTMLElement; input: HTMLInputElement; label: HTMLElement }

/** `choose` gets the node; `id` keeps several boxes on a page apart. */
export function searchBox({ model, store }: Context, id: string, name: string, choose: (node: number) => void): SearchBox {
  let index: MiniSearch | null = null;
  const lowered = (text: string) => text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();
  const made = () => {
    const search = new MiniSearch<{ id: number; name: string; aliases: string[] }>({
      fields: ["name", "aliases"], processTerm: (term) => lowered(term).slice(0, 60) || null, extractField: (document, field) => {
        const value = (document as unknown as Record<string, unknown>)[field];
        return Array.isArray(value) ? value.join(" ") : (value as string);
      },
    });
    search.addAll(model.nodes.map(({ index: node, name: label, aliases }) => ({ id: node, name: label.slice(0, 500), aliases: aliases.map((alias) => alias.slice(0, 200)) })));
    return search;
  };
  const list = element("ul", { id: `${id}-list`, role: "listbox", "aria-label": "Found", hidden: true });
  const label = element("label", { for: id, class: "unseen" }, name);
  const input = element("input", {
    id, type: "search", role: "combobox", autocomplete: "off", spellcheck: "false", placeholder: name, "aria-autocomplete": "list",
    "aria-expanded": "false", "aria-controls": `${id}-list`,
  });
  const note = element("span", { class: "unseen", role: "status" });
  let found: number[] = [];
  let active = -1;

  function show(): void {
    const words = input.value.trim();
    index ??= made();
    const hits = words ? index.search(words, { prefix: true, fuzzy: (term) => (term.length > 4 ? 0.2 : false), boost: { name: 2 }, combineWith: "AND" }) : [];
    const { degree } = store.visible;
    found = hits.slice(0, 200).sort((a, b) => b.score - a.score || degree[b.id]! - degree[a.id]!).slice(0, FOUND_AT_MOST).map((hit) => hit.id as number);
    active = found.length ? 0 : -1;
    replace(list, found.length ? found.map((node, at) => {
      const { name: text, cls } = model.nodes[node]!;
      return element("li", { id: `${id}-${at}`, role: "option", "aria-selected": String(at === active), mousedown: (event: Event) => { event.preventDefault(); take(node); } },
        foreign(shortened(text, 70)), element("span", { class: "tag" }, cls.label));
    }) : element("li", { class: "hint", role: "option", "aria-disabled": "true", "aria-selected": "false" }, "Nothing of that name"));
    open(words !== "");
    note.textContent = words ? `${hits.length} found` : "";
  }

  function open(shown: boolean): void {
    list.hidden = !shown;
    input.setAttribute("aria-expanded", String(shown));
    mark();
  }

  function mark(): void {
    [...list.children].forEach((row, at) => row.setAttribute("aria-selected", String(at === active)));
    if (!list.hidden && active >= 0) input.setAttribute("aria-activedescendant", `${id}-${active}`);
    else input.removeAttribute("aria-activedescendant");
  }

  function take(node: number): void {
    open(false);
    input.value = "";
    choose(node);
  }

  input.addEventListener("input", show);
  input.addEventListener("blur", () => open(false));
  input.addEventListener("focus", () => { if (input.value.trim()) show(); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) show();
      else if (found.length) { active = (active + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length; mark(); }
    } else if (event.key === "Enter" && !list.hidden && active >= 0) {
      event.preventDefault();
      take(found[active]!);
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      open(false);
    }
  });
  return { element: element("div", { class: "search", role: "search", "aria-label": name }, label, input, list, note), input, label };
}
