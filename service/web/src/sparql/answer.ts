// The answer to a query: a table whose names and quotations open the evidence, and a download of all of it.
import { button, download, element, foreign, plural, type Child } from "../dom";
import { plain, shortened } from "../model";
import type { Context } from "../view";

const SHOWN = 500;
const LONGEST = 200_000;

interface Term { type: string; value: string; datatype?: string; "xml:lang"?: string }
export interface Results { head: { vars?: string[] }; boolean?: boolean; results?: { bindings: Record<string, Term>[] } }

export interface Reply { ok: boolean; type: string; text: string }

export async function ask(sparql: string, signal: AbortSignal): Promise<Reply> {
  const answer = await fetch("/sparql", {
    method: "POST", body: sparql, signal,
    headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json, text/turtle;q=0.9" },
  });
  return { ok: answer.ok, type: answer.headers.get("content-type") ?? "", text: await answer.text() };
}

/** What the service said, as elements. */
export function shown({ model, store }: Context, { ok, type, text }: Reply): Child {
  if (!ok) return element("p", { class: "trouble", role: "alert" }, foreign(text.trim()));
  if (!type.includes("json")) {
    return [save("answer.ttl", text, "text/turtle"), element("pre", { class: "turtle", tabindex: 0, dir: "auto" }, text.slice(0, LONGEST)),
      text.length > LONGEST ? element("p", { class: "hint" }, "The rest is in the download.") : null];
  }
  const { head, boolean, results } = JSON.parse(text) as Results;
  if (boolean !== undefined) return element("p", { role: "status" }, boolean ? "Yes." : "No.");
  const columns = head.vars ?? [];
  const rows = results?.bindings ?? [];
  const { base } = model.data;

  function cell(term: Term | undefined): Child {
    if (!term) return "";
    if (term.type !== "uri") return foreign(shortened(plain(term.value), 300));
    const path = term.value.startsWith(base) ? term.value.slice(base.length) : "";
    const statement = model.statementOf.get(path.replace(/^statement\//, ""));
    if (path.startsWith("statement/") && statement !== undefined) return button(shortened(path, 40), () => store.selectStatements([statement]), { class: "link" });
    const node = model.nodeOf.get(decoded(path));
    if (node !== undefined) return button(foreign(shortened(model.nodes[node]!.name, 90)), () => store.selectNode(node), { class: "link" });
    return foreign(shortened(plain(term.value), 300));
  }

  return [
    element("div", { class: "bar" }, element("p", { class: "hint", role: "status" }, plural(rows.length, "row"), rows.length > SHOWN ? `, of which the first ${SHOWN} stand here` : ""),
      save("answer.json", text, "application/sparql-results+json"), button("Download CSV", () => download("answer.csv", csv(columns, rows), "text/csv"))),
    element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Rows of the answer" }, element("table", {},
      element("thead", {}, element("tr", {}, columns.map((column) => element("th", { scope: "col" }, column)))),
      element("tbody", {}, rows.slice(0, SHOWN).map((row) => element("tr", {}, columns.map((column) => element("td", {}, cell(row[column])))))))),
  ];
}

const save = (name: string, text: string, type: string) => button(`Download ${name.endsWith("ttl") ? "Turtle" : "JSON"}`, () => download(name, text, type));

function decoded(path: string): string {
  try { return decodeURIComponent(path); } catch { return path; }
}

/** Cells that a spreadsheet would take for formulas begin with an apostrophe. */
function csv(columns: readonly string[], rows: readonly Record<string, Term>[]): string {
  const written = (text: string) => {
    const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\n\r]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
  };
  return [columns, ...rows.map((row) => columns.map((column) => row[column]?.value ?? ""))].map((line) => `${line.map(written).join(",")}\r\n`).join("");
}
