// Forms that change a statement, or add one: by words of the document, which stand there letter for letter.
import { element, foreign, plural } from "../dom";
import type { Statement } from "../model";
import { field, formDialog, reason } from "./dialogs";
import { nodeField } from "./node-field";
import { qualified, qualifierFields } from "./qualifiers";
import { relationField } from "./relation-field";
import { findWords, type Words } from "./selection";
import { Refusal } from "./client";
import type { Session } from "./session";

export function editStatement(session: Session, statement: Statement): void {
  const { context } = session;
  const { model } = context;
  const document = model.documents[statement.document]!;
  const relation = relationField(model, statement.relation.id);
  const offer = () => relation.offer(subject.className(), object.className());
  const subject = nodeField(context, "Subject", model.nodes[statement.subject]!, { changed: () => offer() });
  const object = nodeField(context, "Object", model.nodes[statement.object]!, { changed: () => offer() });
  const before = {
    subject: model.nodes[statement.subject]!.id, relation: statement.relation.id, object: model.nodes[statement.object]!.id, ...qualified(context, statement),
  };
  const qualifiers = qualifierFields(context, document, before, () => statement.start);
  const why = reason();
  offer();
  formDialog("Edit the statement", "Save", [
    element("blockquote", { dir: "auto" }, element("mark", {}, model.quotation(statement))),
    subject.element, field("Relation", relation.element), object.element, qualifiers.elements, field("Why", why),
  ], () => {
    const now = { subject: subject.value(), relation: relation.element.value, object: object.value(), ...qualifiers.value() };
    const changes = Object.fromEntries(Object.entries(now).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof typeof before])));
    if (!Object.keys(changes).length) throw new Refusal(0, "Nothing is different: accept the statement instead.");
    return session.decide({ action: "edit", statement: statement.id, changes, why: why.value }, "Edited");
  }).querySelector<HTMLElement>("select")?.focus();
}

/** `beside` is a statement whose quotation the new one may share, `chosen` what is selected in the reader. */
export function addStatement(session: Session, beside: Statement | null, chosen: Words | null): void {
  const { context } = session;
  const { model, store } = context;
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
  const place = () => findWords(document, words.value, near);
  const qualifiers = qualifierFields(context, document, { polarity: "positive", certainty: "asserted", sources: [], date: null, condition: null }, () => place()?.[0] ?? near);
  const why = reason();
  offer();
  formDialog("Add a statement", "Add", [
    element("p", { class: "hint" }, "From ", foreign(document.title)),
    field("Words of the document that say so", words), subject.element, field("Relation", relation.element), object.element,
    qualifiers.elements, field("Why", why),
  ], () => {
    const found = place();
    if (!found) throw new Refusal(0, "These words do not stand in the document: copy them from it, letter for letter.");
    const [start, last] = found;
    const [one, other] = [subject.value(), object.value()];
    if (one === null || other === null) throw new Refusal(0, "Choose a subject and an object.");
    const statement = {
      document: document.row.id, start, end: last, quotation: document.slice(found), subject: one, relation: relation.element.value, object: other, ...qualifiers.value(),
    };
    return session.decide({ action: "add", statement, why: why.value }, `Added, on ${plural(last - start, "character")} of the document`);
  });
  words.focus();
}
