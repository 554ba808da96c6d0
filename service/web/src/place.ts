// Where a reader is, beside what the address says: scrolled to, zoomed to, with the focus on. Kept over a loading of the page.
import type { View } from "./view";

const KEPT = "parleygraph-place";
const SCROLLED = ["#panel", "#filters", ".view:not([hidden]) .scroll"] as const;

interface Place { scrolled: (number | null)[]; focus: string | null; views: Record<string, unknown> }

const at = (selector: string) => document.querySelector<HTMLElement>(selector);

/** Keeps the place until the page is there again; `focus` names what had the focus by its `data-focus`. */
export function keepPlace(views: readonly View[], focus: string | null): void {
  const place: Place = {
    scrolled: SCROLLED.map((selector) => at(selector)?.scrollTop ?? null), focus,
    views: Object.fromEntries(views.flatMap(({ name, keep }) => (keep ? [[name, keep()]] : []))),
  };
  sessionStorage.setItem(KEPT, JSON.stringify(place));
}

/** Goes back to the place that was kept, once. */
export function resumePlace(views: readonly View[]): void {
  const kept = sessionStorage.getItem(KEPT);
  if (kept === null) return;
  sessionStorage.removeItem(KEPT);
  const { scrolled, focus, views: of } = JSON.parse(kept) as Place;
  for (const { name, resume } of views) if (of[name] !== undefined) resume?.(of[name]);
  SCROLLED.forEach((selector, number) => { const found = at(selector); if (found && scrolled[number]) found.scrollTop = scrolled[number]!; });
  if (focus === null) return;
  // What was changed may have another identifier now; the button is named as before.
  const label = focus.slice(0, focus.lastIndexOf(" ") + 1) || focus;
  (at(`#panel [data-focus="${focus}"]`) ?? at(`#panel [data-focus^="${label}"]`) ?? at("#panel"))?.focus({ preventScroll: true });
}
