// The conversation as Markdown, with every quote and its link.

import { t } from "./i18n.js";
import { citationLink } from "./link.js";

/** `turns` are {question, answer}; what readers or reports wrote is escaped, so that it stays text. */
export function markdown(turns) {
  const parts = [`# ${t().exportTitle}`];
  for (const { question, answer } of turns) {
    parts.push(`## ${t().questionMark}: ${escape(question)}`, escape(answer.answer));
    for (const c of answer.citations) {
      parts.push(`> [${c.marker}] ${escape(c.quote)}  \n> ${escape(c.section.join(" > "))} · ${c.scope.years.join("–")} · <${citationLink(c)}>`);
    }
  }
  return `${parts.join("\n\n")}\n`;
}

function escape(text) {
  return text.replace(/[\\`*_{}<>#|~]/g, "\\$&").replace(/\s*\n\s*/g, " ");
}

/** Hands a file to the reader. */
export function download(name, content, type) {
  const address = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
