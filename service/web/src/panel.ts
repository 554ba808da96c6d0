// The evidence: for whatever is chosen, in whatever view, the words that it rests on.
import { button, element, foreign, plural, replace, type Child } from "./dom";
import type { GraphNode, Mention, Statement } from "./model";
import { citation, origin, quotation } from "./passage";
import type { Context } from "./view";

const CARDS_AT_FIRST = 20;
const MENTIONS_AT_FIRST = 5;

/** What other modules add to each statement, such as the buttons of a review. */
export type CardPart = (statement: Statement) => Child;
export type NodePart = (node: GraphNode) => Child;

export function evidencePanel(context: Context, parts: readonly CardPart[] = [], nodeParts: readonly NodePart[] = []): HTMLElement {
  const { model, store } = context;
  const panel = element("aside", { id: "panel", "aria-label": "Evidence", tabindex: -1 });

  function card(number: number): HTMLElement {
    const statement = model.statements[number]!;
    const span = [statement.start, statement.end] as const;
    const voices = statement.sources.length
      ? statement.sources.flatMap((node, place) => [place ? ", citing " : "", nodeButton(node)]) : ["the author of the document"];
    const facts: [string, Child][] = [
      ["According to", voices],
      ["Polarity", statement.denied ? "negative: the text denies it" : "positive: the text affirms it"],
      ["Certainty", statement.certainty.label],
      ["Date", model.when(statement) ? [foreign(model.when(statement)!), statement.date ? null : " (of the document)"] : "not known"],
      ["Confidence", statement.confidence.toFixed(2)],
      ["Found by", foreign(statement.stage)],
      ...(statement.review === "unreviewed" ? [] : [["Review", statement.review] as [string, Child]]),
    ];
    return element("article", { class: "card", "data-statement": number },
      quotation(model, statement.document, span, statement.sentence),
      statement.condition ? element("p", { class: "condition" }, "On condition: ",
        element("q", { dir: "auto" }, model.documents[statement.document]!.slice(statement.condition))) : null,
      origin(model, statement.document, span),
      element("dl", {}, facts.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value)))),
      element("div", { class: "actions" },
        copyButton(() => citation(model, statement.document, span)),
        button("Read in document", () => store.set({ view: "reader", document: statement.document, selection: { kind: "statements", statements: [number] } }))),
      parts.map((part) => part(statement)));
  }

  function copyButton(text: () => string): HTMLElement {
    const made = button("Copy as citation", () => {
      const done = (copied: boolean) => {
        made.textContent = copied ? "Copied" : "Copying is not allowed here";
        context.announce(made.textContent);
        setTimeout(() => { made.textContent = "Copy as citation"; }, 2_000);
      };
      copy(text()).then(done);
    });
    return made;
  }

  function nodeButton(node: number): HTMLElement {
    return button(foreign(model.nodes[node]!.name), () => store.selectNode(node), { class: "link" });
  }

  function triple(statement: Statement): Child {
    return element("h2", { class: "triple" }, nodeButton(statement.subject),
      element("span", { class: `relation ${stanceName(statement)}` }, model.words(statement)), nodeButton(statement.object));
  }

  function statementsPanel(numbers: readonly number[]): Child[] {
    const first = model.statements[numbers[0]!]!;
    const alike = numbers.every((number) => sameClaim(model.statements[number]!, first));
    const list = element("div", {});
    // Statements that differ each say what they say; alike ones are headed once.
    const show = (some: readonly number[]) => list.append(...some.flatMap((number) => {
      const made = card(number);
      if (!alike) made.prepend(element("p", { class: "claim" }, claim(model.statements[number]!)));
      return [made];
    }));
    show(numbers.slice(0, CARDS_AT_FIRST));
    return [alike ? triple(first) : element("h2", {}, plural(numbers.length, "statement")),
      alike && numbers.length > 1 ? element("p", { class: "hint" }, `Said ${numbers.length.toLocaleString("en")} times`) : null,
      list, more(numbers.slice(CARDS_AT_FIRST), "statement", show)];
  }

  function claim(statement: Statement): Child {
    return [nodeButton(statement.subject), " ", element("span", { class: `relation ${stanceName(statement)}` }, model.words(statement)), " ", nodeButton(statement.object)];
  }

  function more<T>(rest: readonly T[], one: string, show: (some: readonly T[]) => void): Child {
    if (!rest.length) return null;
    const made = button(`Show ${plural(rest.length, `further ${one}`)}`, () => { show(rest); made.remove(); }, { class: "more" });
    return made;
  }

  function nodePanel(node: GraphNode): Child[] {
    const codes: Child[] = [];
    if (node.wikidata && /^Q\d+$/.test(node.wikidata)) {
      codes.push(element("a", { href: `https://www.wikidata.org/wiki/${node.wikidata}`, rel: "noopener noreferrer", target: "_blank" }, `Wikidata ${node.wikidata}`));
    }
    if (node.iso) codes.push(element("span", {}, "ISO 3166: ", foreign(node.iso)));
    return [
      element("p", { class: "kind" }, node.cls.label),
      foreign(node.name, "h2"),
      node.aliases.length ? element("p", { class: "hint" }, "Also: ", node.aliases.flatMap((name, at) => [at ? ", " : "", foreign(name)])) : null,
      codes.length ? element("p", { class: "hint codes" }, codes) : null,
      focusTools(node.index),
      nodeParts.map((part) => part(node)),
      ...nodeStatements(node),
      ...nodeMentions(node),
    ];
  }

  function focusTools(node: number): Child {
    const { focus } = store.state;
    const depth = focus?.kind === "around" && focus.node === node ? focus.depth : 0;
    const steps = element("select", {
      "aria-label": "Neighbourhood", change: (event: Event) => {
        const chosen = Number((event.target as HTMLSelectElement).value);
        store.set({ focus: chosen ? { kind: "around", node, depth: chosen } : null });
      },
    }, ["Show everything", "Only its neighbours", "Up to two steps away", "Up to three steps away"].map((label, value) =>
      element("option", { value, selected: value === depth }, label)));
    return element("div", { class: "focus-tools" }, steps,
      button("Path to …", () => document.dispatchEvent(new CustomEvent("choose-path", { detail: node }))));
  }

  function nodeStatements(node: GraphNode): Child[] {
    const own = node.statements.filter((number) => store.visible.hasStatement(number));
    const left = node.statements.length - own.length;
    const groups = new Map<string, number[]>();
    for (const number of own) {
      const st = model.statements[number]!;
      const key = `${st.subject} ${st.relation.id} ${st.object} ${st.denied} ${st.uncertain}`;
      (groups.get(key) ?? groups.set(key, []).get(key)!).push(number);
    }
    const list = element("ul", { class: "statements" });
    const show = (some: readonly number[][]) => list.append(...some.map((numbers) => element("li", {}, statementButton(numbers, node.index))));
    const all = [...groups.values()];
    show(all.slice(0, 60));
    return [element("h3", {}, plural(own.length, "statement"), left ? ` (${left.toLocaleString("en")} more not shown by the filters)` : ""),
      own.length ? list : element("p", { class: "hint" }, "None in sight names it as an end."), more(all.slice(60), "line", show)];
  }

  function statementButton(numbers: number[], seenFrom: number): HTMLElement {
    const st = model.statements[numbers[0]!]!;
    const end = (node: number): Child => (node === seenFrom ? null : foreign(model.nodes[node]!.name));
    return button([end(st.subject), element("span", { class: `relation ${stanceName(st)}` }, model.words(st)),
      st.object === seenFrom ? "it" : end(st.object), st.uncertain ? element("span", { class: "tag" }, "uncertain") : null,
      numbers.length > 1 ? element("span", { class: "tag" }, `× ${numbers.length}`) : null], () => store.selectStatements(numbers));
  }

  function nodeMentions(node: GraphNode): Child[] {
    if (!node.mentions.length) return [];
    const list = element("div", {});
    const show = (some: readonly Mention[]) => list.append(...some.map(({ document, start, end }) =>
      element("article", { class: "card" }, quotation(model, document, [start, end]), origin(model, document, [start, end]))));
    show(node.mentions.slice(0, MENTIONS_AT_FIRST));
    return [element("h3", {}, plural(node.mentions.length, "mention")), list, more(node.mentions.slice(MENTIONS_AT_FIRST), "mention", show)];
  }

  function emptyPanel(): Child[] {
    const { degree, nodes } = store.visible;
    const first = [...nodes].filter((node) => degree[node]).sort((a, b) => degree[b]! - degree[a]! || a - b).slice(0, 10);
    return [
      element("h2", {}, "Evidence"),
      element("p", { class: "hint" }, "Choose a node, a line, a cell or a row to read the words that it rests on."),
      first.length ? element("h3", {}, "Most statements") : null,
      element("ul", { class: "statements ranked" }, first.map((node) => element("li", {},
        button([foreign(model.nodes[node]!.name), element("span", { class: "tag" }, degree[node]!.toLocaleString("en"))], () => store.selectNode(node))))),
    ];
  }

  function draw(keepPlace = false): void {
    const { selection } = store.state;
    const content = !selection ? emptyPanel()
      : selection.kind === "node" ? nodePanel(model.nodes[selection.node]!) : statementsPanel(selection.statements);
    replace(panel, selection ? button("×", () => store.select(null), { class: "close", "aria-label": "Close the evidence", title: "Close (Esc)" }) : null, content);
    if (!keepPlace) panel.scrollTop = 0;
    panel.classList.toggle("filled", selection !== null);
  }

  const FILTERS = ["hidden", "least", "from", "to", "focus", "top", "unlinked"] as const;
  store.subscribe((state, change) => {
    if (change.has("reviewed")) draw(true);
    else if (change.has("selection") || (state.selection?.kind !== "statements" && FILTERS.some((key) => change.has(key)))) draw();
  });
  draw();
  return panel;
}

export const stanceName = ({ stance }: Statement): string => (stance > 0 ? "favours" : stance < 0 ? "resists" : "neither");

const sameClaim = (one: Statement, other: Statement): boolean =>
  one.subject === other.subject && one.object === other.object && one.relation === other.relation && one.denied === other.denied;

/** Put the text on the clipboard; a page from a file may have to do it the old way. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = element("textarea", { "aria-hidden": "true", class: "unseen" });
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}
