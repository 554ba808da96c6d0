// The relation of a statement: those that its two ends allow.
import { element, replace } from "../dom";
import type { Model, RelationTerm } from "../model";

export interface RelationField { element: HTMLSelectElement; offer(subject: string | null, object: string | null): void }

export function relationField(model: Model, first: string): RelationField {
  const select = element("select", { required: true });
  let wanted = first;
  select.addEventListener("change", () => { wanted = select.value; });
  const allowed = ({ domain, range }: RelationTerm, subject: string | null, object: string | null) =>
    (subject === null || domain.includes(subject)) && (object === null || range.includes(object));
  return {
    element: select,
    offer(subject, object) {
      const open = model.relations.filter((term) => allowed(term, subject, object));
      replace(select, open.length ? open.map(({ id, label }) => element("option", { value: id, selected: id === wanted }, label))
        : element("option", { value: "" }, "no relation goes from the one to the other"));
    },
  };
}
