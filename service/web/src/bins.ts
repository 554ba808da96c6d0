// Statements by date: the day, month or year of each, and those that have none.
import { binOf, binsBetween, grainOf, written, type Grain } from "./dates";
import type { Model, Statement } from "./model";

export interface Bin { name: string; statements: Statement[]; favours: number; resists: number; neither: number }

export interface Timed {
  grain: Grain;
  /** In the order of time; every day, month or year from the first to the last, unless there are too many. */
  bins: Bin[];
  /** Whether those in which nothing was said are left out. */
  sparse: boolean;
  /** Statements without a date, or with one that is no date, or is too coarse for the bins. */
  undated: Statement[];
}

/** The statements in bins of the wanted length, or of the one that suits their dates. */
export function timed(model: Model, statements: readonly Statement[], wanted: Grain | ""): Timed {
  const dates = statements.map((st) => written(model.when(st)));
  const grain = wanted || grainOf(dates.filter((date): date is string => date !== null));
  const names = dates.map((date) => (date ? binOf(date, grain) : null));
  const between = binsBetween(names.filter((name): name is string => name !== null));
  const bins = new Map(between.names.map((name) => [name, { name, statements: [], favours: 0, resists: 0, neither: 0 } as Bin]));
  const undated: Statement[] = [];
  statements.forEach((st, place) => {
    const bin = bins.get(names[place] ?? "");
    if (!bin) { undated.push(st); return; }
    bin.statements.push(st);
    bin[st.stance > 0 ? "favours" : st.stance < 0 ? "resists" : "neither"]++;
  });
  const when = (st: Statement) => model.when(st)!;
  for (const bin of bins.values()) bin.statements.sort((a, b) => (when(a) < when(b) ? -1 : when(a) > when(b) ? 1 : a.index - b.index));
  return { grain, bins: [...bins.values()], sparse: between.sparse, undated };
}

/** The first and last bin inside the limits, as far as they are written; null where none is. */
export function span(bins: readonly Bin[], from: string, to: string): [number, number] | null {
  const inside = ({ name }: Bin) => (!from || name >= from.slice(0, name.length)) && (!to || name.slice(0, to.length) <= to);
  const first = bins.findIndex(inside);
  return first < 0 ? null : [first, bins.findLastIndex(inside)];
}
