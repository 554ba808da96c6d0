import { element } from "../dom";
import type { MakeView } from "../view";

export const timeline: MakeView = () => {
  const host = element("section", { class: "view timeline", "aria-label": "Timeline" });
  return { name: "timeline", label: "Timeline", element: host, show() {}, update() {} };
};
