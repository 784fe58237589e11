// One turn of the conversation on screen: the question, and the answer, refusal or error under it.

import { h, icon, copyText } from "./dom.js";
import { language, scopeText, t, tag } from "./i18n.js";
import { report } from "./api.js";
import { citationLink } from "./link.js";

const SHOWN = 3; // Citations shown before "all n citations".

/** The question as the reader typed it: text, whatever it holds. */
export function questionBubble(question) {
  return h("div", { class: "asked" }, h("h3", { class: "visually-hidden", text: t().you }), h("p", { dir: "auto", text: question }));
}

/**
 * The reply under a question. `turn.answer` is a whole answer, or what has arrived of it: {language, statements,
 * citations}. `open(citation)` opens the report; `finished` says whether anything more will come.
 */
export function reply(turn, open, finished) {
  const { answer } = turn;
  if (answer.refusal) return refusal(answer, open);
  const byMarker = new Map(answer.citations.map((citation) => [citation.marker, citation]));
  const said = h("p", { class: "said" });
  answer.statements.forEach((statement, index) => {
    if (index && answer.language === "en") said.append(" ");
    said.append(sentence(statement, byMarker, open, finished));
  });
  const children = [h("h3", { class: "visually-hidden", text: t().answered }), said];
  if (missing(answer)) children.push(h("p", { class: "unanswered", lang: tag(language()), text: missing(answer) }));
  if (finished) children.push(sources(answer, open), actions(answer));
  return h("div", { class: "reply", lang: tag(answer.language) }, children);
}

function sentence(statement, byMarker, open, finished) {
  const marks = statement.citations.map((marker) => byMarker.get(marker)).filter(Boolean).map((citation) => mark(citation, open));
  return h(
    "span", { class: finished ? "sentence" : "sentence arriving" }, statement.text, h("span", { class: "marks" }, marks),
    statement.computed ? h("span", { class: "computed", text: t().computed }) : null,
  );
}

function mark(citation, open) {
  const label = t().cite(citation.marker, citation.section.at(-1) ?? "");
  return h("button", {
    type: "button", class: "cite", "aria-label": label, title: citation.quote, data: { citation: citation.id },
    on: { click: (event) => open(citation, event.currentTarget) },
  }, String(citation.marker));
}

/** The quotes an answer stands on. More than a few are folded away. */
function sources(answer, open) {
  const list = h("ol", { class: "sources", "aria-label": t().sources(answer.citations.length) });
  answer.citations.forEach((citation, index) => {
    const item = source(citation, citation.quote, open, citation.marker);
    if (index >= SHOWN) item.hidden = true;
    list.append(item);
  });
  if (answer.citations.length <= SHOWN) return list;
  const more = h("button", { type: "button", class: "text-button more", text: t().allSources(answer.citations.length), on: { click: () => {
    for (const item of list.children) item.hidden = false;
    list.children[SHOWN].querySelector("button").focus();
    more.remove();
  } } });
  return [list, more];
}

function source(citation, quote, open, number, lang = "zh-Hans") {
  const where = h("span", { lang: "zh-Hans", text: citation.section.at(-1) ?? "" });
  if (language() === "en") inEnglish(where, citation);
  return h("li", {}, h(
    "button", { type: "button", class: "source", data: { citation: citation.id }, on: { click: (event) => open(citation, event.currentTarget) } },
    number ? h("span", { class: "number", text: String(number) }) : null,
    h("span", { class: "source-text" },
      h("span", { class: "quote", lang, text: quote }),
      h("span", { class: "where" },
        h("span", { class: `scope ${citation.scope.kind}`, lang: tag(language()), text: scopeText(citation.scope) }),
        where,
      ),
    ),
  ));
}

/** Puts the section's English heading in the place of the Chinese one, once the report is there. */
async function inEnglish(where, citation) {
  const headings = await report(citation.id.split("/")[0]).then((whole) => find(whole, citation.id)?.section_en, () => null);
  if (!headings?.length) return;
  where.textContent = headings.at(-1);
  where.lang = "en";
}

function actions(answer) {
  const copy = () => copyText(plain(answer), t().copied);
  return h(
    "div", { class: "actions", lang: tag(language()) },
    h("button", { type: "button", class: "quiet-button", on: { click: copy } }, icon("copy"), t().copyAnswer),
    h("span", { class: "verified" }, icon("check"), t().verified),
  );
}

/** What the report does not say of what was asked; "" where it says all. */
export function missing(answer) {
  return answer.unanswered?.length ? t().unanswered(answer.unanswered) : "";
}

/** The answer and its sources as plain text. */
export function plain(answer) {
  const lines = answer.citations.map((c) => `[${c.marker}] ${c.quote} (${c.section.join(" > ")}; ${citationLink(c)})`);
  return [answer.answer, ...(missing(answer) ? [missing(answer)] : []), ...(lines.length ? ["", ...lines] : [])].join("\n");
}

/** A refusal says no in its own shape, and offers what stands nearest. */
function refusal(answer, open) {
  const { reason, message, nearest } = answer.refusal;
  const list = h("ol", { class: "sources", "aria-label": t().nearest });
  const box = h(
    "div", { class: "reply refusal", lang: tag(answer.language), data: { reason } },
    h("h3", { class: "refusal-title", lang: tag(language()), text: t().reasons[reason] ?? t().reasons.not_in_report }),
    h("p", { class: "said", text: message }),
  );
  if (nearest.length) {
    box.append(h("h4", { class: "nearest-title", lang: tag(language()), text: t().nearest }), list);
    fillNearest(list, nearest, open, answer.language);
  }
  return box;
}

/** The statements of these ids; in English to whom was answered in English, where the report has an English edition. */
async function fillNearest(list, ids, open, asked) {
  for (const id of ids) {
    try {
      const whole = await report(id.split("/")[0]);
      const found = find(whole, id);
      const english = asked === "en" && found?.text.en;
      if (english) list.append(source(found, english, open, null, "en"));
      else if (found) list.append(source(found, found.text.zh.replace(/[，；、]$/, ""), open, null));
    } catch {
      return; // Without the report there is nothing to offer; the refusal itself stands.
    }
  }
}

/** A statement of a whole report in the shape of a citation, without a quote. */
export function find(whole, id) {
  for (const section of whole.sections) {
    const statement = section.statements.find((s) => s.id === id);
    if (statement) {
      return { ...statement, section: section.headings, section_en: section.headings_en, scope: section.scope, report: whole.id };
    }
  }
  return null;
}

/** An error, with what to do next. */
export function errorBox(error, retry) {
  return h(
    "div", { class: "reply error", role: "alert" },
    h("h3", { class: "error-title", text: t().errorTitle }),
    h("p", { text: error.hint ? `${error.message}${language() === "zh" ? "。" : ". "}${error.hint}` : error.message }),
    h("button", { type: "button", class: "quiet-button", on: { click: retry } }, icon("retry"), t().retry),
  );
}

/** What is shown while nothing has arrived. */
export function waiting(stage) {
  const text = { search: t().searching, compose: t().writing, gate: t().checking }[stage] ?? t().searching;
  return h("p", { class: "waiting" }, h("span", { class: "pulse", "aria-hidden": "true" }), text);
}
