// What the page asks the service: the data, and to decide. The token comes once, in the address.
import type { PageData } from "../model";

export type Action = "accept" | "reject" | "edit" | "add" | "merge" | "split" | "rename" | "undo";

/** A decision in force, with the statements and nodes that it is about now. */
export interface Entry {
  id: string; action: Action; who: string; when: string; why: string; about: string; statements: string[]; nodes: string[];
}
export interface LiveData { head: string; decisions: Entry[]; review: boolean; reviewer: string | null }
export interface LivePageData extends PageData { live: LiveData }

export interface Outcome {
  decision: { id: string }; head: string; same: boolean; states: Record<string, string | null>; gained: Entry[]; lost: string[];
  statements: string[]; nodes: string[]; standing: string;
}
export interface Between { who: string; when: string; action: Action; about: string }

/** What the service said where it did not decide. `between` is what others decided in the meantime. */
export class Refusal extends Error {
  constructor(readonly status: number, message: string, readonly between: readonly Between[] = []) { super(message); }
}

const TOKEN = "parleygraph-token";
const NAME = "parleygraph-reviewer";

/** Keeps what the browser may not let it keep, as long as the page is open. */
function kept(name: string): { get(): string | null; set(value: string): void } {
  let held: string | null = null;
  return {
    get() { try { return localStorage.getItem(name) ?? held; } catch { return held; } },
    set(value) { held = value; try { localStorage.setItem(name, value); } catch { /* It is held. */ } },
  };
}

export class Client {
  private readonly token = kept(TOKEN);
  private readonly name = kept(NAME);

  constructor(private readonly root: string) {
    const parts = new URLSearchParams(location.hash.slice(1));
    const token = parts.get("token");
    if (token === null) return;
    this.token.set(token);
    parts.delete("token");
    // Nobody who looks at the screen, or is sent the link, gets it.
    history.replaceState(null, "", parts.size ? `#${parts}` : location.pathname + location.search);
  }

  get mayDecide(): boolean { return this.token.get() !== null; }
  get who(): string { return this.name.get() ?? ""; }
  set who(name: string) { this.name.set(name); }

  async load(): Promise<LivePageData> {
    const answer = await fetch(`${this.root}graph`, { cache: "no-cache" });
    if (!answer.ok) throw new Refusal(answer.status, (await answer.text()).trim());
    return (await answer.json()) as LivePageData;
  }

  /** Decide; throws Refusal, also where the service cannot be reached. */
  async decide(request: Record<string, unknown>): Promise<Outcome> {
    let answer: Response;
    try {
      answer = await fetch(`${this.root}decisions`, {
        method: "POST", body: JSON.stringify(request),
        headers: { "Content-Type": "application/json", Authorization: `Bearer ${this.token.get() ?? ""}` },
      });
    } catch {
      throw new Refusal(0, "The service does not answer. Nothing was decided.");
    }
    const said = (await answer.json().catch(() => ({}))) as Outcome & { error?: string; decisions?: Between[] };
    if (!answer.ok) throw new Refusal(answer.status, said.error ?? `The service refused (${answer.status}).`, said.decisions);
    return said;
  }
}
