// The page: header, views, reader, and which of them the address asks for.

import { openAbout } from "./about.js";
import { chatView, clear, finishedTurns, focusField } from "./chat.js";
import { h, icon, iconButton, toast } from "./dom.js";
import { download, markdown } from "./export.js";
import { figuresView } from "./figures.js";
import { language, mark, onLanguage, setLanguage, t } from "./i18n.js";
import { citationPath, parse } from "./link.js";
import { closeReader, currentCitation, isOpen, openReader, readerKey, readerPane, redrawReader } from "./reader.js";
import { onReport } from "./reports.js";
import { writePlain } from "./store.js";

let view = "chat";
let opener = null; // The button that opened the reader: focus returns to it.
let layout, main, pane;

function draw() {
  mark();
  main = h("main", { id: "main" });
  layout = h("div", { class: "layout" }, main, pane);
  document.body.replaceChildren(
    h("a", { class: "skip", href: "#question", text: t().skip, on: { click: (event) => { event.preventDefault(); focusField(); } } }),
    header(), layout,
    h("div", { id: "live", class: "visually-hidden", role: "status", "aria-live": "polite" }),
    h("div", { id: "toast", class: "toast", role: "status" }),
  );
  show();
}

function header() {
  const go = (name) => (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    visit(name === "chat" ? "/" : "/figures");
  };
  const tab = (name, address, label) => h("a", { href: address, class: "tab", data: { view: name }, text: label, on: { click: go(name) } });
  const menu = h("div", { id: "main-menu", class: "menu main-menu", popover: "auto" });
  const entry = (label, run) => h("button", { type: "button", class: "menu-item", text: label, on: { click: () => { menu.hidePopover(); run(); } } });
  menu.append(entry(t().clear, () => { visit("/"); clear(); }), entry(t().export, exportMarkdown), entry(t().about, openAbout));
  return h(
    "header", { class: "bar" },
    h("a", { class: "brand", href: "/", "aria-label": t().name, on: { click: go("chat") } }, h("img", { src: "/page/favicon.svg", alt: "", width: "24", height: "24" }), h("span", { text: t().name })),
    h("nav", { class: "tabs", "aria-label": t().name }, tab("chat", "/", t().ask), tab("figures", "/figures", t().figures)),
    h("div", { class: "bar-end" },
      h("button", { type: "button", class: "text-button language", lang: language() === "zh" ? "en" : "zh-Hans", "aria-label": t().switchLanguage, text: t().otherLanguage, on: { click: () => setLanguage(language() === "zh" ? "en" : "zh") } }),
      themeButton(),
      h("button", { type: "button", class: "icon-button", "aria-label": t().menu, title: t().menu, popovertarget: "main-menu" }, icon("more")),
      menu),
  );
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function themeButton() {
  const button = iconButton(isDark() ? "sun" : "moon", isDark() ? t().toLight : t().toDark, () => {
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    writePlain("theme", theme);
    const next = themeButton();
    button.replaceWith(next);
    next.focus();
  }, { class: "theme" });
  return button;
}

function exportMarkdown() {
  const turns = finishedTurns();
  if (!turns.length) toast(t().nothingToExport);
  else download("conversation.md", markdown(turns), "text/markdown");
}

/** Shows the current view; the reader stays as it is. */
function show() {
  main.replaceChildren(view === "figures" ? figuresView(open) : chatView(open));
  for (const tab of document.querySelectorAll(".tab")) {
    if (tab.dataset.view === view) tab.setAttribute("aria-current", "page");
    else tab.removeAttribute("aria-current");
  }
  fit();
}

/** On a phone the report lies over the page; what is under it must then not be reached. */
function fit() {
  const open = isOpen();
  layout.classList.toggle("reading", open);
  const covered = open && matchMedia("(max-width: 899px)").matches;
  main.inert = covered;
  document.querySelector(".bar").inert = covered;
}

/** Opens a citation from a button; the address follows. */
function open(citation, button) {
  opener = button ?? null;
  const state = { view, inside: true };
  if (isOpen()) history.replaceState({ ...history.state, view }, "", citationPath(citation));
  else history.pushState(state, "", citationPath(citation));
  openReader({ id: citation.id, start: citation.quote === undefined ? null : citation.start, end: citation.quote === undefined ? null : citation.end });
  fit();
}

function close() {
  if (history.state?.inside) history.back();
  else visit(view === "figures" ? "/figures" : "/", true);
}

function visit(address, replace = false) {
  if (replace) history.replaceState(null, "", address);
  else if (location.pathname !== address) history.pushState(null, "", address);
  follow();
}

/** Makes the page what the address asks for. */
function follow() {
  const asked = parse(location);
  const wanted = asked.citation ? history.state?.view ?? asked.view : asked.view;
  if (wanted !== view) {
    view = wanted;
    show();
  }
  if (asked.citation) {
    if (currentCitation()?.id !== asked.citation.id) openReader(asked.citation);
  } else if (isOpen()) {
    closeReader();
    fit(); // first: what is inert takes no focus
    if (opener?.isConnected) opener.focus();
    else if (view === "chat") focusField();
  }
  fit();
}

/** Keys of the open report. What a dialog, a menu or a field does with them comes first. */
function onKey(event) {
  if (!isOpen() || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("dialog[open], [popover]:popover-open")) return;
  if (event.key === "Escape") close();
  else if (event.target.closest?.("input, textarea, select") || !readerKey(event.key)) return;
  event.preventDefault();
}

pane = readerPane((citation) => history.replaceState(history.state, "", citationPath(citation)), close);
view = parse(location).view;
draw();
follow();
if (!isOpen() && view === "chat" && matchMedia("(pointer: fine)").matches) focusField();
addEventListener("popstate", follow);
addEventListener("resize", fit);
addEventListener("keydown", onKey);
onReport(() => { if (view === "figures") show(); });
onLanguage(() => { draw(); redrawReader(); });
