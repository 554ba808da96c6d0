// What a reader has chosen, and its form in the URL fragment, so that a link opens the same again.
import { GRAINS, type Grain } from "./dates";
import type { Model } from "./model";

export type ViewName = "network" | "matrix" | "reader" | "timeline" | "table" | "questions" | "sparql";
export const VIEWS: readonly ViewName[] = ["network", "matrix", "reader", "timeline", "table", "questions"];
/** Views that need a service to ask. */
export const LIVE_VIEWS: readonly ViewName[] = ["sparql"];
export type LayoutName = "columns" | "force" | "circle" | "communities";
export const LAYOUTS: readonly LayoutName[] = ["columns", "force", "circle", "communities"];
export type MatrixOrder = "weight" | "alike" | "name";
export const MATRIX_ORDERS: readonly MatrixOrder[] = ["weight", "alike", "name"];
/** How many rows, and columns, the matrix may have. */
export const LARGEST: readonly number[] = [20, 40, 80, 160];
export type Facet = "class" | "relation" | "polarity" | "certainty" | "source" | "document" | "review";
export const FACETS: readonly Facet[] = ["class", "relation", "polarity", "certainty", "source", "document", "review"];

export type Selection =
  | { kind: "node"; node: number }
  | { kind: "statements"; statements: readonly number[] }
  | null;

export type Focus =
  | { kind: "around"; node: number; depth: number }
  | { kind: "path"; from: number; to: number }
  | null;

export interface State {
  view: ViewName;
  layout: LayoutName;
  selection: Selection;
  /** The values of each facet that are left out. */
  hidden: Record<Facet, ReadonlySet<string>>;
  least: number;
  from: string;
  to: string;
  focus: Focus;
  /** How many of the best linked nodes are shown; null for all. */
  top: number | null;
  unlinked: boolean;
  /** Communities that stand open in the layout of that name. */
  open: ReadonlySet<number>;
  /** How many rows and columns the matrix has, and what stands first in it. */
  largest: number;
  order: MatrixOrder;
  /** How long a bar of the timeline is; empty for what suits the dates. */
  grain: Grain | "";
  /** What the reader view shows. */
  document: number;
  question: string;
  /** Words that the rows of the table must hold. */
  words: string;
  sort: string;
  /** How often the states of statements have changed since the page was opened. */
  reviewed: number;
}

const noneHidden = (): State["hidden"] =>
  Object.fromEntries(FACETS.map((facet) => [facet, new Set<string>()])) as unknown as State["hidden"];

export const CROWDED = 400;
export const FIRST_TOP = 120;
const COMMUNITIES_ABOVE = 50_000;

export function initial(model: Model, webgl: boolean): State {
  const count = model.nodes.length;
  // What was rejected can be brought back in sight, and is not in the graph.
  const live = model.data.live !== undefined;
  const communities = model.data.layouts.communities !== undefined && (count > COMMUNITIES_ABOVE || !webgl);
  return {
    view: "network", layout: communities ? "communities" : "columns", selection: null, hidden: live ? { ...noneHidden(), review: new Set(["rejected"]) } : noneHidden(),
    least: 0, from: "", to: "", focus: null, top: count > CROWDED && !communities ? FIRST_TOP : null,
    unlinked: count <= CROWDED, open: new Set(), largest: 40, order: "weight", grain: "", document: 0, question: "", words: "", sort: "", reviewed: 0,
  };
}

/** Whether two sets of hidden values are the same. */
export const same = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean => one.size === other.size && [...one].every((value) => other.has(value));

/** Only what differs from the state at first, so that links stay short. */
export function toFragment(state: State, first: State, model: Model): string {
  const parts = new URLSearchParams();
  for (const name of ["view", "layout", "least", "from", "to", "largest", "order", "grain", "question", "words", "sort"] as const) {
    if (state[name] !== first[name]) parts.set(name, String(state[name]));
  }
  if (state.top !== first.top) parts.set("top", state.top === null ? "all" : String(state.top));
  if (state.unlinked !== first.unlinked) parts.set("unlinked", state.unlinked ? "1" : "0");
  if (state.document !== first.document) parts.set("document", model.documents[state.document]?.row.id ?? "");
  for (const facet of FACETS) {
    if (same(state.hidden[facet], first.hidden[facet])) continue;
    for (const value of state.hidden[facet].size ? state.hidden[facet] : [""]) parts.append(`hide-${facet}`, value);
  }
  for (const community of state.open) parts.append("open", String(community));
  const id = (node: number) => model.nodes[node]!.id;
  if (state.focus?.kind === "around") { parts.set("around", id(state.focus.node)); parts.set("depth", String(state.focus.depth)); }
  if (state.focus?.kind === "path") { parts.set("path-from", id(state.focus.from)); parts.set("path-to", id(state.focus.to)); }
  if (state.selection?.kind === "node") parts.set("node", id(state.selection.node));
  if (state.selection?.kind === "statements") {
    for (const number of state.selection.statements.slice(0, 40)) parts.append("statement", model.statements[number]!.id);
  }
  return parts.toString();
}

/** The state of a fragment; what it names and the data lacks is left out. */
export function fromFragment(text: string, first: State, model: Model): State {
  const parts = new URLSearchParams(text.replace(/^#/, ""));
  const state: State = { ...first, hidden: noneHidden() };
  const among = <T extends string>(value: string | null, known: readonly T[], otherwise: T): T =>
    known.includes(value as T) ? (value as T) : otherwise;
  state.view = among(parts.get("view"), model.data.live === undefined ? VIEWS : [...VIEWS, ...LIVE_VIEWS], first.view);
  state.layout = among(parts.get("layout"), LAYOUTS, first.layout);
  const { force, communities } = model.data.layouts;
  if ((state.layout === "force" && !force) || (state.layout === "communities" && !communities)) state.layout = first.layout;
  state.least = Math.min(1, Math.max(0, Number(parts.get("least") ?? first.least) || 0));
  for (const name of ["from", "to", "question", "words", "sort"] as const) state[name] = parts.get(name) ?? first[name];
  if (LARGEST.includes(Number(parts.get("largest")))) state.largest = Number(parts.get("largest"));
  state.order = among(parts.get("order"), MATRIX_ORDERS, first.order);
  state.grain = among(parts.get("grain"), GRAINS as readonly (Grain | "")[], first.grain);
  const top = parts.get("top");
  if (top === "all") state.top = null;
  else if (top !== null && Number(top) >= 1) state.top = Math.floor(Number(top));
  if (parts.has("unlinked")) state.unlinked = parts.get("unlinked") === "1";
  const document = model.documents.findIndex(({ row }) => row.id === parts.get("document"));
  if (document >= 0) state.document = document;
  for (const facet of FACETS) {
    const name = `hide-${facet}`;
    state.hidden[facet] = parts.has(name) ? new Set(parts.getAll(name).filter(Boolean)) : first.hidden[facet];
  }
  state.open = new Set(parts.getAll("open").map(Number).filter(Number.isInteger));
  const node = (name: string) => model.nodeOf.get(parts.get(name) ?? "\u0000");
  const [around, from, to, chosen] = ["around", "path-from", "path-to", "node"].map(node);
  if (around !== undefined) state.focus = { kind: "around", node: around, depth: Math.min(5, Math.max(1, Number(parts.get("depth")) || 1)) };
  else if (from !== undefined && to !== undefined) state.focus = { kind: "path", from, to };
  const statements = parts.getAll("statement").map((id) => model.statementOf.get(id)).filter((n): n is number => n !== undefined);
  if (chosen !== undefined) state.selection = { kind: "node", node: chosen };
  else if (statements.length) state.selection = { kind: "statements", statements };
  return state;
}
