// The about panel: what is promised, which reports there are, where the API is described.

import { h, iconButton } from "./dom.js";
import { language, t, tag } from "./i18n.js";
import { load } from "./reports.js";

export function openAbout() {
  const reports = h("ul", { class: "about-reports" });
  const dialog = h(
    "dialog", { class: "about", "aria-labelledby": "about-title", on: { close: () => dialog.remove(), click: (event) => { if (event.target === dialog) dialog.close(); } } },
    h("div", { class: "about-body" },
      h("header", { class: "about-head" }, h("h2", { id: "about-title", text: t().aboutTitle }), iconButton("close", t().close, () => dialog.close())),
      t().aboutLines.map((line) => h("p", { text: line })),
      h("h3", { text: t().aboutReports }), reports,
      h("h3", { text: t().keys }), h("p", { text: t().keysText }),
      h("p", {}, h("a", { href: "/openapi.json", text: t().aboutApi }))),
  );
  document.body.append(dialog);
  dialog.showModal();
  load().then((all) => {
    for (const report of all) {
      const english = language() === "en" && report.title_en;
      reports.append(h("li", {}, h("span", { lang: tag(english ? "en" : "zh"), text: english || report.title }), h("span", { class: "about-source", lang: "zh-Hans", text: report.source })));
    }
  });
}
