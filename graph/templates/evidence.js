// The panel: what a node or a line rests on, in the words of the documents.

const RELATION_WORDS = (statement) => {
  const { label } = details.relations[statement.r];
  return statement.polarity === "negative" ? `not: ${label}` : label;
};

const MENTIONS_AT_FIRST = 8;

function quotation([passage, start, end, from, to]) {
  const [source, text, cutBefore, cutAfter] = details.passages[passage];
  const { language } = details.documents[source];
  return element(
    "blockquote",
    { dir: "auto", lang: /^[a-z-]{2,12}$/i.test(language) ? language : null },
    element("span", { class: "around" }, cutBefore ? "… " : "", text.slice(0, from)),
    text.slice(from, start),
    element("mark", {}, text.slice(start, end)),
    text.slice(end, to),
    element("span", { class: "around" }, text.slice(to), cutAfter ? " …" : ""),
  );
}

function origin([passage, , , , , first, last]) {
  const source = details.documents[details.passages[passage][0]];
  return element(
    "p",
    { class: "origin" },
    source.url ? link(source.url, source.title) : foreign(source.title, "cite"),
    ...[source.author, source.publisher, source.date].filter(Boolean).map((part) => [", ", foreign(part)]).flat(),
    `, characters ${first.toLocaleString("en")}–${last.toLocaleString("en")}`,
  );
}

function voices(statement) {
  if (!statement.sources.length) return ["the author of the document"];
  return statement.sources.flatMap((node, place) => [
    place ? ", citing " : "",
    nodeButton(node),
  ]);
}

function facts(statement) {
  const rows = [
    ["According to", voices(statement)],
    ["Polarity", [statement.polarity === "negative" ? "denied" : "affirmed"]],
    ["Certainty", [statement.certainty]],
    ["Condition", statement.condition ? [quotedPart(statement.condition)] : null],
    ["Date", statement.date ? [statement.date] : null],
    ["Confidence", [statement.confidence.toFixed(2)]],
    ["Found by", [foreign(statement.stage, "code")]],
  ];
  return element(
    "dl",
    {},
    rows.filter(([, value]) => value).map(([name, value]) =>
      element("div", {}, element("dt", {}, name), element("dd", {}, value))),
  );
}

function quotedPart([passage, start, end]) {
  return foreign(`“${details.passages[passage][1].slice(start, end)}”`, "q", { class: "bare" });
}

const nodeButton = (node) =>
  button(() => select({ node }), foreign(details.nodes[node].label), { class: "link" });

function statementCard(number) {
  const statement = details.statements[number];
  return element(
    "article",
    { class: "card", "data-statement": number },
    quotation(statement.quote),
    origin(statement.quote),
    facts(statement),
  );
}

function edgePanel(edge) {
  const statement = details.statements[edge.statements[0]];
  const doubt = statement.certainty === "uncertain" ? element("span", { class: "tag" }, "uncertain") : null;
  return [
    element("p", { class: "kind" }, plural(edge.statements.length, "statement")),
    element("h2", { class: "triple" },
      nodeButton(statement.s),
      element("span", { class: `relation ${statement.polarity}` }, RELATION_WORDS(statement)), doubt,
      nodeButton(statement.o)),
    ...edge.statements.map(statementCard),
  ];
}

function nodePanel(number) {
  const node = details.nodes[number];
  const links = [
    node.wikidata && /^Q\d+$/.test(node.wikidata)
      ? link(`https://www.wikidata.org/wiki/${node.wikidata}`, `Wikidata ${node.wikidata}`) : null,
    node.iso3166 ? `ISO 3166: ${node.iso3166}` : null,
  ].filter(Boolean);
  return [
    element("p", { class: "kind" }, details.classes[node.class].label),
    foreign(node.label, "h2"),
    node.aliases.length
      ? element("p", { class: "aliases" }, "Also: ", node.aliases.flatMap((name, place) => [place ? ", " : "", foreign(name)]))
      : null,
    links.length ? element("p", { class: "aliases" }, links.flatMap((part, place) => [place ? " · " : "", part])) : null,
    ...nodeStatements(number),
    ...nodeMentions(node),
  ].filter(Boolean);
}

function nodeStatements(number) {
  const own = [...edges.filter(({ from }) => from === number), ...edges.filter(({ from, to }) => to === number && from !== to)];
  if (!own.length) return [element("p", { class: "hint" }, "No statement names it as an end.")];
  return [
    element("h3", {}, plural(details.nodes[number].degree, "statement")),
    element("ul", { class: "statements" }, own.map((edge) => element("li", {}, statementButton(edge, number)))),
  ];
}

function statementButton(edge, seenFrom) {
  const statement = details.statements[edge.statements[0]];
  const uncertain = statement.certainty === "uncertain" ? element("span", { class: "tag" }, "uncertain") : null;
  const words = element("span", { class: `relation ${statement.polarity}` }, RELATION_WORDS(statement));
  const end = (node) => foreign(details.nodes[node].label);
  const times = edge.statements.length > 1 ? element("span", { class: "tag" }, `× ${edge.statements.length}`) : null;
  return button(() => select({ edge: edge.id }), [
    seenFrom === statement.s ? null : end(statement.s),
    words,
    seenFrom === statement.o ? "it" : end(statement.o),
    uncertain, times,
  ]);
}

function nodeMentions(node) {
  if (!node.mentions.length) return [];
  const list = element("div", { class: "mentions" });
  const show = (places) => list.append(...places.map((place) =>
    element("article", { class: "card" }, quotation(place), origin(place))));
  show(node.mentions.slice(0, MENTIONS_AT_FIRST));
  const rest = node.mentions.slice(MENTIONS_AT_FIRST);
  const more = rest.length
    ? button(() => { show(rest); more.remove(); }, `Show ${plural(rest.length, "further mention")}`, { class: "more" })
    : null;
  return [element("h3", {}, plural(node.mentions.length, "mention")), list, more];
}

function emptyPanel() {
  const first = details.nodes.map((node, number) => [node.degree, number])
    .filter(([degree]) => degree)
    .sort((a, b) => b[0] - a[0] || a[1] - b[1]).slice(0, 8);
  return [
    element("h2", {}, "Evidence"),
    element("p", { class: "hint" },
      "Choose a node or a line in the picture, or a row of the table, to read the words that it rests on."),
    first.length ? element("h3", {}, "Most statements") : null,
    element("ul", { class: "statements" }, first.map(([degree, number]) => element("li", {},
      button(() => select({ node: number }),
        [foreign(details.nodes[number].label), element("span", { class: "tag" }, String(degree))])))),
  ].filter(Boolean);
}
