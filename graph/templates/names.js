// Names over the picture, as on a map: where there is room, those of the selection first. The
// others appear on pointing at a line, or when zooming in makes room.

const SPOTS = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73];
const NAMES_AT_MOST = 300;
const MANY = 300;
const SETTLED = 120; // milliseconds
const names = { mode: "auto", key: "", wanted: "", since: 0, timer: 0, placed: [] };

const overlaps = (one, two) =>
  one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom;

const framed = (x, y, half, size) =>
  ({ x, y, left: x - half, right: x + half, top: y - size * 0.72, bottom: y + size * 0.72 });

function paintNames(context) {
  context.save();
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.strokeStyle = theme.paper;
  for (const name of placedNames(context)) {
    context.font = name.font;
    context.lineWidth = name.size * 0.4;
    context.strokeText(name.text, name.x, name.y);
    context.fillStyle = name.color;
    context.fillText(name.text, name.x, name.y);
  }
  context.restore();
}

function placedNames(context) {
  const { x, y } = network.getViewPosition();
  const key = [network.getScale().toFixed(2), names.mode, shown.hover, shown.version,
    ...(labelsReadable() ? [] : [x.toFixed(), y.toFixed()])].join();
  if (key === names.key) return names.placed;
  // Looking for room takes a while with many lines: then the view moves first, the names follow.
  const settled = key === names.wanted && performance.now() - names.since > SETTLED;
  if (names.placed.length && shown.edges.size > MANY && !settled) {
    if (key !== names.wanted) Object.assign(names, { wanted: key, since: performance.now() });
    clearTimeout(names.timer);
    names.timer = setTimeout(() => network.redraw(), SETTLED + 20);
    return names.placed;
  }
  return Object.assign(names, { key, placed: place(context) }).placed;
}

function place(context) {
  const above = labelsReadable() ? [] : placeNodeNames(context);
  const taken = [...above, ...[...shown.nodes].map(nodeFrame)];
  return [...placeEdgeNames(context, taken), ...above];
}

// Zoomed out too far for the labels in the boxes, the best-linked nodes are named above them.
function placeNodeNames(context) {
  const size = 11 / network.getScale();
  const font = `600 ${size}px ${FONT}`;
  const [left, right] = [4, find("canvas").clientWidth - 4].map((x) => network.DOMtoCanvas({ x, y: 0 }).x);
  const placed = [];
  context.font = font;
  const ranked = [...shown.nodes].filter((id) => !shown.near || shown.near.nodes.has(id))
    .sort((a, b) => details.nodes[b].degree - details.nodes[a].degree || a - b);
  for (const id of ranked.slice(0, NAMES_AT_MOST)) {
    const { lines } = boxes[id];
    const { x, y } = network.body.nodes[id];
    if (x < left || x > right) continue;
    const text = lines[0].replace(/ …$/, "") + (lines.length > 1 ? " …" : "");
    const half = context.measureText(text).width / 2 + size * 0.3;
    const frame = framed(Math.min(Math.max(x, left + half), right - half), y, half, size);
    if (!placed.some((other) => overlaps(frame, other))) placed.push({ ...frame, text, font, size, color: theme.ink });
  }
  return placed;
}

function placeEdgeNames(context, taken) {
  const scale = network.getScale();
  const size = Math.min(15, Math.max(10, 11 / scale));
  const ahead = ({ id }) => (shown.near?.edges.has(id) || id === shown.hover ? 1 : 0);
  const general = !shown.near && names.mode !== "none" && size * scale >= READABLE;
  return edges.filter((edge) => shown.edges.has(edge.id) && (general || ahead(edge)))
    .sort((a, b) => ahead(b) - ahead(a) || b.width - a.width || a.id - b.id)
    .map((edge) => placeEdgeName(context, edge, ahead(edge) ? Math.max(size, 10 / scale) : size, taken, ahead(edge)))
    .filter(Boolean);
}

function placeEdgeName(context, edge, size, taken, ahead) {
  const statement = details.statements[edge.statements[0]];
  const text = RELATION_WORDS(statement);
  const font = `${statement.certainty === "uncertain" ? "italic " : ""}${size}px ${FONT}`;
  context.font = font;
  const half = context.measureText(text).width / 2 + 3;
  const frames = SPOTS.map((share) => pointOn(edge.id, share)).map(({ x, y }) => framed(x, y, half, size));
  const free = frames.find((frame) => !taken.some((other) => overlaps(frame, other)));
  const frame = free ?? (ahead || names.mode === "all" ? frames[0] : null);
  if (!frame) return null;
  taken.push(frame);
  return { ...frame, text, font, size, color: theme.tones[statement.r].text };
}
