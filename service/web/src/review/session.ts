// What is decided in this tab, and what the page then shows: a new state in place, or all of it loaded anew at the same place.
import type { Statement } from "../model";
import type { Context } from "../view";
import type { Client, Entry, LiveData, Outcome } from "./client";

export class Session {
  private readonly entries = new Map<string, Entry>();
  private readonly ofStatement = new Map<string, Entry[]>();
  private readonly ofNode = new Map<string, Entry[]>();
  head: string;

  /** What has the focus where a decision is made, by its `data-focus`; it gets it again. */
  focus: string | null = null;

  constructor(readonly context: Context, readonly client: Client, readonly live: LiveData, private readonly keep: (focus: string | null) => void) {
    this.head = live.head;
    for (const entry of live.decisions) this.entries.set(entry.id, entry);
    this.index();
  }

  private index(): void {
    this.ofStatement.clear();
    this.ofNode.clear();
    const add = (map: Map<string, Entry[]>, id: string, entry: Entry) => { (map.get(id) ?? map.set(id, []).get(id)!).push(entry); };
    for (const entry of this.entries.values()) {
      for (const id of entry.statements) add(this.ofStatement, id, entry);
      for (const id of entry.nodes) add(this.ofNode, id, entry);
    }
  }

  /** The decisions in force on a statement, the last one last. */
  onStatement({ id }: Statement): readonly Entry[] { return this.ofStatement.get(id) ?? []; }
  onNode(id: string): readonly Entry[] { return this.ofNode.get(id) ?? []; }
  get all(): readonly Entry[] { return [...this.entries.values()]; }

  /** Decide in the name of the reviewer, and show what came of it; throws Refusal. */
  async decide(request: Record<string, unknown>, said: string): Promise<void> {
    const outcome = await this.client.decide({ who: this.client.who, head: this.head, ...request });
    if (outcome.same) this.take(outcome, said);
    else this.reload(outcome, said);
  }

  private take(outcome: Outcome, said: string): void {
    const { model, store, announce } = this.context;
    this.head = outcome.head;
    for (const id of outcome.lost) this.entries.delete(id);
    for (const entry of outcome.gained) this.entries.set(entry.id, entry);
    this.index();
    for (const [id, state] of Object.entries(outcome.states)) {
      const number = model.statementOf.get(id);
      if (number !== undefined) model.statements[number]!.review = state ?? "unreviewed";
    }
    store.set({ hidden: { ...store.state.hidden }, reviewed: store.state.reviewed + 1 });
    announce(said);
  }

  /** Nodes or statements are other ones: load all of it, looking at what was decided. */
  private reload(outcome: Outcome, said: string): void {
    const parts = new URLSearchParams(location.hash.slice(1));
    if (outcome.statements.length || outcome.nodes.length) {
      for (const name of ["statement", "node"]) parts.delete(name);
      for (const id of outcome.statements) parts.append("statement", id);
      if (!outcome.statements.length) parts.set("node", outcome.nodes[0]!);
    }
    sessionStorage.setItem(SAID, said);
    this.keep(this.focus);
    history.replaceState(null, "", `#${parts}`);
    location.reload();
  }
}

const SAID = "parleygraph-said";

/** What was done before the page was loaded anew, to be said once. */
export function said(): string {
  const words = sessionStorage.getItem(SAID) ?? "";
  sessionStorage.removeItem(SAID);
  return words;
}
