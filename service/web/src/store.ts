// The one place that the choices of a reader are kept in. Views read from it and subscribe to it.
import type { Model } from "./model";
import { FACETS, fromFragment, initial, same, toFragment, type Facet, type Selection, type State } from "./state";
import { visible, type Visible } from "./visible";

export type Change = ReadonlySet<keyof State>;
export type Listener = (state: State, change: Change) => void;

/** What decides which nodes and statements there are to see. */
const FILTERING: readonly (keyof State)[] = ["hidden", "least", "from", "to", "focus", "top", "unlinked"];

export class Store {
  state: State;
  readonly first: State;
  private readonly listeners: Listener[] = [];
  private seen: Visible | null = null;

  constructor(readonly model: Model, webgl: boolean) {
    this.first = initial(model, webgl);
    this.state = fromFragment(location.hash, this.first, model);
    addEventListener("hashchange", () => {
      if (location.hash.slice(1) !== this.fragment()) this.set(fromFragment(location.hash, this.first, model), false);
    });
  }

  subscribe(listener: Listener): void { this.listeners.push(listener); }

  get visible(): Visible { return (this.seen ??= visible(this.model, this.state)); }

  fragment(): string { return toFragment(this.state, this.first, this.model); }

  set(part: Partial<State>, write = true): void {
    const change = new Set<keyof State>();
    for (const key of Object.keys(part) as (keyof State)[]) if (part[key] !== this.state[key]) change.add(key);
    if (!change.size) return;
    this.state = { ...this.state, ...part };
    // The best linked nodes include the chosen one, which may not be among them.
    const chosen = change.has("selection") && this.state.top !== null;
    if (chosen || FILTERING.some((key) => change.has(key))) this.seen = null;
    if (write) this.write();
    for (const listener of this.listeners) listener(this.state, change);
  }

  private write(): void {
    const fragment = this.fragment();
    history.replaceState(null, "", fragment ? `#${fragment}` : location.pathname + location.search);
  }

  select(selection: Selection): void { this.set({ selection }); }
  selectNode(node: number): void { this.select({ kind: "node", node }); }
  selectStatements(statements: readonly number[]): void { this.select(statements.length ? { kind: "statements", statements } : null); }

  hide(facet: Facet, values: ReadonlySet<string>): void {
    this.set({ hidden: { ...this.state.hidden, [facet]: values } });
  }

  toggle(facet: Facet, value: string, shown: boolean): void {
    const values = new Set(this.state.hidden[facet]);
    if (shown) values.delete(value);
    else values.add(value);
    this.hide(facet, values);
  }

  /** Every filter as it was at first; the view and the selection stay. */
  reset(): void {
    const { hidden, least, from, to, focus, top, unlinked, words } = this.first;
    this.set({ hidden, least, from, to, focus, top, unlinked, words });
  }

  get filtered(): boolean {
    const { state, first } = this;
    return (["least", "from", "to", "words", "top", "unlinked"] as const).some((key) => state[key] !== first[key]) || state.focus !== null
      || FACETS.some((facet) => !same(state.hidden[facet], first.hidden[facet]));
  }
}
