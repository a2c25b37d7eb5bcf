// Why an agency moved between the two years: a waterfall of points and one of places, and the table of all parts.
function causesOf(row) {
  if (!data.causes) return null;
  const title = make("h3", {}, say("movement-heading", data.causes));
  const moved = data.causes.agencies[row];
  if (!moved) return [title, make("p", { class: "quiet" }, say("movement-newcomer", { agency: nameOf(row) }))];
  const measures = ["points", "percent_points", "places"].map((name) => moved[name]);
  const line = (first, of, kind) => make("tr", { class: kind },
    make("th", { scope: "row", class: "name" }, first),
    measures.map((split) => make("td", { class: "number" }, split ? figure(of(split)) : "–")));
  const year = (number) => say("movement-year", { year: number });
  return [
    title,
    make("p", {}, text(moved.said)),
    moved.back_cast && make("p", { class: "quiet" }, text(moved.back_cast)),
    make("p", { class: "quiet" }, say("page-causes-told")),
    make("div", { class: "pair charts" },
      [["points", "page-causes-points"], ["places", "page-causes-places"]].map(([name, word]) => moved[name] &&
        make("div", {}, make("h4", {}, say(word)), make("div", { class: "chart", id: `causes-${name}` })))),
    make("div", { class: "wide" }, make("table", { id: "causes" },
      make("thead", {}, make("tr", {}, ["movement-cause", "movement-points", "movement-percent-points", "movement-places"].map((word, k) =>
        make("th", { scope: "col", class: k ? "number" : null }, say(word))))),
      make("tbody", {},
        line(year(data.causes.earlier), (split) => split.from, "depth-1"),
        data.causes.names.map((name, k) => line(text(name), (split) => split.parts[k])),
        line(year(data.causes.later), (split) => split.to, "depth-1"),
        line(say("head-change"), (split) => split.change)))),
  ];
}

function drawCauses(section, row) {
  const moved = data.causes?.agencies[row];
  for (const [at, split, title] of [["points", moved?.points, "movement-points"], ["places", moved?.places, "movement-places"]]) {
    const holder = section.querySelector(`#causes-${at}`);
    if (holder) draw(holder, () => say("page-causes-chart", { agency: nameOf(row), what: say(title) }), waterfall(split, at === "places"));
  }
}

/// Where each cause leaves the agency, from the earlier year to the later; to the right is better.
function waterfall(split, ranks) {
  return (width) => {
    const names = [say("movement-year", { year: data.causes.earlier }), ...data.causes.names.map(text), say("movement-year", { year: data.causes.later })];
    const levels = [split.from, ...split.levels, split.to].map(coordinate);
    const spread = Math.max(...levels) - Math.min(...levels) || 1;
    const ends = levels.map((level, k) => (k === 0 || k === names.length - 1 ? level : null));
    const part = (k) => (k > 0 && k < names.length - 1 ? [levels[k - 1], levels[k]] : null);
    const said = (k) => (part(k) ? split.parts[k - 1] : k ? split.to : split.from);
    const labels = Math.min(190, Math.round(width * 0.38));
    const label = { show: true, color: colour("ink"), fontSize: 12, distance: 6 };
    const grows = (k) => !said(k).startsWith("-");
    const bars = names.map((_, k) => {
      const ends = part(k);
      if (!ends || said(k) === "0") return null;
      return { value: Math.abs(ends[1] - ends[0]), itemStyle: { color: colour(grows(k) ? "up" : "down") } };
    });
    // a mark without a size carries the label, so that it stands beside the bar whichever way that goes
    const labelled = names.map((_, k) => {
      const at = part(k) ? (ranks ? Math.min(...part(k)) : Math.max(...part(k))) : levels[k];
      return { value: [at, k], label: { ...label, position: "right", formatter: figure(said(k)), fontWeight: part(k) ? 400 : 600 } };
    });
    return {
      height: 12 + names.length * 30,
      option: {
        grid: { left: labels + 12, right: 24, top: 6, bottom: 6 },
        tooltip: { ...note(), trigger: "item", formatter: (p) => { const k = p.seriesType === "bar" ? p.dataIndex : p.value[1]; return `${names[k]}: ${figure(said(k))}`; } },
        xAxis: {
          type: "value", inverse: ranks, ...axis(),
          min: Math.min(...levels) - spread * (ranks ? 0.28 : 0.08), max: Math.max(...levels) + spread * (ranks ? 0.08 : 0.28),
          axisLabel: { show: false }, splitLine: { show: false }, axisLine: { show: false },
        },
        yAxis: {
          type: "category", inverse: true, data: names, ...axis(), axisLine: { onZero: false, show: false },
          axisLabel: { color: colour("ink"), fontSize: 12, lineHeight: 15, width: labels, overflow: "break" }, splitLine: { show: true, lineStyle: { color: colour("line") } },
        },
        series: [
          { type: "bar", stack: "parts", stackStrategy: "all", barWidth: 16, silent: true, itemStyle: { color: "transparent" }, tooltip: { show: false }, data: names.map((_, k) => (bars[k] ? Math.min(...part(k)) : null)) },
          { type: "bar", stack: "parts", stackStrategy: "all", barWidth: 16, data: bars },
          { type: "scatter", symbol: "rect", symbolSize: [4, 22], itemStyle: { color: colour("best"), opacity: 1 }, data: ends.map((level, k) => (level === null ? null : [level, k])).filter(Boolean) },
          { type: "scatter", symbolSize: 1, itemStyle: { color: "transparent", opacity: 1 }, data: labelled },
        ],
      },
    };
  };
}
