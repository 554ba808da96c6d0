// The editor of queries, YASQE: a file of its own, which the live page loads when it is first wanted.
import Yasqe from "@zazuko/yasqe";
import "@zazuko/yasqe/build/yasqe.min.css";
import type { Editor, EditorChoices } from "./editor-type";

/** An editor in the element; `terms` complete what is being written, without asking anybody. */
export function editor(parent: HTMLElement, { value, terms, run, label }: EditorChoices): Editor {
  for (const name of Object.keys(Yasqe.Autocompleters)) delete Yasqe.Autocompleters[name];
  Yasqe.registerAutocompleter({
    name: "terms", bulk: false, autoShow: true, persistenceId: null,
    isValidCompletionPosition: (yasqe) => /^[\w-]*:[\w-]*$/.test(yasqe.getCompleteToken().string),
    get: (_, token) => terms.filter((term) => term.toLowerCase().startsWith((token?.string ?? "").toLowerCase())),
  });
  // Its choices are united with those of the default, which would ask strangers for words.
  Yasqe.defaults.autocompleters = ["terms"];
  const made = new Yasqe(parent, {
    value, persistenceId: null, showQueryButton: false, resizeable: false, createShareableLink: null,
    // What it would say of errors it writes as markup, which the policy of the page forbids; the service says where the error is.
    syntaxErrorCheck: false, collapsePrefixesOnLoad: false, lineNumbers: false, foldGutter: false, gutters: [],
    extraKeys: { "Ctrl-Enter": run, "Cmd-Enter": run, "Ctrl-Space": () => made.autocomplete(), Esc: () => made.getInputField().blur(), Tab: false, "Shift-Tab": false },
  } as never);
  made.getInputField().setAttribute("aria-label", label);
  return { get: () => made.getValue(), set: (text) => made.setValue(text), refresh: () => made.refresh() };
}
