// Names on the canvas of the network: drawn where there is room, remembered so that they can be clicked.
import type { Side } from "./scene";
import type { Theme } from "./theme";

export interface NameFrame { key: string; left: number; right: number; top: number; bottom: number }
interface Named { key?: string; x: number; y: number; size: number; label?: string | null; side?: Side; always?: boolean }

const GAP = 4;
const HALF = 7;

export function drawName(context: CanvasRenderingContext2D, data: Named, theme: Theme, taken: NameFrame[], boxed: boolean): void {
  const { label, x, y, size } = data;
  if (!label) return;
  const side = data.side ?? "right";
  context.font = `${boxed ? "600 " : ""}12px ${theme.font}`;
  const width = context.measureText(label).width;
  const left = side === "left" ? x - size - GAP - width : side === "right" ? x + size + GAP : x - width / 2;
  const at = (middle: number): NameFrame => ({ key: data.key ?? "", left: left - 2, right: left + width + 2, top: middle - HALF, bottom: middle + HALF });
  const free = (frame: NameFrame) => !taken.some((other) => frame.left < other.right && other.left < frame.right && frame.top < other.bottom && other.top < frame.bottom);
  // A name over its dot may as well stand below or above it.
  const places = side === "middle" ? [y, y + size + HALF, y - size - HALF] : [y];
  const frame = places.map(at).find(free) ?? (boxed || data.always ? at(y) : null);
  if (!frame) return;
  taken.push(frame);
  const middle = (frame.top + frame.bottom) / 2;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  if (boxed) {
    context.fillStyle = theme.paper;
    context.strokeStyle = theme.accent;
    context.lineWidth = 1.5;
    context.beginPath();
    context.roundRect(left - 5, middle - 11, width + 10, 22, 5);
    context.fill();
    context.stroke();
  } else {
    context.strokeStyle = theme.paper;
    context.lineWidth = 4;
    context.strokeText(label, left, middle + 0.5);
  }
  context.fillStyle = theme.ink;
  context.fillText(label, left, middle + 0.5);
}
