// Dates as the data writes them, YYYY with or without month and day, in bins of one length.

export type Grain = "year" | "month" | "day";
export const GRAINS: readonly Grain[] = ["day", "month", "year"];
const LENGTH: Record<Grain, number> = { year: 4, month: 7, day: 10 };
const WRITTEN = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?(?=$|T)/;
const BINS_AT_MOST = 400;

/** The date without its time; null where it is none. */
export const written = (date: string | null): string | null => (date && WRITTEN.exec(date)?.[0]) || null;

const next = (bin: string): string => {
  const [year, month, day] = bin.split("-").map(Number) as [number, number?, number?];
  const date = new Date(Date.UTC(year, (month ?? 1) - 1, day ?? 1));
  if (day !== undefined) date.setUTCDate(day + 1);
  else if (month !== undefined) date.setUTCMonth(month);
  else date.setUTCFullYear(year + 1);
  return date.toISOString().slice(0, bin.length);
};

/** The finest grain that most of the dates have and that leaves few enough bins. */
export function grainOf(dates: readonly string[]): Grain {
  const fine = (least: number) => dates.filter((date) => date.length >= least).length >= 0.8 * dates.length;
  const [first, last] = [dates.reduce((a, b) => (b < a ? b : a), "9999"), dates.reduce((a, b) => (b > a ? b : a), "0000")];
  const days = (Date.parse(last.padEnd(10, "-01")) - Date.parse(first.padEnd(10, "-01"))) / 86_400_000;
  if (fine(10) && days <= 92) return "day";
  return fine(7) && days <= 12 * 366 ? "month" : "year";
}

/** The bin of a date; null for one that is written too coarsely. */
export const binOf = (date: string, grain: Grain): string | null => (date.length >= LENGTH[grain] ? date.slice(0, LENGTH[grain]) : null);

/** Every bin from the first to the last, empty ones too; `sparse` where they would be too many, and only those that occur are given. */
export function binsBetween(found: readonly string[]): { names: string[]; sparse: boolean } {
  const sorted = [...new Set(found)].sort();
  const names: string[] = [];
  for (let bin = sorted[0]; bin !== undefined && bin <= sorted[sorted.length - 1]!; bin = next(bin)) {
    names.push(bin);
    if (names.length > BINS_AT_MOST) return { names: sorted, sparse: true };
  }
  return { names, sparse: false };
}
