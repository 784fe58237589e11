// Which report is asked, where the server has several. With one there is nothing to choose, and nothing is shown.

import { json } from "./api.js";
import { h } from "./dom.js";
import { language, t, tag } from "./i18n.js";
import { read, write } from "./store.js";

let all = [];
const listeners = new Set();

/** The id that was chosen, or null: then the server chooses. */
export function chosenReport() {
  const id = read("report", null);
  return all.length > 1 && all.some((report) => report.id === id) ? id : null;
}

/** `?report=…` for addresses, or nothing. */
export function reportQuery(first = "?") {
  const id = chosenReport();
  return id ? `${first}report=${encodeURIComponent(id)}` : "";
}

/** `changed()` is called when another report is chosen. */
export function onReport(changed) {
  listeners.add(changed);
}

/** A place that holds the choice as soon as it is known that there is one. */
export function reportPicker() {
  const place = h("span", { class: "report-picker" });
  load().then(() => {
    if (all.length < 2) return;
    const select = h("select", { "aria-label": t().report, on: { change: (event) => {
      write("report", event.target.value);
      for (const listener of listeners) listener();
    } } }, all.map((report) => {
      const english = language() === "en" && report.title_en;
      return h("option", { value: report.id, lang: tag(english ? "en" : "zh"), text: english || report.title });
    }));
    select.value = chosenReport() ?? all[0].id;
    place.append(select);
  });
  return place;
}

let loading = null;
/** The list, fetched once; an empty one where the server does not give it. */
export function load() {
  loading ??= json("/api/reports").then(({ reports }) => { all = reports; return all; }, () => { loading = null; return []; });
  return loading;
}
