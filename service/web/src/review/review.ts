// The review, in the live page alone: its bar, its buttons on each statement and node, and its keys.
import { button, element, foreign, plural, replace, type Child } from "../dom";
import type { GraphNode, Statement } from "../model";
import type { Context } from "../view";
import type { Client, LiveData } from "./client";
import { refusalDialog, reviewer, when } from "./dialogs";
import { addStatement, editStatement } from "./statement-forms";
import { mergeNode, renameNode, splitNode } from "./node-forms";
import { decisionsDialog } from "./history";
import { chosenWords } from "./selection";
import { said, Session } from "./session";
import "./review.css";

export interface Review {
  /** The bar between the tabs and the view. */
  readonly bar: HTMLElement;
  /** Whether decisions are taken here. */
  readonly active: boolean;
  /** What stands at the foot of each statement, and at the head of a node, in the panel. */
  statement(statement: Statement): Child;
  node(node: GraphNode): Child;
}

/** `keep` keeps the place of the reader before the page is loaded anew, with what has the focus. */
export function review(context: Context, client: Client, live: LiveData, keep: (focus: string | null) => void): Review {
  const { model, store, announce } = context;
  const session = new Session(context, client, live, keep);
  const active = live.review && client.mayDecide;
  const bar = element("div", { class: "review-bar", role: "region", "aria-label": "Review" });

  /** Do what needs a name, and show why where it is refused. */
  async function deciding(act: () => Promise<void> | void): Promise<void> {
    session.focus = document.activeElement instanceof HTMLElement ? (document.activeElement.dataset.focus ?? null) : null;
    if ((await reviewer(client, live.reviewer)) === null) return;
    drawBar();
    try {
      await act();
    } catch (error) {
      refusalDialog(error);
    }
    if (document.activeElement === document.body) (document.querySelector<HTMLElement>(`#panel [data-focus="${session.focus}"]`) ?? document.getElementById("panel"))?.focus();
  }

  const name = ({ subject, object }: Statement) => `${model.nodes[subject]!.name} – ${model.nodes[object]!.name}`;
  const judge = (action: "accept" | "reject", statement: Statement) => deciding(() =>
    session.decide({ action, statement: statement.id }, `${action === "accept" ? "Accepted" : "Rejected"}: ${name(statement)}`));

  function undo(id: string): void {
    void deciding(() => session.decide({ action: "undo", decision: id }, "Undone"));
  }

  /** The last decision on the statement, else the last one of this reviewer. */
  function undoLast(statement: Statement | null): void {
    const own = session.all.filter(({ who }) => who === client.who);
    const last = (statement && session.onStatement(statement).at(-1)) ?? own.at(-1);
    if (last) undo(last.id);
    else announce("There is nothing to undo");
  }

  const edit = (statement: Statement) => { void deciding(() => editStatement(session, statement)); };
  const add = (statement: Statement | null) => {
    // Before a dialog takes the focus, and the selection with it.
    const words = chosenWords(model, store.state.document);
    void deciding(() => addStatement(session, statement, words));
  };

  function next(): void {
    const { selection } = store.state;
    const open = store.visible.statements.filter((number) => model.statements[number]!.review === "unreviewed");
    if (!open.length) return announce("Every statement in sight is reviewed");
    const at = selection?.kind === "statements" ? selection.statements[0]! : -1;
    const number = open.find((one) => one > at) ?? open[0]!;
    store.selectStatements([number]);
    const st = model.statements[number]!;
    announce(`${model.nodes[st.subject]!.name} ${model.words(st)} ${model.nodes[st.object]!.name}`);
  }

  /** The statement that a key is about: that of the card with the focus, else the first one chosen. */
  function current(): Statement | null {
    const card = document.activeElement?.closest<HTMLElement>("#panel [data-statement]");
    const { selection } = store.state;
    const number = card ? Number(card.dataset.statement) : selection?.kind === "statements" ? selection.statements[0] : undefined;
    return number === undefined ? null : model.statements[number]!;
  }

  function drawBar(): void {
    const reviewed = model.statements.filter(({ review: state }) => state !== "unreviewed").length;
    const progress = element("span", { class: "hint", role: "status" }, `${reviewed.toLocaleString("en")} of ${plural(model.statements.length, "statement")} reviewed`);
    if (!active) {
      replace(bar, progress, element("span", { class: "hint" }, live.review ? "To decide, open the address that parleygraph serve printed." : "Read only."),
        session.all.length ? button("Decisions", () => decisionsDialog(session, null)) : null);
      return;
    }
    replace(bar, button(client.who ? ["Reviewing as ", foreign(client.who)] : "Who reviews?", () => { void reviewer(client, live.reviewer, true).then(drawBar); }, { class: "link" }),
      progress, button("Next unreviewed", next, { title: "n", "aria-keyshortcuts": "n" }), button("Add a statement", () => add(null), { mousedown: (event: Event) => event.preventDefault(), title: "s", "aria-keyshortcuts": "s" }),
      button("Decisions", () => decisionsDialog(session, undo)));
  }

  function tools(statement: Statement): Child {
    const tool = (label: string, key: string, act: () => void) =>
      button(label, act, { title: key, "aria-keyshortcuts": key, "data-focus": `${label} ${statement.id}` });
    return element("div", { class: "actions review-tools", role: "group", "aria-label": "Review of this statement" },
      tool("Accept", "a", () => { void judge("accept", statement); }), tool("Reject", "r", () => { void judge("reject", statement); }),
      tool("Edit", "e", () => edit(statement)), tool("Add beside", "s", () => add(statement)),
      session.onStatement(statement).length ? tool("Undo", "u", () => undoLast(statement)) : null);
  }

  const nodeTool = (label: string, act: () => void) => button(label, act, { "data-focus": label });
  const decided = (entries: readonly { action: string; who: string; when: string; why: string }[]) => entries.length
    ? element("ul", { class: "decided" }, entries.map((entry) => element("li", {}, `${DONE[entry.action] ?? entry.action} by `, foreign(entry.who), `, ${when(entry.when)}`, entry.why ? [": ", foreign(entry.why)] : null)))
    : null;

  if (active) {
    const acts: Record<string, (statement: Statement) => void> = {
      a: (statement) => { void judge("accept", statement); }, r: (statement) => { void judge("reject", statement); }, e: edit,
    };
    document.addEventListener("keydown", (event) => {
      if (takesLetters(event.target) || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
      const statement = current();
      if (event.key === "n") next();
      else if (event.key === "u") undoLast(statement);
      else if (event.key === "s") add(statement);
      else if (event.key in acts && statement) acts[event.key]!(statement);
      else return;
      event.preventDefault();
      event.stopPropagation();
    }, true);
  }
  store.subscribe((_, change) => { if (change.has("reviewed")) drawBar(); });
  drawBar();
  const words = said();
  if (words) setTimeout(() => announce(words), 300);

  return {
    bar, active,
    statement: (statement) => [decided(session.onStatement(statement)), active ? tools(statement) : null],
    node: (node) => [decided(session.onNode(node.id)), active ? element("div", { class: "actions review-tools", role: "group", "aria-label": "Review of this node" },
      nodeTool("Rename", () => { void deciding(() => renameNode(session, node)); }), nodeTool("Merge with …", () => { void deciding(() => mergeNode(session, node)); }),
      node.mentions.length > 1 ? nodeTool("Split", () => { void deciding(() => splitNode(session, node)); }) : null,
      session.onNode(node.id).length ? nodeTool("Undo", () => undo(session.onNode(node.id).at(-1)!.id)) : null) : null],
  };
}

const DONE: Record<string, string> = {
  accept: "Accepted", reject: "Rejected", edit: "Edited", add: "Added", merge: "Merged", split: "Split", rename: "Renamed",
};

/** Whether a letter typed there is the field's own. */
function takesLetters(target: EventTarget | null): boolean {
  // A field of a dialog that was closed a moment ago may still have the focus.
  if (target instanceof Element && target.closest("dialog:not([open])")) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "range", "button"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
