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
    const most = Math.ceil(Math.max(100, ...areas.flatMap((a) => [a.own, a.mean, a.best].map(coordinate))) / 10) * 10;
    const marks = (name, key, symbol, symbolSize, paint) => ({
      name, type: "scatter", symbol, symbolSize, z: 5,
      itemStyle: { color: colour(paint), borderColor: colour("paper"), borderWidth: 1, opacity: 1 },
      data: areas.map((a, k) => point(a[key], k)).filter((p) => p.printed !== null),
    });
    const told = (at) => [areas[at].title, ...["own", "mean", "best"].map((key) => `${words[key]}: ${figure(areas[at][key])}%`)].join("\n");
    return {
      height: 64 + areas.length * 46,
      option: {
        grid: { left: labels + 12, right: 56, top: 40, bottom: 24 },
        legend: { top: 0, left: 0, itemGap: 20, textStyle: { color: colour("ink"), fontSize: 13 } },
        tooltip: { ...note(), trigger: "item", formatter: (p) => told(p.seriesType === "bar" ? p.dataIndex : p.value[1]) },
        xAxis: { type: "value", min: 0, max: most, interval: most > 100 ? 10 : 20, ...axis(), axisLabel: { ...axis().axisLabel, formatter: "{value}%" } },
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
function placesChart(lines, years) {
  return (width) => {
    const names = Math.min(400, Math.round(width * 0.55));
    const last = Math.max(...lines.map((line) => Math.max(line.from ?? 0, line.to)));
    const kind = ({ from, to }) => (from === null || from === to ? "quiet" : to < from ? "up" : "down");
    const equal = (line) => lines.filter((other) => other.to === line.to);
    // those of one place share a label, or their names would lie upon each other
    const named = (line) => (equal(line)[0] === line ? `${line.to}  ${equal(line).map((other) => other.name).join("; ")}` : "");
    const label = { show: true, color: colour("ink"), fontSize: 12, distance: 8 };
    const series = (line) => ({
      name: line.name, type: "line", symbol: "circle", symbolSize: 8, showSymbol: true,
      lineStyle: { color: colour(kind(line)), width: 2, type: kind(line) === "down" ? "dashed" : "solid" },
      itemStyle: { color: colour(kind(line)) },
      emphasis: { focus: "series", lineStyle: { width: 4 } },
      data: [
        line.from === null ? null : { value: line.from, label: { ...label, position: "left" } },
        { value: line.to, label: { ...label, position: "right", width: names - 24, overflow: "truncate", formatter: named(line) } },
      ],
    });
    return {
      height: 60 + Math.max(140, Math.min(last, lines.length * 2) * 22),
      option: {
        grid: { left: 40, right: names, top: 36, bottom: 12 },
        tooltip: { ...note(), formatter: ({ seriesIndex: k }) => `${lines[k].name}\n${years[0]}: ${lines[k].from ?? "–"}\n${years[1]}: ${lines[k].to}` },
        xAxis: { type: "category", position: "top", data: years.map(String), boundaryGap: false, ...axis(), axisLabel: { color: colour("ink"), fontSize: 14, fontWeight: 600 } },
        yAxis: { type: "value", inverse: true, min: 0, max: last + 1, show: false },
        series: lines.map(series),
      },
    };
  };
}

/// Who rose and who fell most in a large group: a bar to the right or to the left. `lines` as above.
function movesChart(lines, moves) {
  return (width) => {
    const narrow = width < 600;
    const names = Math.min(280, Math.round(width * 0.34));
    const beside = narrow ? 60 : 160;
    const most = Math.max(...moves.map(Math.abs));
    return {
      height: 40 + lines.length * 26,
      option: {
        grid: { left: names + beside, right: beside, top: 8, bottom: 24 },
        tooltip: { ...note(), formatter: ({ dataIndex: k }) => `${lines[k].name}\n${lines[k].from} → ${lines[k].to}` },
        xAxis: { type: "value", min: -most, max: most, ...axis(), axisLabel: { show: false }, splitLine: { show: false } },
        yAxis: {
          type: "category", inverse: true, data: lines.map((line) => line.name), ...axis(),
          axisLabel: { color: colour("ink"), fontSize: 12, width: names, overflow: "truncate", margin: beside - 12 },
          axisLine: { onZero: false, show: false }, splitLine: { show: false },
        },
        series: [{
          type: "bar", barWidth: 14,
          data: lines.map((line, k) => ({
            value: moves[k],
            itemStyle: { color: colour(moves[k] > 0 ? "up" : "down") },
            label: {
              show: true, position: moves[k] > 0 ? "right" : "left", color: colour("ink"), fontSize: 12,
              formatter: `${moves[k] > 0 ? "▲" : "▼"}${Math.abs(moves[k])}${narrow ? "" : `  (${line.from} → ${line.to})`}`,
            },
          })),
        }],
      },
    };
  };
}
