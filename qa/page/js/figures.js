// The figures of a report: filters, the ledger as a table, results beside targets.

import { json } from "./api.js";
import { h, icon } from "./dom.js";
import { download } from "./export.js";
import { language, scopeText, t, tag } from "./i18n.js";
import { pairChart } from "./chart.js";
import { load as reports, reportPicker, reportQuery } from "./reports.js";
import { figureTable, indicatorOf, valueOf } from "./table.js";

// The filters outlive a visit to the conversation.
const chosen = { words: "", year: "", kind: "", view: "list" };
let data, all, results, count; // what the words found; everything there is

/** The view. `open(citation, button)` opens the report at a figure. */
export function figuresView(open) {
  results = h("div", { class: "results" });
  count = h("span", { class: "count", role: "status" });
  const controls = h("form", { class: "filters", role: "search", on: { submit: (event) => event.preventDefault() } });
  const view = h("section", { class: "figures view", "aria-labelledby": "figures-title" },
    h("div", { class: "figures-inner" },
      h("header", { class: "figures-head" }, h("h1", { id: "figures-title", text: t().figuresTitle }), h("p", { class: "lead", text: t().figuresText })),
      controls, results));
  reports().then(() => Promise.all([load(), json(`/api/figures${reportQuery()}`)])).then(([given, everything]) => {
    data = given;
    all = everything;
    controls.append(...filters(open));
    draw(open);
  }).catch((error) => results.replaceChildren(h("p", { class: "error", role: "alert", text: error.message })));
  return view;
}

/** The figures that the chosen words find: the server knows both languages' words for an indicator. */
function load() {
  return json(`/api/figures?q=${encodeURIComponent(chosen.words)}${reportQuery("&")}`);
}

let typing;
function search(open) {
  clearTimeout(typing);
  typing = setTimeout(async () => {
    const asked = chosen.words;
    const given = await load().catch(() => null);
    if (!given || asked !== chosen.words) return; // typed on meanwhile
    data = given;
    draw(open);
  }, 150);
}

function filters(open) {
  const change = (name) => (event) => { chosen[name] = event.target.value; draw(open); };
  const years = [...new Set(all.figures.map((figure) => figure.scope.years[1]))].sort();
  const words = h("input", { type: "search", class: "words-filter", "aria-label": t().filterWords, placeholder: t().filterWords, autocomplete: "off", maxlength: "200", on: { input: (event) => { chosen.words = event.target.value; search(open); } } });
  words.value = chosen.words;
  const year = h("select", { "aria-label": t().year, class: "year-filter", on: { change: change("year") } },
    h("option", { value: "", text: t().anyYear }), years.map((value) => h("option", { value, text: String(value) })));
  year.value = chosen.year;
  const present = ["result", "target", "plan"].filter((kind) => all.figures.some((figure) => figure.scope.kind === kind));
  const kinds = [["", t().anyKind], ...present.map((kind) => [kind, t().kinds[kind]])];
  const views = [["list", t().listView], ["pairs", t().pairView]];
  return [
    reportPicker(), h("label", { class: "search-box" }, icon("search"), words), year, segmented("kind", kinds, open), segmented("view", views, open),
    h("span", { class: "filters-end" }, count, h("button", { type: "button", class: "quiet-button export-csv", on: { click: exportCsv } }, icon("download"), t().exportCsv)),
  ];
}

function segmented(name, options, open) {
  const label = name === "kind" ? t().kindColumn : t().figuresTitle;
  const group = h("div", { class: `segmented ${name}-filter`, role: "group", "aria-label": label });
  for (const [value, text] of options) {
    group.append(h("button", { type: "button", "aria-pressed": String(chosen[name] === value), data: { value }, text, on: { click: () => {
      chosen[name] = value;
      for (const button of group.children) button.setAttribute("aria-pressed", String(button.dataset.value === value));
      draw(open);
    } } }));
  }
  return group;
}

function fits(figure) {
  const [first, last] = figure.scope.years;
  return (!chosen.year || (first <= Number(chosen.year) && Number(chosen.year) <= last))
    && (!chosen.kind || chosen.kind === figure.scope.kind);
}

function shown() {
  return data.figures.filter(fits);
}

function draw(open) {
  if (chosen.view === "pairs") {
    const pairs = data.pairs.filter((pair) => [pair.result, pair.target].some(fits));
    count.textContent = t().rows(pairs.length, all.pairs.length);
    results.replaceChildren(pairs.length ? pairList(pairs, open) : nothing());
    return;
  }
  const rows = shown();
  count.textContent = t().rows(rows.length, all.figures.length);
  results.replaceChildren(rows.length ? figureTable(rows, open) : nothing());
}

function nothing() {
  return h("p", { class: "nothing", text: t().noFigures });
}

/** Results beside targets, and the ones that share a scale as a chart. */
function pairList(pairs, open) {
  const cell = (figure) => h("td", {}, h("button", {
    type: "button", class: "figure-value", "aria-label": t().openRow(`${indicatorOf(figure)} ${scopeText(figure.scope)}`),
    on: { click: (event) => open({ id: figure.citation, start: figure.start, end: figure.end, quote: figure.text.zh }, event.currentTarget) },
  }, valueOf(figure)));
  return h("div", {},
    h("p", { class: "pairs-text", text: t().pairsText }),
    pairChart(pairs),
    h("table", { class: "pairs" },
      h("thead", {}, h("tr", {}, h("th", { scope: "col", text: t().indicator }), ["result", "target"].map((side) =>
        h("th", { scope: "col" }, h("span", { class: `scope ${side}`, text: scopeText(pairs[0][side].scope) }))))),
      h("tbody", {}, pairs.map(({ result, target }) => h("tr", {},
        h("th", { scope: "row", lang: tag(language() === "en" && result.indicator.en ? "en" : "zh"), text: indicatorOf(result) }), cell(result), cell(target))))));
}

function exportCsv() {
  const quote = (cell) => `"${String(cell ?? "").replaceAll('"', '""').replace(/^[=+\-@]/, "'$&")}"`;
  const rows = chosen.view === "pairs" ? data.pairs.flatMap(({ result, target }) => [result, target]) : shown();
  const lines = [["indicator_zh", "indicator_en", "text_zh", "text_en", "value", "unit", "hedge", "measure", "first_year", "last_year", "kind", "citation"].join(",")];
  for (const f of rows) {
    lines.push([f.indicator.zh, f.indicator.en, f.text.zh, f.text.en, f.value, f.unit, f.hedge, f.measure, ...f.scope.years, f.scope.kind, f.citation].map(quote).join(","));
  }
  download(t().csvName, `\ufeff${lines.join("\r\n")}\r\n`, "text/csv");
}
