// The decisions in force, the last one first: each can be looked at and undone.
import { button, element, foreign, plural } from "../dom";
import { when } from "./dialogs";
import type { Session } from "./session";

const SHOWN = 200;

export function decisionsDialog(session: Session, undo: ((id: string) => void) | null): void {
  const { model, store } = session.context;
  const all = [...session.all].reverse();
  const dialog = element("dialog", { class: "about", "aria-labelledby": "decisions-title" });
  const look = (statements: readonly string[], nodes: readonly string[]) => {
    const found = statements.map((id) => model.statementOf.get(id)).filter((number): number is number => number !== undefined);
    const node = nodes.map((id) => model.nodeOf.get(id)).find((number) => number !== undefined);
    dialog.close();
    if (found.length) store.selectStatements(found);
    else if (node !== undefined) store.selectNode(node);
  };
  const rows = all.slice(0, SHOWN).map((entry) => element("li", {}, element("p", {}, `${entry.action} by `, foreign(entry.who), `, ${when(entry.when)}: `, foreign(entry.about)),
    entry.why ? element("p", { class: "hint" }, foreign(entry.why)) : null,
    element("div", { class: "actions" }, entry.statements.length || entry.nodes.length ? button("Show", () => look(entry.statements, entry.nodes)) : null,
      undo ? button("Undo", () => { dialog.close(); undo(entry.id); }, { "data-undo": entry.id }) : null)));
  dialog.append(element("h2", { id: "decisions-title" }, plural(all.length, "decision"), " in force"),
    element("p", { class: "actions" }, element("a", { href: "/api/export/annotations", download: "" }, "Training annotations (ZIP)"),
      element("a", { href: "/api/export/web-annotations", download: "" }, "Web Annotations (JSON-LD)")),
    rows.length ? element("ul", { class: "decisions" }, rows) : element("p", { class: "hint" }, "Nobody has decided on anything yet."),
    all.length > SHOWN ? element("p", { class: "hint" }, `The first ${SHOWN} stand here; parleygraph decisions lists all.`) : "",
    element("form", { method: "dialog", class: "actions" }, element("button", {}, "Close")));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
