import { h } from "./dom.js";
export function figuresView() { return h("section", { class: "figures view" }); }
