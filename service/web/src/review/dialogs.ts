// Dialogs of the review: a form with what went wrong in it, the reviewer's name, and conflicts.
import { button, element, foreign, replace, type Child } from "../dom";
import { Refusal, type Client } from "./client";

export const when = (time: string): string => time.slice(0, 16).replace("T", " ");

export const field = (label: string, control: HTMLElement): HTMLElement => element("label", { class: "choice" }, label, control);

export const reason = (): HTMLInputElement => element("input", { type: "text", maxlength: 2_000, autocomplete: "off" });

let count = 0;

/** A dialog whose form decides; it stays open with the reason where that is refused. */
export function formDialog(title: string, submit: string, content: Child[], decide: () => Promise<void>): HTMLDialogElement {
  const id = `review-dialog-${count++}`;
  const trouble = element("div", { role: "alert" });
  const act = element("button", { type: "submit", class: "primary" }, submit);
  const dialog = element("dialog", { class: "review-dialog", "aria-labelledby": id });
  const form = element("form", {}, element("h2", { id }, title), content, trouble,
    element("div", { class: "actions" }, act, button("Cancel", () => dialog.close())));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    act.disabled = true;
    replace(trouble);
    Promise.resolve().then(decide).then(() => dialog.close(), (error: unknown) => {
      act.disabled = false;
      replace(trouble, refused(error));
    });
  });
  dialog.append(form);
  open(dialog);
  return dialog;
}

function open(dialog: HTMLDialogElement): void {
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** Why something was refused, with what others decided in the meantime. */
export function refused(error: unknown): Child[] {
  if (!(error instanceof Refusal)) throw error;
  return [
    element("p", { class: "trouble" }, foreign(error.message)),
    error.between.length ? element("ul", {}, error.between.map((one) => element("li", {}, foreign(one.who), `, ${when(one.when)}: ${one.action} `, foreign(one.about)))) : null,
    error.status === 409 ? element("p", {}, button("Load the page anew", () => location.reload(), { class: "reload" })) : null,
  ];
}

/** Says that nothing was decided, and why. */
export function refusalDialog(error: unknown): void {
  const id = `review-dialog-${count++}`;
  const dialog = element("dialog", { class: "review-dialog", "aria-labelledby": id });
  const conflict = error instanceof Refusal && error.status === 409;
  dialog.append(element("h2", { id }, conflict ? "Somebody else has decided" : "Nothing was decided"), element("div", {}, refused(error)),
    element("div", { class: "actions" }, button("Close", () => dialog.close())));
  open(dialog);
}

/** The name of who decides, asked for once; null where it is not given. */
export function reviewer(client: Client, proposed: string | null, again = false): Promise<string | null> {
  if (client.who && !again) return Promise.resolve(client.who);
  return new Promise((resolve) => {
    const name = element("input", { type: "text", required: true, maxlength: 200, autocomplete: "name", value: client.who || proposed || "" });
    const dialog = formDialog("Who decides?", "Use this name", [field("Your name, as it stands beside each of your decisions", name)], () => {
      if (name.value.trim()) client.who = name.value.trim().replace(/\s+/g, " ");
      return Promise.resolve();
    });
    dialog.addEventListener("close", () => resolve(client.who || null));
    name.focus();
  });
}
