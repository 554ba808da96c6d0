// Who stands how to what: the statements from actors to proposals and interests, a cell for each pair.
import type { Kind, Model, Statement } from "./model";
import type { MatrixOrder } from "./state";

export interface Cell { favours: Statement[]; resists: Statement[]; neither: Statement[] }
export type Look = "favours" | "resists" | "split" | "neither";

export interface Stances {
  rows: number[];
  /** Proposals first, then interests. */
  columns: number[];
  proposals: number;
  /** How many actors, and how many proposals and interests, there are before the largest are taken. */
  actors: number;
  aims: number;
  /** How many statements stand in a cell of some pair, shown or not. */
  statements: number;
  at(row: number, column: number): Cell | undefined;
}

export const all = ({ favours, resists, neither }: Cell): Statement[] => [...favours, ...resists, ...neither];

export const look = ({ favours, resists }: Cell): Look =>
  favours.length && resists.length ? "split" : favours.length ? "favours" : resists.length ? "resists" : "neither";

/** Whether the text leaves open every statement of the cell. */
export const unsure = (cell: Cell): boolean => all(cell).every(({ uncertain }) => uncertain);

/** The stances among the statements, of the `largest` actors and as many proposals and interests. */
export function stances(model: Model, statements: readonly number[], largest: number, order: MatrixOrder): Stances {
  const cells = new Map<number, Map<number, Cell>>();
  const weight = new Map<number, number>();
  let count = 0;
  for (const number of statements) {
    const st = model.statements[number]!;
    if (model.nodes[st.subject]!.kind !== "Actor" || model.nodes[st.object]!.kind === "Actor") continue;
    const row = cells.get(st.subject) ?? cells.set(st.subject, new Map()).get(st.subject)!;
    const cell = row.get(st.object) ?? row.set(st.object, { favours: [], resists: [], neither: [] }).get(st.object)!;
    cell[st.stance > 0 ? "favours" : st.stance < 0 ? "resists" : "neither"].push(st);
    for (const end of [st.subject, st.object]) weight.set(end, (weight.get(end) ?? 0) + 1);
    count++;
  }
  const of = (kind: Kind) => [...weight.keys()].filter((node) => model.nodes[node]!.kind === kind)
    .sort((a, b) => weight.get(b)! - weight.get(a)! || a - b);
  const [actors, proposals, interests] = [of("Actor"), of("Proposal"), of("Interest")];
  const aims = proposals.length + interests.length;
  // Proposals and interests each keep their share, since one kind mostly outweighs the other.
  const share = Math.min(1, largest / Math.max(1, aims));
  const first = proposals.slice(0, Math.min(largest - Math.min(1, interests.length), Math.ceil(proposals.length * share)));
  const second = interests.slice(0, largest - first.length);
  const at = (row: number, column: number) => cells.get(row)?.get(column);
  const side = (row: number, column: number) => { const cell = at(row, column); return cell ? Math.sign(cell.favours.length - cell.resists.length) : 0; };
  const rows = actors.slice(0, largest);
  const ordered = (nodes: number[], others: number[], sideOf: (node: number, other: number) => number) =>
    order === "name" ? byName(model, nodes) : order === "alike" ? alike(nodes, others, sideOf) : nodes;
  const columns = [...first, ...second];
  const across = (column: number, row: number) => side(row, column);
  return {
    rows: ordered(rows, columns, side), columns: [...ordered(first, rows, across), ...ordered(second, rows, across)], proposals: first.length,
    actors: actors.length, aims, statements: count, at,
  };
}

const collator = new Intl.Collator("en", { numeric: true });
const byName = (model: Model, nodes: readonly number[]): number[] =>
  [...nodes].sort((a, b) => collator.compare(model.nodes[a]!.name, model.nodes[b]!.name) || a - b);

/** Those that take the same sides next to each other: after each node the one that agrees with it most. */
function alike(nodes: readonly number[], others: readonly number[], side: (node: number, other: number) => number): number[] {
  const sides = new Map(nodes.map((node) => [node, others.map((other) => side(node, other))]));
  const left = [...nodes];
  const found = left.splice(0, 1);
  while (left.length) {
    const last = sides.get(found[found.length - 1]!)!;
    const agreement = left.map((node) => sides.get(node)!.reduce((sum, value, place) => sum + value * last[place]!, 0));
    const best = agreement.reduce((most, value, place) => (value > agreement[most]! ? place : most), 0);
    found.push(...left.splice(best, 1));
  }
  return found;
}
