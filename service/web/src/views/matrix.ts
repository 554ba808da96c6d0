import { element } from "../dom";
import type { MakeView } from "../view";

export const matrix: MakeView = () => {
  const host = element("section", { class: "view matrix", "aria-label": "Matrix" });
  return { name: "matrix", label: "Matrix", element: host, show() {}, update() {} };
};
