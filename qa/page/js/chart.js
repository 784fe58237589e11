// A small chart: result and target of each percentage on one scale. The table below it says the same in words.

import { h, svg } from "./dom.js";
import { language, scopeText, t, tag } from "./i18n.js";
import { indicatorOf } from "./table.js";

const [WIDTH, ROW, LEFT, RIGHT, TOP] = [680, 34, 200, 120, 12];

/** The pairs in percent, largest span of values apart: small ones would vanish beside 96 %. Null where none compare. */
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
  const top = nice(Math.max(...pairs.flatMap(({ result, target }) => [result.value, target.value])));
  const x = (value) => LEFT + ((WIDTH - LEFT - RIGHT) * value) / top;
  const height = TOP + pairs.length * ROW + 22;
  const label = pairs.map(({ result, target }) => `${indicatorOf(result)}: ${textOf(result)}, ${textOf(target)}`).join("; ");
  const chart = svg("svg", { viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": label });
  for (const tick of [0, top / 4, top / 2, (3 * top) / 4, top]) {
    chart.append(
      svg("line", { class: "grid", x1: x(tick), x2: x(tick), y1: TOP, y2: height - 22 }),
      svg("text", { class: "tick", x: x(tick), y: height - 6, "text-anchor": "middle" }, `${Number(tick.toFixed(2))}%`),
    );
  }
  pairs.forEach((pair, index) => chart.append(...bar(pair, TOP + ROW * (index + 0.5), x)));
  return chart;
}

function bar({ result, target }, y, x) {
  const [from, to] = [Math.min(result.value, target.value), Math.max(result.value, target.value)];
  const name = indicatorOf(result);
  const shown = Array.from(name).length > 13 && language() === "zh" ? `${Array.from(name).slice(0, 12).join("")}…` : name.length > 28 ? `${name.slice(0, 27)}…` : name;
  return [
    svg("text", { class: "name", x: LEFT - 16, y: y + 4.5, "text-anchor": "end", lang: tag(language()) }, shown),
    svg("line", { class: "track", x1: x(0), x2: x(to), y1: y, y2: y }),
    svg("line", { class: "span", x1: x(from), x2: x(to), y1: y, y2: y }),
    svg("circle", { class: "target-dot", cx: x(target.value), cy: y, r: 6 }),
    svg("circle", { class: "result-dot", cx: x(result.value), cy: y, r: result.value === target.value ? 3 : 5.5 }),
    svg("text", { class: "reading", x: x(to) + 12, y: y + 4.5 }, `${textOf(result)} / ${textOf(target)}`),
  ];
}

function textOf(figure) {
  return (language() === "en" && figure.text.en) || figure.text.zh;
}

/** The next of 1, 2, 4, 5, 8, 10, 20 … above `value`. */
function nice(value) {
  const unit = 10 ** Math.floor(Math.log10(value || 1));
  return unit * [1, 2, 4, 5, 8, 10].find((step) => step * unit >= value);
}
