// Colours for canvases and pictures, taken from the style sheet, so that light, dark and print agree.
import type { Model, Statement } from "./model";

export interface Theme {
  paper: string; ink: string; soft: string; rule: string; accent: string;
  favours: string; resists: string; neither: string;
  /** The colour of each class of nodes, readable on the paper. */
  classes: Map<string, string>;
  font: string;
}

const channels = (hex: string): number[] => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

const mixtures = new Map<string, string>();

/** The colour between two, kept because a large network asks for few of them many times. */
export function mixed(one: string, two: string, share: number): string {
  const key = `${one}${two}${share}`;
  const known = mixtures.get(key) ?? mixture(one, two, share);
  mixtures.set(key, known);
  return known;
}

function mixture(one: string, two: string, share: number): string {
  const other = channels(two);
  const parts = channels(one).map((value, at) => Math.round(value * (1 - share) + other[at]! * share));
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

function luminance(hex: string): number {
  const [red, green, blue] = channels(hex).map((value) => {
    const part = value / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, two: string): number {
  const [high, low] = [luminance(one), luminance(two)].sort((a, b) => b - a) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** The colour itself where it can be told from the paper, else the nearest shade that can. */
function legible(color: string, paper: string, ink: string, ratio: number): string {
  for (let share = 0; share < 1; share += 0.06) {
    const shade = mixed(color, ink, share);
    if (contrast(shade, paper) >= ratio) return shade;
  }
  return ink;
}

export function readTheme(model: Model): Theme {
  const style = getComputedStyle(document.documentElement);
  const value = (name: string) => style.getPropertyValue(name).trim();
  const [paper, ink] = [value("--paper"), value("--ink")];
  return {
    paper, ink, soft: value("--soft"), rule: value("--rule"), accent: value("--accent"),
    favours: value("--favours"), resists: value("--resists"), neither: value("--neither"),
    classes: new Map(model.classes.map(({ id, color }) => [id, legible(color, paper, ink, 3)])),
    font: style.fontFamily,
  };
}

export const stanceColor = (theme: Theme, { stance }: Statement): string =>
  stance > 0 ? theme.favours : stance < 0 ? theme.resists : theme.neither;

/** Called when the reader's system turns dark or light. */
export function onThemeChange(act: () => void): void {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", act);
}
