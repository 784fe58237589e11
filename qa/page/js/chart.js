// A small chart: result and target of each percentage on one scale. The table below it says the same in words.

import { h, svg } from "./dom.js";
import { language, scopeText, t, tag } from "./i18n.js";
import { indicatorOf } from "./table.js";

const [ROW, SIDE, FOOT] = [46, 20, 22];

/** The pairs in percent; small and large ones on scales of their own: 3 % would vanish beside 96 %. Null where none compare. */
export function pairChart(pairs) {
  const percent = pairs.filter(({ result, target }) => result.unit === "%" && target.unit === "%");
  const groups = [percent.filter(small), percent.filter((pair) => !small(pair))].filter((group) => group.length);
  if (!groups.length) return null;
  const caption = t().chartText(scopeText(percent[0].result.scope), scopeText(percent[0].target.scope));
  return h("figure", { class: "chart" },
    h("figcaption", {}, h("span", { class: "chart-title", text: t().chartTitle }), h("span", { text: caption })),
    groups.map(draw));
}

function small({ result, target }) {
  return Math.max(result.value, target.value) <= 20;
}

function draw(pairs) {
  const wide = innerWidth >= 600; // drawn at the size it is shown, so that its text is as large as the page's
  const width = wide ? 900 : 330;
  const top = nice(Math.max(...pairs.flatMap(({ result, target }) => [result.value, target.value])));
  const x = (value) => SIDE + ((width - 2 * SIDE) * value) / top;
  const height = pairs.length * ROW + FOOT;
  const label = pairs.map(({ result, target }) => `${indicatorOf(result)}: ${textOf(result)}, ${textOf(target)}`).join("; ");
  const chart = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label });
  for (const tick of [0, top / 4, top / 2, (3 * top) / 4, top]) {
    chart.append(svg("text", { class: "tick", x: x(tick), y: height - 5, "text-anchor": "middle" }, `${Number(tick.toFixed(2))}%`));
  }
  pairs.forEach((pair, index) => chart.append(...row(pair, ROW * index, x, top, wide)));
  return chart;
}

function row({ result, target }, y, x, top, wide) {
  const [from, to] = [Math.min(result.value, target.value), Math.max(result.value, target.value)];
  const line = y + 32;
  return [
    svg("text", { class: "name", x: x(0), y: y + 18, lang: tag(language()) }, indicatorOf(result)),
    wide ? svg("text", { class: "reading", x: x(top), y: y + 18, "text-anchor": "end" }, `${textOf(result)} / ${textOf(target)}`) : null,
    svg("line", { class: "track", x1: x(0), x2: x(top), y1: line, y2: line }),
    svg("line", { class: "span", x1: x(from), x2: x(to), y1: line, y2: line }),
    svg("circle", { class: "target-dot", cx: x(target.value), cy: line, r: 6 }),
    svg("circle", { class: "result-dot", cx: x(result.value), cy: line, r: result.value === target.value ? 3 : 5 }),
  ].filter(Boolean);
}

function textOf(figure) {
  return (language() === "en" && figure.text.en) || figure.text.zh;
}

/** The next of 1, 2, 4, 5, 8, 10, 20 … above `value`. */
function nice(value) {
  const unit = 10 ** Math.floor(Math.log10(value || 1));
  return unit * [1, 2, 4, 5, 8, 10].find((step) => step * unit >= value);
}
