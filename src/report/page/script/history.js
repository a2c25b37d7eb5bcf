// Several years: places as lines through them, percents and their trend, spread, catching up, where points went.
let historyGroup = 0;

function showHistory() {
  const { years, groups: all } = data.history;
  const group = all[historyGroup];
  const ranked = group.agencies.filter((one) => one.places.some((place) => place !== null));
  const chart = make("div", { class: "chart" });
  const named = (one) => linkTo(one.row);
  const heads = [say("head-agency"), ...years.map((year) => say("head-percent-in", { year })), say("head-ranks"), say("head-slope")];
  const rows = group.agencies.map((one) => [named(one), ...one.percents.map(figure), one.places.map((place) => place ?? "–").join(" → "), figure(one.slope)]);
  const spread = ["head-year", "head-ranked", "head-mean", "head-deviation", "head-least", "head-most"];
  const flows = ["head-item", "head-code", "head-relation", "head-before", "head-after", "head-change"];
  fill(document.getElementById("history"),
    make("h2", { id: "history-title", tabindex: "-1" }, say("page-history")),
    groupChoice(all.map((one) => one.title), historyGroup, chooser("history", (k) => { historyGroup = k; }, showHistory)),
    make("h3", {}, say("page-places-through", { years: years.join(", ") })),
    make("p", { class: "quiet" }, ranked.length > MOST_LINES ? say("page-lines-told", { most: MOST_LINES }) : say("page-places-told")),
    chart,
    plainTable(heads, rows),
    make("h3", {}, say("page-spread")),
    plainTable(spread.map((word) => say(word)), group.spread.map((one) =>
      [String(one.year), String(one.ranked), figure(one.mean), text(one.deviation), figure(one.least), figure(one.most)])),
    group.convergence && make("p", {}, text(group.convergence)),
    group.flows.map((one) => [
      make("h3", {}, text(one.said)),
      plainTable(flows.map((word) => say(word)), one.items.map((item) =>
        [text(item.title), item.codes, text(item.relation), figure(item.before), figure(item.after), figure(item.change)]), { words: [1, 2] }),
    ]).flat());
  const shown = ranked.slice(0, MOST_LINES).map((one) => ({ name: nameOf(one.row), at: one.places }));
  if (shown.length) draw(chart, () => say("page-history-chart", { years: years.join(", ") }), linesChart(shown, years));
  else chart.remove();
}

/// Places through several years, a line per agency; those that stand lower in the end are dashed. `lines`: `{ name, at }`.
function linesChart(lines, years) {
  return (width) => {
    const names = Math.min(400, Math.round(width * (years.length > 2 ? 0.42 : 0.55)));
    const last = Math.max(...lines.flatMap((line) => line.at.filter((place) => place !== null)));
    const ends = (line) => line.at.filter((place) => place !== null);
    const kind = (line) => {
      const [from, to] = [ends(line)[0], ends(line).at(-1)];
      return from === to ? "quiet" : to < from ? "up" : "down";
    };
    const label = { show: true, color: colour("ink"), fontSize: 12, distance: 8 };
    const equal = (line) => lines.filter((other) => other.at.at(-1) === line.at.at(-1));
    const named = (line) => (equal(line)[0] === line ? `${line.at.at(-1)}  ${equal(line).map((other) => other.name).join("; ")}` : "");
    return {
      height: 60 + Math.max(140, Math.min(last, lines.length * 2) * 22),
      option: {
        grid: { left: 40, right: names, top: 36, bottom: 12 },
        tooltip: { ...note(), formatter: ({ seriesIndex: k }) => `${lines[k].name}\n${years.map((year, y) => `${year}: ${lines[k].at[y] ?? "–"}`).join("\n")}` },
        xAxis: { type: "category", position: "top", data: years.map(String), boundaryGap: false, ...axis(), axisLabel: { color: colour("ink"), fontSize: 14, fontWeight: 600 } },
        yAxis: { type: "value", inverse: true, min: 0, max: last + 1, show: false },
        series: lines.map((line) => ({
          name: line.name, type: "line", symbol: "circle", symbolSize: 8, showSymbol: true, connectNulls: true,
          lineStyle: { color: colour(kind(line)), width: 2, type: kind(line) === "down" ? "dashed" : "solid" },
          itemStyle: { color: colour(kind(line)) },
          emphasis: { focus: "series", lineStyle: { width: 4 } },
          data: line.at.map((place, y) => {
            if (place === null) return null;
            if (y === 0) return { value: place, label: { ...label, position: "left" } };
            if (y === years.length - 1) return { value: place, label: { ...label, position: "right", width: names - 24, overflow: "truncate", formatter: named(line) } };
            return place;
          }),
        })),
      },
    };
  };
}
