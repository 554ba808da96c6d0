// The timeline: how many statements each day, month or year brings, for and against; it can be played.
import { binOf, binsBetween, grainOf, written } from "../dates";
import { button, element, foreign, plural, replace, svg } from "../dom";
import { shortened, type Statement } from "../model";
import { stanceName } from "../panel";
import { readTheme } from "../theme";
import type { MakeView } from "../view";
import { visible } from "../visible";

const FILTERS = ["hidden", "least", "from", "to", "focus", "top", "unlinked"] as const;
const STEP = 900; // milliseconds
const LISTED = 150;
const [HEIGHT, FOOT, HEAD, SIDE] = [210, 34, 12, 36];

interface Bin { name: string; statements: Statement[]; favours: number; resists: number; neither: number }

export const timeline: MakeView = ({ model, store, announce }) => {
  const chart = element("div", { class: "chart" });
  const undated = element("p", { class: "hint" });
  const list = element("ol", { class: "when-list" });
  const play = button("Play", () => (timer ? stop() : start()), { "aria-pressed": "false" });
  const host = element("section", { class: "view timeline", "aria-label": "Timeline" },
    element("div", { class: "bar" }, play, button("All dates", () => { stop(); store.set({ from: "", to: "" }); }), undated),
    chart, element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Statements in order of time" }, list));
  let bins: Bin[] = [];
  let timer = 0;
  let current = 0;

  function collect(): void {
    const { state } = store;
    const all = visible(model, { ...state, from: "", to: "", top: null, view: "timeline" }).statements.map((number) => model.statements[number]!);
    const dated = all.map((st) => ({ st, date: written(model.when(st)) })).filter((one): one is { st: Statement; date: string } => one.date !== null);
    const grain = grainOf(dated.map(({ date }) => date));
    const placed = dated.map(({ st, date }) => ({ st, bin: binOf(date, grain) })).filter((one): one is { st: Statement; bin: string } => one.bin !== null);
    const byName = new Map(binsBetween(placed.map(({ bin }) => bin)).map((name) => [name, { name, statements: [], favours: 0, resists: 0, neither: 0 } as Bin]));
    for (const { st, bin } of placed) {
      const one = byName.get(bin)!;
      one.statements.push(st);
      one[stanceName(st) as "favours" | "resists" | "neither"]++;
    }
    bins = [...byName.values()];
    const without = all.length - placed.length;
    undated.textContent = [placed.length ? `by ${grain}` : "", without ? `${plural(without, "statement")} without a date, or with one too coarse for it` : ""].filter(Boolean).join(" · ");
  }

  const within = ({ name }: Bin): boolean => {
    const { from, to } = store.state;
    return (!from || name >= from.slice(0, name.length)) && (!to || name.slice(0, to.length) <= to);
  };

  function histogram(interactive: boolean): SVGSVGElement {
    const theme = readTheme(model);
    const width = Math.max(320, chart.clientWidth || 800);
    const most = Math.max(1, ...bins.map(({ statements }) => statements.length));
    const pitch = (width - SIDE - 12) / Math.max(1, bins.length);
    const bar = Math.max(1.5, Math.min(48, pitch * 0.82));
    const tall = (count: number) => (count / most) * (HEIGHT - FOOT - HEAD);
    const every = Math.max(1, Math.ceil(62 / pitch));
    const base = HEIGHT - FOOT;
    return svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT, "font-family": theme.font, "font-size": 11, fill: theme.soft,
      role: interactive ? "group" : "img", "aria-label": "Statements by date" },
    svg("rect", { width, height: HEIGHT, fill: theme.paper }),
    [0.5, 1].map((share) => svg("path", { d: `M${SIDE} ${base - tall(most * share)}H${width - 8}`, stroke: theme.rule })),
    svg("text", { x: SIDE - 6, y: base - tall(most) + 4, "text-anchor": "end" }, most.toLocaleString("en")),
    svg("text", { x: SIDE - 6, y: base + 4, "text-anchor": "end" }, "0"),
    bins.map((bin, at) => {
      const x = SIDE + at * pitch + (pitch - bar) / 2;
      let y = base;
      const part = (count: number, fill: string) => {
        y -= tall(count);
        return count ? svg("rect", { x, y, width: bar, height: tall(count), fill }) : null;
      };
      const words = `${bin.name}: ${plural(bin.statements.length, "statement")}, ${bin.favours} for, ${bin.resists} against`;
      return svg("g", { class: "bin", opacity: within(bin) ? null : 0.25, ...(interactive && bin.statements.length ? { role: "button", "aria-label": words, tabindex: at === current ? 0 : -1, "data-bin": at } : {}) },
        svg("title", {}, words), interactive ? svg("rect", { x: SIDE + at * pitch, y: HEAD, width: pitch, height: base - HEAD, fill: "transparent" }) : null,
        part(bin.favours, theme.favours), part(bin.resists, theme.resists), part(bin.neither, theme.neither),
        at % every === 0 ? svg("text", { x: x + bar / 2, y: base + 18, "text-anchor": "middle" }, bin.name) : null);
    }),
    svg("path", { d: `M${SIDE} ${base}H${width - 8}`, stroke: theme.soft }));
  }

  function draw(): void {
    collect();
    if (!bins[current]?.statements.length) current = Math.max(0, bins.findIndex(({ statements }) => statements.length));
    paint();
  }

  function paint(): void {
    const focused = chart.contains(document.activeElement);
    replace(chart, bins.length ? histogram(true) : element("p", { class: "hint pad" }, "No statement in sight has a date."));
    if (focused) chart.querySelector<SVGElement>(`[data-bin="${current}"]`)?.focus();
    const shown = bins.filter(within).flatMap(({ statements }) => statements);
    // The latest are what a reader who plays the years wants to see.
    const latest = shown.slice(-LISTED).reverse();
    replace(list, latest.map((st) => element("li", { "data-row": st.index }, button([
      element("time", {}, shortened(model.when(st) ?? "", 12)), element("span", {}, foreign(shortened(model.nodes[st.subject]!.name, 60)), " ",
        element("span", { class: `relation ${stanceName(st)}` }, model.words(st)), " ", foreign(shortened(model.nodes[st.object]!.name, 80)))],
    () => store.selectStatements([st.index])))), shown.length > LISTED ? element("li", { class: "hint pad" }, `and ${(shown.length - LISTED).toLocaleString("en")} earlier`) : null);
    mark();
  }

  function mark(): void {
    const { selection } = store.state;
    for (const row of list.querySelectorAll<HTMLElement>("[data-row]")) {
      row.classList.toggle("chosen", selection?.kind === "statements" && selection.statements.includes(Number(row.dataset.row)));
    }
  }

  function choose(at: number): void {
    current = at;
    store.selectStatements(bins[at]!.statements.map(({ index }) => index));
  }

  chart.addEventListener("click", ({ target }) => {
    const bin = (target as Element).closest("[data-bin]")?.getAttribute("data-bin");
    if (bin) choose(Number(bin));
  });
  chart.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(current); }
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    let at = current + step;
    while (bins[at] && !bins[at]!.statements.length) at += step;
    if (bins[at]) { current = at; paint(); }
  });

  /** Playing moves the end of the dates in sight from bin to bin; every view follows. */
  function start(): void {
    const filled = bins.filter(({ statements }) => statements.length).map(({ name }) => name);
    if (!filled.length) return;
    let at = filled.findIndex((name) => name === store.state.to) + 1;
    if (at >= filled.length) at = 0;
    const tick = () => {
      const name = filled[at++];
      if (name === undefined) return stop();
      announce(name);
      store.set({ to: name });
      return undefined;
    };
    play.textContent = "Stop";
    play.setAttribute("aria-pressed", "true");
    timer = window.setInterval(tick, STEP);
    tick();
  }

  function stop(): void {
    clearInterval(timer);
    timer = 0;
    play.textContent = "Play";
    play.setAttribute("aria-pressed", "false");
  }

  new ResizeObserver(() => { if (!host.hidden && bins.length && chart.firstElementChild?.getAttribute("width") !== String(Math.max(320, chart.clientWidth))) paint(); }).observe(chart);

  return {
    name: "timeline", label: "Timeline", element: host,
    show: draw,
    update(change) {
      if (change.size === 1 && (change.has("to") || change.has("from"))) paint();
      else if (FILTERS.some((key) => change.has(key))) draw();
      else if (change.has("selection")) mark();
    },
    picture: () => (bins.length ? histogram(false) : null),
  };
};
