// The report beside the conversation (over it on a phone), opened at a statement, the quoted words highlighted.

import { report } from "./api.js";
import { announce, h, iconButton, slice } from "./dom.js";
import { language, scopeText, sectionPath, t, tag } from "./i18n.js";
import { copyMenu } from "./copy.js";
import { read, write } from "./store.js";

let pane, body, trail, place, current, whole, onMove, onClose;
let order = []; // every statement of the report with its section, in the order of the text
let mode = read("reading", null); // zh, en or both; null follows the interface

/** The empty pane. `moved(citation)` is told where the reader goes; `closed()` that the pane should go. */
export function readerPane(moved, closed) {
  [onMove, onClose] = [moved, closed];
  pane = h("aside", { class: "reader", "aria-label": t().reader, hidden: true });
  return pane;
}

export function isOpen() {
  return Boolean(pane && !pane.hidden);
}

export function currentCitation() {
  return current;
}

/** Opens at `citation` {id, start, end}; start and end (offsets in the report) are null where a whole statement is meant. */
export async function openReader(citation, focus = true) {
  current = citation;
  pane.hidden = false;
  pane.replaceChildren(h("p", { class: "reader-note", text: t().loading }));
  try {
    whole = await report(citation.id.split("/")[0]);
  } catch (error) {
    pane.replaceChildren(closing(), h("p", { class: "reader-note", role: "alert", text: error.status === 404 ? t().unknownCitation : error.message }));
    return;
  }
  if (current !== citation) return; // another one was opened meanwhile
  order = whole.sections.flatMap((section) => section.statements.map((statement) => ({ section, statement })));
  frame();
  show(focus);
}

export function closeReader() {
  pane.hidden = true;
  pane.replaceChildren();
  current = null;
}

function closing() {
  return iconButton("close", t().closeReader, () => onClose(), { class: "close-reader" });
}

/** The pane's fixed parts; drawn anew when a report is opened or the language changes. */
function frame() {
  trail = h("p", { class: "trail" });
  place = h("span", { class: "place" });
  body = h("div", { class: "report", tabindex: "0", "aria-label": t().reader });
  const title = language() === "en" && whole.title_en ? whole.title_en : whole.title;
  pane.replaceChildren(
    h("header", { class: "reader-head" },
      h("div", { class: "reader-row" }, h("h2", { class: "reader-title", lang: tag(title === whole.title ? "zh" : "en"), text: title }), closing()),
      trail,
      h("div", { class: "reader-row tools" },
        whole.has_edition ? modes() : null,
        h("span", { class: "steps" },
          iconButton("previous", t().previousKey, () => step(-1), { class: "step-previous" }), place,
          iconButton("next", t().nextKey, () => step(1), { class: "step-next" })),
        copyMenu(() => current)),
    ),
    body,
    whole.has_edition ? h("p", { class: "reader-foot", text: t().translationNote }) : null,
  );
  fill();
}

function modes() {
  const names = { zh: t().showZh, both: t().showBoth, en: t().showEn };
  const choose = (code) => { mode = code; write("reading", code); frame(); show(false); };
  return h("div", { class: "segmented", role: "group", "aria-label": t().languages }, Object.entries(names).map(([code, name]) =>
    h("button", { type: "button", "aria-pressed": String(code === shown()), data: { mode: code }, text: name, on: { click: () => choose(code) } })));
}

function shown() {
  if (!whole.has_edition) return "zh";
  return mode ?? (language() === "en" ? "both" : "zh");
}

function fill() {
  body.dataset.mode = shown();
  body.replaceChildren(...whole.sections.map(shown() === "both" ? rows : paragraphs));
}

/** One language: the statements flow in their paragraphs. */
function paragraphs(section) {
  const code = shown();
  const part = h("section", { data: { path: section.path } });
  let paragraph = null;
  for (const statement of section.statements) {
    if (statement.number === 0) {
      part.append(h(level(section), { class: "statement", data: { id: statement.id } }, words(statement, code)));
      continue;
    }
    paragraph ??= part.appendChild(h("p", {}));
    paragraph.append(h("span", { class: "statement", data: { id: statement.id } }, words(statement, code)));
    if (code === "en") paragraph.append(" ");
    if (statement.ends_paragraph) paragraph = null;
  }
  return part;
}

/** Both: a row for every statement, Chinese and English side by side. */
function rows(section) {
  return h("section", { data: { path: section.path } }, section.statements.map((statement) =>
    h(statement.number === 0 ? level(section) : "div", { class: "statement pair", data: { id: statement.id } }, words(statement, "zh"), words(statement, "en"))));
}

function level(section) {
  return section.headings.length > 1 ? "h4" : "h3";
}

function words(statement, code) {
  const text = statement.text[code];
  if (text) return h("span", { class: "words", lang: tag(code), text });
  return h("span", { class: "words missing", lang: "zh-Hans", text: code === "en" && shown() === "both" ? t().noEnglish : statement.text.zh });
}

/** Goes to the current statement, and highlights it; smoothly where the next one is near. */
function show(focus, near = false) {
  const smooth = near && !matchMedia("(prefers-reduced-motion: reduce)").matches;
  const at = order.findIndex(({ statement }) => statement.id === current.id);
  if (at < 0) {
    body.prepend(h("p", { class: "reader-note", role: "alert", text: t().unknownCitation }));
    return;
  }
  const { section, statement } = order[at];
  for (const old of body.querySelectorAll(".current")) {
    old.classList.remove("current");
    old.removeAttribute("aria-current");
    for (const words of old.querySelectorAll(".words")) words.replaceChildren(words.textContent);
  }
  const element = body.querySelector(`[data-id="${CSS.escape(statement.id)}"]`);
  element.classList.add("current");
  element.setAttribute("aria-current", "true");
  highlight(element, statement);
  place.textContent = t().position(at + 1, order.length);
  const path = sectionPath(section.headings, section.headings_en);
  trail.replaceChildren(
    h("span", { class: `scope ${section.scope.kind}`, text: scopeText(section.scope) }),
    h("span", { class: "path", lang: path === section.headings ? "zh-Hans" : "en" }, path.map((heading) => h("span", { text: heading }))),
  );
  element.scrollIntoView({ block: "center", behavior: smooth ? "smooth" : "instant" });
  if (focus) body.focus({ preventScroll: true });
  announce(`${scopeText(section.scope)} · ${path.at(-1) ?? ""} · ${statement.text[shown() === "en" ? "en" : "zh"] ?? statement.text.zh}`);
}

/** Marks the quoted words, or the whole statement where none are named. Offsets count the Chinese text. */
function highlight(element, statement) {
  const chinese = element.querySelector(".words[lang='zh-Hans']");
  const text = statement.text.zh;
  const from = current.start === null || current.start === undefined ? 0 : Math.max(0, current.start - statement.start);
  const to = current.end === null || current.end === undefined ? Array.from(text).length : current.end - statement.start;
  if (chinese && chinese.textContent === text && to > from) {
    chinese.replaceChildren(slice(text, 0, from), h("mark", { text: slice(text, from, to), "aria-label": t().quoted }), slice(text, to));
  }
}

/** Previous (-1) or next (+1) statement. */
function step(by) {
  const at = order.findIndex(({ statement }) => statement.id === current?.id);
  const next = order[at + by];
  if (!next) return;
  current = { id: next.statement.id, start: null, end: null };
  show(false, true);
  onMove(current);
}

/** Keys while the report is open, wherever the focus is but in a field. Returns whether the key was one of them. */
export function readerKey(key) {
  if (key === "j" || key === "ArrowRight") step(1);
  else if (key === "k" || key === "ArrowLeft") step(-1);
  else return false;
  return true;
}

/** After a change of the interface's language. */
export function redrawReader() {
  if (!isOpen() || !whole || !current) return;
  pane.setAttribute("aria-label", t().reader);
  frame();
  show(false);
}
