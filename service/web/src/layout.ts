// Places for the nodes in sight. The order in the columns and all else that takes long is in the data.
import type { Model } from "./model";
import type { LayoutName } from "./state";

export interface Size { width: number; height: number }
export type Places = Map<number, { x: number; y: number }>;

/** Rows of names stand so far apart, in pixels: at least, and where there is room. */
const ROW = 16;
const ROW_AT_MOST = 38;
const SUB_COLUMN = 170;
/** Room for names on both sides of the columns, and between two kinds, where the lines run. */
export const beside = ({ width }: Size): number => Math.min(205, width * 0.25);
const GUTTER = 210;

/** Three columns, wrapped into sub-columns where that lets the whole be larger on the stage. */
function columns(model: Model, nodes: readonly number[], stage: Size): Places {
  const seen = new Set(nodes);
  const lists = model.data.layouts.columns.map((column) => column.filter((node) => seen.has(node)));
  const longest = Math.max(1, ...lists.map((list) => list.length));
  const width = (rows: number) => lists.reduce((sum, list) => sum + Math.max(0, Math.ceil(list.length / rows) - 1) * SUB_COLUMN, 0)
    + Math.min(GUTTER, stage.width / 4) * Math.max(0, lists.filter((list) => list.length).length - 1) + 2 * beside(stage);
  let best = longest;
  let smallest = Infinity;
  for (let parts = 1; parts <= Math.min(longest, 80); parts++) {
    const rows = Math.ceil(longest / parts);
    const extent = Math.max(width(rows) / stage.width, (rows * ROW) / stage.height);
    if (extent < smallest) [smallest, best] = [extent, rows];
  }
  const places: Places = new Map();
  const filled = lists.filter((list) => list.length);
  const least = Math.min(GUTTER, stage.width / 4);
  const gutter = Math.max(least, least + (stage.width - width(best)) / Math.max(1, filled.length - 1));
  const row = Math.min(ROW_AT_MOST, Math.max(ROW, (stage.height - 60) / best));
  let left = 0;
  for (const list of filled) {
    const subs = Math.ceil(list.length / best);
    const rows = Math.ceil(list.length / subs);
    // A short column is spread beside a long one, but not until its nodes seem unrelated.
    const step = Math.min(row * 2, Math.max(row, ((best - 1) * row) / Math.max(1, rows - 1)));
    list.forEach((node, at) => {
      const [line, sub] = [Math.floor(at / subs), at % subs];
      // Neighbouring sub-columns are staggered, so that names and lines pass between the nodes.
      places.set(node, { x: left + sub * SUB_COLUMN, y: (line - (rows - 1) / 2 + (subs > 1 ? sub / subs - 0.5 : 0)) * step });
    });
    left += (subs - 1) * SUB_COLUMN + gutter;
  }
  return places;
}

function circle(model: Model, nodes: readonly number[]): Places {
  const seen = new Set(nodes);
  const order = model.data.layouts.columns.flatMap((column, kind) =>
    (kind === 0 ? [...column].reverse() : column).filter((node) => seen.has(node)));
  const radius = Math.max(180, (order.length * ROW) / (2 * Math.PI));
  return new Map(order.map((node, at) => {
    const angle = (2 * Math.PI * (at + 0.5)) / order.length + Math.PI / 2;
    return [node, { x: radius * Math.cos(angle), y: radius * Math.sin(angle) }];
  }));
}

function given(flat: readonly number[], nodes: readonly number[]): Places {
  return new Map(nodes.map((node) => [node, { x: flat[2 * node]!, y: flat[2 * node + 1]! }]));
}

export function places(model: Model, nodes: readonly number[], layout: LayoutName, stage: Size): Places {
  const { force, communities } = model.data.layouts;
  if (layout === "force" && force) return given(force, nodes);
  if (layout === "communities" && communities) return given(communities.places, nodes);
  return layout === "circle" ? circle(model, nodes) : columns(model, nodes, stage);
}

export const layoutNames = (model: Model): { name: LayoutName; label: string }[] => [
  { name: "columns", label: "Columns by kind" },
  ...(model.data.layouts.force ? [{ name: "force" as const, label: "Linked nodes together" }] : []),
  { name: "circle", label: "Circle" },
  ...(model.data.layouts.communities ? [{ name: "communities" as const, label: "Communities" }] : []),
];
