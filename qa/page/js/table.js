// The ledger as a table that sorts. On a phone its rows become cards, by style alone.

import { h, icon } from "./dom.js";
import { language, scopeText, sectionPath, t, tag } from "./i18n.js";

let order = { column: null, down: false };

export function indicatorOf(figure) {
  return (language() === "en" && figure.indicator.en) || figure.indicator.zh;
}

/** The number as the report has it, with what is measured: `增长 5.3%`. */
export function valueOf(figure) {
  const known = t().measures[figure.measure] ?? "";
  const label = typeof known === "string" ? known : known[figure.direction] ?? "";
  const english = language() === "en" && figure.text.en;
  return [label ? h("span", { class: "measure", text: label }) : null, h("span", { class: "number", lang: tag(english ? "en" : "zh"), text: english || figure.text.zh })];
}

const COLUMNS = [
  { key: "indicator", label: () => t().indicator, by: (a, b) => indicatorOf(a).localeCompare(indicatorOf(b), tag(language())) },
  { key: "value", label: () => t().value, by: (a, b) => a.unit.localeCompare(b.unit) || a.value - b.value },
  { key: "period", label: () => t().period, by: (a, b) => a.scope.years[1] - b.scope.years[1] || a.scope.kind.localeCompare(b.scope.kind) },
  { key: "section", label: () => t().source, by: (a, b) => a.start - b.start },
];

/** The table of `figures`, in the order that was chosen last. */
export function figureTable(figures, open) {
  const body = h("tbody", {});
  const heads = new Map();
  const sortBy = (column) => {
    if (order.column !== column.key) order = { column: column.key, down: false };
    else if (!order.down) order = { column: column.key, down: true };
    else order = { column: null, down: false }; // the third press: back to the report's order
    fill();
  };
  const fill = () => {
    const column = COLUMNS.find(({ key }) => key === order.column);
    const sorted = column ? [...figures].sort((a, b) => column.by(a, b) * (order.down ? -1 : 1)) : figures;
    body.replaceChildren(...sorted.map((figure) => row(figure, open)));
    for (const [key, head] of heads) {
      head.setAttribute("aria-sort", key !== order.column ? "none" : order.down ? "descending" : "ascending");
    }
  };
  const head = h("tr", {}, COLUMNS.map((column) => {
    const cell = h("th", { scope: "col", class: column.key }, h("button", { type: "button", title: t().sortBy(column.label()), on: { click: () => sortBy(column) } }, column.label(), icon("sort")));
    heads.set(column.key, cell);
    return cell;
  }));
  fill();
  return h("table", { class: "ledger" }, h("caption", { class: "visually-hidden", text: t().figuresTitle }), h("thead", {}, head), body);
}

function row(figure, open) {
  const name = indicatorOf(figure);
  const section = sectionPath(figure.section, figure.section_en);
  const show = (event) => open({ id: figure.citation, start: figure.start, end: figure.end, quote: figure.text.zh }, event.currentTarget);
  return h("tr", {},
    h("th", { scope: "row", class: "indicator" }, h("button", { type: "button", class: "open-figure", lang: tag(name === figure.indicator.zh ? "zh" : "en"), title: t().openSource, data: { citation: figure.citation }, text: name, on: { click: show } })),
    h("td", { class: "value" }, valueOf(figure)),
    h("td", { class: "scope-cell" }, h("span", { class: `scope ${figure.scope.kind}`, text: scopeText(figure.scope) })),
    h("td", { class: "section", lang: tag(section === figure.section ? "zh" : "en"), text: section.at(-1) ?? "" }),
  );
}
