// A text cut at every place where a mention or a quotation begins or ends.

export interface Annotation { start: number; end: number; kind: "mention" | "statement" | "condition"; target: number }
export interface Segment { start: number; end: number; covering: Annotation[] }

/** The paragraphs of a text, each as segments; offsets are units of the text. */
export function paragraphs(text: string, annotations: readonly Annotation[]): Segment[][] {
  const cuts = new Set<number>([0, text.length]);
  for (const { start, end } of annotations) { cuts.add(start); cuts.add(end); }
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) { cuts.add(at); cuts.add(at + 1); }
  const places = [...cuts].sort((a, b) => a - b);
  const sorted = [...annotations].sort((a, b) => a.start - b.start);
  const found: Segment[][] = [[]];
  let [open, next] = [[] as Annotation[], 0];
  for (let at = 0; at + 1 < places.length; at++) {
    const [start, end] = [places[at]!, places[at + 1]!];
    open = open.filter((one) => one.end > start);
    while (next < sorted.length && sorted[next]!.start <= start) {
      if (sorted[next]!.end > start) open.push(sorted[next]!);
      next++;
    }
    if (text[start] === "\n" && end === start + 1) found.push([]);
    else found[found.length - 1]!.push({ start, end, covering: [...open] });
  }
  return found.filter((segments) => segments.length);
}
