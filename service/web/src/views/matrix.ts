// The stance matrix: who stands how to what, a cell a pair, split where the statements contradict each other.
import { element, foreign, plural, replace, type Child } from "../dom";
import { matrixPicture } from "../matrix-picture";
import { shortened } from "../model";
import { all, look, stances, unsure, type Cell, type Stances } from "../stances";
import { LARGEST, MATRIX_ORDERS, type MatrixOrder } from "../state";
import type { MakeView } from "../view";
import "./matrix.css";

const FILTERS = ["hidden", "least", "from", "to", "focus", "top", "unlinked", "largest", "order"] as const;
const ORDERS: Record<MatrixOrder, string> = { weight: "most statements first", alike: "those who agree side by side", name: "by name" };
const PAGE = 10;

/** The place of a cell; -1 is the column of the actors' names, or the row of the other names. */
interface Place { y: number; x: number }

export const matrix: MakeView = ({ model, store }) => {
  const scroll = element("div", { class: "scroll" });
  const note = element("p", { class: "hint", role: "status" });
  const largest = element("select", { id: "largest", change: () => store.set({ largest: Number(largest.value) }) },
    LARGEST.map((count) => element("option", { value: count }, `the ${count} largest`)));
  const order = element("select", { id: "order", change: () => store.set({ order: order.value as MatrixOrder }) },
    MATRIX_ORDERS.map((value) => element("option", { value }, ORDERS[value])));
  const host = element("section", { class: "view matrix", "aria-label": "Stance matrix" },
    element("div", { class: "bar" },
      element("label", { class: "inline" }, "Rows and columns", largest), element("label", { class: "inline" }, "Order", order),
      element("p", { class: "stance-key flat" }, key("favours", "for"), key("resists", "against"), key("split", "both: they contradict"), key("neither", "neither"), key("unsure", "uncertain")), note),
    scroll);
  let drawn: Stances = stances(model, [], 1, "weight");
  /** Every cell and heading by its place, and the one that the tab key reaches. */
  let cells = new Map<string, HTMLElement>();
  let current: Place = { y: 0, x: 0 };
  const name = (node: number) => model.nodes[node]!.name;
  const at = ({ y, x }: Place) => cells.get(`${y},${x}`);

  function key(seen: string, label: string): HTMLElement {
    return element("span", {}, element("i", { class: `swatch ${seen}` }), label);
  }

  function words(row: number, column: number, cell: Cell | undefined): string {
    if (!cell) return `${name(row)} on ${name(column)}: nothing in sight`;
    const part = (side: keyof Cell, label: string) => {
      const relations = [...new Set(cell[side].map((st) => (st.uncertain ? `${model.words(st)}, uncertain` : model.words(st))))];
      return cell[side].length ? `${label} (${plural(cell[side].length, "statement")}: ${relations.join("; ")})` : null;
    };
    return `${name(row)} on ${name(column)}: ${[part("favours", "for"), part("resists", "against"), part("neither", "neither for nor against")].filter(Boolean).join(" and ")}`;
  }

  function content(cell: Cell): Child {
    const { favours, resists, neither } = cell;
    const doubt = unsure(cell) ? "?" : "";
    switch (look(cell)) {
      case "split": return [element("span", {}, `+${favours.length}`), element("span", {}, `−${resists.length}`)];
      case "favours": return `+${favours.length}${doubt}`;
      case "resists": return `−${resists.length}${doubt}`;
      case "neither": return `○${neither.length}`;
    }
  }

  function placed<Made extends HTMLElement>(made: Made, place: Place): Made {
    made.dataset.cell = `${place.y},${place.x}`;
    made.tabIndex = -1;
    cells.set(made.dataset.cell, made);
    return made;
  }

  function cellAt(place: Place): HTMLElement {
    const [row, column] = [drawn.rows[place.y]!, drawn.columns[place.x]!];
    const cell = drawn.at(row, column);
    if (!cell) return placed(element("td", { class: "empty" }), place);
    const label = words(row, column, cell);
    return placed(element("td", { class: `cell ${look(cell)}${unsure(cell) ? " unsure" : ""}`, "data-pair": `${row} ${column}`, "aria-label": label, title: shortened(label, 300) },
      content(cell)), place);
  }

  function heading(node: number, place: Place): HTMLElement {
    const column = place.y < 0;
    return placed(element("th", { scope: column ? "col" : "row", class: model.nodes[node]!.kind.toLowerCase(), "data-node": node, title: shortened(name(node), 300) },
      foreign(shortened(name(node), column ? 60 : 40), "span")), place);
  }

  function draw(): void {
    const { largest: count, order: wanted } = store.state;
    const focused = scroll.contains(document.activeElement);
    const [row, column] = [drawn.rows[current.y], drawn.columns[current.x]];
    drawn = stances(model, store.visible.statements, count, wanted);
    cells = new Map();
    largest.value = String(count);
    order.value = wanted;
    const { rows, columns, proposals, actors, aims } = drawn;
    const cut = (shown: number, whole: number, what: string) => (shown < whole ? `${shown} of ${whole.toLocaleString("en")} ${what}` : null);
    note.textContent = [`${plural(drawn.statements, "statement")} from an actor to a proposal or an interest`,
      cut(rows.length, actors, "actors"), cut(columns.length, aims, "proposals and interests")].filter(Boolean).join(" · ");
    if (!rows.length) return replace(scroll, element("p", { class: "hint pad" }, "No statement in sight goes from an actor to a proposal or an interest."));
    const group = (span: number, label: string) => (span ? element("th", { scope: "colgroup", colspan: span, class: "group" }, element("span", {}, label)) : null);
    replace(scroll, element("table", { class: "matrix-table", role: "grid", "aria-label": "Stances of actors to proposals and interests" },
      element("thead", {},
        element("tr", {}, element("td", { class: "corner", rowspan: 2 }), group(proposals, "Proposals"), group(columns.length - proposals, "Interests")),
        element("tr", {}, columns.map((node, x) => heading(node, { y: -1, x })))),
      element("tbody", {}, rows.map((node, y) => element("tr", {}, heading(node, { y, x: -1 }), columns.map((_, x) => cellAt({ y, x })))))));
    // The same pair or name keeps the focus where it is still there; else the first that says something has it.
    const same: Place = { y: rows.indexOf(row!), x: columns.indexOf(column!) };
    const gone = (row !== undefined && same.y < 0) || (column !== undefined && same.x < 0);
    current = focused && !gone ? same : placeOf(scroll.querySelector<HTMLElement>("[data-pair]")!);
    at(current)!.tabIndex = 0;
    if (focused) at(current)!.focus({ preventScroll: true });
    mark();
    return undefined;
  }

  function placeOf(one: HTMLElement): Place {
    const [y, x] = one.dataset.cell!.split(",").map(Number) as [number, number];
    return { y, x };
  }

  function mark(): void {
    const { selection } = store.state;
    const chosen = new Set(selection?.kind === "statements" ? selection.statements.map((number) => `${model.statements[number]!.subject} ${model.statements[number]!.object}`) : []);
    const node = selection?.kind === "node" ? String(selection.node) : null;
    for (const one of cells.values()) {
      const { pair } = one.dataset;
      const on = pair !== undefined ? chosen.has(pair) || (node !== null && pair.split(" ").includes(node)) : node !== null && one.dataset.node === node;
      one.classList.toggle("chosen", on);
      if (pair !== undefined) one.setAttribute("aria-selected", String(on));
    }
  }

  function choose(one: HTMLElement): void {
    if (one.dataset.node !== undefined) return store.selectNode(Number(one.dataset.node));
    const { y, x } = placeOf(one);
    const cell = drawn.at(drawn.rows[y]!, drawn.columns[x]!);
    return cell && store.selectStatements(all(cell).map(({ index }) => index));
  }

  function go(place: Place): void {
    const next = at(place);
    if (!next) return;
    const before = at(current);
    if (before) before.tabIndex = -1;
    current = place;
    next.tabIndex = 0;
    if (next.classList.contains("empty")) next.setAttribute("aria-label", words(drawn.rows[place.y]!, drawn.columns[place.x]!, undefined));
    next.focus();
  }

  /** The names of the row and the column stand out while one of their cells has the pointer or the focus. */
  function point({ target }: Event): void {
    for (const one of scroll.querySelectorAll(".pointed")) one.classList.remove("pointed");
    const cell = (target as Element).closest<HTMLElement>("td[data-cell]");
    if (!cell) return;
    const { y, x } = placeOf(cell);
    at({ y, x: -1 })!.classList.add("pointed");
    at({ y: -1, x })!.classList.add("pointed");
  }

  const cellOf = ({ target }: Event) => (target as Element).closest<HTMLElement>("[data-cell]");
  scroll.addEventListener("click", (event) => {
    const one = cellOf(event);
    if (!one) return;
    go(placeOf(one));
    choose(one);
  });
  scroll.addEventListener("mouseover", point);
  scroll.addEventListener("mouseleave", point);
  scroll.addEventListener("focusin", point);
  scroll.addEventListener("keydown", (event) => {
    const one = cellOf(event);
    if (!one || event.altKey || event.metaKey) return;
    const { y, x } = placeOf(one);
    const [bottom, right] = [drawn.rows.length - 1, drawn.columns.length - 1];
    const far = event.ctrlKey;
    const within = (place: Place): Place => ({ y: Math.min(bottom, Math.max(-1, place.y)), x: Math.min(right, Math.max(-1, place.x)) });
    const places: Record<string, Place> = {
      ArrowLeft: { y, x: x - 1 }, ArrowRight: { y, x: x + 1 }, ArrowUp: { y: y - 1, x }, ArrowDown: { y: y + 1, x },
      PageUp: within({ y: Math.max(0, y - PAGE), x }), PageDown: within({ y: y + PAGE, x }),
      Home: { y: far ? 0 : y, x: 0 }, End: { y: far ? bottom : y, x: right },
    };
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(one); }
    else if (places[event.key]) { event.preventDefault(); go(places[event.key]!); }
  });

  return {
    name: "matrix", label: "Matrix", element: host,
    show: draw,
    update(change) {
      if (FILTERS.some((one) => change.has(one)) || (change.has("selection") && store.state.top !== null)) draw();
      else if (change.has("selection")) mark();
    },
    picture: () => (drawn.rows.length ? matrixPicture(model, drawn) : null),
  };
};
