// The interface's language: the reader's choice, else the browser's. A change rebuilds the page from its state.

import { readPlain, writePlain } from "./store.js";
import { words } from "./words.js";

const listeners = new Set();
let current = choose();

function choose() {
  const chosen = readPlain("language");
  if (chosen === "zh" || chosen === "en") return chosen;
  return (navigator.languages ?? [navigator.language]).some((tag) => tag.toLowerCase().startsWith("zh")) ? "zh" : "en";
}

export function language() {
  return current;
}

/** The words of the current language. */
export function t() {
  return words[current];
}

export function setLanguage(code) {
  current = code;
  writePlain("language", code);
  mark();
  for (const listener of listeners) listener();
}

export function onLanguage(listener) {
  listeners.add(listener);
}

/** Tells the document which language it is in. */
export function mark() {
  document.documentElement.lang = tag(current);
  document.title = words[current].name;
}

/** The language tag of a text: it picks the right glyphs and the right voice. */
export function tag(code) {
  return code === "zh" ? "zh-Hans" : "en";
}

/** `2023 result`, `2019–2023 结果`. */
export function scopeText(scope) {
  const [first, last] = scope.years;
  return t().scope(first === last ? `${first}` : `${first}–${last}`, t().kind[scope.kind]);
}

/** The section path in the interface's language where the report has it. */
export function sectionPath(headings, headingsEn) {
  return current === "en" && headingsEn?.length ? headingsEn : headings;
}
