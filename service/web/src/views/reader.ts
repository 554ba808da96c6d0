// The reader: a document with every mention and every statement marked where it stands in the text.
import { button, element, foreign, plural, replace, svg } from "../dom";
import type { Statement } from "../model";
import { plain, shortened } from "../model";
import { stanceName } from "../panel";
import { paragraphs, type Annotation, type Segment } from "../segments";
import type { MakeView } from "../view";

const FILTERS = ["hidden", "least", "from", "to", "focus", "top", "unlinked", "document"] as const;

export const reader: MakeView = ({ model, store, announce }) => {
  const choice = element("select", { "aria-label": "Document", change: () => store.set({ document: Number(choice.value) }) },
    model.documents.map(({ index, title }) => element("option", { value: index }, shortened(plain(title), 90))));
  const count = element("span", { class: "hint", role: "status" });
  const ends = svg("svg", { class: "ends", "aria-hidden": "true" });
  const text = element("div", { class: "text" });
  const page = element("div", { class: "page" }, text, ends);
  const scroll = element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Text of the document" }, page);
  const host = element("section", { class: "view reader", "aria-label": "Reader" }, element("div", { class: "bar" },
    model.documents.length > 1 ? choice : null,
    button("Previous statement", () => step(-1), { title: "p" }), button("Next statement", () => step(1), { title: "n" }), count), scroll);
  /** The statements of the document in sight, in the order of the text. */
  let order: number[] = [];
  let drawn = -1;

  const source = () => model.documents[store.state.document]!;

  function annotations(): Annotation[] {
    const { index } = source();
    const found: Annotation[] = [];
    for (const number of store.visible.nodes) {
      for (const { document, start, end } of model.nodes[number]!.mentions) {
        if (document === index) found.push({ start: source().at(start), end: source().at(end), kind: "mention", target: number });
      }
    }
    for (const number of order) {
      const st = model.statements[number]!;
      found.push({ start: source().at(st.start), end: source().at(st.end), kind: "statement", target: number });
      if (st.condition) found.push({ start: source().at(st.condition[0]), end: source().at(st.condition[1]), kind: "condition", target: number });
    }
    return found;
  }

  function segment({ start, end, covering }: Segment): Node | string {
    const words = source().text.slice(start, end);
    if (!covering.length) return words;
    const statements = covering.filter(({ kind }) => kind === "statement").map(({ target }) => target);
    const mention = covering.filter(({ kind }) => kind === "mention").sort((a, b) => (a.end - a.start) - (b.end - b.start))[0];
    const kind = mention ? model.nodes[mention.target]!.kind.toLowerCase() : "";
    return element("span", {
      class: [statements.length ? "stated" : "", mention ? `mention ${kind}` : ""].filter(Boolean).join(" ") || null,
      "data-statements": statements.length ? statements.join(" ") : null, "data-node": mention?.target ?? null,
      "data-conditions": covering.filter((one) => one.kind === "condition").map(({ target }) => target).join(" ") || null,
    }, words);
  }

  function draw(): void {
    const { document } = store.state;
    order = store.visible.statements.filter((number) => model.statements[number]!.document === document)
      .sort((a, b) => model.statements[a]!.start - model.statements[b]!.start || a - b);
    choice.value = String(document);
    count.textContent = plural(order.length, "statement");
    const { row } = source();
    replace(text, element("h2", { dir: "auto" }, row.title),
      element("p", { class: "origin" }, [row.author, row.publisher, row.date].filter((part): part is string => Boolean(part)).flatMap((part, at) => [at ? ", " : "", foreign(part)])),
      paragraphs(source().text, annotations()).map((segments) => element("p", { dir: "auto", "data-start": segments[0]!.start }, segments.map(segment))));
    if (drawn !== document) scroll.scrollTop = 0;
    drawn = document;
    mark(true);
  }

  const holds = (name: string, number: number) => [...text.querySelectorAll<HTMLElement>(`[data-${name}~="${number}"]`)];

  function mark(scrolling: boolean): void {
    for (const one of text.querySelectorAll(".chosen, .condition-part")) one.classList.remove("chosen", "condition-part");
    const { selection } = store.state;
    const numbers = selection?.kind === "statements" ? selection.statements.filter((number) => model.statements[number]!.document === store.state.document) : [];
    const spans = selection?.kind === "node" ? [...text.querySelectorAll<HTMLElement>(`[data-node="${selection.node}"]`)] : numbers.flatMap((number) => holds("statements", number));
    spans.forEach((span) => span.classList.add("chosen"));
    numbers.flatMap((number) => holds("conditions", number)).forEach((span) => span.classList.add("condition-part"));
    if (scrolling) spans[0]?.scrollIntoView({ block: "center" });
    drawEnds(numbers.length === 1 ? numbers[0]! : -1);
  }

  /** The mention of a node that stands nearest to the quotation. */
  function nearest(node: number, st: Statement): HTMLElement | null {
    const quoted = holds("statements", st.index)[0];
    const spans = [...text.querySelectorAll<HTMLElement>(`[data-node="${node}"]`)];
    const inside = spans.find((span) => (span.dataset.statements ?? "").split(" ").includes(String(st.index)));
    if (inside || !quoted) return inside ?? null;
    const top = quoted.getBoundingClientRect().top;
    return spans.sort((a, b) => Math.abs(a.getBoundingClientRect().top - top) - Math.abs(b.getBoundingClientRect().top - top))[0] ?? null;
  }

  function drawEnds(number: number): void {
    for (const one of text.querySelectorAll(".subject, .object")) one.classList.remove("subject", "object");
    ends.replaceChildren();
    const st = number >= 0 ? model.statements[number] : undefined;
    if (!st) return;
    const [one, other] = [nearest(st.subject, st), nearest(st.object, st)];
    one?.classList.add("subject");
    other?.classList.add("object");
    if (!one || !other || one === other) return;
    const frame = page.getBoundingClientRect();
    const middle = (span: HTMLElement) => {
      const box = span.getClientRects()[0] ?? span.getBoundingClientRect();
      return { x: (box.left + box.right) / 2 - frame.left, y: box.top - frame.top };
    };
    const [from, to] = [middle(one), middle(other)];
    const lift = 14 + Math.min(30, Math.abs(to.x - from.x) / 12);
    const top = Math.min(from.y, to.y) - lift;
    const label = svg("text", { x: (from.x + to.x) / 2, y: top + lift * 0.25 - 4, "text-anchor": "middle" }, model.words(st));
    ends.setAttribute("class", `ends ${stanceName(st)}`);
    ends.append(svg("path", { class: "curve", d: `M${from.x} ${from.y}C${from.x} ${top} ${to.x} ${top} ${to.x} ${to.y - 5}` }),
      svg("path", { class: "head", d: `M${to.x} ${to.y}l-4.5 -8h9z` }), label);
  }

  /** Of several statements at one place, the one with the fewest words. */
  function statementAt(target: EventTarget | null): number | null {
    const numbers = (target as Element).closest<HTMLElement>("[data-statements]")?.dataset.statements?.split(" ").map(Number);
    const length = (number: number) => model.statements[number]!.end - model.statements[number]!.start;
    return numbers ? numbers.reduce((best, number) => (length(number) < length(best) ? number : best)) : null;
  }

  text.addEventListener("click", (event) => {
    if (getSelection()?.toString()) return;
    const span = (event.target as Element).closest<HTMLElement>("[data-statements], [data-node]");
    const all = span?.dataset.statements?.split(" ").map(Number);
    // A second click on the words of a statement goes on to the mention, or to all that stands there.
    const { selection } = store.state;
    const at = statementAt(event.target);
    const again = selection?.kind === "statements" && at !== null && selection.statements.length === 1 && selection.statements[0] === at;
    if (span?.dataset.node !== undefined && (at === null || again)) store.selectNode(Number(span.dataset.node));
    else if (again && all && all.length > 1) store.selectStatements(all);
    else if (at !== null) store.selectStatements([at]);
  });
  text.addEventListener("mouseover", (event) => { const at = statementAt(event.target); if (at !== null) drawEnds(at); });
  text.addEventListener("mouseleave", () => mark(false));

  function step(by: number): void {
    if (!order.length) return;
    const { selection } = store.state;
    const at = selection?.kind === "statements" ? order.indexOf(selection.statements[0]!) : -1;
    const next = order[at < 0 ? (by > 0 ? 0 : order.length - 1) : (at + by + order.length) % order.length]!;
    store.selectStatements([next]);
    const st = model.statements[next]!;
    announce(`${model.nodes[st.subject]!.name} ${model.words(st)} ${model.nodes[st.object]!.name}`);
  }

  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement || event.target instanceof HTMLTextAreaElement;
    if (host.hidden || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n" || event.key === "p") { event.preventDefault(); step(event.key === "n" ? 1 : -1); }
  });
  new ResizeObserver(() => { if (!host.hidden) mark(false); }).observe(scroll);

  return {
    name: "reader", label: "Reader", element: host,
    show: draw,
    update(change) {
      const { selection } = store.state;
      if (change.has("selection") && selection?.kind === "statements" && !change.has("document")) {
        // What is chosen elsewhere may stand in another document.
        const { document } = model.statements[selection.statements[0]!]!;
        if (selection.statements.every((number) => model.statements[number]!.document !== store.state.document)) return store.set({ document });
      }
      if (FILTERS.some((key) => change.has(key)) || (change.has("selection") && store.state.top !== null)) draw();
      else if (change.has("selection")) mark(true);
      return undefined;
    },
  };
};
