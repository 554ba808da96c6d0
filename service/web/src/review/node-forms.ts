// Forms that say what a node is called, and what is one node and what is two.
import { element, foreign, plural } from "../dom";
import type { GraphNode } from "../model";
import { field, formDialog, reason } from "./dialogs";
import { Refusal } from "./client";
import { nodeField } from "./node-field";
import type { Session } from "./session";

const MENTIONS = 300;

export function renameNode(session: Session, node: GraphNode): void {
  const label = element("input", { type: "text", required: true, maxlength: 500, autocomplete: "off", value: node.label, dir: "auto" });
  const why = reason();
  formDialog("Rename", "Rename", [field("Name", label), field("Why", why)], () =>
    session.decide({ action: "rename", node: node.id, label: label.value, why: why.value }, "Renamed"));
  label.select();
}

export function mergeNode(session: Session, node: GraphNode): void {
  const other = nodeField(session.context, "The same as", null, { kind: node.kind });
  const why = reason();
  formDialog("Merge two nodes", "Merge", [
    element("p", {}, foreign(node.name), " keeps its name; that of the other becomes one of its further names."), other.element, field("Why", why),
  ], () => {
    const gone = other.value();
    if (gone === null || gone === node.id) throw new Refusal(0, "Choose another node.");
    return session.decide({ action: "merge", nodes: [node.id, gone], why: why.value }, "Merged");
  });
  other.input.focus();
}

export function splitNode(session: Session, node: GraphNode): void {
  const { model } = session.context;
  const label = element("input", { type: "text", maxlength: 500, autocomplete: "off", dir: "auto" });
  const why = reason();
  const boxes = node.mentions.slice(0, MENTIONS).map((mention) => {
    const box = element("input", { type: "checkbox" });
    const document = model.documents[mention.document]!;
    const around = document.slice([Math.max(0, mention.start - 40), mention.end + 40]).replace(/\s+/g, " ");
    return { mention, box, row: element("li", {}, element("label", { class: "entry" }, box, element("span", { class: "name", dir: "auto" }, around, " (", foreign(document.title), ")"))) };
  });
  const left = node.mentions.length - boxes.length;
  formDialog("Split a node", "Split", [
    element("p", {}, "Which mentions are of something else than ", foreign(node.name), "?"), element("ul", { class: "split-mentions", tabindex: 0, "aria-label": "Mentions" }, boxes.map(({ row }) => row)),
    left ? element("p", { class: "hint" }, `${plural(left, "further mention")} stay; parleygraph split can part them.`) : null,
    field("Name of the other node (by its words, if left empty)", label), field("Why", why),
  ], () => {
    const mentions = boxes.filter(({ box }) => box.checked).map(({ mention: { document, start, end } }) => [model.documents[document]!.row.id, start, end]);
    if (!mentions.length) throw new Refusal(0, "Choose the mentions of the other node.");
    return session.decide({ action: "split", node: node.id, mentions, label: label.value, why: why.value }, "Split");
  });
}
