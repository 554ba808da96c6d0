// The questions that the ontology was made to answer, with their answers.
import { button, element, foreign, plural, replace, type Child } from "../dom";
import { plain, shortened, type QuestionRow } from "../model";
import type { MakeView } from "../view";
import { fetched } from "./answers";

export const questions: MakeView = ({ model, store }) => {
  const all = [...model.data.questions];
  const asking = new Set<string>();
  const trouble = new Map<string, string>();
  const byName = new Map<string, number>();
  const byWords = new Map<string, number[]>();
  const answer = element("div", { class: "answer", role: "region", "aria-live": "polite", "aria-label": "Answer" });
  const list = element("ul", { class: "question-list" }, all.map((question) => element("li", {},
    button([element("span", {}, question.text), element("span", { class: "number" }, counted(question))],
      () => store.set({ question: question.name }), { "data-question": question.name }))));
  const host = element("section", { class: "view questions", "aria-label": "Questions" },
    element("nav", { "aria-label": "Questions", tabindex: 0 }, list), answer);

  function counted({ rows, total }: QuestionRow): string {
    return rows ? total.toLocaleString("en") : "";
  }

  /** What the words of an answer lead to; looked through when the first answer is shown. */
  function read(): void {
    for (const { label, index } of model.nodes) if (!byName.has(label)) byName.set(label, index);
    for (const st of model.statements) {
      const words = model.quotation(st);
      (byWords.get(words) ?? byWords.set(words, []).get(words)!).push(st.index);
    }
  }

  function cell(text: string, column: string): Child {
    const node = byName.get(text);
    if (node !== undefined) return button(foreign(shortened(plain(text), 90)), () => store.selectNode(node), { class: "link" });
    const quoted = /quotation/i.test(column) ? byWords.get(text) : undefined;
    if (quoted) return button(foreign(shortened(text, 300)), () => store.selectStatements(quoted), { class: "link words" });
    return foreign(shortened(text, 300));
  }

  const heading = (column: string) => column.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();

  /** Ask the service; the answer is drawn when it comes. */
  async function ask(question: QuestionRow): Promise<void> {
    const { name } = question;
    asking.add(name);
    try {
      const found = await fetched(question);
      all[all.indexOf(question)] = found;
      list.querySelector(`[data-question="${name}"] .number`)!.textContent = counted(found);
    } catch (error) {
      trouble.set(name, error instanceof Error ? error.message : String(error));
    }
    asking.delete(name);
    if (chosen()?.name === name) draw();
  }

  /** In the place of an answer that the data do not hold: in a file, where to ask; else the service is asked. */
  function unanswered(question: QuestionRow): Child {
    if (model.data.live === undefined) return element("p", { class: "hint" }, "This file holds no answer to it: ask on the command line, with parleygraph query --question.");
    const why = trouble.get(question.name);
    // It is told once: who chooses the question again asks again.
    if (trouble.delete(question.name)) return element("p", { class: "trouble", role: "alert" }, "The service gives no answer: ", foreign(why!));
    if (!asking.has(question.name)) void ask(question);
    return element("p", { class: "hint" }, "Asking …");
  }

  function answered(question: QuestionRow): Child {
    const { columns, rows, total } = question;
    if (!rows) return unanswered(question);
    if (!byName.size) read();
    if (!rows.length) return element("p", { class: "hint" }, "Nothing in the graph answers this question.");
    return [element("p", { class: "hint" }, plural(total, "row"), rows.length < total ? `, of which the first ${rows.length} stand here` : ""),
      element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Rows of the answer" }, element("table", {},
        element("thead", {}, element("tr", {}, columns.map((column) => element("th", { scope: "col" }, heading(column))))),
        element("tbody", {}, rows.map((row) => element("tr", {}, row.map((text, at) => element("td", {}, cell(text, columns[at]!))))))))];
  }

  const chosen = () => all.find(({ name }) => name === store.state.question) ?? all.find(({ total }) => total) ?? all[0];

  function draw(): void {
    const now = chosen();
    for (const one of list.querySelectorAll("button")) {
      if (one.dataset.question === now?.name) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
    }
    if (!now) return;
    replace(answer, element("h2", {}, now.text), answered(now),
      element("details", { class: "sparql" }, element("summary", {}, "SPARQL"), element("pre", { tabindex: 0 }, now.sparql.trim())));
  }

  return {
    name: "questions", label: "Questions", element: host,
    show: draw,
    update(change) { if (change.has("question")) draw(); },
  };
};
