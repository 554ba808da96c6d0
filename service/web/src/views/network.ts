// The network: actors, proposals and interests as dots, statements as lines, drawn by WebGL.
import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";
import type { CameraState } from "sigma/types";
import { addChosen, CLICKS_UP_TO, edgePrograms, graphOf, HEADS_UP_TO, LINES_AT_MOST, PROGRAMS } from "../canvas";
import { button, element } from "../dom";
import { emphasisOf, nextDot, type Emphasis } from "../emphasis";
import { drawName, type NameFrame } from "../names";
import { picture } from "../picture";
import { scene, type Dot, type Line, type Scene } from "../scene";
import { mixed, onThemeChange, readTheme, type Theme } from "../theme";
import type { MakeView } from "../view";
import { webgl, withoutWebgl } from "../webgl";

/** Up to this many lines of a selection bear the names of their relations; more would hide each other. */
const FEW_LINES = 6;
const FILTERS = ["hidden", "least", "from", "to", "focus", "top", "unlinked", "layout", "open"] as const;

export const network: MakeView = ({ model, store, announce }) => {
  const stage = element("div", {
    class: "stage", tabindex: 0, role: "application", "aria-label": "Network of actors, proposals and interests",
    "aria-describedby": "network-keys",
  });
  const status = element("p", { class: "stage-note" });
  const host = element("section", { class: "view network", "aria-label": "Network" }, stage, status,
    element("p", { id: "network-keys", class: "unseen" },
      "Arrow keys go from node to node, Enter reads its evidence, plus and minus zoom, 0 shows all. The table holds the same."),
    element("div", { class: "tools", role: "group", "aria-label": "Zoom" },
      button("+", () => zoom(1.5), { "aria-label": "Zoom in", title: "Zoom in (+)" }),
      button("−", () => zoom(1 / 1.5), { "aria-label": "Zoom out", title: "Zoom out (−)" }),
      button("Fit", () => fit(), { title: "Show all (0)" })));
  let theme: Theme = readTheme(model);
  let drawn: Scene = { dots: [], lines: [], box: { x: [0, 1], y: [0, 1] } };
  let sigma: Sigma | null = null;
  let near: Emphasis | null = null;
  let hovered: string | null = null;
  let hoveredLine: string | null = null;
  let names: NameFrame[] = [];
  let [width, height] = [0, 0];
  let dotOf = new Map<string, Dot>();
  let lineOf = new Map<string, Line>();

  const size = () => ({ width: Math.max(320, stage.clientWidth), height: Math.max(280, stage.clientHeight) });

  function compose(): void {
    [width, height] = [stage.clientWidth, stage.clientHeight];
    drawn = scene(model, store.state, store.visible, theme, size());
    dotOf = new Map(drawn.dots.map((dot) => [dot.key, dot]));
    lineOf = new Map(drawn.lines.map((line) => [line.key, line]));
    near = emphasisOf(store.state.selection, dotOf, drawn.lines);
    status.textContent = !drawn.dots.length ? "No node passes the filters."
      : drawn.lines.length > LINES_AT_MOST ? `The heaviest ${LINES_AT_MOST.toLocaleString("en")} of ${drawn.lines.length.toLocaleString("en")} lines; a chosen node shows all of its own.` : "";
  }

  function draw(): void {
    compose();
    if (!webgl()) return drawPicture();
    const made = graphOf(drawn, theme, store.state.layout === "columns");
    addChosen(made, drawn, near?.lines, theme);
    const programs = edgePrograms(drawn.lines.length);
    const clicks = drawn.lines.length <= CLICKS_UP_TO;
    let camera: CameraState | null = null;
    if (sigma && (sigma.getSetting("edgeProgramClasses") !== programs || sigma.getSetting("enableEdgeEvents") !== clicks)) {
      camera = sigma.getCamera().getState();
      sigma.kill();
      sigma = null;
    }
    try {
      sigma ??= start();
    } catch {
      return fallBack();
    }
    if (camera) sigma.getCamera().setState(camera);
    // The graph comes last, and once: each of these calls that follows it would draw it again.
    sigma.setCustomBBox({ x: drawn.box.x, y: [-drawn.box.y[1], -drawn.box.y[0]] });
    sigma.setGraph(made);
  }

  /** The browser promised WebGL and did not keep it: a picture, which opens on communities where it would be large. */
  function fallBack(): void {
    withoutWebgl();
    stage.replaceChildren();
    if (model.data.layouts.communities && store.state.layout !== "communities") store.set({ layout: "communities", top: null });
    else drawPicture();
  }

  function start(): Sigma {
    const started = new Sigma(new MultiDirectedGraph(), stage, {
      ...PROGRAMS, edgeProgramClasses: edgePrograms(drawn.lines.length), defaultNodeType: "Actor", allowInvalidContainer: true, stagePadding: 0,
      renderEdgeLabels: true, enableEdgeEvents: drawn.lines.length <= CLICKS_UP_TO, zIndex: true, labelFont: theme.font, labelSize: 12,
      labelRenderedSizeThreshold: 0, labelDensity: 1.4, labelGridCellSize: 90, edgeLabelSize: 11, edgeLabelFont: theme.font,
      minCameraRatio: 0.02, maxCameraRatio: 3, hideEdgesOnMove: drawn.lines.length > HEADS_UP_TO, minEdgeThickness: 0.8,
      edgeLabelColor: { attribute: "labelColor", color: theme.ink },
      defaultDrawNodeLabel: (context, data) => drawName(context, data, theme, names, false),
      defaultDrawNodeHover: (context, data) => drawName(context, data, theme, names, true),
      // Called for every dot and line: what needs no change is given back as it is.
      nodeReducer: (key, data) => {
        if (!near) return key === hovered ? { ...data, forceLabel: true, always: true } : data;
        if (near.dots.has(key)) return { ...data, forceLabel: true, always: true, zIndex: 2, highlighted: near.chosen.has(key) };
        const faint = mixed(String(data.color), theme.paper, 0.78);
        return { ...data, color: faint, label: key === hovered ? data.label : "", zIndex: 0, forceLabel: false };
      },
      edgeReducer: (key, data) => {
        const ahead = near?.lines.has(key) ?? false;
        if (!ahead && key !== hoveredLine) return near ? { ...data, color: mixed(String(data.color), theme.paper, 0.88), zIndex: 0 } : data;
        const named = key === hoveredLine || near!.lines.size <= FEW_LINES;
        return { ...data, label: named ? (lineOf.get(key)?.label ?? "") : "", labelColor: theme.ink, forceLabel: named, zIndex: 2, hidden: false };
      },
    });
    started.on("beforeRender", () => { names = []; });
    started.on("clickNode", ({ node }) => choose(node));
    const nameAt = ({ x, y }: { x: number; y: number }) =>
      names.find(({ left, right, top, bottom }) => x >= left && x <= right && y >= top && y <= bottom);
    started.on("clickEdge", ({ edge, event }) => { const named = nameAt(event); if (named) choose(named.key); else chooseLine(edge); });
    started.on("clickStage", ({ event }) => { const named = nameAt(event); if (named) choose(named.key); else store.select(null); });
    started.on("enterNode", ({ node }) => { hovered = node; stage.style.cursor = "pointer"; started.refresh({ partialGraph: { nodes: [node] }, skipIndexation: true }); });
    started.on("leaveNode", ({ node }) => { hovered = null; stage.style.cursor = ""; if (started.getGraph().hasNode(node)) started.refresh({ partialGraph: { nodes: [node] }, skipIndexation: true }); });
    started.on("enterEdge", ({ edge }) => { hoveredLine = edge; stage.style.cursor = "pointer"; started.refresh({ partialGraph: { edges: [edge] }, skipIndexation: true }); });
    started.on("leaveEdge", ({ edge }) => { hoveredLine = null; stage.style.cursor = ""; if (started.getGraph().hasEdge(edge)) started.refresh({ partialGraph: { edges: [edge] }, skipIndexation: true }); });
    return started;
  }

  function frame() {
    const { box } = drawn;
    const whole = { x: box.x[0], y: box.y[0], width: box.x[1] - box.x[0], height: box.y[1] - box.y[0] };
    if (!sigma) return { frame: whole, unit: Math.max(1, whole.width / size().width, whole.height / size().height) };
    const { width, height } = sigma.getDimensions();
    const [one, other] = [sigma.viewportToGraph({ x: 0, y: 0 }), sigma.viewportToGraph({ x: width, y: height })];
    return { frame: { x: one.x, y: -one.y, width: other.x - one.x, height: one.y - other.y }, unit: (other.x - one.x) / width };
  }

  function drawPicture(): void {
    const { frame: view, unit } = frame();
    const made = picture(drawn, theme, view, unit, near);
    made.setAttribute("class", "drawn");
    stage.replaceChildren(made);
  }
  stage.addEventListener("click", ({ target }) => {
    if (sigma || !(target instanceof SVGElement)) return;
    const dot = target.closest("[data-dot]")?.getAttribute("data-dot");
    const line = target.closest("[data-line]")?.getAttribute("data-line");
    if (dot) choose(dot);
    else if (line) chooseLine(line);
    else store.select(null);
  });

  function choose(key: string): void {
    const dot = dotOf.get(key);
    if (!dot) return;
    if (dot.community >= 0) store.set({ open: new Set([...store.state.open, dot.community]) });
    else store.selectNode(dot.node);
  }

  function chooseLine(key: string): void {
    const line = lineOf.get(key);
    if (line) store.selectStatements(line.statements);
  }

  function zoom(factor: number): void {
    const camera = sigma?.getCamera();
    if (camera) void camera.animate({ ratio: camera.ratio / factor }, { duration: calm() ? 1 : 180 });
  }
  function fit(): void { void sigma?.getCamera().animate({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }, { duration: calm() ? 1 : 220 }); }
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  function step(dx: number, dy: number): void {
    const { selection } = store.state;
    const at = selection?.kind === "node" ? dotOf.get(`n${selection.node}`) : undefined;
    if (!at) {
      const first = drawn.dots.reduce<Dot | null>((best, dot) => (!best || dot.size > best.size ? dot : best), null);
      if (first) choose(first.key);
      return;
    }
    const next = nextDot(drawn.dots, at, dx, dy);
    if (next) choose(next.key);
  }

  const KEYS: Record<string, () => void> = {
    ArrowLeft: () => step(-1, 0), ArrowRight: () => step(1, 0), ArrowUp: () => step(0, -1), ArrowDown: () => step(0, 1),
    "+": () => zoom(1.5), "=": () => zoom(1.5), "-": () => zoom(1 / 1.5), "0": fit,
    Enter: () => document.getElementById("panel")?.focus(),
  };
  stage.addEventListener("keydown", (event) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
    const { selection } = store.state;
    if (event.key.startsWith("Arrow") && selection?.kind === "node") announce(model.nodes[selection.node]!.name);
  });

  onThemeChange(() => { theme = readTheme(model); if (host.isConnected && !host.hidden) draw(); });
  let waiting = 0;
  new ResizeObserver(() => {
    clearTimeout(waiting);
    const other = () => stage.clientWidth !== width || stage.clientHeight !== height;
    waiting = window.setTimeout(() => { if (!host.hidden && stage.clientWidth && other()) draw(); }, 120);
  }).observe(stage);

  // For people who look into the page from the console, and for the tests of the project.
  Object.assign(globalThis, { parleygraph: { dot: (node: number) => {
    const dot = dotOf.get(`n${node}`);
    return dot && sigma ? sigma.graphToViewport({ x: dot.x, y: -dot.y }) : null;
  }, line: (statement: number) => {
    const line = drawn.lines.find(({ statements }) => statements.includes(statement));
    if (!line || !sigma) return null;
    const [one, other] = [dotOf.get(line.from)!, dotOf.get(line.to)!];
    return sigma.graphToViewport({ x: (one.x + other.x) / 2 + (other.y - one.y) * line.bend / 2, y: -((one.y + other.y) / 2 - (other.x - one.x) * line.bend / 2) });
  } } });

  return {
    name: "network", label: "Network", element: host,
    show: draw,
    update(change) {
      if (FILTERS.some((key) => change.has(key)) || (change.has("selection") && store.state.top !== null)) draw();
      else if (change.has("selection")) {
        near = emphasisOf(store.state.selection, dotOf, drawn.lines);
        if (!sigma) return drawPicture();
        addChosen(sigma.getGraph() as MultiDirectedGraph, drawn, near?.lines, theme);
        sigma.refresh();
      }
    },
    keep: () => sigma?.getCamera().getState(),
    resume(kept) { sigma?.getCamera().setState(kept as CameraState); },
    picture() {
      if (!drawn.dots.length) return null;
      const { frame: view, unit } = frame();
      return picture(drawn, theme, view, unit, near);
    },
  };
};
