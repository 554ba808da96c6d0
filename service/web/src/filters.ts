// The legend, with counts; it is the filter as well.
import { button, element, plural, replace, svg, type Child } from "./dom";
import { plain, type Kind } from "./model";
import { layoutNames } from "./layout";
import { FACETS, type Facet, type LayoutName } from "./state";
import { onThemeChange, readTheme } from "./theme";
import type { Context } from "./view";
import { NO_SOURCE } from "./visible";

interface Option { value: string; label: string; note?: string; count: number; glyph?: Child }
const LIMITS = [25, 50, 120, 250, 500, 1_000, 2_500, 5_000];
const OPTIONS_AT_FIRST = 8;

export function filterPanel({ model, store }: Context): HTMLElement {
  let counts = countAll();
  const groups: { facet: Facet; fieldset: HTMLElement; boxes: Map<string, HTMLInputElement> }[] = [];
  const body = element("div", { class: "filters-body" });
  const details = element("details", { id: "filters", class: "filters" }, element("summary", {}, "Legend and filters"), body);
  details.open = matchMedia("(min-width: 901px)").matches;

  function countAll(): Record<Facet, Map<string, number>> {
    const found = Object.fromEntries(FACETS.map((name) => [name, new Map<string, number>()])) as Record<Facet, Map<string, number>>;
    const one = (name: Facet, value: string) => found[name].set(value, (found[name].get(value) ?? 0) + 1);
    const inDocument = new Uint32Array(model.documents.length);
    for (const st of model.statements) {
      one("relation", st.relation.id);
      one("polarity", st.polarity.id);
      one("certainty", st.certainty.id);
      one("review", st.review);
      if (st.sources.length) for (const source of new Set(st.sources)) one("source", model.nodes[source]!.id);
      else one("source", NO_SOURCE);
      inDocument[st.document]!++;
    }
    for (const { index, row } of model.documents) if (inDocument[index]) found.document.set(row.id, inDocument[index]!);
    for (const { cls } of model.nodes) one("class", cls.id);
    return found;
  }

  function facet(name: Facet, heading: string, options: Option[], foldable = false): HTMLElement {
    const boxes = new Map<string, HTMLInputElement>();
    const rows = options.map(({ value, label, note, count, glyph }) => {
      const box = element("input", { type: "checkbox", checked: !store.state.hidden[name].has(value), "data-facet": name, value,
        change: () => store.toggle(name, value, box.checked) });
      boxes.set(value, box);
      return element("label", { class: count ? "entry" : "entry none", title: note ?? null }, box, glyph ?? null,
        element("span", { class: "name", dir: "auto" }, label), element("span", { class: "number" }, count.toLocaleString("en")));
    });
    const shown = rows.slice(0, foldable ? OPTIONS_AT_FIRST : rows.length);
    const rest = rows.slice(shown.length, 400);
    const list = element("div", { class: "entries" }, shown);
    const unfold = rest.length ? button(`${plural(rest.length, "more", "more")}`, () => { list.append(...rest); unfold!.remove(); }, { class: "link" }) : null;
    const fieldset = element("fieldset", {}, element("legend", {}, heading), options.length > 1 ? element("div", { class: "all-none" },
      button("all", () => store.hide(name, new Set()), { class: "link", "aria-label": `${heading}: all` }),
      button("none", () => store.hide(name, new Set(options.map(({ value }) => value))), { class: "link", "aria-label": `${heading}: none` })) : null,
    list, unfold);
    groups.push({ facet: name, fieldset, boxes });
    return fieldset;
  }

  function build(): void {
    groups.length = 0;
    const theme = readTheme(model);
    const { polarities, certainties } = model.data.vocabulary;
    const by = (name: Facet) => [...counts[name]].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const count = (name: Facet, value: string) => counts[name].get(value) ?? 0;
    const relations = [...model.relations].filter(({ id }) => count("relation", id))
      .map((term) => ({ value: term.id, label: term.label, note: term.note, count: count("relation", term.id),
        glyph: lineGlyph(term.stance > 0 ? theme.favours : term.stance < 0 ? theme.resists : theme.neither) }));
    replace(body,
      viewOptions(),
      facet("class", "Nodes", model.classes.filter(({ id }) => count("class", id)).map(({ id, label, note, kind }) =>
        ({ value: id, label, note, count: count("class", id), glyph: nodeGlyph(kind, theme.classes.get(id)!) }))),
      stanceKey(theme),
      facet("relation", "Relations", relations),
      facet("polarity", "Polarity", polarities.map(({ id, label, note }) => ({ value: id, label, note, count: count("polarity", id) }))),
      facet("certainty", "Certainty", certainties.map(({ id, label, note }) => ({ value: id, label, note, count: count("certainty", id) }))),
      confidence(), dates(),
      counts.review.size > 1 ? facet("review", "Review", by("review").map(([value, n]) => ({ value, label: value, count: n }))) : null,
      facet("source", "According to", by("source").map(([value, n]) => ({
        value, count: n, label: value === NO_SOURCE ? "the author" : model.nodes[model.nodeOf.get(value)!]!.name })), true),
      facet("document", "Documents", model.documents.map(({ title, row }) => ({ value: row.id, label: plain(title), count: count("document", row.id) }))
        .sort((a, b) => b.count - a.count), true),
    );
  }

  function viewOptions(): HTMLElement {
    const layouts = layoutNames(model);
    const layout = element("select", { id: "layout", change: () => store.set({ layout: layout.value as LayoutName, open: new Set() }) },
      layouts.map(({ name, label }) => element("option", { value: name, selected: name === store.state.layout }, label)));
    const total = model.nodes.length;
    const limits = [...new Set([...LIMITS.filter((limit) => limit < total), ...(store.state.top ? [store.state.top] : [])])].sort((a, b) => a - b);
    const top = element("select", { id: "top", change: () => store.set({ top: top.value ? Number(top.value) : null }) },
      element("option", { value: "" }, `all ${total.toLocaleString("en")}`),
      limits.map((limit) => element("option", { value: limit, selected: limit === store.state.top }, `the ${limit.toLocaleString("en")} best linked`)));
    const unlinked = element("input", { type: "checkbox", id: "unlinked", checked: store.state.unlinked, change: () => store.set({ unlinked: unlinked.checked }) });
    return element("fieldset", { class: "show" }, element("legend", {}, "Show"),
      element("label", { class: "choice" }, "Layout", layout), element("label", { class: "choice" }, "Nodes", top),
      element("label", { class: "entry" }, unlinked, element("span", { class: "name" }, "Nodes without a statement")));
  }

  function stanceKey(theme: ReturnType<typeof readTheme>): HTMLElement {
    return element("p", { class: "stance-key" }, [["for", theme.favours], ["against", theme.resists], ["neither", theme.neither]].map(([label, color]) =>
      element("span", {}, lineGlyph(color!), label!)));
  }

  function confidence(): HTMLElement {
    const say = () => { output.textContent = store.state.least ? `at least ${store.state.least.toFixed(2)}` : "any"; };
    const output = element("output", { for: "least" });
    const range = element("input", { type: "range", id: "least", min: 0, max: 1, step: 0.05, value: store.state.least,
      input: () => { store.set({ least: Number(range.value) }); say(); } });
    say();
    return element("fieldset", {}, element("legend", {}, "Confidence"), element("label", { class: "choice" }, element("span", { class: "unseen" }, "Least confidence"), range), output);
  }

  function dates(): Child {
    const known = [...new Set(model.statements.map((st) => model.when(st)))].filter((date): date is string => date !== null && /^\d{4}/.test(date)).sort();
    if (!known.length) return null;
    const limit = (name: "from" | "to", label: string) => {
      const field = element("input", { type: "text", inputmode: "numeric", id: name, value: store.state[name], placeholder: name === "from" ? known[0]!.slice(0, 10) : known[known.length - 1]!.slice(0, 10),
        pattern: "\\d{4}(-\\d{2}(-\\d{2})?)?", maxlength: 10, autocomplete: "off", change: () => { if (field.validity.valid) store.set({ [name]: field.value }); } });
      return element("label", { class: "choice" }, label, field);
    };
    return element("fieldset", { class: "dates" }, element("legend", {}, "Date (YYYY, YYYY-MM or YYYY-MM-DD)"), limit("from", "from"), limit("to", "to"));
  }

  function sync(): void {
    for (const { facet: name, boxes } of groups) for (const [value, box] of boxes) box.checked = !store.state.hidden[name].has(value);
    const set = (id: string, value: string) => {
      const field = body.querySelector<HTMLInputElement | HTMLSelectElement>(`#${id}`);
      if (field && field !== document.activeElement && field.value !== value) field.value = value;
    };
    set("layout", store.state.layout);
    set("top", store.state.top === null ? "" : String(store.state.top));
    set("least", String(store.state.least));
    set("from", store.state.from);
    set("to", store.state.to);
    const unlinked = body.querySelector<HTMLInputElement>("#unlinked");
    if (unlinked) unlinked.checked = store.state.unlinked;
  }

  build();
  store.subscribe((state, change) => {
    const known = state.top === null || body.querySelector(`#top option[value="${state.top}"]`);
    if (change.has("reviewed")) {
      counts = countAll();
      build();
    } else if (!known) build();
    else if (!change.has("selection") || change.size > 1) sync();
  });
  onThemeChange(build);
  return details;
}

export function nodeGlyph(kind: Kind, color: string): SVGElement {
  const shape = kind === "Actor" ? svg("circle", { cx: 8, cy: 8, r: 5.5, fill: color })
    : kind === "Proposal" ? svg("rect", { x: 3, y: 3, width: 10, height: 10, fill: color })
      : svg("circle", { cx: 8, cy: 8, r: 4.5, fill: "none", stroke: color, "stroke-width": 2.5 });
  return svg("svg", { class: "glyph dot", viewBox: "0 0 16 16", "aria-hidden": "true" }, shape);
}

export function lineGlyph(color: string): SVGElement {
  return svg("svg", { class: "glyph", viewBox: "0 0 24 16", "aria-hidden": "true" },
    svg("path", { d: "M1 8h15", stroke: color, "stroke-width": 2.5 }), svg("path", { d: "M15 3.5l8 4.5-8 4.5z", fill: color }));
}
