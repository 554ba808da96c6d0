// The bars of the timeline: how much each bin brings, for, against and neither, and which bins are in sight.
import type { Bin } from "./bins";
import { plural, svg } from "./dom";
import type { Theme } from "./theme";

const [HEIGHT, FOOT, HEAD, LEFT, RIGHT] = [230, 40, 14, 40, 16] as const;
const BASE = HEIGHT - FOOT;
const WIDEST = 48;
const GRIP = 24; // the width of a handle under the pointer, in pixels

export interface Drawn {
  picture: SVGSVGElement;
  /** The bin at a place, in pixels from the left edge of the picture; outside it the nearest. */
  at(x: number): number;
  /** Show the bins from one to the other as those in sight. */
  sight(first: number, last: number): void;
}

export interface Settings {
  theme: Theme; width: number;
  /** The first and last bin in sight; null for none. */
  sight: readonly [number, number] | null;
  /** How many of the chosen statements stand in each bin. */
  chosen: readonly number[];
  /** Bars that can be chosen, and handles; null for a picture. The number is the bin that the tab key reaches. */
  current: number | null;
}

const words = ({ name, statements, favours, resists }: Bin) => `${name}: ${plural(statements.length, "statement")}, ${favours} for, ${resists} against`;

/** Whole numbers, not more than five of them, from zero to the highest bar. */
function ticks(most: number): number[] {
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(Math.max(1, rough)));
  const step = Math.max(1, [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? 10 * power);
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, place) => place * step);
}

export function histogram(bins: readonly Bin[], { theme, width, sight, chosen, current }: Settings): Drawn {
  const most = Math.max(1, ...bins.map(({ statements }) => statements.length));
  const pitch = (width - LEFT - RIGHT) / Math.max(1, bins.length);
  const bar = Math.max(1, Math.min(WIDEST, pitch * 0.82));
  const tall = (count: number) => (count / most) * (BASE - HEAD);
  const start = (place: number) => LEFT + place * pitch;
  const room = (bins[0]?.name.length ?? 4) * 7 + 12;
  const every = Math.max(1, Math.ceil(room / pitch));
  const interactive = current !== null;

  function drawBin(bin: Bin, place: number): SVGElement {
    const x = start(place) + (pitch - bar) / 2;
    let y = BASE;
    const part = (count: number, fill: string) => {
      y -= tall(count);
      return count ? svg("rect", { x, y, width: bar, height: tall(count), fill }) : null;
    };
    const acting = interactive && bin.statements.length ? { role: "button", "aria-label": words(bin), tabindex: place === current ? 0 : -1, "data-bin": place } : {};
    return svg("g", { class: "bin", ...acting }, svg("title", {}, words(bin)),
      interactive ? svg("rect", { class: "reach", x: start(place), y: HEAD, width: pitch, height: BASE - HEAD, fill: "transparent" }) : null,
      part(bin.favours, theme.favours), part(bin.resists, theme.resists), part(bin.neither, theme.neither),
      chosen[place] ? svg("rect", { class: "chosen-bin", x, y: BASE + 3, width: bar, height: 5, fill: theme.accent }) : null);
  }

  const shades = [svg("rect", { class: "shade", y: HEAD - 4 }), svg("rect", { class: "shade", y: HEAD - 4 })] as const;
  for (const shade of shades) { shade.setAttribute("height", String(BASE - HEAD + 4)); shade.setAttribute("fill", theme.paper); shade.setAttribute("fill-opacity", ".72"); }
  const handle = (side: "from" | "to", label: string) => svg("g", { class: "handle", role: "slider", tabindex: 0, "data-handle": side, "aria-label": label,
    "aria-valuemin": 0, "aria-valuemax": Math.max(0, bins.length - 1) },
  svg("rect", { class: "reach", x: -GRIP / 2, y: HEAD - 4, width: GRIP, height: BASE - HEAD + 12, fill: "transparent" }),
  svg("path", { d: `M0 ${HEAD - 4}V${BASE}`, stroke: theme.accent, "stroke-width": 1.5 }),
  svg("rect", { class: "grip", x: -5, y: BASE - 32, width: 10, height: 26, rx: 3, fill: theme.paper, stroke: theme.accent, "stroke-width": 1.5 }));
  const handles = interactive && bins.length > 1 ? [handle("from", "First date in sight"), handle("to", "Last date in sight")] as const : null;

  const picture = svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT, "font-family": theme.font, "font-size": 11, fill: theme.soft,
    role: interactive ? "group" : "img", "aria-label": "Statements by date" },
  svg("rect", { width, height: HEIGHT, fill: theme.paper }),
  ticks(most).map((count) => [svg("path", { d: `M${LEFT} ${BASE - tall(count)}H${width - RIGHT}`, stroke: count ? theme.rule : theme.soft }),
    svg("text", { x: LEFT - 7, y: BASE - tall(count) + 4, "text-anchor": "end" }, count.toLocaleString("en"))]),
  bins.map(drawBin),
  bins.map(({ name }, place) => (place % every === 0 ? svg("text", { x: start(place) + pitch / 2, y: BASE + 22, "text-anchor": "middle" }, name) : null)),
  [...shades], [...(handles ?? [])]);

  function show(first: number, last: number): void {
    const [from, to] = [start(first), start(last + 1)];
    const place = (shade: SVGRectElement, x: number, end: number) => { shade.setAttribute("x", String(x)); shade.setAttribute("width", String(Math.max(0, end - x))); };
    place(shades[0], LEFT, from);
    place(shades[1], to, width - RIGHT);
    handles?.forEach((one, side) => {
      const bin = side ? last : first;
      one.setAttribute("transform", `translate(${side ? to : from} 0)`);
      one.setAttribute("aria-valuenow", String(bin));
      one.setAttribute("aria-valuetext", bins[bin]?.name ?? "none");
    });
  }

  if (sight) show(...sight);
  else { show(0, bins.length - 1); shades[0].setAttribute("width", String(width - LEFT - RIGHT)); }
  return { picture, sight: show, at: (x) => Math.min(bins.length - 1, Math.max(0, Math.floor((x - LEFT) / pitch))) };
}
