// The text of a document as elements, with every mention and statement marked where it stands.
import { element } from "./dom";
import type { Model, SourceDocument } from "./model";
import { paragraphs, type Annotation, type Segment } from "./segments";

export interface MarkedText {
  /** Hold the text and nothing else; `data-start` is the offset of each in units of the text. */
  paragraphs: HTMLElement[];
  /** The pieces of the quotation of each statement, in the order of the text. */
  statements: Map<number, HTMLElement[]>;
  conditions: Map<number, HTMLElement[]>;
  /** The mentions of each node, each with its pieces. */
  mentions: Map<number, HTMLElement[][]>;
}

/** Marks what is in sight; a piece of text names its statements, and the node that it mentions most closely. */
export function markedText(model: Model, source: SourceDocument, statements: readonly number[], nodes: readonly number[]): MarkedText {
  const found: Annotation[] = [];
  const note = (kind: Annotation["kind"], target: number, start: number, end: number) =>
    found.push({ kind, target, start: source.at(start), end: source.at(end) });
  for (const node of nodes) {
    for (const { document, start, end } of model.nodes[node]!.mentions) if (document === source.index) note("mention", node, start, end);
  }
  for (const number of statements) {
    const { start, end, condition } = model.statements[number]!;
    note("statement", number, start, end);
    if (condition) note("condition", number, ...condition);
  }
  const made: MarkedText = { paragraphs: [], statements: new Map(), conditions: new Map(), mentions: new Map() };
  const pieces = new Map<Annotation, HTMLElement[]>();
  const length = ({ start, end }: Annotation) => end - start;

  function stance(numbers: readonly number[]): string {
    const stances = new Set(numbers.map((number) => model.statements[number]!.stance));
    return stances.has(1) && stances.has(-1) ? "split" : stances.has(1) ? "favours" : stances.has(-1) ? "resists" : "neither";
  }

  function piece({ start, end, covering }: Segment): Node | string {
    const words = source.text.slice(start, end);
    if (!covering.length) return words;
    const of = (kind: Annotation["kind"]) => covering.filter((one) => one.kind === kind);
    const numbers = of("statement").map(({ target }) => target);
    const mention = of("mention").reduce<Annotation | null>((best, one) => (best && length(best) <= length(one) ? best : one), null);
    const span = element("span", {
      class: [numbers.length ? `stated ${stance(numbers)}` : "", mention ? `mention ${model.nodes[mention.target]!.kind.toLowerCase()}` : ""].filter(Boolean).join(" ") || null,
      "data-statements": numbers.join(" ") || null, "data-node": mention?.target ?? null,
    }, words);
    for (const one of covering) (pieces.get(one) ?? pieces.set(one, []).get(one)!).push(span);
    return span;
  }

  made.paragraphs = paragraphs(source.text, found).map((segments) => element("p", { dir: "auto", "data-start": segments[0]!.start }, segments.map(piece)));
  const kinds = { statement: made.statements, condition: made.conditions };
  for (const [annotation, spans] of pieces) {
    const { kind, target } = annotation;
    if (kind !== "mention") kinds[kind].set(target, spans);
    else (made.mentions.get(target) ?? made.mentions.set(target, []).get(target)!).push(spans);
  }
  return made;
}
