// The picture: vis-network moves and hits, the functions here paint.

const FONT = '"Inter", "Segoe UI", "Noto Sans", system-ui, sans-serif';
const LINE_HEIGHT = 1.22;
const PADDING = { x: 13, y: 8 };
const WIDEST = 250;
const READABLE = 6; // pixels on the screen below which a label is left out

const theme = { dark: false, paper: "#ffffff", ink: "#1b2430", tones: {} };
const shown = { nodes: new Set(), edges: new Set(), near: null, hover: null, version: 0 };
let boxes = [];
let network = null;

const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
const mixed = (one, two, share) => {
  const other = channels(two);
  const parts = channels(one).map((value, at) => Math.round(value * (1 - share) + other[at] * share));
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
};

function luminance(hex) {
  const [red, green, blue] = channels(hex).map((value) => {
    const part = value / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, two) {
  const [high, low] = [luminance(one), luminance(two)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

// The colour itself where it can be read on the paper, else the nearest shade that can.
function legible(color, ratio) {
  for (let share = 0; share < 1; share += 0.06) {
    const shade = mixed(color, theme.ink, share);
    if (contrast(shade, theme.paper) >= ratio) return shade;
  }
  return theme.ink;
}

function readTheme() {
  const style = getComputedStyle(document.documentElement);
  theme.paper = style.getPropertyValue("--paper").trim();
  theme.ink = style.getPropertyValue("--ink").trim();
  for (const [name, { color }] of Object.entries(details.classes)) {
    theme.tones[name] = { line: legible(color, 3), fill: mixed(color, theme.paper, 0.84), block: mixed(color, theme.paper, 0.35) };
  }
  for (const [name, { color }] of Object.entries(details.relations)) {
    theme.tones[name] = { line: legible(color, 3), text: legible(color, 4.5) };
  }
}

function measure(nodes) {
  const context = document.createElement("canvas").getContext("2d");
  boxes = nodes.map(({ label, font }) => {
    context.font = `${font.size}px ${FONT}`;
    const lines = label.split("\n");
    const widest = Math.max(...lines.map((line) => context.measureText(line).width));
    return {
      lines,
      size: font.size,
      width: Math.max(56, Math.min(WIDEST, widest + 2 * PADDING.x)),
      height: lines.length * font.size * LINE_HEIGHT + 2 * PADDING.y,
    };
  });
}

// An actor is a pill, a proposal a sheet with a folded corner, an interest a hexagon.
const OUTLINES = {
  Actor: (context, left, top, width, height) => context.roundRect(left, top, width, height, Math.min(20, height / 2)),
  Proposal(context, left, top, width, height) {
    const fold = 11;
    context.moveTo(left, top);
    context.lineTo(left + width - fold, top);
    context.lineTo(left + width, top + fold);
    context.lineTo(left + width, top + height);
    context.lineTo(left, top + height);
    context.closePath();
  },
  Interest(context, left, top, width, height) {
    const slant = Math.min(12, height / 2);
    context.moveTo(left + slant, top);
    context.lineTo(left + width - slant, top);
    context.lineTo(left + width, top + height / 2);
    context.lineTo(left + width - slant, top + height);
    context.lineTo(left + slant, top + height);
    context.lineTo(left, top + height / 2);
    context.closePath();
  },
};

const labelsReadable = () => 13.5 * network.getScale() >= READABLE;

function renderNode({ ctx: context, id, x, y, state }) {
  const { lines, size, width, height } = boxes[id];
  const node = details.nodes[id];
  const tone = theme.tones[node.class];
  const readable = labelsReadable();
  const drawNode = () => {
    context.beginPath();
    OUTLINES[details.classes[node.class].kind](context, x - width / 2, y - height / 2, width, height);
    // Opaque below, or the lines behind a faint node would strike its label through.
    context.fillStyle = theme.paper;
    context.fill();
    context.globalAlpha = shown.near && !shown.near.nodes.has(id) ? 0.2 : 1;
    context.fillStyle = readable ? tone.fill : tone.block;
    context.fill();
    context.lineWidth = state.selected ? 3.5 : state.hover ? 2.5 : 1.5;
    context.strokeStyle = state.selected ? theme.ink : tone.line;
    context.stroke();
    if (!readable) return;
    context.font = `${size}px ${FONT}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillStyle = theme.ink;
    lines.forEach((line, at) => context.fillText(
      line, x, y + (at - (lines.length - 1) / 2) * size * LINE_HEIGHT, width - 2 * PADDING.x + 4));
  };
  return { drawNode, nodeDimensions: { width, height } };
}

function nodeFrame(id) {
  const { x, y } = network.body.nodes[id];
  const { width, height } = boxes[id];
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}

function edgeLook(edge) {
  const tone = theme.tones[details.statements[edge.statements[0]].r];
  const far = shown.near && !shown.near.edges.has(edge.id);
  const opacity = far ? 0.07 : shown.near ? 1 : shown.edges.size > 400 ? 0.35 : 0.7;
  return { color: tone.line, highlight: tone.line, hover: tone.line, opacity, inherit: false };
}

function pointOn(id, share) {
  const { edgeType } = network.body.edges[id];
  return edgeType.getPoint(share);
}

// Arcs bulge out of the columns, so their bends count too, with room for a name. Room below is for the buttons.
function fitPicture(animate = true) {
  if (!shown.nodes.size) return;
  const bends = [...shown.edges].flatMap((id) => [0.3, 0.5, 0.7].map((share) => pointOn(id, share)))
    .map(({ x, y }) => ({ left: x - 30, right: x + 30, top: y - 10, bottom: y + 10 }));
  const frame = around([...[...shown.nodes].map(nodeFrame), ...bends]);
  const { clientWidth, clientHeight } = find("canvas");
  const foot = 46;
  const scale = Math.min(
    (clientWidth - 36) / (frame.right - frame.left), (clientHeight - foot - 18) / (frame.bottom - frame.top), 1.3);
  const position = { x: (frame.left + frame.right) / 2, y: (frame.top + frame.bottom) / 2 + (foot - 14) / 2 / scale };
  moveTo({ position, scale }, animate);
}

const around = (frames) => frames.reduce((one, other) => ({
  left: Math.min(one.left, other.left), right: Math.max(one.right, other.right),
  top: Math.min(one.top, other.top), bottom: Math.max(one.bottom, other.bottom),
}));

function moveTo(view, animate = true) {
  const calm = !animate || shown.edges.size > MANY || matchMedia("(prefers-reduced-motion: reduce)").matches;
  network.moveTo({ ...view, animation: calm ? false : { duration: 300, easingFunction: "easeInOutQuad" } });
}
