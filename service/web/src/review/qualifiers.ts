// What a form says of a statement beside its ends: polarity, certainty, who says so, when, on which condition.
import { button, element, foreign, replace, type Child } from "../dom";
import { shortened, type SourceDocument, type Statement } from "../model";
import { searchBox } from "../search";
import type { Context } from "../view";
import { Refusal } from "./client";
import { field } from "./dialogs";
import { chooser } from "./node-field";
import { findWords } from "./selection";

interface Place { start: number; end: number; quotation: string }
export interface Qualified { polarity: string; certainty: string; sources: string[]; date: string | null; condition: Place | null }
export interface Qualifiers {
  /** In the order of the form. */
  elements: Child[];
  /** What the fields hold; throws Refusal where that cannot be. */
  value(): Qualified;
}

const DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/;
let made = 0;

const placeOf = (document: SourceDocument, start: number, end: number): Place => ({ start, end, quotation: document.slice([start, end]) });

/** What the statement says now, in the form of a decision. */
export function qualified(context: Context, statement: Statement): Qualified {
  const { model } = context;
  const document = model.documents[statement.document]!;
  return {
    polarity: statement.polarity.id, certainty: statement.certainty.id, date: statement.date,
    sources: statement.sources.map((node) => model.nodes[node]!.id),
    condition: statement.condition && placeOf(document, ...statement.condition),
  };
}

/** The fields, filled from what is given; `near` is where the statement stands, in code points of the document. */
export function qualifierFields(context: Context, document: SourceDocument, first: Qualified, near: () => number): Qualifiers {
  const { polarities, certainties } = context.model.data.vocabulary;
  const polarity = chooser(polarities, first.polarity);
  const certainty = chooser(certainties, first.certainty);
  const sources = sourcesField(context, first.sources);
  const date = element("input", { type: "text", maxlength: 40, autocomplete: "off", placeholder: "YYYY, YYYY-MM or YYYY-MM-DD", value: first.date ?? "" });
  const condition = element("textarea", { rows: 2, dir: "auto", spellcheck: "false" });
  condition.value = first.condition?.quotation ?? "";

  function conditionPlace(): Place | null {
    if (condition.value === (first.condition?.quotation ?? "")) return first.condition;
    if (!condition.value.trim()) return null;
    const found = findWords(document, condition.value, near());
    if (!found) throw new Refusal(0, "The words of the condition do not stand in the document: copy them from it, letter for letter.");
    return placeOf(document, ...found);
  }

  return {
    elements: [
      field("Polarity", polarity), field("Certainty", certainty), sources.element,
      field("Date, if the text gives one", date), field("Condition: the words of the document, if there is one", condition),
    ],
    value() {
      const when = date.value.trim();
      if (when && when !== first.date && !DATE.test(when)) throw new Refusal(0, "The date is not YYYY, YYYY-MM or YYYY-MM-DD.");
      return { polarity: polarity.value, certainty: certainty.value, sources: sources.value(), date: when || null, condition: conditionPlace() };
    },
  };
}

/** The chain of sources: the one who says so first, then whom that one cites. */
function sourcesField(context: Context, first: readonly string[]): { element: HTMLElement; value(): string[] } {
  const { model } = context;
  let chain = [...first];
  const list = element("ol", { class: "chain" });
  const box = searchBox(context, `voice-${made++}`, "According to: add a source", (node) => {
    const { id } = model.nodes[node]!;
    chain = [...chain.filter((one) => one !== id), id];
    draw();
  });
  function draw(): void {
    const name = (id: string) => shortened(model.nodes[model.nodeOf.get(id)!]!.name, 80);
    replace(list, chain.length ? chain.map((id, place) => element("li", {}, place ? "citing " : null, foreign(name(id)), " ",
      button("×", () => { chain = chain.filter((one) => one !== id); draw(); box.input.focus(); }, { class: "link", "aria-label": `Remove the source ${name(id)}` })))
      : element("li", {}, "the author of the document"));
  }
  draw();
  return { element: element("fieldset", { class: "node-field" }, element("legend", {}, "According to"), list, box.element), value: () => chain };
}
