// The year side by side with the one before: places, percents, tiers, who came and who left.
const MOST_LINES = 30;
const MOST_LISTED = 200;
let yearsTable;
let yearsGroup = 0;

const yearsColumns = () => {
  const { change } = agencies;
  const { previous_year: before, year: now } = round;
  const column = (key, word, cell, order, more = {}) => ({ key, word, kind: "number", cell, order, ...more });
  return [
    column("rank", "head-rank", (row) => agencies.rank[row] ?? "–", (row) => row, { year: now }),
    { key: "name", word: "head-agency", kind: "name", head: true, cell: linkTo, order: nameOf },
    column("previous_rank", "head-rank", (row) => change.previous_rank[row] ?? "–", (row) => change.previous_rank[row], { year: before }),
    column("places", "head-places", moved, (row) => change.places[row], { down: true }),
    column("previous_percent", "head-percent", (row) => figure(change.previous_percent[row]), (row) => change.previous_percent_order[row], { year: before,  down: true, kind: "number middling" }),
    column("percent", "head-percent", (row) => figure(agencies.percent[row]), (row) => agencies.percent_order[row], { year: now,  down: true, kind: "number middling" }),
    column("percent_points", "head-percent-change", (row) => figure(change.percent_points[row]), (row) => change.percent_points_order[row], { down: true }),
    column("previous_tier", "head-tier", (row) => numbered(change.tier[row]) || "–", null, { year: before,  kind: "lesser" }),
    column("tier", "head-tier", tierMark, (row) => agencies.tier_order[row], { year: now,  kind: "lesser" }),
  ];
};

function showYears() {
  const section = document.getElementById("years");
  const years = { earlier: round.previous_year, later: round.year };
  const came = agencies.code.map((_, row) => row).filter((row) => agencies.change.origin[row] !== null);
  const list = (word, entries) => {
    if (!entries.length) return null;
    const listed = entries.slice(0, MOST_LISTED);
    if (entries.length > MOST_LISTED) listed.push(say("page-and-more", { count: entries.length - MOST_LISTED }));
    return make("div", { class: "card" }, make("h3", {}, say(word)), make("ul", {}, listed.map((entry) => make("li", {}, entry))));
  };
  const chart = make("div", { class: "chart" });
  const select = make("select", { onchange: (event) => { yearsGroup = Number(event.target.value); showYears(); document.querySelector("#years select").focus(); } },
    groups.map((group, k) => make("option", { value: k, selected: k === yearsGroup }, text(group.title))));
  const holder = make("div");
  const rows = agencies.code.map((_, row) => row).filter((row) => agencies.group[row] === yearsGroup);
  const ranked = rows.filter((row) => agencies.rank[row] !== null);
  fill(section,
    make("h2", { id: "years-title", tabindex: "-1" }, say("heading-compared", years)),
    list("heading-caveats", round.caveats.map(text)),
    make("div", { class: "pair" },
      list("page-came", came.map((row) => [linkTo(row), ": ", numbered(agencies.change.origin[row])])),
      list("page-left", round.leavers.map(text))),
    make("form", { class: "filters" }, make("label", {}, make("span", {}, say("page-group")), select)),
    make("h3", {}, say("page-places")),
    make("p", { class: "quiet" }, ranked.length > MOST_LINES ? say("page-moves-told", { most: MOST_LINES }) : say("page-places-told")),
    chart, holder);
  const picture = pictured(ranked);
  if (picture) draw(chart, () => say("page-places-chart", years), picture);
  else chart.remove();
  tables.splice(0, tables.length, ...tables.filter((table) => table !== yearsTable));
  yearsTable = sortable(holder, () => say("heading-compared", years), yearsColumns());
  yearsTable.show(rows);
}

/// The chart of a group: the places of all in a small one, in a large one those that moved most.
function pictured(ranked) {
  const line = (row) => ({ name: nameOf(row), from: agencies.change.previous_rank[row], to: agencies.rank[row] });
  if (ranked.length <= MOST_LINES) {
    return ranked.length ? (width) => placesChart(ranked.map(line), [round.previous_year, round.year])(width) : null;
  }
  const { risen, fallen } = groups[yearsGroup];
  const half = MOST_LINES / 2;
  const most = [...risen.slice(0, half), ...fallen.slice(0, half).reverse()];
  return most.length ? (width) => movesChart(most.map(([row]) => line(row)), most.map(([, places]) => places))(width) : null;
}
