// The reader: a document with every mention and every statement marked where it stands in the text.
import { button, element, foreign, plural, replace, svg } from "../dom";
import { markedText, type MarkedText } from "../marked-text";
import { plain, shortened, type Statement } from "../model";
import { stanceName } from "../panel";
import { statementEnds } from "../statement-ends";
import type { MakeView } from "../view";
import "./reader.css";

const FILTERS = ["hidden", "least", "from", "to", "focus", "top", "unlinked", "document"] as const;
const COUNTED_AT_MOST = 500; // documents whose statements the chooser counts
const KEY = [["actor", "actor"], ["proposal", "proposal"], ["interest", "interest"]] as const;
const SHADES = [["favours", "for"], ["resists", "against"], ["neither", "neither"]] as const;

export const reader: MakeView = ({ model, store, announce }) => {
  const choice = element("select", { id: "document", "aria-label": "Document", change: () => store.set({ document: Number(choice.value) }) });
  const count = element("span", { class: "hint", role: "status" });
  const picture = svg("svg", { class: "ends", "aria-hidden": "true" });
  const text = element("div", { class: "text" });
  const page = element("div", { class: "page" }, text, picture);
  const scroll = element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Text of the document" }, page);
  const host = element("section", { class: "view reader", "aria-label": "Reader" }, element("div", { class: "bar" },
    model.documents.length > 1 ? choice : null,
    button("Previous statement", () => step(-1), { title: "k", "aria-keyshortcuts": "k" }), button("Next statement", () => step(1), { title: "j", "aria-keyshortcuts": "j" }), count,
    element("p", { class: "stance-key flat" }, KEY.map(([kind, label]) => element("span", { class: `mention ${kind}` }, label)),
      SHADES.map(([shade, label]) => element("span", { class: `stated ${shade}` }, label)))), scroll);
  const ends = statementEnds(model, page, picture, stanceName);
  /** The statements of the document in sight, in the order of the text. */
  let order: number[] = [];
  let marked: MarkedText = markedText(model, model.documents[0]!, [], []);
  let drawn = "";
  let shown = -1;

  const source = () => model.documents[store.state.document]!;
  const say = (st: Statement) => `${model.nodes[st.subject]!.name} ${model.words(st)} ${model.nodes[st.object]!.name}`;

  function draw(): void {
    const { document } = store.state;
    const { index, row } = source();
    order = store.visible.statements.filter((number) => model.statements[number]!.document === index)
      .sort((a, b) => model.statements[a]!.start - model.statements[b]!.start || a - b);
    const nodes = store.visible.nodes.filter((node) => model.nodes[node]!.mentions.some((mention) => mention.document === index));
    const content = [index, order.join(), nodes.join()].join("/");
    if (content !== drawn) {
      const focused = text.contains(window.document.activeElement);
      marked = markedText(model, source(), order, nodes);
      const facts = [row.author, row.publisher, row.date].filter((part): part is string => Boolean(part));
      replace(text, element("h2", { dir: "auto" }, row.title), element("p", { class: "origin" }, facts.flatMap((part, at) => [at ? ", " : "", foreign(part)])), marked.paragraphs);
      for (const number of order) describe(number);
      if (focused) scroll.focus({ preventScroll: true });
      if (shown !== document) scroll.scrollTop = 0;
      [drawn, shown] = [content, document];
      drawChoice();
    }
    mark(true);
  }

  /** The first words of a statement can have the focus, and say what the statement is. */
  function describe(number: number): void {
    const first = marked.statements.get(number)?.[0];
    if (!first) return;
    const said = first.getAttribute("aria-description");
    first.tabIndex = -1;
    first.setAttribute("role", "mark");
    first.setAttribute("aria-description", [said, shortened(say(model.statements[number]!), 300)].filter(Boolean).join("; "));
  }

  function drawChoice(): void {
    const counts = new Map<number, number>();
    for (const number of store.visible.statements) counts.set(model.statements[number]!.document, (counts.get(model.statements[number]!.document) ?? 0) + 1);
    const counted = model.documents.length <= COUNTED_AT_MOST;
    if (choice.options.length !== model.documents.length) replace(choice, model.documents.map(({ index }) => element("option", { value: index })));
    model.documents.forEach(({ index, title }) => {
      choice.options[index]!.text = `${shortened(plain(title), 80)}${counted ? ` (${counts.get(index) ?? 0})` : ""}`;
    });
    choice.value = String(store.state.document);
  }

  const chosenHere = (): number[] => {
    const { selection } = store.state;
    return selection?.kind === "statements" ? selection.statements.filter((number) => model.statements[number]!.document === store.state.document) : [];
  };

  function mark(scrolling: boolean): void {
    for (const one of text.querySelectorAll(".chosen")) one.classList.remove("chosen");
    for (const one of text.querySelectorAll<HTMLElement>("[tabindex='0']")) { one.tabIndex = -1; one.removeAttribute("aria-current"); }
    const { selection } = store.state;
    const numbers = chosenHere();
    const spans = selection?.kind === "node" ? (marked.mentions.get(selection.node) ?? []).flat() : numbers.flatMap((number) => marked.statements.get(number) ?? []);
    spans.forEach((span) => span.classList.add("chosen"));
    const place = numbers.length === 1 ? order.indexOf(numbers[0]!) : -1;
    count.textContent = place < 0 ? plural(order.length, "statement") : `statement ${(place + 1).toLocaleString("en")} of ${order.length.toLocaleString("en")}`;
    const first = marked.statements.get(numbers[0] ?? order[0] ?? -1)?.[0];
    if (first) first.tabIndex = 0;
    if (first && numbers.length) first.setAttribute("aria-current", "true");
    drawChosen();
    if (scrolling) spans[0]?.scrollIntoView({ block: "center" });
  }

  const drawChosen = () => { const numbers = chosenHere(); ends.draw(numbers.length === 1 ? model.statements[numbers[0]!]! : null, marked); };

  /** Of the statements at one place the one with the fewest words; null where none is. */
  function statementAt(target: EventTarget | null): number | null {
    const numbers = (target as Element).closest<HTMLElement>("[data-statements]")?.dataset.statements?.split(" ").map(Number);
    const length = (number: number) => model.statements[number]!.end - model.statements[number]!.start;
    return numbers ? numbers.reduce((best, number) => (length(number) < length(best) ? number : best)) : null;
  }

  text.addEventListener("click", (event) => {
    if (getSelection()?.toString()) return;
    const span = (event.target as Element).closest<HTMLElement>("[data-statements], [data-node]");
    if (!span) return;
    const all = span.dataset.statements?.split(" ").map(Number) ?? [];
    // A second click on the words of a statement goes on to the node that they mention, or to all that stands there.
    const { selection } = store.state;
    const at = statementAt(span);
    const again = selection?.kind === "statements" && at !== null && selection.statements.length === 1 && selection.statements[0] === at;
    if (span.dataset.node !== undefined && (at === null || again)) store.selectNode(Number(span.dataset.node));
    else if (again && all.length > 1) store.selectStatements(all);
    else if (at !== null) store.selectStatements([at]);
  });
  const point = ({ target }: Event) => {
    const at = statementAt(target);
    if (at !== null) ends.draw(model.statements[at]!, marked);
  };
  text.addEventListener("mouseover", point);
  text.addEventListener("focusin", point);
  text.addEventListener("mouseleave", drawChosen);
  text.addEventListener("focusout", drawChosen);

  function step(by: number, focusing = false): void {
    const at = order.indexOf(chosenHere()[0] ?? -1);
    const next = order[at < 0 ? (by > 0 ? 0 : order.length - 1) : (at + by + order.length) % order.length];
    if (next !== undefined) stepTo(next, focusing);
  }

  function stepTo(number: number, focusing: boolean): void {
    store.selectStatements([number]);
    if (focusing) marked.statements.get(number)?.[0]?.focus({ preventScroll: true });
    else announce(say(model.statements[number]!));
  }

  document.addEventListener("keydown", (event) => {
    const { target, key } = event;
    const typing = target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement;
    if (host.hidden || typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const inText = text.contains(target as Node);
    const by = key === "j" || (inText && key === "ArrowRight") ? 1 : key === "k" || (inText && key === "ArrowLeft") ? -1 : 0;
    const at = inText ? statementAt(target) : null;
    if (by) step(by, inText || target === scroll || target === document.body);
    else if (inText && (key === "Home" || key === "End") && order.length) stepTo(order[key === "Home" ? 0 : order.length - 1]!, true);
    else if (at !== null && (key === "Enter" || key === " ")) store.selectStatements((target as HTMLElement).dataset.statements!.split(" ").map(Number));
    else return;
    event.preventDefault();
  });
  new ResizeObserver(() => { if (!host.hidden) drawChosen(); }).observe(page);

  /** What is chosen elsewhere may stand in another document: that one is shown. True if it is. */
  function follow(): boolean {
    const { selection, document } = store.state;
    const places = selection?.kind === "statements" ? selection.statements.map((number) => model.statements[number]!.document)
      : selection?.kind === "node" ? model.nodes[selection.node]!.mentions.map((mention) => mention.document) : [];
    if (!places.length || places.includes(document)) return false;
    store.set({ document: places[0]! });
    return true;
  }

  return {
    name: "reader", label: "Reader", element: host,
    show() { if (!follow()) draw(); },
    update(change) {
      if (change.has("selection") && !change.has("document") && follow()) return;
      if (FILTERS.some((key) => change.has(key)) || (change.has("selection") && store.state.top !== null)) draw();
      else if (change.has("selection")) mark(true);
    },
  };
};
