// Charts, drawn by Apache ECharts as SVG. Each stands beside a table with the same figures.
const drawn = new Map();
let printing = false;
const A4 = 680;

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const still = () => printing || matchMedia("(prefers-reduced-motion: reduce)").matches;

/// Draws what `option` says into a holder; draws it again when size, colours, language or paper change.
function draw(holder, label, option) {
  const old = drawn.get(holder);
  old?.chart.dispose();
  const width = printing ? A4 : holder.clientWidth;
  const chosen = option(width);
  holder.style.height = `${chosen.height}px`;
  const chart = echarts.init(holder, null, { renderer: "svg", width, height: chosen.height });
  chart.setOption({
    animation: !still(),
    animationDuration: 300,
    aria: { enabled: true, label: { description: label() } },
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: colour("ink") },
    ...chosen.option,
  });
  holder.setAttribute("role", "img");
  holder.setAttribute("aria-label", label());
  drawn.set(holder, { chart, label, option, width });
}

function redraw() {
  for (const [holder, { chart, label, option }] of [...drawn]) {
    if (holder.isConnected && (printing || holder.clientWidth)) draw(holder, label, option);
    else if (!holder.isConnected) {
      chart.dispose();
      drawn.delete(holder);
    }
  }
}

const axis = () => ({
  axisLabel: { color: colour("quiet"), fontSize: 12 },
  axisLine: { lineStyle: { color: colour("line") } },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: colour("line") } },
});
const note = () => ({
  renderMode: "richText",
  confine: true,
  backgroundColor: colour("paper"),
  borderColor: colour("line"),
  textStyle: { color: colour("ink"), fontSize: 13 },
});

/// An agency's areas in percent against the mean and the best of its group: a bar, a diamond, an upright.
/// `areas`: `{ title, own, mean, best }`, printed percents.
function areasChart(areas, words) {
  return (width) => {
    const labels = Math.min(300, Math.round(width * 0.38));
    const point = (printed, k) => ({ value: [coordinate(printed), k], printed });
    const most = Math.max(100, ...areas.flatMap((a) => [a.own, a.mean, a.best].map(coordinate)));
    const marks = (name, key, symbol, symbolSize, paint) => ({
      name, type: "scatter", symbol, symbolSize, z: 5,
      itemStyle: { color: colour(paint), borderColor: colour("paper"), borderWidth: 1 },
      data: areas.map((a, k) => point(a[key], k)).filter((p) => p.printed !== null),
    });
    const told = (at) => [areas[at].title, ...["own", "mean", "best"].map((key) => `${words[key]}: ${figure(areas[at][key])}%`)].join("\n");
    return {
      height: 64 + areas.length * 46,
      option: {
        grid: { left: labels + 12, right: 56, top: 40, bottom: 24 },
        legend: { top: 0, left: 0, itemGap: 20, textStyle: { color: colour("ink"), fontSize: 13 } },
        tooltip: { ...note(), trigger: "item", formatter: (p) => told(p.seriesType === "bar" ? p.dataIndex : p.value[1]) },
        xAxis: { type: "value", min: 0, max: most, ...axis(), axisLabel: { ...axis().axisLabel, formatter: "{value}%" } },
        yAxis: {
          type: "category", inverse: true, data: areas.map((a) => a.title), ...axis(),
          axisLabel: { color: colour("ink"), fontSize: 13, lineHeight: 16, width: labels, overflow: "break" },
          splitLine: { show: false },
        },
        series: [
          {
            name: words.own, type: "bar", barWidth: 18,
            itemStyle: { color: colour("own"), borderRadius: [0, 3, 3, 0] },
            data: areas.map((a) => ({ value: coordinate(a.own), printed: a.own })),
          },
          marks(words.mean, "mean", "diamond", 13, "mean"),
          marks(words.best, "best", "rect", [4, 26], "best"),
        ],
      },
    };
  };
}

/// Places in two years, a line per agency: those that fell are dashed. `lines`: `{ name, from, to }`.
function placesChart(lines, years, of) {
  return (width) => {
    const names = Math.min(360, Math.round(width * 0.52));
    const rows = Math.max(...lines.map((l) => Math.max(l.from ?? 0, l.to)));
    const kind = (l) => (l.from === null || l.from === l.to ? "quiet" : l.to < l.from ? "up" : "down");
    return {
      height: 60 + Math.max(140, Math.min(rows, lines.length * 2) * 22),
      option: {
        grid: { left: 40, right: names, top: 36, bottom: 12 },
        tooltip: { ...note(), formatter: (p) => `${p.seriesName}\n${years[0]}: ${lines[p.seriesIndex].from ?? "–"}\n${years[1]}: ${lines[p.seriesIndex].to}` },
        xAxis: { type: "category", position: "top", data: years.map(String), boundaryGap: false, ...axis(), axisLabel: { color: colour("ink"), fontSize: 14, fontWeight: 600 } },
        yAxis: { type: "value", inverse: true, min: 0, max: Math.max(of, rows) + 1, show: false },
        series: lines.map((l) => ({
          name: l.name, type: "line", data: [l.from, l.to], symbol: "circle", symbolSize: 8, showSymbol: true,
          lineStyle: { color: colour(kind(l)), width: 2, type: kind(l) === "down" ? "dashed" : "solid" },
          itemStyle: { color: colour(kind(l)) },
          emphasis: { focus: "series", lineStyle: { width: 4 } },
          label: {
            show: true, color: colour("ink"), fontSize: 12, distance: 8, width: names - 20, overflow: "truncate",
            formatter: (p) => (p.dataIndex === 0 ? String(p.value) : `${p.value}  ${l.name}`),
          },
          labelLayout: (p) => ({ x: p.dataIndex === 0 ? p.rect.x : undefined, hideOverlap: false }),
        })).map((series, k) => ({
          ...series,
          data: [
            lines[k].from === null ? null : { value: lines[k].from, label: { position: "left" } },
            { value: lines[k].to, label: { position: "right" } },
          ],
        })),
      },
    };
  };
}
