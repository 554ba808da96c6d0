// The shell: header, tabs, filters on the left, the view in the middle, the evidence on the right.
import "./page.css";
import { webgl } from "./webgl";
import { button, element, foreign, plural, replace } from "./dom";
import { exportMenu } from "./exports";
import { filterPanel } from "./filters";
import { showKeys } from "./keys";
import { Model, shortened, type PageData } from "./model";
import { evidencePanel } from "./panel";
import { keepPlace, resumePlace } from "./place";
import { Client, type LivePageData } from "./review/client";
import { review } from "./review/review";
import { sparql } from "./sparql/view";
import { searchBox } from "./search";
import { Store } from "./store";
import type { ViewName } from "./state";
import type { Context, View } from "./view";
import { matrix } from "./views/matrix";
import { network } from "./views/network";
import { questions } from "./views/questions";
import { reader } from "./views/reader";
import { table } from "./views/table";
import { timeline } from "./views/timeline";

const MAKERS = [network, matrix, reader, timeline, table, questions];

function start(data: PageData, client: Client | null = null): void {
  const model = new Model(data);
  const store = new Store(model, webgl());
  const live = element("p", { class: "unseen", role: "status", "aria-live": "polite" });
  const context: Context = { model, store, announce: (text) => { live.textContent = text; } };
  const views = [...MAKERS, ...(client ? [sparql] : [])].map((make) => make(context));
  const stage = element("div", { class: "views", id: "views" });
  const current = (): View => views.find(({ name }) => name === store.state.view)!;
  const tabs = tabList(views, store, stage);
  const find = searchBox(context, "search", "Find an actor, proposal or interest", (node) => { store.selectNode(node); });
  const inSight = element("div", { class: "in-sight" });
  const { documents, nodes, statements } = model;
  const reviewing = client && review(context, client, (data as LivePageData).live, (focus) => keepPlace(views, focus));
  const keys = () => showKeys(client !== null, reviewing?.active ?? false);

  replace(document.getElementById("app")!,
    element("header", { class: "top" }, skipLink(stage),
      element("div", { class: "titles" }, element("p", { class: "brand" }, "parleygraph"), foreignHeading(data.title),
        element("p", { class: "counts" }, [plural(documents.length, "document"), plural(nodes.length, "node"), plural(statements.length, "statement")].join(" · "))),
      find.element, exportMenu(context, current), button("Keys", keys, { title: "?", "aria-keyshortcuts": "?" }), aboutButton(model)),
    tabs, reviewing?.bar,
    element("main", { class: "workspace" }, filterPanel(context),
      element("div", { class: "middle" }, inSight, stage, live), reviewing ? evidencePanel(context, [reviewing.statement], [reviewing.node]) : evidencePanel(context)));

  function showView(): void {
    for (const { name, element: host } of views) host.hidden = name !== store.state.view;
    current().show();
  }

  function drawSight(): void {
    const { state, visible } = store;
    const name = (node: number) => foreign(shortened(model.nodes[node]!.name, 40));
    const { focus } = state;
    const notes = [
      focus?.kind === "around" ? chip(["around ", name(focus.node)], () => store.set({ focus: null })) : null,
      focus?.kind === "path" ? chip(["path ", name(focus.from), " – ", name(focus.to)], () => store.set({ focus: null })) : null,
      state.top !== null && state.top < nodes.length ? chip([`the ${state.top.toLocaleString("en")} best linked`], () => store.set({ top: null })) : null,
      state.from || state.to ? chip([`${state.from || "…"} – ${state.to || "…"}`], () => store.set({ from: "", to: "" })) : null,
      state.least ? chip([`confidence ≥ ${state.least.toFixed(2)}`], () => store.set({ least: 0 })) : null,
    ];
    replace(inSight, element("p", {}, `${visible.nodes.length.toLocaleString("en")} of ${plural(nodes.length, "node")}, ${visible.statements.length.toLocaleString("en")} of ${plural(statements.length, "statement")}`),
      notes, store.filtered ? button("Reset the filters", () => store.reset(), { class: "link" }) : null);
  }

  const chip = (content: (string | Node)[], remove: () => void) =>
    element("span", { class: "chip" }, content, button("×", remove, { "aria-label": `Remove: ${content.map((part) => (typeof part === "string" ? part : part.textContent)).join("")}` }));

  store.subscribe((_, change) => {
    if (change.has("view")) showView();
    else current().update(change);
    drawSight();
  });
  document.addEventListener("choose-path", (event) => choosePath(context, (event as CustomEvent<number>).detail));
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLSelectElement;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "Escape" && store.state.selection) store.select(null);
    else if (event.key === "/" && !typing) { event.preventDefault(); find.input.focus(); }
    else if (event.key === "?" && !typing) keys();
  });
  stage.append(...views.map(({ name, element: host }) => {
    host.id = `view-${name}`;
    host.setAttribute("role", "tabpanel");
    host.setAttribute("aria-labelledby", `tab-${name}`);
    host.tabIndex = -1;
    return host;
  }));
  showView();
  drawSight();
  resumePlace(views);
  document.documentElement.dataset.ready = "true";
}

/** Moves the focus itself: the address belongs to the state of the page. */
const skipLink = (stage: HTMLElement) => button("Skip to the view", () => stage.querySelector<HTMLElement>("[role=tabpanel]:not([hidden])")?.focus(), { class: "skip" });
const foreignHeading = (title: string) => element("h1", { dir: "auto", title }, title);

function tabList(views: readonly View[], store: Store, stage: HTMLElement): HTMLElement {
  const made = views.map(({ name, label }) => button(label, () => store.set({ view: name }),
    { id: `tab-${name}`, role: "tab", "aria-controls": `view-${name}` }));
  const mark = () => made.forEach((tab) => {
    const on = tab.id === `tab-${store.state.view}`;
    tab.setAttribute("aria-selected", String(on));
    tab.tabIndex = on ? 0 : -1;
  });
  const list = element("div", { class: "tabs", role: "tablist", "aria-label": "Views" }, made);
  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.key === "ArrowDown") { event.preventDefault(); stage.querySelector<HTMLElement>("[role=tabpanel]:not([hidden])")?.focus(); }
    if (!step) return;
    event.preventDefault();
    const at = views.findIndex(({ name }) => name === store.state.view);
    const next = views[(at + step + views.length) % views.length]!.name as ViewName;
    store.set({ view: next });
    list.querySelector<HTMLElement>(`#tab-${next}`)!.focus();
  });
  store.subscribe((_, change) => { if (change.has("view")) mark(); });
  mark();
  return element("nav", { "aria-label": "Views", class: "tab-bar" }, list);
}

function choosePath(context: Context, from: number): void {
  const { model, store } = context;
  const dialog = element("dialog", { "aria-labelledby": "path-title" });
  const end = () => { dialog.close(); dialog.remove(); };
  const box = searchBox(context, "path-to", "Name of the other end", (to) => { end(); store.set({ focus: { kind: "path", from, to } }); });
  dialog.append(element("h2", { id: "path-title" }, "Path from ", foreign(shortened(model.nodes[from]!.name, 60)), " to"), box.element,
    element("div", { class: "actions" }, button("Cancel", end)));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  box.input.focus();
}

function aboutButton(model: Model): HTMLElement {
  const { run, skipped } = model.data;
  const dialog = element("dialog", { class: "about", "aria-labelledby": "about-title" },
    element("h2", { id: "about-title" }, "About this graph"),
    element("h3", {}, "Documents"),
    element("ul", {}, model.documents.map(({ row }) => element("li", {}, foreign(row.title), [row.author, row.publisher, row.date].filter(Boolean).flatMap((part) => [", ", foreign(part!)]),
      row.url ? [" (", element("a", { href: row.url, rel: "noopener noreferrer", target: "_blank" }, "source"), ")"] : null))),
    element("h3", {}, "Made by"),
    element("dl", {}, ([["parleygraph", run.version], ["Language model", `${run.model} ${run.model_version}`], ["Settings", run.settings]] as const).map(([name, value]) =>
      element("div", {}, element("dt", {}, name), element("dd", {}, foreign(value))))),
    element("h3", {}, "Skipped or not placed"),
    element("ul", {}, skipped.length ? skipped.slice(0, 500).map((note) => element("li", {}, foreign(note))) : element("li", {}, "Nothing.")),
    element("form", { method: "dialog", class: "actions" }, element("button", {}, "Close")));
  document.body.append(dialog);
  return button("About", () => dialog.showModal());
}

/** The live page: the data come from the service, and so may what went wrong. */
async function connect(root: string): Promise<void> {
  const client = new Client(root);
  try {
    const data = await client.load();
    document.title = data.title;
    start(data, client);
  } catch (error) {
    replace(document.getElementById("app")!, element("main", { class: "bare" }, element("h1", {}, "The graph cannot be shown"), element("p", { role: "alert" }, String(error instanceof Error ? error.message : error)),
      button("Try again", () => location.reload())));
    throw error;
  }
}

const root = document.documentElement.dataset.live;
if (root === undefined) start(JSON.parse(document.getElementById("data")!.textContent!) as PageData);
else void connect(root);
