// The timeline: how many statements each day, month or year brings, for and against; brushed, and played.
import { span, timed, type Timed } from "../bins";
import { GRAINS, written, type Grain } from "../dates";
import { button, element, foreign, plural, replace } from "../dom";
import { histogram, type Drawn } from "../histogram";
import { plain, shortened, type Statement } from "../model";
import { stanceName } from "../panel";
import { onThemeChange, readTheme } from "../theme";
import type { MakeView } from "../view";
import { visible } from "../visible";
import "./timeline.css";

const FILTERS = ["hidden", "least", "from", "to", "focus", "top", "unlinked", "grain"] as const;
const STEP = 900; // milliseconds
const LISTED = 150;
const DRAGGED = 5; // pixels that make a drag of a click
const NARROWEST = 300;
const PAGE = 10;

export const timeline: MakeView = ({ model, store, announce }) => {
  const chart = element("div", { class: "chart" });
  const note = element("p", { class: "hint", role: "status" });
  const list = element("ol", { class: "when-list" });
  const rest = element("ol", { class: "when-list" });
  const [listHeading, restHeading] = [element("h2"), element("h2")];
  const grain = element("select", { id: "grain", change: () => store.set({ grain: grain.value as Grain | "" }) },
    element("option", { value: "" }, "as suits the dates"), GRAINS.map((one) => element("option", { value: one }, one)));
  const play = button("Play", () => (timer ? stop() : start()), { "aria-pressed": "false" });
  const key = ([["favours", "for"], ["resists", "against"], ["neither", "neither"]] as const).map(([look, label]) => element("span", {}, element("i", { class: `swatch ${look} full` }), label));
  const host = element("section", { class: "view timeline", "aria-label": "Timeline" },
    element("div", { class: "bar" }, play, button("All dates", () => { stop(); store.set({ from: "", to: "" }); }),
      element("label", { class: "inline" }, "A bar is a", grain), element("p", { class: "stance-key flat" }, key), note),
    chart, element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Statements in order of time" }, listHeading, list, restHeading, rest));
  let data: Timed = timed(model, [], "");
  let drawn: Drawn | null = null;
  let [timer, current, listed] = [0, 0, LISTED];
  let stepping = false;

  const sight = () => span(data.bins, store.state.from, store.state.to);
  const width = () => Math.max(NARROWEST, chart.clientWidth - 2 * parseFloat(getComputedStyle(chart).paddingInlineStart) || 800);

  function collect(): void {
    // What the other filters leave, so that the bars outside the dates in sight are seen too.
    const all = visible(model, { ...store.state, from: "", to: "" }).statements.map((number) => model.statements[number]!);
    data = timed(model, all, store.state.grain);
    if (!data.bins[current]?.statements.length) current = Math.max(0, data.bins.findIndex(({ statements }) => statements.length));
  }

  function chosen(): (st: Statement) => boolean {
    const { selection } = store.state;
    if (selection?.kind === "node") return ({ subject, object }) => subject === selection.node || object === selection.node;
    const numbers = new Set(selection?.statements ?? []);
    return ({ index }) => numbers.has(index);
  }

  function picture(current: number | null): Drawn {
    const isChosen = chosen();
    return histogram(data.bins, { theme: readTheme(model), width: width(), sight: sight(), current, chosen: data.bins.map(({ statements }) => statements.filter(isChosen).length) });
  }

  function paint(): void {
    grain.value = store.state.grain;
    grain.options[0]!.text = `as suits the dates: ${data.grain}`;
    const focused = chart.contains(document.activeElement) ? document.activeElement as SVGElement : null;
    drawn = data.bins.length ? picture(current) : null;
    replace(chart, drawn ? drawn.picture : element("p", { class: "hint pad" }, "No statement in sight has a date."));
    if (focused) chart.querySelector<SVGElement>(focused.dataset.handle ? `[data-handle="${focused.dataset.handle}"]` : `[data-bin="${current}"]`)?.focus();
    const { undated } = data;
    // A year is in sight while some of its months are, although no bar of a month has it.
    const without = undated.filter(({ index }) => store.visible.hasStatement(index));
    const unseen = undated.length - without.length;
    note.textContent = [data.sparse ? `${data.grain}s without a statement are left out` : null,
      without.length ? `${plural(without.length, "statement")} without a date, listed last` : null,
      unseen ? `${plural(unseen, "statement")} without a date, not in sight while the dates are limited` : null].filter(Boolean).join(" · ");
    const at = sight();
    const dated = at ? data.bins.slice(at[0], at[1] + 1).flatMap(({ statements }) => statements) : [];
    // The latest are what a reader who plays the years wants to see.
    const latest = dated.slice(-listed).reverse();
    const more = dated.length - latest.length;
    listHeading.hidden = !dated.length;
    listHeading.textContent = `${plural(dated.length, "statement")}, the latest first`;
    replace(list, latest.map(row), more > 0 ? element("li", {}, button(`${Math.min(LISTED, more)} more of ${more.toLocaleString("en")}`, () => { listed += LISTED; paint(); }, { class: "more" })) : null);
    restHeading.hidden = !without.length;
    restHeading.textContent = `${plural(without.length, "statement")} without a date, or with one that is coarser than a ${data.grain}${without.length > listed ? `; the first ${listed}` : ""}`;
    replace(rest, without.slice(0, listed).map(row));
    mark();
  }

  function row(st: Statement): HTMLElement {
    const when = model.when(st);
    return element("li", { "data-row": st.index }, button([
      element("time", { title: when ? shortened(plain(when), 60) : null }, when ? foreign(written(when) ?? shortened(plain(when), 12)) : "–"), element("span", {}, foreign(shortened(model.nodes[st.subject]!.name, 60)), " ",
        element("span", { class: `relation ${stanceName(st)}` }, model.words(st)), " ", foreign(shortened(model.nodes[st.object]!.name, 80)),
        st.uncertain ? [" ", element("span", { class: "tag" }, "uncertain")] : null)], () => store.selectStatements([st.index])));
  }

  function mark(): void {
    const isChosen = chosen();
    for (const one of host.querySelectorAll<HTMLElement>("[data-row]")) one.classList.toggle("chosen", isChosen(model.statements[Number(one.dataset.row)]!));
  }

  function choose(place: number): void {
    current = place;
    store.selectStatements(data.bins[place]!.statements.map(({ index }) => index));
  }

  /** The dates in sight, from bin to bin; at the ends of the time there is no limit. */
  function limit(first: number, last: number): void {
    const { bins } = data;
    const [low, high] = [Math.max(0, Math.min(first, last)), Math.min(bins.length - 1, Math.max(first, last))];
    store.set({ from: low > 0 ? bins[low]!.name : "", to: high < bins.length - 1 ? bins[high]!.name : "" });
  }

  chart.addEventListener("pointerdown", (event) => {
    if (!drawn || event.button !== 0) return;
    event.preventDefault();
    const { picture: shown, at: binAt, sight: show } = drawn;
    const left = shown.getBoundingClientRect().left;
    const handle = (event.target as Element).closest<SVGElement>("[data-handle]");
    const now = sight() ?? [0, data.bins.length - 1];
    const begun = binAt(event.clientX - left);
    const fixed = handle ? (handle.dataset.handle === "from" ? now[1] : now[0]) : begun;
    let moved = false;
    const ends = (x: number): [number, number] => { const other = binAt(x - left); return other < fixed ? [other, fixed] : [fixed, other]; };
    const move = (next: PointerEvent) => {
      moved ||= Math.abs(next.clientX - event.clientX) > DRAGGED;
      if (moved) show(...ends(next.clientX));
    };
    const end = (last: PointerEvent) => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
      if (last.type === "pointercancel") show(...now);
      else if (moved) limit(...ends(last.clientX));
      else if (handle) handle.focus();
      else if (data.bins[begun]?.statements.length) choose(begun);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
  });

  chart.addEventListener("keydown", (event) => {
    const handle = (event.target as Element).closest<SVGElement>("[data-handle]")?.dataset.handle;
    const last = data.bins.length - 1;
    if (handle) {
      const now = sight() ?? [0, last];
      const place = handle === "from" ? now[0] : now[1];
      const next = { ArrowLeft: place - 1, ArrowDown: place - 1, ArrowRight: place + 1, ArrowUp: place + 1, PageDown: place - PAGE, PageUp: place + PAGE, Home: 0, End: last }[event.key];
      if (next === undefined) return;
      event.preventDefault();
      if (handle === "from") limit(Math.min(Math.max(0, next), now[1]), now[1]);
      else limit(now[0], Math.max(next, now[0]));
      return;
    }
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(current); }
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    let place = current + by;
    while (data.bins[place] && !data.bins[place]!.statements.length) place += by;
    if (data.bins[place]) { current = place; paint(); }
  });

  /** Playing moves the dates in sight from bin to bin, and every view follows: the end alone, or both ends of a brush. */
  function start(): void {
    const { bins } = data;
    const now = sight();
    const filled = bins.map((_, place) => place).filter((place) => bins[place]!.statements.length);
    if (!filled.length) return;
    const long = store.state.from && now ? now[1] - now[0] : null;
    let at = store.state.to || long !== null ? filled.findIndex((place) => place > (now?.[1] ?? -1)) : 0;
    if (at < 0) at = 0;
    const tick = () => {
      const place = filled[at++];
      if (place === undefined) { stop(); return; }
      const { name } = bins[place]!;
      announce(name);
      stepping = true;
      store.set({ from: long === null ? "" : bins[Math.max(0, place - long)]!.name, to: name });
      stepping = false;
      if (at >= filled.length) stop();
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

  // Whoever changes what is in sight, in whatever view, has the say.
  store.subscribe((_, change) => { if (timer && !stepping && FILTERS.some((one) => change.has(one))) stop(); });
  onThemeChange(() => { if (!host.hidden) paint(); });
  new ResizeObserver(() => { if (!host.hidden && drawn && drawn.picture.getAttribute("width") !== String(width())) paint(); }).observe(chart);

  return {
    name: "timeline", label: "Timeline", element: host,
    show() { listed = LISTED; collect(); paint(); },
    update(change) {
      const dates = [...change].every((one) => one === "from" || one === "to");
      if (!dates && (FILTERS.some((one) => change.has(one)) || (change.has("selection") && store.state.top !== null))) collect();
      else if (!dates && !change.has("selection")) return;
      if (!change.has("selection") || change.size > 1) listed = LISTED;
      paint();
    },
    picture: () => (data.bins.length ? picture(null).picture : null),
  };
};
