// Building elements. Text only ever enters the page as text nodes: nothing here or elsewhere parses HTML.

/**
 * An element. `props`: `class`, `text`, `on` ({event: handler}), `data` ({name: value}); anything else is an attribute
 * (true: present, false or null: absent). Children: elements, strings, null; nested arrays are flattened.
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") element.className = value;
    else if (name === "text") element.textContent = value;
    else if (name === "on") for (const [event, handler] of Object.entries(value)) element.addEventListener(event, handler);
    else if (name === "data") Object.assign(element.dataset, value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  append(element, children);
  return element;
}

export function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
}

/** An SVG element. */
export function svg(tag, props = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(props)) element.setAttribute(name, String(value));
  append(element, children);
  return element;
}

const PATHS = {
  send: "M12 19V5m0 0-6 6m6-6 6 6",
  stop: "M7 7h10v10H7z",
  close: "M6 6l12 12M18 6 6 18",
  back: "M15 5l-7 7 7 7",
  previous: "M6 15l6-6 6 6",
  next: "M6 9l6 6 6-6",
  more: "M5.5 12h.01M12 12h.01M18.5 12h.01",
  copy: "M9 9h10v11H9zM5 15V4h10",
  link: "M10 14a4 4 0 0 0 6 .4l2.6-2.6a4 4 0 0 0-5.6-5.6L11.6 7.6M14 10a4 4 0 0 0-6-.4l-2.6 2.6a4 4 0 0 0 5.6 5.6l1.4-1.4",
  check: "M5 12.5l4.5 4.5L19 7.5",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1 1M17.4 17.4l1 1M18.4 5.6l-1 1M6.6 17.4l-1 1",
  moon: "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
  search: "M11 5a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM15.5 15.5 20 20",
  download: "M12 4v11m0 0-4.5-4.5M12 15l4.5-4.5M5 20h14",
  sort: "M8 10l4-4 4 4M8 14l4 4 4-4",
  retry: "M5 12a7 7 0 1 0 2.2-5.1M5 4v4h4",
  quote: "M5 6h14M5 11h14M5 16h9",
};

/** A line icon, 20 px, hidden from screen readers: the button that holds it has a label. */
export function icon(name) {
  return svg(
    "svg", { viewBox: "0 0 24 24", class: `icon icon-${name}`, "aria-hidden": "true", focusable: "false" },
    svg("path", { d: PATHS[name] }),
  );
}

export function iconButton(name, label, handler, extra = {}) {
  return h("button", { type: "button", "aria-label": label, title: label, on: { click: handler }, ...extra, class: `icon-button ${extra.class ?? ""}` }, icon(name));
}

/** Says `text` to screen readers without showing it. */
export function announce(text) {
  const region = document.getElementById("live");
  if (region) region.textContent = text;
}

let toastTimer;
/** A short notice at the bottom; with `action` ({label, run}), a button in it. */
export function toast(text, action = null) {
  const place = document.getElementById("toast");
  place.replaceChildren(h("span", { text }));
  if (action) {
    const run = () => { place.classList.remove("shown"); action.run(); };
    place.append(h("button", { type: "button", class: "text-button", text: action.label, on: { click: run } }));
  }
  place.classList.add("shown");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => place.classList.remove("shown"), action ? 8000 : 2500);
}

export async function copyText(text, done) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // No clipboard permission, or not a secure address: the old way still works there.
    const field = h("textarea", { class: "visually-hidden" });
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  toast(done);
}

/** Characters as Python counts them, so that the report's offsets fit. */
export function slice(text, start, end) {
  return Array.from(text).slice(start, end).join("");
}
