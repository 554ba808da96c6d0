// What can be taken out of the page: pictures, tables, networks, RDF, and a link to what is in sight.
import DataFactory from "n3/src/N3DataFactory.js";
import Writer from "n3/src/N3Writer.js";
import { button, download, element } from "./dom";
import { KINDS, type Model } from "./model";
import { copy } from "./panel";
import type { Store } from "./store";
import type { Context, View } from "./view";

const SCALE = 2;
const LONGEST_SIDE = 8_000;

export function exportMenu(context: Context, current: () => View): HTMLElement {
  const { model, store } = context;
  const name = (suffix: string) => `${slug(model.data.title)}-${store.state.view}.${suffix}`;
  /** The picture in sight; says so where nothing is drawn. */
  const taken = (): SVGSVGElement | null => {
    const made = current().picture?.() ?? null;
    if (!made) context.announce("Nothing is drawn here that could be taken");
    return made;
  };
  const entries: [string, () => void | Promise<void>, string?][] = [
    ["Picture (PNG)", async () => { const made = taken(); if (made) download(name("png"), await png(made)); }, "picture"],
    ["Picture (SVG)", () => { const made = taken(); if (made) download(name("svg"), serialized(made), "image/svg+xml"); }, "picture"],
    ["Statements in sight (CSV)", () => download(name("csv"), csv(model, store), "text/csv")],
    ["Network in sight (GEXF, for Gephi)", () => download(name("gexf"), gexf(model, store), "application/gexf+xml")],
    ["Network in sight (GraphML)", () => download(name("graphml"), graphml(model, store), "application/graphml+xml")],
    ["Selection, or all in sight (Turtle)", async () => download(name("ttl"), await turtle(model, chosenStatements(store)), "text/turtle")],
    ["Copy a link to this view", async () => context.announce(await copy(location.href) ? "The link is copied" : "Copying is not allowed here")],
    ["Print", () => print()],
  ];
  const details = element("details", { class: "menu" });
  const buttons = entries.map(([label, act, needs]) => button(label, () => { details.open = false; void act(); }, { "data-needs": needs ?? null }));
  details.append(element("summary", {}, "Export"), element("div", { class: "menu-list" }, buttons));
  details.addEventListener("toggle", () => {
    const none = !current().picture;
    for (const one of buttons) if (one.dataset.needs) { one.disabled = none; one.title = none ? "This view is text: take the CSV, or print" : ""; }
  });
  details.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && details.open) { event.stopPropagation(); details.open = false; details.querySelector("summary")!.focus(); }
  });
  document.addEventListener("click", (event) => { if (!details.contains(event.target as Node)) details.open = false; });
  return details;
}

const slug = (text: string): string => text.normalize("NFKD").replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60).toLowerCase() || "graph";

function chosenStatements(store: Store): readonly number[] {
  const { selection } = store.state;
  if (selection?.kind === "statements") return selection.statements;
  if (selection?.kind === "node") return store.model.nodes[selection.node]!.statements.filter((number) => store.visible.hasStatement(number));
  return store.visible.statements;
}

const serialized = (made: SVGSVGElement): string => safe(new XMLSerializer().serializeToString(made));

/** Text as XML can hold it. */
export const safe = (text: string): string =>
  (text.toWellFormed?.() ?? text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");

async function png(made: SVGSVGElement): Promise<Blob> {
  const [width, height] = [Number(made.getAttribute("width")), Number(made.getAttribute("height"))];
  const scale = Math.min(SCALE, LONGEST_SIDE / Math.max(width, height));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(serialized(made))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.ceil(width * scale), Math.ceil(height * scale)];
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture was made"))), "image/png"));
}

/** A cell that a spreadsheet takes for text, also where it begins like a formula. */
function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const text = /^[\s]*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csv(model: Model, store: Store): string {
  const name = (node: number) => model.nodes[node]!.label;
  const head = ["subject", "relation", "object", "polarity", "certainty", "sources", "quotation", "start", "end", "document", "date", "confidence", "stage", "review", "id"];
  const rows = store.visible.statements.map((number) => {
    const st = model.statements[number]!;
    return [name(st.subject), st.relation.id, name(st.object), st.polarity.id, st.certainty.id, st.sources.map(name).join(" < "), model.quotation(st),
      st.start, st.end, model.documents[st.document]!.title, model.when(st) ?? "", st.confidence, st.stage, st.review, st.id];
  });
  return `\ufeff${[head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

type Attributes = Record<string, string | number>;

function xml(namespace: string, root: string): { doc: XMLDocument; add: (to: Element, name: string, attributes?: Attributes, text?: string) => Element } {
  const doc = document.implementation.createDocument(namespace, root, null);
  const add = (to: Element, name: string, attributes: Attributes = {}, text?: string) => {
    const made = doc.createElementNS(namespace, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, safe(String(value)));
    if (text !== undefined) made.textContent = safe(text);
    to.append(made);
    return made;
  };
  return { doc, add };
}

const written = (doc: XMLDocument): string => `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(doc)}\n`;
const EDGE_FIELDS = ["relation", "polarity", "certainty", "statements", "quotations"] as const;

function edges(model: Model, store: Store): (Record<(typeof EDGE_FIELDS)[number], string> & { source: string; target: string; weight: number })[] {
  return store.visible.edges.map(({ from, to, statements, first }) => ({
    source: model.nodes[from]!.id, target: model.nodes[to]!.id, weight: statements.length, relation: first.relation.id, polarity: first.polarity.id,
    certainty: first.certainty.id, statements: statements.map((number) => model.statements[number]!.id).join(" "),
    quotations: statements.map((number) => model.quotation(model.statements[number]!)).join(" | "),
  }));
}

export function gexf(model: Model, store: Store): string {
  const { doc, add } = xml("http://www.gexf.net/1.2draft", "gexf");
  doc.documentElement.setAttribute("version", "1.2");
  const graph = add(doc.documentElement, "graph", { defaultedgetype: "directed", mode: "static" });
  const nodeFields = add(graph, "attributes", { class: "node" });
  ["class", "kind"].forEach((field) => add(nodeFields, "attribute", { id: field, title: field, type: "string" }));
  const edgeFields = add(graph, "attributes", { class: "edge" });
  EDGE_FIELDS.forEach((field) => add(edgeFields, "attribute", { id: field, title: field, type: "string" }));
  const nodes = add(graph, "nodes");
  for (const number of store.visible.nodes) {
    const { id, label, cls, kind } = model.nodes[number]!;
    const values = add(add(nodes, "node", { id, label }), "attvalues");
    add(values, "attvalue", { for: "class", value: cls.id });
    add(values, "attvalue", { for: "kind", value: KINDS.includes(kind) ? kind : "" });
  }
  const list = add(graph, "edges");
  edges(model, store).forEach((edge, number) => {
    const values = add(add(list, "edge", { id: number, source: edge.source, target: edge.target, weight: edge.weight, label: edge.relation }), "attvalues");
    EDGE_FIELDS.forEach((field) => add(values, "attvalue", { for: field, value: edge[field] }));
  });
  return written(doc);
}

export function graphml(model: Model, store: Store): string {
  const { doc, add } = xml("http://graphml.graphdrawing.org/xmlns", "graphml");
  const root = doc.documentElement;
  for (const field of ["label", "class"]) add(root, "key", { id: field, for: "node", "attr.name": field, "attr.type": "string" });
  for (const field of EDGE_FIELDS) add(root, "key", { id: field, for: "edge", "attr.name": field, "attr.type": "string" });
  add(root, "key", { id: "weight", for: "edge", "attr.name": "weight", "attr.type": "int" });
  const graph = add(root, "graph", { edgedefault: "directed" });
  for (const number of store.visible.nodes) {
    const { id, label, cls } = model.nodes[number]!;
    const node = add(graph, "node", { id });
    add(node, "data", { key: "label" }, label);
    add(node, "data", { key: "class" }, cls.id);
  }
  edges(model, store).forEach((edge, number) => {
    const made = add(graph, "edge", { id: `e${number}`, source: edge.source, target: edge.target });
    EDGE_FIELDS.forEach((field) => add(made, "data", { key: field }, edge[field]));
    add(made, "data", { key: "weight" }, String(edge.weight));
  });
  return written(doc);
}

/** What an IRI cannot hold is percent-encoded, as in the RDF of the project. */
export const path = (id: string): string => encodeURIComponent(id.toWellFormed?.() ?? id).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`).replaceAll("%2F", "/");

export function turtle(model: Model, statements: readonly number[]): Promise<string> {
  const { namedNode, literal, quad } = DataFactory;
  const { base, vocabulary } = model.data;
  const prefixes = {
    parley: vocabulary.namespace, prov: "http://www.w3.org/ns/prov#", oa: "http://www.w3.org/ns/oa#", skos: "http://www.w3.org/2004/02/skos/core#",
    dcterms: "http://purl.org/dc/terms/", xsd: "http://www.w3.org/2001/XMLSchema#", rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  };
  const writer = new Writer({ prefixes });
  const term = (prefix: keyof typeof prefixes, local: string) => namedNode(prefixes[prefix] + local);
  const add = (subject: string, predicate: ReturnType<typeof namedNode>, object: ReturnType<typeof namedNode> | ReturnType<typeof literal>) =>
    writer.addQuad(quad(namedNode(subject), predicate, object));
  const type = term("rdf", "type");
  const nodes = new Set<number>();
  const documents = new Set<number>();
  for (const number of statements) {
    const st = model.statements[number]!;
    const row = model.documents[st.document]!.row;
    const [this_, evidence] = [`${base}statement/${st.id}`, `${base}evidence/${row.id}/${st.start}-${st.end}`];
    for (const node of [st.subject, st.object, ...st.sources]) nodes.add(node);
    documents.add(st.document);
    add(this_, type, term("parley", "Statement"));
    add(this_, term("parley", "subject"), namedNode(base + path(model.nodes[st.subject]!.id)));
    add(this_, term("parley", "relation"), term("parley", st.relation.id));
    add(this_, term("parley", "object"), namedNode(base + path(model.nodes[st.object]!.id)));
    add(this_, term("parley", "polarity"), term("parley", st.polarity.id));
    add(this_, term("parley", "certainty"), term("parley", st.certainty.id));
    if (st.sources[0] !== undefined) add(this_, term("parley", "attributedTo"), namedNode(base + path(model.nodes[st.sources[0]]!.id)));
    add(this_, term("parley", "evidence"), namedNode(evidence));
    add(this_, term("parley", "confidence"), literal(String(st.confidence), term("xsd", "decimal")));
    add(this_, term("parley", "stage"), literal(safe(st.stage)));
    add(this_, term("prov", "wasDerivedFrom"), namedNode(`${base}document/${row.id}`));
    const [quote, position] = [`${evidence}/quote`, `${evidence}/position`];
    add(evidence, type, term("oa", "SpecificResource"));
    add(evidence, term("oa", "hasSource"), namedNode(`${base}document/${row.id}`));
    add(evidence, term("oa", "hasSelector"), namedNode(quote));
    add(evidence, term("oa", "hasSelector"), namedNode(position));
    add(quote, type, term("oa", "TextQuoteSelector"));
    add(quote, term("oa", "exact"), literal(safe(model.quotation(st))));
    add(position, type, term("oa", "TextPositionSelector"));
    add(position, term("oa", "start"), literal(String(st.start), term("xsd", "nonNegativeInteger")));
    add(position, term("oa", "end"), literal(String(st.end), term("xsd", "nonNegativeInteger")));
  }
  for (const number of [...nodes].sort((a, b) => a - b)) {
    const { id, cls, label } = model.nodes[number]!;
    add(base + path(id), type, term("parley", cls.id));
    add(base + path(id), term("skos", "prefLabel"), literal(safe(label), "en"));
  }
  for (const number of [...documents].sort((a, b) => a - b)) {
    const { row } = model.documents[number]!;
    add(`${base}document/${row.id}`, term("dcterms", "title"), literal(safe(row.title)));
  }
  return new Promise((resolve, reject) => writer.end((error, result) => (error ? reject(error) : resolve(result as string))));
}
