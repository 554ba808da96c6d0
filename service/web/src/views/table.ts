// Every statement in sight as a row: the twin of the picture for people who cannot see it.
import { button, element, foreign, plural, replace, type Child } from "../dom";
import { shortened, type Statement } from "../model";
import { stanceName } from "../panel";
import type { MakeView } from "../view";

const PAGE = 100;
const FILTERS = ["hidden", "least", "from", "to", "focus", "top", "unlinked", "words", "sort"] as const;
type Column = { id: string; label: string; text: (statement: Statement) => string; cell: (statement: Statement) => Child };

export const table: MakeView = ({ model, store }) => {
  const name = (node: number) => model.nodes[node]!.name;
  const voices = (st: Statement) => (st.sources.length ? st.sources.map(name).join(", citing ") : "author");
  const named = (node: number): Child => button(foreign(shortened(name(node), 90)), () => store.selectNode(node), { class: "link" });
  const columns: Column[] = [
    { id: "subject", label: "Subject", text: (st) => name(st.subject), cell: (st) => named(st.subject) },
    { id: "relation", label: "Relation", text: (st) => model.words(st), cell: (st) => [
      button(model.words(st), () => store.selectStatements([st.index]), { class: `relation ${stanceName(st)}`, "data-statement": st.index }),
      st.uncertain ? [" ", element("span", { class: "tag" }, "uncertain")] : null] },
    { id: "object", label: "Object", text: (st) => name(st.object), cell: (st) => named(st.object) },
    { id: "source", label: "According to", text: voices, cell: (st) => foreign(shortened(voices(st), 90)) },
    { id: "quotation", label: "Quotation", text: (st) => model.quotation(st), cell: (st) => foreign(shortened(model.quotation(st), 240)) },
    { id: "document", label: "Document", text: (st) => model.documents[st.document]!.title, cell: (st) => foreign(shortened(model.documents[st.document]!.title, 80)) },
    { id: "date", label: "Date", text: (st) => model.when(st) ?? "", cell: (st) => foreign(shortened(model.when(st) ?? "", 20)) },
    { id: "confidence", label: "Confidence", text: (st) => st.confidence.toFixed(2), cell: (st) => st.confidence.toFixed(2) },
  ];
  let page = 0;
  let rows: Statement[] = [];
  const words = element("input", { type: "search", id: "words", placeholder: "Words in a row", autocomplete: "off", value: store.state.words });
  let waiting = 0;
  words.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => store.set({ words: words.value }), 150);
  });
  const count = element("p", { class: "hint", role: "status" });
  const heads = columns.map(({ id, label }) => element("th", { scope: "col", "data-column": id }, button(label, () => sortBy(id), { class: "sort" })));
  const body = element("tbody");
  const pager = element("nav", { class: "pager", "aria-label": "Pages of the table" });
  const scroll = element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Statements" },
    element("table", { class: "statements-table" }, element("thead", {}, element("tr", {}, heads)), body));
  const host = element("section", { class: "view table", "aria-label": "Table of statements" },
    element("div", { class: "bar" }, element("label", { for: "words", class: "unseen" }, "Words in a row"), words, count), scroll, pager);

  function sortBy(id: string): void {
    const { sort } = store.state;
    store.set({ sort: sort === id ? `-${id}` : sort === `-${id}` ? "" : id });
  }

  function collect(): void {
    const wanted = store.state.words.toLowerCase().split(/\s+/).filter(Boolean);
    const all = store.visible.statements.map((number) => model.statements[number]!);
    rows = wanted.length ? all.filter((st) => {
      const text = columns.map((column) => column.text(st)).join(" ").toLowerCase();
      return wanted.every((word) => text.includes(word));
    }) : all;
    const [, minus, id] = /^(-?)(.*)$/.exec(store.state.sort)!;
    const column = columns.find((one) => one.id === id);
    if (column) {
      const order = new Intl.Collator("en", { numeric: true }).compare;
      const keyed = rows.map((st) => ({ st, key: column.text(st).slice(0, 200) }));
      keyed.sort((a, b) => (minus ? -1 : 1) * order(a.key, b.key) || a.st.index - b.st.index);
      rows = keyed.map(({ st }) => st);
    }
  }

  function draw(): void {
    const pages = Math.max(1, Math.ceil(rows.length / PAGE));
    page = Math.min(page, pages - 1);
    heads.forEach((head) => {
      const { column } = head.dataset;
      const { sort } = store.state;
      head.setAttribute("aria-sort", sort === column ? "ascending" : sort === `-${column}` ? "descending" : "none");
    });
    replace(body, rows.slice(page * PAGE, (page + 1) * PAGE).map((st) => element("tr", { "data-row": st.index },
      columns.map(({ cell, id }) => element(id === "subject" ? "th" : "td", id === "subject" ? { scope: "row" } : { class: id }, cell(st))))),
    rows.length ? null : element("tr", {}, element("td", { colspan: columns.length }, "No statement passes the filters.")));
    count.textContent = plural(rows.length, "statement");
    const go = (to: number) => { page = to; draw(); scroll.scrollTop = 0; };
    replace(pager, pages > 1 ? [
      button("Previous", () => go(page - 1), { disabled: page === 0 }),
      element("span", {}, `Page ${(page + 1).toLocaleString("en")} of ${pages.toLocaleString("en")}`),
      button("Next", () => go(page + 1), { disabled: page === pages - 1 })] : null);
    mark(false);
  }

  function mark(scrolling: boolean): void {
    const { selection } = store.state;
    const chosen = (st: Statement) => selection?.kind === "statements" ? selection.statements.includes(st.index)
      : selection?.kind === "node" && (st.subject === selection.node || st.object === selection.node);
    let first: Element | null = null;
    for (const row of body.querySelectorAll<HTMLElement>("[data-row]")) {
      const on = chosen(model.statements[Number(row.dataset.row)]!);
      row.classList.toggle("chosen", on);
      if (on) first ??= row;
    }
    if (scrolling && !first && selection?.kind === "statements") {
      const at = rows.findIndex(chosen);
      if (at >= 0) { page = Math.floor(at / PAGE); draw(); mark(true); }
    } else if (scrolling) first?.scrollIntoView({ block: "nearest" });
  }

  return {
    name: "table", label: "Table", element: host,
    keep: () => page,
    resume(kept) { page = kept as number; if (!host.hidden) draw(); },
    show() { collect(); draw(); mark(true); },
    update(change) {
      if (FILTERS.some((key) => change.has(key)) || (change.has("selection") && store.state.top !== null)) {
        if (document.activeElement !== words) words.value = store.state.words;
        collect();
        draw();
      } else if (change.has("selection")) mark(!host.contains(document.activeElement));
    },
  };
};
