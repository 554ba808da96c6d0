// The stance matrix: who stands how to what, a cell a pair, split where the statements contradict each other.
import { button, element, foreign, plural, replace, svg } from "../dom";
import { shortened, type Kind, type Statement } from "../model";
import { readTheme } from "../theme";
import type { MakeView } from "../view";

const ROWS = 80;
const COLUMNS = 60;
const FILTERS = ["hidden", "least", "from", "to", "focus", "top", "unlinked"] as const;

interface Cell { favours: Statement[]; resists: Statement[]; neither: Statement[] }
interface Matrix { rows: number[]; columns: number[]; cells: Map<string, Cell>; leftOut: number }

export const matrix: MakeView = ({ model, store }) => {
  const scroll = element("div", { class: "scroll" });
  const note = element("p", { class: "hint" });
  const host = element("section", { class: "view matrix", "aria-label": "Stance matrix" }, element("div", { class: "bar" },
    element("p", { class: "stance-key flat" }, key("favours", "+ for"), key("resists", "− against"), key("split", "± both: they contradict"), key("neither", "○ neither")), note), scroll);
  let drawn: Matrix = { rows: [], columns: [], cells: new Map(), leftOut: 0 };
  const name = (node: number) => model.nodes[node]!.name;

  function key(look: string, label: string): HTMLElement {
    return element("span", {}, element("i", { class: `swatch ${look}` }), label);
  }

  function collect(): Matrix {
    const cells = new Map<string, Cell>();
    const weight = new Map<number, number>();
    const among = (kinds: readonly Kind[]) => [...weight].filter(([node]) => kinds.includes(model.nodes[node]!.kind))
      .sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([node]) => node);
    for (const number of store.visible.statements) {
      const st = model.statements[number]!;
      if (model.nodes[st.subject]!.kind !== "Actor" || model.nodes[st.object]!.kind === "Actor") continue;
      const place = `${st.subject} ${st.object}`;
      const cell = cells.get(place) ?? cells.set(place, { favours: [], resists: [], neither: [] }).get(place)!;
      cell[st.stance > 0 ? "favours" : st.stance < 0 ? "resists" : "neither"].push(st);
      for (const end of [st.subject, st.object]) weight.set(end, (weight.get(end) ?? 0) + 1);
    }
    const [actors, proposals, interests] = [among(["Actor"]), among(["Proposal"]), among(["Interest"])];
    const share = Math.min(1, COLUMNS / Math.max(1, proposals.length + interests.length));
    const columns = [...proposals.slice(0, Math.ceil(proposals.length * share)), ...interests.slice(0, Math.ceil(interests.length * share))];
    const rows = actors.slice(0, ROWS);
    return { rows, columns, cells, leftOut: actors.length - rows.length + proposals.length + interests.length - columns.length };
  }

  const all = ({ favours, resists, neither }: Cell): Statement[] => [...favours, ...resists, ...neither];
  const look = ({ favours, resists }: Cell): string => (favours.length && resists.length ? "split" : favours.length ? "favours" : resists.length ? "resists" : "neither");

  function words(row: number, column: number, cell: Cell): string {
    const parts = [["for", cell.favours], ["against", cell.resists], ["neither for nor against", cell.neither]] as const;
    return `${name(row)}: ${parts.filter(([, some]) => some.length).map(([word, some]) => `${word} (${some.length})`).join(" and ")}, ${name(column)}`;
  }

  function text({ favours, resists, neither }: Cell): string {
    if (favours.length && resists.length) return `±${favours.length + resists.length}`;
    return favours.length ? `+${favours.length}` : resists.length ? `−${resists.length}` : `○${neither.length}`;
  }

  function cellAt(row: number, column: number, at: [number, number]): HTMLElement {
    const cell = drawn.cells.get(`${row} ${column}`);
    if (!cell) return element("td", { class: "empty" });
    return element("td", {}, button(text(cell), () => store.selectStatements(all(cell).map(({ index }) => index)), {
      class: `cell ${look(cell)}`, tabindex: -1, "data-cell": at.join(","), "data-pair": `${row} ${column}`,
      "aria-label": words(row, column, cell), title: shortened(words(row, column, cell), 200) }));
  }

  function draw(): void {
    drawn = collect();
    const { rows, columns, leftOut } = drawn;
    note.textContent = leftOut ? `${plural(leftOut, "node")} with fewer statements left out: narrow the filters to see them.` : "";
    if (!rows.length) return replace(scroll, element("p", { class: "hint pad" }, "No statement in sight goes from an actor to a proposal or an interest."));
    const head = (node: number) => element("th", { scope: "col", class: model.nodes[node]!.kind === "Interest" ? "interest" : null },
      button(foreign(shortened(name(node), 44), "span"), () => store.selectNode(node), { class: "link", title: shortened(name(node), 200), tabindex: -1 }));
    replace(scroll, element("table", { class: "matrix-table", "aria-label": "Stances of actors to proposals and interests" },
      element("thead", {}, element("tr", {}, element("td", { class: "corner" }), columns.map(head))),
      element("tbody", {}, rows.map((row, y) => element("tr", {},
        element("th", { scope: "row" }, button(foreign(shortened(name(row), 34)), () => store.selectNode(row), { class: "link", tabindex: -1 })),
        columns.map((column, x) => cellAt(row, column, [y, x])))))));
    const first = scroll.querySelector<HTMLElement>("[data-cell]");
    if (first) first.tabIndex = 0;
    mark();
  }

  function mark(): void {
    const { selection } = store.state;
    const chosen = selection?.kind === "statements" ? new Set(selection.statements.map((number) => {
      const { subject, object } = model.statements[number]!;
      return `${subject} ${object}`;
    })) : null;
    for (const one of scroll.querySelectorAll<HTMLElement>("[data-pair]")) {
      const pair = one.dataset.pair!;
      const node = selection?.kind === "node" && pair.split(" ").map(Number).includes(selection.node);
      one.classList.toggle("chosen", node || (chosen?.has(pair) ?? false));
    }
  }

  /** Arrow keys go to the next cell that holds a statement. */
  scroll.addEventListener("keydown", (event) => {
    const step = ({ ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] } as Record<string, [number, number]>)[event.key];
    const from = (event.target as HTMLElement).dataset.cell;
    if (!step || !from) return;
    event.preventDefault();
    let [y, x] = from.split(",").map(Number) as [number, number];
    for (;;) {
      [y, x] = [y + step[0], x + step[1]];
      if (y < 0 || x < 0 || y >= drawn.rows.length || x >= drawn.columns.length) return;
      const next = scroll.querySelector<HTMLElement>(`[data-cell="${y},${x}"]`);
      if (!next) continue;
      (event.target as HTMLElement).tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
      return;
    }
  });

  return {
    name: "matrix", label: "Matrix", element: host,
    show: draw,
    update(change) {
      if (FILTERS.some((one) => change.has(one)) || (change.has("selection") && store.state.top !== null)) draw();
      else if (change.has("selection")) mark();
    },
    picture() {
      const { rows, columns, cells } = drawn;
      if (!rows.length) return null;
      const theme = readTheme(model);
      const [side, left, top] = [30, 230, 210];
      const [width, height] = [left + columns.length * side + 90, top + rows.length * side + 16];
      const fill = (cell: Cell) => ({ favours: theme.favours, resists: theme.resists, neither: theme.neither, split: theme.favours }[look(cell)]!);
      const square = (row: number, column: number, x: number, y: number) => {
        const cell = cells.get(`${row} ${column}`);
        if (!cell) return svg("rect", { x, y, width: side - 2, height: side - 2, fill: "none", stroke: theme.rule });
        return svg("g", {}, svg("rect", { x, y, width: side - 2, height: side - 2, fill: fill(cell) }),
          look(cell) === "split" ? svg("path", { d: `M${x + side - 2} ${y}V${y + side - 2}H${x}Z`, fill: theme.resists }) : null,
          svg("text", { x: x + side / 2 - 1, y: y + side / 2 + 3, "text-anchor": "middle", "font-size": 10, "font-weight": 600, fill: theme.paper }, text(cell)));
      };
      return svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height, "font-family": theme.font, "font-size": 12, fill: theme.ink },
        svg("rect", { width, height, fill: theme.paper }),
        columns.map((column, x) => svg("text", { transform: `translate(${left + x * side + 18} ${top - 8}) rotate(-60)` }, shortened(name(column), 36))),
        rows.map((row, y) => [svg("text", { x: left - 8, y: top + y * side + 19, "text-anchor": "end" }, shortened(name(row), 32)),
          columns.map((column, x) => square(row, column, left + x * side, top + y * side))]));
    },
  };
};
