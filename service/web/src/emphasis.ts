// What of a network stands out: the dots and lines of a choice, and the next dot for an arrow key.
import type { Dot, Line } from "./scene";
import type { Selection } from "./state";

export interface Emphasis { dots: ReadonlySet<string>; lines: ReadonlySet<string>; chosen: ReadonlySet<string> }

/** The dots and lines of what is chosen; null where nothing of it is drawn. */
export function emphasisOf(selection: Selection, dotOf: ReadonlyMap<string, Dot>, all: readonly Line[]): Emphasis | null {
  if (!selection) return null;
  const [dots, lines, chosen] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const take = (line: Line) => { lines.add(line.key); dots.add(line.from); dots.add(line.to); };
  if (selection.kind === "node") {
    const key = `n${selection.node}`;
    if (!dotOf.has(key)) return null;
    chosen.add(key);
    dots.add(key);
    for (const line of all) if (line.from === key || line.to === key) take(line);
  } else {
    const wanted = new Set(selection.statements);
    for (const line of all) if (line.statements.some((statement) => wanted.has(statement))) take(line);
    if (!lines.size) return null;
  }
  return { dots, lines, chosen };
}

/** The nearest dot of a node in the direction of an arrow key, with a preference for straight ahead. */
export function nextDot(dots: readonly Dot[], at: Dot, dx: number, dy: number): Dot | null {
  let [best, least] = [null as Dot | null, Infinity];
  for (const dot of dots) {
    const [x, y] = [dot.x - at.x, dot.y - at.y];
    const ahead = x * dx + y * dy;
    if (ahead <= 0.5 || dot.node < 0) continue;
    const cost = ahead + 2.5 * Math.abs(x * dy - y * dx);
    if (cost < least) [best, least] = [dot, cost];
  }
  return best;
}
