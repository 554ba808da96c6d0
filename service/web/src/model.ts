// The data of the page: the JSON that graph/analyst/data.py writes, and the objects made from it.
// Nodes, statements and documents are named by their index; offsets in the data are code points.

export type Kind = "Actor" | "Proposal" | "Interest";
export const KINDS: readonly Kind[] = ["Actor", "Proposal", "Interest"];
export type Span = readonly [start: number, end: number];

export interface Term { id: string; label: string; note: string }
export interface ClassTerm extends Term { kind: Kind; color: string }
export interface RelationTerm extends Term {
  family: string; color: string; symmetric: boolean; stance: -1 | 0 | 1; domain: string[]; range: string[];
}

export interface DocumentRow {
  id: string; name: string; title: string; date: string | null; author: string | null; publisher: string | null;
  url: string | null; language: string; text: string;
}
type NodeRow = [id: string, cls: number, label: string, aliases: string[], mentions: number[], wikidata?: string | null, iso?: string | null];
type StatementRow = [
  id: string, subject: number, relation: number, object: number, polarity: number, certainty: number, sources: number[],
  document: number, start: number, end: number, sentenceStart: number, sentenceEnd: number, condition: Span | 0,
  date: string | 0, confidence: number, stage: number, review?: string,
];
export interface QuestionRow {
  name: string; text: string; sparql: string; columns: string[]; total: number; rows: string[][] | null;
}
export interface PageData {
  format: number; title: string; base: string;
  run: { version: string; model: string; model_version: string; settings: string };
  vocabulary: { namespace: string; classes: ClassTerm[]; relations: RelationTerm[]; polarities: Term[]; certainties: Term[] };
  documents: DocumentRow[]; nodes: NodeRow[]; statements: StatementRow[]; stages: string[];
  layouts: {
    columns: [number[], number[], number[]]; force?: number[];
    communities?: { of: number[]; places: number[]; centres: number[]; unlinked: number };
  };
  questions: QuestionRow[]; skipped: string[];
  /** Of the live page alone. */
  live?: unknown;
}

export interface Mention { document: number; start: number; end: number }
export interface GraphNode {
  index: number; id: string; cls: ClassTerm; kind: Kind; label: string; name: string; aliases: string[];
  mentions: Mention[]; wikidata: string | null; iso: string | null; statements: number[];
}
export interface Statement {
  index: number; id: string; subject: number; relation: RelationTerm; object: number;
  denied: boolean; uncertain: boolean; polarity: Term; certainty: Term;
  sources: number[]; document: number; start: number; end: number; sentence: Span; condition: Span | null;
  date: string | null; confidence: number; stage: string; review: string;
  /** For (1), against (-1) or neither (0), with the polarity taken in. */
  stance: -1 | 0 | 1;
}

// Controls of direction could make a name read as another one; other format controls are unseen.
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
const UNSEEN = /(?![\u200c\u200d])[\p{Cf}\p{Cs}]/gu;

/** A name on one line, without control and direction characters. */
export const plain = (text: string): string =>
  text.replace(CONTROLS, " ").replace(UNSEEN, "").replace(/\s+/g, " ").trim() || "(no name)";

/** The first characters of a name, for places of limited room. */
export function shortened(text: string, longest: number): string {
  const characters = [...text.slice(0, 2 * longest + 2)];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join("").trimEnd()}…` : text;
}

/** A document with its text; turns offsets in code points into offsets in UTF-16 units. */
export class SourceDocument {
  private units: Uint32Array | null = null;
  private readonly astral: boolean;

  constructor(readonly index: number, readonly row: DocumentRow) {
    this.astral = /[\u{10000}-\u{10ffff}]/u.test(row.text);
  }

  get title(): string { return this.row.title; }
  get text(): string { return this.row.text; }

  at(codePoint: number): number {
    if (!this.astral) return codePoint;
    if (!this.units) {
      const units: number[] = [];
      let place = 0;
      for (const character of this.text) { units.push(place); place += character.length; }
      units.push(place);
      this.units = Uint32Array.from(units);
    }
    return this.units[Math.min(codePoint, this.units.length - 1)] ?? this.text.length;
  }

  slice([start, end]: Span): string { return this.text.slice(this.at(start), this.at(end)); }

  /** The code point at an offset in UTF-16 units, the other way round from `at`. */
  codePoint(unit: number): number { return this.astral ? [...this.text.slice(0, unit)].length : unit; }
}

export class Model {
  readonly classes: ClassTerm[];
  readonly relations: RelationTerm[];
  readonly documents: SourceDocument[];
  readonly nodes: GraphNode[];
  readonly statements: Statement[];
  readonly nodeOf = new Map<string, number>();
  readonly statementOf = new Map<string, number>();

  constructor(readonly data: PageData) {
    const { vocabulary } = data;
    this.classes = vocabulary.classes;
    this.relations = vocabulary.relations;
    this.documents = data.documents.map((row, index) => new SourceDocument(index, row));
    this.nodes = data.nodes.map((row, index) => this.node(row, index));
    this.statements = data.statements.map((row, index) => this.statement(row, index));
    for (const { subject, object, index } of this.statements) {
      this.nodes[subject]!.statements.push(index);
      if (object !== subject) this.nodes[object]!.statements.push(index);
    }
  }

  private node(row: NodeRow, index: number): GraphNode {
    const [id, cls, label, aliases, flat, wikidata, iso] = row;
    const mentions: Mention[] = [];
    for (let at = 0; at < flat.length; at += 3) mentions.push({ document: flat[at]!, start: flat[at + 1]!, end: flat[at + 2]! });
    const term = this.classes[cls]!;
    this.nodeOf.set(id, index);
    return {
      index, id, cls: term, kind: term.kind, label, name: plain(label), aliases, mentions,
      wikidata: wikidata ?? null, iso: iso ?? null, statements: [],
    };
  }

  private statement(row: StatementRow, index: number): Statement {
    const [id, subject, relation, object, polarity, certainty, sources, document, start, end, first, last, condition,
      date, confidence, stage, review] = row;
    const term = this.relations[relation]!;
    const { polarities, certainties } = this.data.vocabulary;
    const denied = polarities[polarity]!.id === "negative";
    this.statementOf.set(id, index);
    return {
      index, id, subject, relation: term, object, denied, uncertain: certainties[certainty]!.id === "uncertain",
      polarity: polarities[polarity]!, certainty: certainties[certainty]!, sources, document, start, end,
      sentence: [first, last], condition: condition || null, date: date || null, confidence,
      stage: this.data.stages[stage]!, review: review ?? "unreviewed",
      stance: (denied ? -term.stance || 0 : term.stance) as -1 | 0 | 1,
    };
  }

  quotation(statement: Statement): string {
    return this.documents[statement.document]!.slice([statement.start, statement.end]);
  }

  /** When it was said: the date of the statement, else that of its document. */
  when(statement: Statement): string | null {
    return statement.date ?? this.documents[statement.document]!.row.date;
  }

  /** The relation in words: `not: supports`. */
  words(statement: Statement): string { return (statement.denied ? "not: " : "") + statement.relation.label; }
}
