// The keys of the page, listed at `?`. What a key does stands in the module whose key it is.
import { element, type Child } from "./dom";

type Row = readonly [keys: readonly string[], what: string];
interface Group { heading: string; rows: readonly Row[] }

const GROUPS: readonly Group[] = [
  { heading: "Everywhere", rows: [
    [["?"], "lists the keys"], [["/"], "finds a name"], [["Esc"], "closes the evidence, or what lies over the page"],
  ] },
  { heading: "Tabs", rows: [[["←", "→"], "go from view to view"], [["↓"], "goes into the view"]] },
  { heading: "Network", rows: [
    [["←", "→", "↑", "↓"], "go from node to node"], [["Enter"], "reads the evidence of the node"], [["+", "−"], "zoom"], [["0"], "shows all"],
  ] },
  { heading: "Matrix", rows: [[["←", "→", "↑", "↓"], "go from cell to cell"], [["Enter"], "opens the quotations of the cell"]] },
  { heading: "Reader", rows: [
    [["j", "k"], "step to the next and the previous statement; in the text → and ← do too"], [["Home", "End"], "go to the first and the last one"],
    [["Enter"], "takes every statement at that place"],
  ] },
  { heading: "Timeline", rows: [[["←", "→"], "move a handle of the dates"]] },
];
const REVIEW: Group = { heading: "Review", rows: [
  [["n"], "goes to the next statement in sight that nobody has decided on"], [["a"], "accepts the statement"], [["r"], "rejects it"], [["e"], "edits it"],
  [["s"], "adds a statement, of the words that are selected in the reader"], [["u"], "undoes the last decision on it, or your own last one"],
] };
const SPARQL: Group = { heading: "SPARQL", rows: [[["Ctrl+Enter"], "runs the query"], [["Ctrl+Space"], "completes a word"]] };

/** Opens the list; `live` is the page that a service shows, `reviewing` one that takes decisions. */
export function showKeys(live: boolean, reviewing: boolean): void {
  const dialog = element("dialog", { class: "about keys", "aria-labelledby": "keys-title" },
    element("h2", { id: "keys-title" }, "Keys"),
    [...GROUPS, ...(reviewing ? [REVIEW] : []), ...(live ? [SPARQL] : [])].map(({ heading, rows }): Child => [
      element("h3", {}, heading),
      element("dl", {}, rows.map(([keys, what]) => element("div", {}, element("dt", {}, keys.map((key) => element("kbd", {}, key))), element("dd", {}, what)))),
    ]),
    element("form", { method: "dialog", class: "actions" }, element("button", {}, "Close")));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
