// A scene as SVG: for export, and on screens that have no WebGL.
import { svg } from "./dom";
import type { Emphasis } from "./emphasis";
import type { Dot, Line, Scene } from "./scene";
import { mixed, type Theme } from "./theme";

export interface Frame { x: number; y: number; width: number; height: number }

const n = (value: number): string => String(Math.round(value * 10) / 10);
const NAMES_AT_MOST = 400;

/** `unit` is how many places make a pixel, so that dots and names keep their size when zoomed. */
export function picture(scene: Scene, theme: Theme, frame: Frame, unit: number, emphasis: Emphasis | null): SVGSVGElement {
  const dots = new Map(scene.dots.map((dot) => [dot.key, dot]));
  const faint = (kind: "dots" | "lines", key: string) => emphasis !== null && !emphasis[kind].has(key);
  const lines = scene.lines.filter(({ from, to }) => dots.has(from) && dots.has(to));
  return svg("svg", {
    xmlns: "http://www.w3.org/2000/svg", viewBox: [frame.x, frame.y, frame.width, frame.height].map(n).join(" "),
    width: n(frame.width / unit), height: n(frame.height / unit), "font-family": theme.font, role: "img", "aria-label": "Network",
  },
  svg("rect", { x: n(frame.x), y: n(frame.y), width: n(frame.width), height: n(frame.height), fill: theme.paper }),
  svg("g", { fill: "none" }, lines.map((line) => drawLine(line, dots, unit, faint("lines", line.key) ? theme : null))),
  svg("g", {}, scene.dots.map((dot) => drawDot(dot, theme, unit, faint("dots", dot.key), emphasis?.chosen.has(dot.key) ?? false))),
  svg("g", { fill: theme.ink, "font-size": n(12 * unit), stroke: theme.paper, "stroke-width": n(3 * unit), "stroke-linejoin": "round", "paint-order": "stroke" },
    named(scene.dots.filter(({ key }) => !faint("dots", key)), unit)));
}

function drawLine(line: Line, dots: ReadonlyMap<string, Dot>, unit: number, faint: Theme | null): SVGElement {
  const [one, other] = [dots.get(line.from)!, dots.get(line.to)!];
  const [dx, dy] = [other.x - one.x, other.y - one.y];
  const length = Math.hypot(dx, dy) || 1;
  // The canvas draws the same curve: its control point stands off the middle by the bend, upwards being positive there.
  const [cx, cy] = [(one.x + other.x) / 2 + dy * line.bend, (one.y + other.y) / 2 - dx * line.bend];
  const [ex, ey] = [other.x - cx, other.y - cy];
  const end = Math.hypot(ex, ey) || length;
  const [ux, uy] = [ex / end, ey / end];
  const tip = { x: other.x - ux * (other.size + 1) * unit, y: other.y - uy * (other.size + 1) * unit };
  const head = (4 + line.width * 1.4) * unit;
  const base = { x: tip.x - ux * head, y: tip.y - uy * head };
  const color = faint ? mixed(line.color, faint.paper, 0.85) : line.color;
  const arrow = line.both ? null : svg("path", {
    fill: color, d: `M${n(tip.x)} ${n(tip.y)}L${n(base.x - uy * head / 2)} ${n(base.y + ux * head / 2)}L${n(base.x + uy * head / 2)} ${n(base.y - ux * head / 2)}Z`,
  });
  return svg("g", { "data-line": line.key }, svg("path", {
    d: `M${n(one.x)} ${n(one.y)}Q${n(cx)} ${n(cy)} ${n(line.both ? other.x : base.x)} ${n(line.both ? other.y : base.y)}`,
    stroke: color, "stroke-width": n(line.width * unit), "stroke-dasharray": line.uncertain ? `${n(5 * unit)} ${n(4 * unit)}` : null,
  }), arrow);
}

function drawDot(dot: Dot, theme: Theme, unit: number, faint: boolean, chosen: boolean): SVGElement {
  const size = dot.size * unit;
  const fill = faint ? mixed(dot.color, theme.paper, 0.8) : dot.color;
  const look = { "data-dot": dot.key, fill, stroke: chosen ? theme.ink : "none", "stroke-width": n(2.5 * unit) };
  const { x, y } = dot;
  if (dot.shape === "Proposal") return svg("rect", { ...look, x: n(x - size * 0.9), y: n(y - size * 0.9), width: n(size * 1.8), height: n(size * 1.8) });
  if (dot.shape === "Interest") {
    return svg("circle", { ...look, cx: n(x), cy: n(y), r: n(size * 0.8), fill: theme.paper, stroke: chosen ? theme.ink : fill, "stroke-width": n(size * 0.4) });
  }
  return svg("circle", { ...look, cx: n(x), cy: n(y), r: n(size) });
}

function named(dots: readonly Dot[], unit: number): SVGElement[] {
  const taken: { left: number; right: number; top: number; bottom: number }[] = [];
  const names: SVGElement[] = [];
  for (const dot of [...dots].sort((a, b) => b.size - a.size)) {
    if (names.length >= NAMES_AT_MOST) break;
    const reach = (dot.size + 4) * unit;
    const width = dot.label.length * 6.6 * unit;
    const left = dot.side === "left" ? dot.x - reach - width : dot.side === "right" ? dot.x + reach : dot.x - width / 2;
    const free = (y: number) => {
      const frame = { left, right: left + width, top: y - 7 * unit, bottom: y + 7 * unit };
      return taken.some((other) => frame.left < other.right && other.left < frame.right && frame.top < other.bottom && other.top < frame.bottom) ? null : { y, frame };
    };
    const below = dot.y + reach + 7 * unit;
    const places = dot.side === "middle" ? [dot.y, below, 2 * dot.y - below] : [dot.side === "below" ? below : dot.y];
    const place = places.map(free).find((one) => one !== null);
    if (!place) continue;
    const { y, frame } = place;
    taken.push(frame);
    const anchor = dot.side === "left" ? "end" : dot.side === "right" ? "start" : "middle";
    const x = dot.side === "left" ? dot.x - reach : dot.side === "right" ? dot.x + reach : dot.x;
    names.push(svg("text", { "data-dot": dot.key, x: n(x), y: n(y + 4 * unit), "text-anchor": anchor }, dot.label));
  }
  return names;
}
