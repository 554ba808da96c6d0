// The network as shapes with places and looks, for the fast canvas and for pictures alike.
import { beside, places, type Size } from "./layout";
import { KINDS, shortened, type Kind, type Model } from "./model";
import type { State } from "./state";
import { mixed, stanceColor, type Theme } from "./theme";
import type { Visible } from "./visible";

export type Side = "left" | "right" | "below" | "middle";
export interface Dot {
  key: string; x: number; y: number; size: number; color: string; label: string; side: Side; shape: Kind;
  /** The node, or -1 for a community that is closed. */
  node: number; community: number;
}
export interface Line {
  key: string; from: string; to: string; color: string; width: number; bend: number; both: boolean;
  denied: boolean; uncertain: boolean; label: string; statements: readonly number[];
}
export interface Scene { dots: Dot[]; lines: Line[]; box: { x: [number, number]; y: [number, number] } }

const CHARACTER = 7.1;
/** The radius of a dot in pixels, at most, and as a share of the height of a row. */
const LARGEST = 12;
const OF_ROW = 0.42;
/** Pixels above and below the picture. */
const MARGIN = 24;
const WIDE = /[MWmw@%\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\uff60\u{1f000}-\u{3ffff}]/u;

export function scene(model: Model, state: State, seen: Visible, theme: Theme, stage: Size): Scene {
  const { communities } = model.data.layouts;
  const closed = (node: number) => state.layout === "communities" && communities
    && !state.open.has(communities.of[node]!) ? communities.of[node]! : -1;
  const keyOf = (node: number) => { const c = closed(node); return c < 0 ? `n${node}` : `c${c}`; };
  const dots = new Map<string, Dot>();
  const small = Math.min(1, (200 / Math.max(1, seen.nodes.length)) ** 0.36);
  const rows = Math.max(1, ...KINDS.map((kind) => seen.nodes.filter((node) => model.nodes[node]!.kind === kind).length));
  const largest = state.layout === "columns" ? Math.max(3.5, Math.min(LARGEST, (OF_ROW * stage.height) / rows)) : LARGEST;
  const at = places(model, seen.nodes, state.layout, stage);
  const frame = box(at.values(), stage, beside(stage));
  const room = state.layout === "columns" ? rooms(at.values(), (frame.x[1] - frame.x[0]) / stage.width, stage) : () => beside(stage) - LARGEST - 2;
  const side = (kind: Kind): Side => state.layout !== "columns" ? "right" : kind === "Actor" ? "left" : "right";
  for (const [node, { x, y }] of at) {
    const { name, kind, cls } = model.nodes[node]!;
    if (closed(node) >= 0) continue;
    dots.set(`n${node}`, {
      key: `n${node}`, x, y, node, community: -1, shape: kind, color: theme.classes.get(cls.id)!, side: side(kind),
      size: small * Math.min(largest, 3.5 + 1.7 * Math.log2(1 + seen.degree[node]!)), label: fitted(name, room(x, side(kind))),
    });
  }
  if (state.layout === "communities" && communities) addCommunities(model, seen, theme, closed, dots);
  const lines = state.layout === "communities" ? gathered(model, seen, theme, keyOf) : stated(model, state, seen, theme, dots);
  return { dots: [...dots.values()], lines, box: state.layout === "communities" ? box(dots.values(), stage, beside(stage) / 2) : frame };
}

function addCommunities(model: Model, seen: Visible, theme: Theme, closed: (node: number) => number, dots: Map<string, Dot>): void {
  const { centres, unlinked } = model.data.layouts.communities!;
  const members = new Map<number, number[]>();
  for (const node of seen.nodes) {
    const community = closed(node);
    if (community >= 0) (members.get(community) ?? members.set(community, []).get(community)!).push(node);
  }
  const largest = Math.max(1, ...[...members.values()].map((nodes) => nodes.length));
  for (const [community, nodes] of members) {
    const named = nodes.reduce((best, node) => (seen.degree[node]! > seen.degree[best]! ? node : best), nodes[0]!);
    const more = nodes.length - 1;
    dots.set(`c${community}`, {
      key: `c${community}`, x: centres[2 * community]!, y: centres[2 * community + 1]!, node: -1, community, shape: "Actor",
      size: 5 + 27 * Math.sqrt(nodes.length / largest), color: mixed(theme.accent, theme.paper, 0.25), side: "middle",
      label: community === unlinked ? `${nodes.length.toLocaleString("en")} without a statement`
        : shortened(model.nodes[named]!.name, 24) + (more ? ` +${more.toLocaleString("en")}` : ""),
    });
  }
}

function stated(model: Model, state: State, seen: Visible, theme: Theme, dots: ReadonlyMap<string, Dot>): Line[] {
  const beside = new Map<number, number>();
  const lines: Line[] = [];
  const count = model.nodes.length;
  for (const { key, from, to, statements, first } of seen.edges) {
    const [one, other] = [dots.get(`n${from}`), dots.get(`n${to}`)];
    if (!one || !other || from === to) continue;
    const pair = Math.min(from, to) * count + Math.max(from, to);
    const parallel = beside.get(pair) ?? 0;
    beside.set(pair, parallel + 1);
    const color = stanceColor(theme, first);
    lines.push({
      key, from: one.key, to: other.key, statements, both: first.relation.symmetric, denied: first.denied, uncertain: first.uncertain,
      color: first.uncertain ? mixed(color, theme.paper, 0.45) : color,
      width: Math.min(8, 2 + Math.log2(statements.length)), bend: bend(state, one, other, parallel),
      label: model.words(first) + (statements.length > 1 ? ` ×${statements.length}` : ""),
    });
  }
  return lines;
}

/** Inside a column an arc, on the outer side of it; parallel lines spread to both sides. */
function bend(state: State, one: Dot, other: Dot, parallel: number): number {
  const spread = Math.ceil(parallel / 2) * 0.16 * (parallel % 2 ? 1 : -1);
  const forward = one.node < other.node ? 1 : -1;
  if (state.layout !== "columns" || one.shape !== other.shape) return spread * forward;
  const down = one.y < other.y ? 1 : -1;
  const outer = one.shape === "Actor" ? 1 : -1;
  return outer * down * (0.32 + 0.14 * parallel);
}

/** Lines between communities count statements; they stand for no single one. */
function gathered(model: Model, seen: Visible, theme: Theme, keyOf: (node: number) => string): Line[] {
  const found = new Map<string, { from: string; to: string; statements: number[] }>();
  for (const number of seen.statements) {
    const { subject, object } = model.statements[number]!;
    const [from, to] = [keyOf(subject), keyOf(object)].sort() as [string, string];
    if (from === to) continue;
    const key = `${from} ${to}`;
    const line = found.get(key);
    if (line) line.statements.push(number);
    else found.set(key, { from, to, statements: [number] });
  }
  const most = Math.max(1, ...[...found.values()].map(({ statements }) => statements.length));
  return [...found].map(([key, { from, to, statements }]) => ({
    key, from, to, statements, both: true, denied: false, uncertain: false, bend: 0, label: String(statements.length),
    color: mixed(theme.neither, theme.paper, 0.55), width: 0.5 + 5.5 * (statements.length / most),
  }));
}

/** The frame of the picture: all dots with room for names beside them, and never blown up. */
function box(dots: Iterable<{ x: number; y: number }>, stage: Size, names: number): Scene["box"] {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of dots) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  if (left > right) [left, right, top, bottom] = [0, 0, 0, 0];
  // Names keep their size, and so the room for them is in pixels, however many places make one.
  const unit = Math.max(1, (right - left) / (stage.width - 2 * names), (bottom - top) / (stage.height - 2 * MARGIN));
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  const [wide, high] = [(stage.width * unit) / 2, (stage.height * unit) / 2];
  return { x: [x - wide, x + wide], y: [y - high, y + high] };
}

/** How many pixels a name may take: to the next column, or to the edge of the stage. */
function rooms(at: Iterable<{ x: number }>, unit: number, stage: Size): (x: number, side: Side) => number {
  const columns = [...new Set([...at].map(({ x }) => x))].sort((a, b) => a - b);
  const place = new Map(columns.map((x, rank) => [x, rank]));
  return (x, side) => {
    const next = columns[place.get(x)! + (side === "left" ? -1 : 1)];
    return (next === undefined ? beside(stage) : Math.abs(next - x) / unit - LARGEST / 2) - LARGEST - 2;
  };
}

/** A name, as much of it as stands in so many pixels; the widest letters count for more. */
function fitted(name: string, room: number): string {
  let [width, count] = [0, 0];
  for (const character of name.slice(0, 200)) {
    width += WIDE.test(character) ? 1.7 * CHARACTER : CHARACTER;
    if (width > room + CHARACTER) break;
    count++;
  }
  return shortened(name, Math.max(4, count));
}
