// What the filters leave: statements first, then the nodes that they and the reader's focus keep.
import { written } from "./dates";
import { KINDS, type Model, type Statement } from "./model";
import type { State } from "./state";

/** Statements that say the same of the same ends, drawn as one line. */
export interface Edge { key: string; from: number; to: number; statements: number[]; first: Statement }

export interface Visible {
  statements: readonly number[];
  nodes: readonly number[];
  edges: readonly Edge[];
  hasNode: (node: number) => boolean;
  hasStatement: (statement: number) => boolean;
  /** How many visible statements each node is an end of. */
  degree: Uint32Array;
  /** How many statements pass every filter, before the focus and the best linked are taken. */
  passing: number;
}

export const NO_SOURCE = "author";

function passes(model: Model, state: State): (statement: Statement) => boolean {
  const { hidden, least, from, to } = state;
  const source = (st: Statement) => st.sources.length
    ? !hidden.source.has(model.nodes[st.sources[0]!]!.id) : !hidden.source.has(NO_SOURCE);
  return (st) => {
    if (st.confidence < least || hidden.relation.has(st.relation.id) || hidden.polarity.has(st.polarity.id)
      || hidden.certainty.has(st.certainty.id) || hidden.review.has(st.review)) return false;
    if (hidden.class.has(model.nodes[st.subject]!.cls.id) || hidden.class.has(model.nodes[st.object]!.cls.id)) return false;
    if (hidden.document.size && hidden.document.has(model.documents[st.document]!.row.id)) return false;
    if (hidden.source.size && !source(st)) return false;
    if (from || to) {
      const when = written(model.when(st));
      // A month or a year is inside a limit if any of its days could be.
      if (!when || (from && when < from.slice(0, when.length)) || (to && when.slice(0, to.length) > to)) return false;
    }
    return true;
  };
}

export function visible(model: Model, state: State): Visible {
  const passing = model.statements.filter(passes(model, state));
  const linked = neighbours(passing);
  const kept = focused(model, state, linked);
  const within = (st: Statement) => !kept || (kept.has(st.subject) && kept.has(st.object));
  let statements = passing.filter(within);
  const degree = degrees(model, statements);
  const hiddenClass = state.hidden.class;
  const showUnlinked = state.unlinked && !state.focus;
  let nodes = model.nodes.filter((node) => !hiddenClass.has(node.cls.id)
    && (degree[node.index]! > 0 || (kept ? kept.has(node.index) : showUnlinked))).map(({ index }) => index);
  if (state.top !== null && nodes.length > state.top) {
    const best = new Set(bestLinked(model, nodes, degree).slice(0, state.top));
    if (state.selection?.kind === "node" && nodes.includes(state.selection.node)) best.add(state.selection.node);
    nodes = nodes.filter((node) => best.has(node));
    statements = statements.filter((st) => best.has(st.subject) && best.has(st.object));
  }
  const nodeSet = new Set(nodes);
  const numbers = statements.map(({ index }) => index);
  const statementSet = new Set(numbers);
  return {
    statements: numbers, nodes, edges: bundled(statements), degree, passing: passing.length,
    hasNode: (node) => nodeSet.has(node), hasStatement: (statement) => statementSet.has(statement),
  };
}

function degrees(model: Model, statements: readonly Statement[]): Uint32Array {
  const degree = new Uint32Array(model.nodes.length);
  for (const { subject, object } of statements) {
    degree[subject]!++;
    if (object !== subject) degree[object]!++;
  }
  return degree;
}

type Neighbours = (node: number) => readonly number[];

function neighbours(statements: readonly Statement[]): Neighbours {
  let lists: Map<number, number[]> | null = null;
  return (node) => {
    if (!lists) {
      lists = new Map();
      for (const { subject, object } of statements) {
        (lists.get(subject) ?? lists.set(subject, []).get(subject)!).push(object);
        (lists.get(object) ?? lists.set(object, []).get(object)!).push(subject);
      }
    }
    return lists.get(node) ?? [];
  };
}

function focused(model: Model, state: State, linked: Neighbours): ReadonlySet<number> | null {
  const { focus } = state;
  if (!focus) return null;
  if (focus.kind === "path") return new Set(shortestPath(focus.from, focus.to, linked) ?? [focus.from, focus.to]);
  const found = new Set([focus.node]);
  let edge = [focus.node];
  for (let depth = 0; depth < focus.depth && found.size < model.nodes.length; depth++) {
    const next: number[] = [];
    for (const node of edge) for (const other of linked(node)) if (!found.has(other)) { found.add(other); next.push(other); }
    edge = next;
  }
  return found;
}

/** The nodes of a shortest path, the same each time; null where none leads there. */
export function shortestPath(from: number, to: number, linked: Neighbours): number[] | null {
  const before = new Map<number, number>([[from, -1]]);
  let edge = [from];
  while (edge.length && !before.has(to)) {
    const next: number[] = [];
    for (const node of edge) {
      for (const other of [...linked(node)].sort((a, b) => a - b)) {
        if (!before.has(other)) { before.set(other, node); next.push(other); }
      }
    }
    edge = next;
  }
  if (!before.has(to)) return null;
  const path: number[] = [];
  for (let node = to; node >= 0; node = before.get(node)!) path.unshift(node);
  return path;
}

/** Nodes by weight. Actors have the most nearly everywhere, so each kind keeps its share. */
export function bestLinked(model: Model, nodes: readonly number[], degree: Uint32Array): number[] {
  const ranked = KINDS.flatMap((kind) => {
    const own = nodes.filter((node) => model.nodes[node]!.kind === kind).sort((a, b) => degree[b]! - degree[a]! || a - b);
    return own.map((node, rank) => ({ node, share: rank / own.length }));
  });
  return ranked.sort((a, b) => a.share - b.share || degree[b.node]! - degree[a.node]! || a.node - b.node).map(({ node }) => node);
}

function bundled(statements: readonly Statement[]): Edge[] {
  const found = new Map<string, Edge>();
  for (const st of statements) {
    const key = `${st.subject}-${st.relation.id}-${st.object}-${st.denied ? "n" : "p"}${st.uncertain ? "u" : "a"}`;
    const edge = found.get(key);
    if (edge) edge.statements.push(st.index);
    else found.set(key, { key, from: st.subject, to: st.object, statements: [st.index], first: st });
  }
  return [...found.values()];
}
