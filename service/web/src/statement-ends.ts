// The ends of one statement in the text: who, to what, in whose words, and a line from the one to the other.
import { svg } from "./dom";
import type { MarkedText } from "./marked-text";
import { shortened, type Model, type Statement } from "./model";

const ROLES = ["subject", "object", "voice", "quoted", "condition-part"] as const;
const [CLEARANCE, LOWEST, HIGHEST] = [5, 13, 34] as const;

export interface Ends { draw(statement: Statement | null, text: MarkedText): void }

/** Draws into `picture`, which lies over `page`. */
export function statementEnds(model: Model, page: HTMLElement, picture: SVGSVGElement, stance: (statement: Statement) => string): Ends {
  let marked: HTMLElement[] = [];

  function give(spans: readonly HTMLElement[], role: typeof ROLES[number]): void {
    for (const span of spans) { span.classList.add(role); marked.push(span); }
  }

  /** The mention of a node inside the quotation, else the one nearest to it. */
  function nearest(node: number, quoted: readonly HTMLElement[], { mentions }: MarkedText): HTMLElement[] {
    const all = mentions.get(node) ?? [];
    const inside = all.find((spans) => spans.some((span) => quoted.includes(span)));
    if (inside || !quoted.length) return inside ?? [];
    const top = quoted[0]!.getBoundingClientRect().top;
    const distance = (spans: HTMLElement[]) => Math.abs(spans[0]!.getBoundingClientRect().top - top);
    return all.map((spans) => ({ spans, away: distance(spans) })).sort((a, b) => a.away - b.away)[0]?.spans ?? [];
  }

  function draw(st: Statement | null, text: MarkedText): void {
    for (const span of marked) span.classList.remove(...ROLES);
    marked = [];
    picture.replaceChildren();
    const quoted = st ? text.statements.get(st.index) ?? [] : [];
    if (!st || !quoted.length) return;
    const [subject, object] = [nearest(st.subject, quoted, text), nearest(st.object, quoted, text)];
    give(quoted, "quoted");
    give(text.conditions.get(st.index) ?? [], "condition-part");
    st.sources.forEach((node) => give(nearest(node, quoted, text), "voice"));
    give(subject, "subject");
    give(object, "object");
    picture.setAttribute("class", `ends ${stance(st)}`);
    const frame = page.getBoundingClientRect();
    const middle = (spans: readonly HTMLElement[]) => {
      const box = spans[0]!.getClientRects()[0] ?? spans[0]!.getBoundingClientRect();
      return { x: (box.left + box.right) / 2 - frame.left, y: box.top - frame.top };
    };
    const name = (node: number) => shortened(model.nodes[node]!.name, 30);
    const words = `${model.words(st)}${st.uncertain ? " (uncertain)" : ""}`;
    // An end that no mention in sight names is named here instead.
    const label = `${subject.length ? "" : `${name(st.subject)} `}${words}${object.length ? "" : ` ${name(st.object)}`}`;
    if (!subject.length || !object.length || subject[0] === object[0]) {
      const { x, y } = middle(subject.length ? subject : object.length ? object : quoted);
      place(label, x, y - CLEARANCE, frame.width);
      return;
    }
    const [from, to] = [middle(subject), middle(object)];
    const lift = Math.min(HIGHEST, LOWEST + Math.abs(to.x - from.x) / 16);
    const top = Math.min(from.y, to.y) - lift;
    picture.append(svg("path", { class: "curve", d: `M${from.x} ${from.y}C${from.x} ${top} ${to.x} ${top} ${to.x} ${to.y - CLEARANCE}` }),
      svg("path", { class: "head", d: `M${to.x} ${to.y}l-4.5 -8h9z` }));
    // The highest point of the curve, where the label hides the least of the text.
    place(label, (from.x + to.x) / 2, (from.y + to.y) / 8 + top * 0.75 - 2, frame.width);
  }

  /** The words on a small plate, kept inside the page. */
  function place(label: string, x: number, y: number, width: number): void {
    const text = svg("text", { "text-anchor": "middle" }, label);
    const plate = svg("rect", { class: "plate", rx: 4, height: 17 });
    picture.append(plate, text);
    const half = text.getComputedTextLength() / 2 + 6;
    const middle = Math.min(Math.max(x, half), Math.max(half, width - half));
    text.setAttribute("x", String(middle));
    text.setAttribute("y", String(y - 4));
    plate.setAttribute("x", String(middle - half));
    plate.setAttribute("y", String(y - 17));
    plate.setAttribute("width", String(2 * half));
  }

  return { draw };
}
