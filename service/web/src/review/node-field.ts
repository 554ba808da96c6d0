// A field for one end of a statement: a node of the graph, found by name, or a new one.
import { element, foreign, replace } from "../dom";
import { shortened, type GraphNode } from "../model";
import { searchBox } from "../search";
import type { Context } from "../view";

/** The identifier of a node, or what a new one is. */
export type End = string | { class: string; label: string };

export interface NodeField { element: HTMLElement; value(): End | null; className(): string | null; input: HTMLInputElement }

interface Choices { kind?: string; mayBeNew?: boolean; proposed?: string; changed?: () => void }

let made = 0;

export function nodeField(context: Context, label: string, first: GraphNode | null, { kind, mayBeNew, proposed, changed }: Choices = {}): NodeField {
  const { model } = context;
  let node: GraphNode | null = first;
  const chosen = element("p", { class: "chosen-node" });
  const box = searchBox(context, `end-${made++}`, `${label}: find another`, (number) => {
    const found = model.nodes[number]!;
    if (kind !== undefined && found.kind !== kind) return say(`${found.name} is another kind of thing`);
    node = found;
    if (fresh) fresh.checked = false;
    redraw();
  });
  const fresh = mayBeNew ? element("input", { type: "checkbox", change: redraw }) : null;
  const named = element("input", { type: "text", maxlength: 500, autocomplete: "off", "aria-label": `${label}: name of the new node`, value: proposed ?? "" });
  const classes = element("select", { "aria-label": `${label}: class of the new node`, change: () => changed?.() }, model.classes.map((term) => element("option", { value: term.id }, term.label)));
  const parts = element("div", { class: "new-node" }, classes, named);
  const group = element("fieldset", { class: "node-field" }, element("legend", {}, label), chosen, box.element,
    fresh ? element("label", { class: "entry" }, fresh, element("span", {}, "a new one")) : null, fresh ? parts : null);

  function say(text: string): void { replace(chosen, text); }

  function redraw(): void {
    draw();
    changed?.();
  }

  function draw(): void {
    parts.hidden = !fresh?.checked;
    replace(chosen, fresh?.checked ? "New:" : node ? [foreign(shortened(node.name, 80)), " ", element("span", { class: "tag" }, node.cls.label)] : "Nothing chosen");
  }
  draw();
  return {
    element: group, input: box.input,
    value: () => (fresh?.checked ? { class: classes.value, label: named.value } : (node?.id ?? null)),
    className: () => (fresh?.checked ? classes.value : (node?.cls.id ?? null)),
  };
}

export const chooser = (values: readonly { id: string; label: string }[], selected: string): HTMLSelectElement =>
  element("select", {}, values.map(({ id, label }) => element("option", { value: id, selected: id === selected }, label)));

