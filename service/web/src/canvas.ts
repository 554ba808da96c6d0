// How a scene is drawn by WebGL: the programs, and the graph that they read.
import { createEdgeCurveProgram } from "@sigma/edge-curve";
import { createNodeBorderProgram } from "@sigma/node-border";
import { NodeSquareProgram } from "@sigma/node-square";
import { MultiDirectedGraph } from "graphology";
import { createEdgeArrowProgram, EdgeLineProgram, EdgeRectangleProgram, NodeCircleProgram } from "sigma/rendering";
import type { Line, Scene } from "./scene";
import { mixed, type Theme } from "./theme";

/** Above the first, lines are drawn straight; above the second without heads and faint; above the third they answer no click. */
const CURVED_UP_TO = 800;
export const HEADS_UP_TO = 3_000;
export const CLICKS_UP_TO = 12_000;
/** More lines than these say nothing more to the eye; those of what is chosen are drawn all the same. */
export const LINES_AT_MOST = 20_000;
/** The program of curves draws nothing where there is no bend at all. */
const SLIGHT = 0.015;
const ALL_NAMES = 160;
const HEAD = { lengthToThicknessRatio: 3.2, widenessToThicknessRatio: 2.6 };
// Names are drawn in one way, whatever the shape.
class Square extends NodeSquareProgram {
  constructor(...given: ConstructorParameters<typeof NodeSquareProgram>) {
    super(...given);
    Object.assign(this, { drawLabel: undefined, drawHover: undefined });
  }
}
const CURVES = {
  curved: createEdgeCurveProgram({ curvatureAttribute: "bend", arrowHead: { extremity: "target", ...HEAD } }),
  arc: createEdgeCurveProgram({ curvatureAttribute: "bend" }),
};
const HAIRS = { hair: EdgeLineProgram };
const STRAIGHTS = { straight: createEdgeArrowProgram(HEAD), plain: EdgeRectangleProgram };
/** Compiling a program takes a while, so only those that a network of that many lines is drawn with. */
export const edgePrograms = (lines: number) =>
  (lines <= CURVED_UP_TO ? CURVES : lines <= HEADS_UP_TO ? STRAIGHTS : HAIRS);
export const PROGRAMS = {
  nodeProgramClasses: {
    Actor: NodeCircleProgram,
    Proposal: Square,
    Interest: createNodeBorderProgram({
      borders: [{ size: { value: 0.42 }, color: { attribute: "color" } }, { size: { fill: true }, color: { attribute: "inner" } }],
      drawLabel: undefined, drawHover: undefined,
    }),
  },
};

/** The scene as sigma reads it; `named` gives every node its name, where there is room for all. */
export function graphOf(scene: Scene, theme: Theme, named: boolean): MultiDirectedGraph {
  const made = new MultiDirectedGraph();
  const count = scene.lines.length;
  for (const dot of scene.dots) {
    made.addNode(dot.key, {
      x: dot.x, y: -dot.y, size: dot.size, color: dot.color, label: dot.label, type: dot.shape, side: dot.side, inner: theme.paper,
      forceLabel: named && scene.dots.length <= ALL_NAMES,
    });
  }
  const heaviest = count <= LINES_AT_MOST ? scene.lines
    : [...scene.lines].sort((a, b) => b.statements.length - a.statements.length).slice(0, LINES_AT_MOST);
  for (const line of heaviest) addLine(made, line, count, theme, false);
  return made;
}

/** Lines of what is chosen that are not among the heaviest: seen as long as they are chosen. */
export function addChosen(made: MultiDirectedGraph, scene: Scene, chosen: ReadonlySet<string> | undefined, theme: Theme): void {
  if (!chosen || made.size === scene.lines.length) return;
  for (const line of scene.lines) if (chosen.has(line.key) && !made.hasEdge(line.key)) addLine(made, line, scene.lines.length, theme, true);
}

function addLine(made: MultiDirectedGraph, line: Line, count: number, theme: Theme, hidden: boolean): void {
  const many = count > HEADS_UP_TO;
  const type = many ? "hair" : count > CURVED_UP_TO ? (line.both ? "plain" : "straight") : line.both ? "arc" : "curved";
  made.addEdgeWithKey(line.key, line.from, line.to, {
    size: many ? 0.7 : line.width, color: many ? mixed(line.color, theme.paper, 0.6) : line.color, bend: line.bend || SLIGHT,
    type, zIndex: 1, hidden,
  });
}
