// The empty page: what this is, and questions to start with, made from the report itself.

import { json } from "./api.js";
import { h } from "./dom.js";
import { language, t, tag } from "./i18n.js";

const loaded = new Map();

function load(code) {
  if (!loaded.has(code)) loaded.set(code, json(`/api/suggestions?language=${code}`).catch(() => ({ questions: [] })));
  return loaded.get(code);
}

/** The welcome; `ask(question)` sends one. */
export function suggestions(ask) {
  const list = h("ul", { class: "suggestions", "aria-label": t().tryAsking });
  load(language()).then(({ questions }) => {
    for (const question of questions) {
      list.append(h("li", {}, h("button", { type: "button", class: "suggestion", lang: tag(language()), text: question, on: { click: () => ask(question) } })));
    }
  });
  return h("div", { class: "welcome" }, h("h1", { text: t().emptyTitle }), h("p", { class: "lead", text: t().emptyText }), list);
}
