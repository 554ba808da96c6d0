// Forms that change a statement, or add one: by words of the document, which stand there letter for letter.
import { element, foreign, plural } from "../dom";
import type { Statement } from "../model";
import { field, formDialog, reason } from "./dialogs";
import { chooser, nodeField, type End } from "./node-field";
import { relationField } from "./relation-field";
import type { Words } from "./selection";
import { Refusal } from "./client";
import type { Session } from "./session";

export function editStatement(session: Session, statement: Statement): void {
  const { context } = session;
  const { model } = context;
  const { polarities, certainties } = model.data.vocabulary;
  const relation = relationField(model, statement.relation.id);
  const offer = () => relation.offer(subject.className(), object.className());
  const subject = nodeField(context, "Subject", model.nodes[statement.subject]!, { changed: () => offer() });
  const object = nodeField(context, "Object", model.nodes[statement.object]!, { changed: () => offer() });
  const polarity = chooser(polarities, statement.polarity.id);
  const certainty = chooser(certainties, statement.certainty.id);
  const why = reason();
  offer();
  formDialog("Edit the statement", "Save", [
    element("blockquote", { dir: "auto" }, element("mark", {}, model.quotation(statement))),
    subject.element, field("Relation", relation.element), object.element, field("Polarity", polarity), field("Certainty", certainty), field("Why", why),
  ], () => {
    const wanted: Record<string, [End | null, string]> = {
      subject: [subject.value(), model.nodes[statement.subject]!.id], object: [object.value(), model.nodes[statement.object]!.id],
      relation: [relation.element.value, statement.relation.id], polarity: [polarity.value, statement.polarity.id], certainty: [certainty.value, statement.certainty.id],
    };
    const changes = Object.fromEntries(Object.entries(wanted).filter(([, [now, before]]) => now !== before).map(([name, [now]]) => [name, now]));
    if (!Object.keys(changes).length) throw new Refusal(0, "Nothing is different: accept the statement instead.");
    return session.decide({ action: "edit", statement: statement.id, changes, why: why.value }, "Edited");
  }).querySelector<HTMLElement>("select")?.focus();
}

/** `beside` is a statement whose quotation the new one may share, `chosen` what is selected in the reader. */
export function addStatement(session: Session, beside: Statement | null, chosen: Words | null): void {
  const { context } = session;
  const { model, store } = context;
  const { polarities, certainties } = model.data.vocabulary;
  const document = model.documents[chosen?.document ?? beside?.document ?? store.state.document]!;
  const words = element("textarea", { rows: 3, required: true, dir: "auto", spellcheck: "false" });
  words.value = chosen ? document.slice([chosen.start, chosen.end]) : beside ? model.quotation(beside) : "";
  const near = chosen?.start ?? beside?.start ?? 0;
  const relation = relationField(model, beside?.relation.id ?? "");
  const offer = () => relation.offer(subject.className(), object.className());
  const end = (label: string, number: number | undefined) =>
    nodeField(context, label, number === undefined ? null : model.nodes[number]!, { mayBeNew: true, changed: () => offer() });
  const subject = end("Subject", beside?.subject);
  const object = end("Object", beside?.object);
  const source = nodeField(context, "According to (the author, if nothing is chosen)", null);
  const polarity = chooser(polarities, "positive");
  const certainty = chooser(certainties, "asserted");
  const why = reason();
  offer();
  formDialog("Add a statement", "Add", [
    element("p", { class: "hint" }, "From ", foreign(document.title)),
    field("Words of the document that say so", words), subject.element, field("Relation", relation.element), object.element,
    field("Polarity", polarity), field("Certainty", certainty), source.element, field("Why", why),
  ], () => {
    const place = find(document.text, words.value, document.at(near));
    if (!place) throw new Refusal(0, "These words do not stand in the document: copy them from it, letter for letter.");
    const [start, last] = [document.codePoint(place[0]), document.codePoint(place[1])];
    const [one, other, voice] = [subject.value(), object.value(), source.value()];
    if (one === null || other === null) throw new Refusal(0, "Choose a subject and an object.");
    const statement = {
      document: document.row.id, start, end: last, quotation: document.slice([start, last]), subject: one, relation: relation.element.value, object: other,
      polarity: polarity.value, certainty: certainty.value, sources: voice === null ? [] : [voice],
    };
    return session.decide({ action: "add", statement, why: why.value }, `Added, on ${plural(last - start, "character")} of the document`);
  });
  words.focus();
}

/** Where the words stand: at the place, else after it, else before it; white space is as good as other. */
function find(text: string, words: string, near: number): [number, number] | null {
  const parts = words.trim().split(/\s+/).filter(Boolean).map((part) => part.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"));
  if (!parts.length) return null;
  const pattern = new RegExp(parts.join("\\s+"), "g");
  pattern.lastIndex = near;
  let found = pattern.exec(text);
  if (!found) { pattern.lastIndex = 0; found = pattern.exec(text); }
  return found ? [found.index, found.index + found[0].length] : null;
}
