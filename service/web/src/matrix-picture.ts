// The stance matrix as a picture that stands alone, for the exports.
import { svg } from "./dom";
import { shortened, type Model } from "./model";
import { look, unsure, type Cell, type Stances } from "./stances";
import { readTheme } from "./theme";

const [SIDE, LEFT, TOP, RIGHT, FOOT] = [34, 240, 220, 120, 30] as const;
const INSIDE = SIDE - 3;

export function matrixPicture(model: Model, { rows, columns, at }: Stances): SVGSVGElement {
  const theme = readTheme(model);
  const [width, height] = [LEFT + columns.length * SIDE + RIGHT, TOP + rows.length * SIDE + FOOT];
  const name = (node: number) => model.nodes[node]!.name;
  const count = (x: number, y: number, text: string, fill: string) =>
    svg("text", { x, y, "text-anchor": "middle", "font-size": 11, "font-weight": 600, fill }, text);

  function square(cell: Cell | undefined, x: number, y: number): SVGElement {
    const box = { x, y, width: INSIDE, height: INSIDE };
    if (!cell) return svg("rect", { ...box, fill: "none", stroke: theme.rule });
    const seen = look(cell);
    const [middle, base] = [x + INSIDE / 2, y + INSIDE / 2 + 4];
    const { favours, resists, neither } = cell;
    if (seen === "split") {
      return svg("g", {}, svg("path", { d: `M${x} ${y}h${INSIDE}L${x} ${y + INSIDE}z`, fill: theme.favours }),
        svg("path", { d: `M${x + INSIDE} ${y}v${INSIDE}h${-INSIDE}z`, fill: theme.resists }),
        count(x + 10, y + 13, `+${favours.length}`, theme.paper), count(x + INSIDE - 10, y + INSIDE - 5, `−${resists.length}`, theme.paper));
    }
    const color = theme[seen];
    const sign = { favours: `+${favours.length}`, resists: `−${resists.length}`, neither: `○${neither.length}` }[seen];
    if (seen === "neither") return svg("g", {}, svg("rect", { ...box, fill: "none", stroke: color }), count(middle, base, sign, theme.soft));
    return unsure(cell)
      ? svg("g", {}, svg("rect", { ...box, fill: "none", stroke: color, "stroke-width": 1.5, "stroke-dasharray": "4 3" }), count(middle, base, `${sign}?`, color))
      : svg("g", {}, svg("rect", { ...box, fill: color }), count(middle, base, sign, theme.paper));
  }

  const key = [["for", theme.favours], ["against", theme.resists], ["both: they contradict", ""], ["neither", theme.neither]] as const;
  return svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height, "font-family": theme.font, "font-size": 12, fill: theme.ink },
    svg("rect", { width, height, fill: theme.paper }),
    key.map(([label, color], place) => svg("g", { transform: `translate(14 ${18 + place * 20})` },
      color ? svg("rect", { width: 12, height: 12, fill: label === "neither" ? "none" : color, stroke: color })
        : [svg("path", { d: "M0 0h12L0 12z", fill: theme.favours }), svg("path", { d: "M12 0v12h-12z", fill: theme.resists })],
      svg("text", { x: 20, y: 10 }, label))),
    columns.map((column, x) => svg("text", { transform: `translate(${LEFT + x * SIDE + 20} ${TOP - 8}) rotate(-60)`,
      "font-style": model.nodes[column]!.kind === "Interest" ? "italic" : null }, shortened(name(column), 34))),
    rows.map((row, y) => [svg("text", { x: LEFT - 8, y: TOP + y * SIDE + 20, "text-anchor": "end" }, shortened(name(row), 34)),
      columns.map((column, x) => square(at(row, column), LEFT + x * SIDE, TOP + y * SIDE))]));
}
