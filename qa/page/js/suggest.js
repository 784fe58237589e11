// The empty page: what this is, and questions to start with, made from the report itself.

import { json } from "./api.js";
import { h } from "./dom.js";
import { language, t, tag } from "./i18n.js";
import { load as reports, reportQuery } from "./reports.js";

const loaded = new Map();

async function load(code) {
  await reports();
  const address = `/api/suggestions?language=${code}${reportQuery("&")}`;
  if (!loaded.has(address)) loaded.set(address, json(address).catch(() => ({ questions: [] })));
  return loaded.get(address);
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
