// What a view is: a module in views/ exports one function of the type MakeView.
import type { Model } from "./model";
import type { Change, Store } from "./store";
import type { ViewName } from "./state";

export interface Context {
  readonly model: Model;
  readonly store: Store;
  /** Says a short sentence to people who listen to the page. */
  announce(text: string): void;
}

export interface View {
  readonly name: ViewName;
  readonly label: string;
  /** Made once; the shell shows and hides it. */
  readonly element: HTMLElement;
  /** The view comes into sight: draw what the store holds now. */
  show(): void;
  /** The store changed while the view is in sight. */
  update(change: Change): void;
  /** The picture as it stands, for export as SVG and PNG; null where the view is no picture. */
  picture?(): SVGSVGElement | null;
  /** Where the reader is in it, as JSON, beside what the state holds; `resume` goes there again in a page loaded anew. */
  keep?(): unknown;
  resume?(kept: unknown): void;
}

export type MakeView = (context: Context) => View;
