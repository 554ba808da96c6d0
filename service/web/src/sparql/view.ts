// SPARQL, in the live page: an editor with the ontology's questions as examples, and the answer as a table.
import { button, element, replace } from "../dom";
import type { MakeView } from "../view";
import { ask, shown } from "./answer";
import type { Editor } from "./editor-type";
import "./sparql.css";

const MODULE = "/static/sparql.js";
const STYLE = "/static/sparql.css";

export const sparql: MakeView = (context) => {
  const { model, announce } = context;
  const { questions, vocabulary } = model.data;
  const first = "SELECT ?name (COUNT(?statement) AS ?statements) {\n  ?statement parley:subject ?actor .\n  ?actor skos:prefLabel ?name .\n}\nGROUP BY ?name\nORDER BY DESC(?statements)\nLIMIT 20\n";
  const field = element("textarea", { class: "query", rows: 12, spellcheck: "false", "aria-label": "SPARQL query" });
  field.value = first;
  const place = element("div", { class: "query-place" }, field);
  const answer = element("div", { class: "query-answer", role: "region", "aria-label": "Answer", "aria-live": "polite" });
  const examples = element("select", { "aria-label": "Examples", change: () => {
    const chosen = questions.find(({ name }) => name === examples.value);
    if (chosen) editor.set(chosen.sparql.trim() + "\n");
  } }, element("option", { value: "" }, "Examples …"), questions.map(({ name, text }) => element("option", { value: name }, text)));
  const go = button("Run", () => { void run(); }, { title: "Ctrl+Enter", "aria-keyshortcuts": "Control+Enter" });
  const host = element("section", { class: "view sparql-view", "aria-label": "SPARQL" },
    element("div", { class: "bar" }, examples, go, element("p", { class: "hint" }, "Ctrl+Enter runs it, Ctrl+Space completes a word. The prefixes of the data need no declaration.")), place, answer);
  // Until the editor has come, and where it does not, the field does.
  let editor: Editor = { get: () => field.value, set: (text) => { field.value = text; }, refresh() { /* Nothing to do. */ } };
  let wanted = false;
  let asking: AbortController | null = null;

  function terms(): string[] {
    const found = new Set([...vocabulary.classes, ...vocabulary.relations].map(({ id }) => `parley:${id}`));
    for (const question of questions) for (const [name] of question.sparql.matchAll(/\b[a-z]\w*:[A-Za-z]\w*/g)) found.add(name);
    return [...found].sort();
  }

  async function fetchEditor(): Promise<void> {
    document.head.append(element("link", { rel: "stylesheet", href: STYLE }));
    const module = (await import(MODULE)) as typeof import("./editor");
    const value = field.value;
    replace(place);
    editor = module.editor(place, { value, terms: terms(), run: () => { void run(); }, label: "SPARQL query" });
    host.dataset.editor = "yasqe";
  }

  async function run(): Promise<void> {
    asking?.abort();
    const mine = (asking = new AbortController());
    replace(answer, element("p", { class: "hint" }, "Asking …"));
    try {
      const reply = await ask(editor.get(), mine.signal);
      replace(answer, shown(context, reply));
      announce(reply.ok ? "The answer is there" : "The service refused the query");
    } catch (error) {
      if (!mine.signal.aborted) replace(answer, element("p", { class: "trouble", role: "alert" }, `The service does not answer: ${String(error)}`));
    }
  }

  field.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); void run(); } });
  return {
    name: "sparql", label: "SPARQL", element: host,
    show() {
      if (!wanted) {
        wanted = true;
        fetchEditor().catch(() => { announce("The editor did not come; the field takes the query"); });
      }
      editor.refresh();
    },
    update() { /* It shows no selection. */ },
    keep: () => editor.get(),
    resume(kept) { editor.set(kept as string); },
  };
};
