import { element } from "../dom";
import type { MakeView } from "../view";

export const reader: MakeView = () => {
  const host = element("section", { class: "view reader", "aria-label": "Reader" });
  return { name: "reader", label: "Reader", element: host, show() {}, update() {} };
};
