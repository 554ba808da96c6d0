// State and wiring: what is filtered, what is chosen, and who hears about it.

const GROUPS = ["class", "family", "polarity", "certainty"];
const NARROW = matchMedia("(max-width: 720px)");
let chosen = {};
let matches = [];
let match = -1;

function filters() {
  const on = (group) => new Set(
    [...document.querySelectorAll(`input[data-group="${group}"]:checked`)].map((box) => box.value));
  return Object.fromEntries(GROUPS.map((group) => [group, on(group)]));
}

function applyFilters() {
  const limit = find("limit").value;
  const moved = limit !== drawn.limit;
  drawn.limit = limit;
  filterShown();
  if (moved) drawn.nodes.update(viewed().map(([id, x, y]) => ({ id, x, y })));
  repaint();
  reportShown();
}

// Which statements pass the legend, and which nodes and lines are left.
function filterShown() {
  const on = filters();
  const passing = details.statements.map((st) =>
    on.family.has(details.relations[st.r].family) && on.polarity.has(st.polarity) && on.certainty.has(st.certainty)
    && on.class.has(details.nodes[st.s].class) && on.class.has(details.nodes[st.o].class));
  const within = new Set(viewed().map(([id]) => id).filter((id) => on.class.has(details.nodes[id].class)));
  const left = edges.filter(({ statements, from, to }) => passing[statements[0]] && within.has(from) && within.has(to));
  shown.edges = new Set(left.map(({ id }) => id));
  shown.nodes = find("unlinked").checked ? new Set(left.flatMap(({ from, to }) => [from, to])) : within;
}

// Each number of nodes has coordinates of its own, all of them computed beforehand.
const viewed = () => content.views[find("limit").value] ?? content.nodes.map(({ id, x, y }) => [id, x, y]);

function reportShown() {
  const listed = new Set(edges.filter(({ id }) => shown.edges.has(id)).flatMap(({ statements }) => statements));
  for (const row of document.querySelectorAll("tr[data-row]")) row.hidden = !listed.has(Number(row.dataset.row));
  find("listed").textContent =
    `${listed.size.toLocaleString("en")} of ${plural(details.statements.length, "statement")}: those in the picture.`;
  find("status").textContent = `${plural(shown.nodes.size, "node")} of ${details.nodes.length.toLocaleString("en")}, ` +
    `${plural(shown.edges.size, "line")} of ${edges.length.toLocaleString("en")}`;
}

const drawn = { nodes: null, edges: null, limit: find("limit").value, last: new Map() };

const looks = () => ({
  nodes: details.nodes.map((_, id) => ({ id, hidden: !shown.nodes.has(id) })),
  edges: edges.map((edge) => ({ id: edge.id, hidden: !shown.edges.has(edge.id), color: edgeLook(edge) })),
});

// Only what changed is handed over: setting every line anew is what makes large graphs slow.
function repaint() {
  shown.near = nearChosen();
  shown.version += 1;
  const now = looks();
  for (const set of ["nodes", "edges"]) drawn[set].update(now[set].filter((look) => renewed(set, look)));
  network.redraw();
}

function renewed(set, look) {
  const [key, now] = [set + look.id, JSON.stringify(look)];
  const changed = drawn.last.get(key) !== now;
  drawn.last.set(key, now);
  return changed;
}

function nearChosen() {
  if (chosen.node !== undefined && shown.nodes.has(chosen.node)) {
    const own = edges.filter(({ id, from, to }) => shown.edges.has(id) && (from === chosen.node || to === chosen.node));
    return { nodes: new Set([chosen.node, ...own.flatMap(({ from, to }) => [from, to])]), edges: new Set(own.map(({ id }) => id)) };
  }
  if (chosen.edge !== undefined && shown.edges.has(chosen.edge)) {
    const { from, to, id } = edges[chosen.edge];
    return { nodes: new Set([from, to]), edges: new Set([id]) };
  }
  return null;
}

function select(choice, { move = true } = {}) {
  chosen = choice;
  const isNode = choice.node !== undefined;
  const isEdge = choice.edge !== undefined;
  const visible = isNode ? shown.nodes.has(choice.node) : isEdge && shown.edges.has(choice.edge);
  network.setSelection({ nodes: isNode && visible ? [choice.node] : [], edges: isEdge && visible ? [choice.edge] : [] },
    { highlightEdges: false });
  repaint();
  const content = isNode ? nodePanel(choice.node) : isEdge ? edgePanel(edges[choice.edge]) : emptyPanel();
  const note = (isNode || isEdge) && !visible ? hiddenNote(choice) : null;
  const close = isNode || isEdge
    ? button(() => select({}), "×", { class: "close", "aria-label": "Close the evidence" }) : null;
  find("panel").replaceChildren(...[close, note, ...content].filter(Boolean));
  find("panel").scrollTop = 0;
  if (visible && move) bringIntoView(choice);
  if ((isNode || isEdge) && NARROW.matches) find("panel").scrollIntoView({ block: "nearest" });
}

function hiddenNote(choice) {
  const reveal = () => {
    find("limit").value = "";
    find("unlinked").checked = false;
    for (const box of document.querySelectorAll("input[data-group]")) box.checked = true;
    applyFilters();
    select(choice);
  };
  return element("p", { class: "hint hidden" }, "Not in the picture now. ",
    button(reveal, "Show everything", { class: "link" }));
}

// The view moves only where the choice, or a node's nearest around it, is out of sight.
function bringIntoView({ node, edge }) {
  const own = (edge === undefined ? [node] : [edges[edge].from, edges[edge].to]).map(nodeFrame);
  const whole = around([...own, ...[...shown.near.nodes].map(nodeFrame)]);
  if (inSight(whole)) return;
  const { clientWidth, clientHeight } = find("canvas");
  const fitting = ({ left, right, top, bottom }) =>
    Math.min((clientWidth - 60) / (right - left), (clientHeight - 100) / (bottom - top));
  const frame = fitting(whole) >= 0.45 ? whole : around(own);
  const scale = Math.min(1, fitting(frame), Math.max(network.getScale(), 0.6));
  moveTo({ position: { x: (frame.left + frame.right) / 2, y: (frame.top + frame.bottom) / 2 }, scale });
}

function inSight({ left, right, top, bottom }) {
  const { clientWidth, clientHeight } = find("canvas");
  const from = network.canvasToDOM({ x: left, y: top });
  const to = network.canvasToDOM({ x: right, y: bottom });
  return from.x >= 0 && from.y >= 0 && to.x <= clientWidth && to.y <= clientHeight && network.getScale() >= 0.4;
}

function search() {
  const wanted = folded(find("search").value.trim());
  const names = (node) => [node.label, ...node.aliases].map(folded);
  match = -1;
  matches = !wanted ? [] : details.nodes.map((node, id) => ({ id, names: names(node), degree: node.degree }))
    .filter((node) => node.names.some((name) => name.includes(wanted)))
    .sort((a, b) => b.names.some((n) => n.startsWith(wanted)) - a.names.some((n) => n.startsWith(wanted))
      || b.degree - a.degree || a.id - b.id);
  find("found").textContent = !wanted ? "" : matches.length ? `${plural(matches.length, "match", "matches")}: Enter shows the next`
    : "Nothing by that name";
}

function nextMatch(step) {
  if (!matches.length) return;
  match = match < 0 && step < 0 ? matches.length - 1 : (match + step + matches.length) % matches.length;
  select({ node: matches[match].id });
  find("found").replaceChildren(`${match + 1} of ${matches.length}: `, foreign(details.nodes[matches[match].id].label));
}

function makeNetwork() {
  const first = looks();
  for (const set of ["nodes", "edges"]) first[set].forEach((look) => renewed(set, look));
  const nodes = content.nodes.map((node, at) => ({ ...node, ...first.nodes[at], ctxRenderer: renderNode }));
  for (const [id, x, y] of viewed()) Object.assign(nodes[id], { x, y });
  measure(nodes);
  drawn.nodes = new vis.DataSet(nodes);
  drawn.edges = new vis.DataSet(edges.map((edge, at) => ({ ...edge, ...first.edges[at] })));
  const options = { ...content.options, edges: { selectionWidth: 1.5, hoverWidth: 0.5 } };
  options.interaction.hideEdgesOnDrag = edges.length > 3000;
  options.interaction.hover = edges.length <= 3000;
  network = new vis.Network(find("canvas"), { nodes: drawn.nodes, edges: drawn.edges }, options);
  nameFrame(find("canvas"));
  // The library would learn the size of a box only by drawing it, and end the first lines too soon.
  boxes.forEach(({ width, height }, id) =>
    Object.assign(network.body.nodes[id].shape, { customSizeWidth: width, customSizeHeight: height }));
}

// The frame inside takes the focus and the arrow keys, so the name belongs to it.
function nameFrame(canvas) {
  const frame = canvas.firstElementChild;
  frame.setAttribute("role", "application");
  frame.setAttribute("aria-roledescription", "picture");
  frame.setAttribute("aria-label", `${canvas.getAttribute("aria-label")} Arrow keys move it.`);
  canvas.removeAttribute("role");
  canvas.removeAttribute("aria-label");
}

function wirePicture() {
  network.on("afterDrawing", paintNames);
  network.on("click", ({ nodes, edges: lines }) =>
    select(nodes.length ? { node: nodes[0] } : lines.length ? { edge: lines[0] } : {}, { move: false }));
  network.on("dragEnd", ({ nodes }) => { if (nodes.length) repaint(); });
  network.on("hoverEdge", ({ edge }) => { shown.hover = edge; network.redraw(); });
  network.on("blurEdge", () => { shown.hover = null; network.redraw(); });
  find("fit").addEventListener("click", () => fitPicture());
  find("closer").addEventListener("click", () => moveTo({ scale: network.getScale() * 1.4 }));
  find("farther").addEventListener("click", () => moveTo({ scale: network.getScale() / 1.4 }));
}

function wireControls() {
  for (const id of ["legend", "unlinked"]) find(id).addEventListener("change", applyFilters);
  find("limit").addEventListener("change", () => { applyFilters(); fitPicture(); });
  find("names").addEventListener("change", ({ target }) => { names.mode = target.value; repaint(); });
  find("search").addEventListener("input", search);
  find("search").addEventListener("keydown", (event) => {
    if (event.key === "Enter") nextMatch(event.shiftKey ? -1 : 1);
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") select({}); });
  find("statements").addEventListener("click", ({ target }) => {
    const opener = target.closest("button[data-statement]");
    if (!opener) return;
    const number = Number(opener.dataset.statement);
    select({ edge: edges.find(({ statements }) => statements.includes(number)).id });
    find("panel").focus();
  });
}

// The colours of the ontology, as light or dark as the page needs them.
function tintLegend() {
  for (const box of document.querySelectorAll('input[data-group="class"], input[data-group="family"]')) {
    const relation = Object.entries(details.relations).find(([, { family }]) => family === box.value);
    const tone = theme.tones[box.dataset.group === "class" ? box.value : relation[0]];
    box.parentElement.querySelector(".glyph").setAttribute("color", tone.line);
  }
}

function wireTheme() {
  const renew = () => { readTheme(); tintLegend(); repaint(); };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", renew);
  const printing = (on) => { document.documentElement.classList.toggle("printing", on); renew(); };
  addEventListener("beforeprint", () => printing(true));
  addEventListener("afterprint", () => printing(false));
}

readTheme();
tintLegend();
find("filters").open = !NARROW.matches;
filterShown();
makeNetwork();
reportShown();
fitPicture(false);
select({});
wirePicture();
wireControls();
wireTheme();
// For tests and for whoever wants to drive the page from the console.
globalThis.parleygraph = Object.freeze({ network, select, nodeFrame, pointOn });
network.once("afterDrawing", () => { document.documentElement.dataset.ready = String(Math.round(performance.now())); });
network.redraw();
