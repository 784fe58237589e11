// The menu that copies a citation: as words, for a bibliography, or as a link.

import { text } from "./api.js";
import { copyText, h, icon, toast } from "./dom.js";
import { t } from "./i18n.js";
import { citationPath } from "./link.js";

/** A button with a menu; `which()` is the citation to copy. */
export function copyMenu(which) {
  const menu = h("div", { id: "copy-menu", class: "menu", popover: "auto" });
  const fetched = (format) => async () => {
    menu.hidePopover();
    try {
      await copyText((await text(`/api/citations/${which().id}?format=${format}`)).trimEnd(), t().copied);
    } catch (error) {
      toast(error.message);
    }
  };
  const link = () => {
    menu.hidePopover();
    const { id, start, end } = which();
    copyText(location.origin + citationPath({ id, start, end, quote: start === null ? undefined : "" }), t().copied);
  };
  const entries = [[t().copyWords, fetched("text"), "text"], [t().copyGb, fetched("gb7714"), "gb7714"], [t().copyBib, fetched("bibtex"), "bibtex"], [t().copyLink, link, "link"]];
  menu.append(...entries.map(([name, run, format]) => h("button", { type: "button", class: "menu-item", text: name, data: { format }, on: { click: run } })));
  const button = h("button", { type: "button", class: "quiet-button copy-citation", "aria-label": t().copyAs, popovertarget: "copy-menu" }, icon("quote"), h("span", { class: "label", text: t().copyAs }));
  menu.addEventListener("toggle", (event) => {
    if (event.newState !== "open") return;
    const box = button.getBoundingClientRect();
    menu.style.top = `${box.bottom + 6}px`;
    menu.style.left = `${Math.max(8, Math.min(box.right - menu.offsetWidth, innerWidth - menu.offsetWidth - 8))}px`;
  });
  return [button, menu];
}
