// The answer of the service to one of the ontology's questions, in the form that the data of the page have them.
import type { QuestionRow } from "../model";
import type { Results } from "../sparql/answer";

/** As many rows as the data hold of an answer. */
const SHOWN = 500;

/** The question with its answer; throws an Error with the words of the service where it gives none. */
export async function fetched(question: QuestionRow): Promise<QuestionRow> {
  const reply = await fetch(`/questions/${question.name}`, { headers: { Accept: "application/sparql-results+json" } });
  if (!reply.ok) throw new Error((await reply.text()).trim());
  const { head, results } = (await reply.json()) as Results;
  const columns = head.vars ?? [];
  const found = results?.bindings ?? [];
  return { ...question, columns, total: found.length, rows: found.slice(0, SHOWN).map((row) => columns.map((name) => row[name]?.value ?? "")) };
}
