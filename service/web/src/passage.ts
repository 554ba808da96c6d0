// The words around a quotation: its paragraph, or part of a long one.
import { element, foreign } from "./dom";
import type { Model, SourceDocument, Span } from "./model";

const LONGEST = 1_200;
const AROUND = 280;

export interface Passage { before: string; quotation: string; after: string; cutBefore: boolean; cutAfter: boolean }

/** The passage around offsets in code points; `sentence` keeps long paragraphs to what matters. */
export function passage(source: SourceDocument, [first, last]: Span, sentence: Span): Passage {
  const { text } = source;
  const [start, end, sentenceStart, sentenceEnd] = [source.at(first), source.at(last), source.at(sentence[0]), source.at(sentence[1])];
  let from = text.lastIndexOf("\n", Math.min(start, sentenceStart) - 1) + 1;
  const foot = text.indexOf("\n", Math.max(end, sentenceEnd));
  let to = foot < 0 ? text.length : foot;
  if (to - from > LONGEST) {
    from = Math.max(from, whole(text, Math.max(sentenceStart - AROUND, start - LONGEST / 2)));
    to = Math.min(to, whole(text, Math.min(sentenceEnd + AROUND, end + LONGEST / 2)));
  }
  return {
    before: text.slice(from, start), quotation: text.slice(start, end), after: text.slice(end, to),
    cutBefore: from > 0 && text[from - 1] !== "\n", cutAfter: to < text.length && text[to] !== "\n",
  };
}

/** The offset, moved so that it does not part the two units of one character. */
function whole(text: string, at: number): number {
  const bounded = Math.round(Math.max(0, at));
  return /[\udc00-\udfff]/.test(text[bounded] ?? "") ? bounded - 1 : bounded;
}

export function quotation(model: Model, document: number, span: Span, sentence: Span = span): HTMLElement {
  const { before, quotation: words, after, cutBefore, cutAfter } = passage(model.documents[document]!, span, sentence);
  return element("blockquote", { dir: "auto" }, cutBefore ? "… " : null, before, element("mark", {}, words), after, cutAfter ? " …" : null);
}

/** Where the words stand: title, author, publisher, date, offsets. */
export function origin(model: Model, document: number, [start, end]: Span): HTMLElement {
  const { row } = model.documents[document]!;
  const parts = [row.author, row.publisher, row.date].filter((part): part is string => Boolean(part)).flatMap((part) => [", ", foreign(part)]);
  const address = row.url ? [" (", element("a", { href: row.url, rel: "noopener noreferrer", target: "_blank" }, "source"), ")"] : [];
  return element("p", { class: "origin" }, element("cite", {}, foreign(row.title)), parts, address,
    `, characters ${start.toLocaleString("en")}–${end.toLocaleString("en")}`);
}

/** A line that can be pasted into a report. */
export function citation(model: Model, document: number, span: Span): string {
  const { row } = model.documents[document]!;
  const words = model.documents[document]!.slice(span).replace(/\s+/g, " ").trim();
  const where = [row.author, row.title, row.publisher, row.date, row.url].filter(Boolean).join(", ");
  return `“${words}” (${where}, characters ${span[0]}–${span[1]})`;
}
