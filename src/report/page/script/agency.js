// One agency: where it stands, its areas against its group, what it lost and why, every item.
function showAgency(row) {
  const section = document.getElementById("agency");
  const group = groups[agencies.group[row]];
  fill(section,
    make("p", { class: "path" }, make("a", { href: "#/" }, `← ${say("page-league")}`), neighbours(row)),
    make("h2", { id: "agency-title", tabindex: "-1" }, nameOf(row)),
    make("p", { class: "quiet" }, text(group.title)),
    facts(row, group),
    notesOf(row),
    areasOf(row, group),
    causesOf(row),
    lossesOf(row),
    awardsOf(row));
  drawAreas(section, row, group);
  drawCauses(section, row);
}

function neighbours(row) {
  const to = (other, word) => other >= 0 && other < agencies.code.length && agencies.group[other] === agencies.group[row]
    ? make("a", { href: place(other), title: nameOf(other) }, say(word)) : null;
  return make("span", { class: "neighbours" }, to(row - 1, "page-above"), to(row + 1, "page-below"));
}

function facts(row, group) {
  const fact = (word, value, ...beside) =>
    make("div", {}, make("dt", {}, say(word)), make("dd", {}, make("strong", {}, value), ...beside));
  const { change } = agencies;
  const small = (...children) => make("span", { class: "who" }, ...children);
  const since = (before, ...moves) => (change && before !== null
    ? make("div", { class: "since" }, small(say("page-was", { year: round.previous_year, what: before })), ...moves) : null);
  const printed = (key, unit = "") => (change?.[key][row] == null ? null : `${figure(change[key][row])}${unit}`);
  return make("dl", { class: "facts" },
    fact("head-rank", agencies.rank[row] === null ? "–" : String(agencies.rank[row]), small(say("page-of-ranked", { of: group.ranked })),
      since(change?.previous_rank[row] == null ? null : `${change.previous_rank[row]}/${change.previous_of[row]}`, change && moved(row))),
    fact("head-percent", `${figure(agencies.percent[row])}%`,
      since(printed("previous_percent", "%"), printed("percent_points") && small(say("percent-points-short", { change: printed("percent_points") })))),
    fact("head-points", figure(agencies.points[row]), small(say("page-of-max", { max: figure(agencies.max[row]) })),
      since(printed("previous_points"), printed("points") && small(printed("points")))),
    fact("head-tier", tierMark(row), since(change?.tier[row] == null ? null : numbered(change.tier[row]))));
}

function notesOf(row) {
  const origin = agencies.change ? agencies.change.origin[row] : null;
  const notes = [...agencies.notes[row], ...(origin === null ? [] : [origin])];
  return notes.length ? make("ul", { class: "notes" }, notes.map((note) => make("li", {}, numbered(note)))) : null;
}

/// The areas' percents beside the mean and the best of the group.
const against = (row, group) => agencies.areas[row].map(([points, percent, max], k) => {
  const of = group.areas?.[k];
  const node = areaNodes[k];
  return {
    node, points, percent, max: max ?? nodes[node].max, title: nodeName(node), own: percent,
    mean: of?.percent?.mean ?? null, best: of?.percent?.best ?? null, spread: of?.percent,
    change: agencies.change?.areas[row]?.[k],
  };
});
const areaNodes = nodes.map((node, k) => [node, k]).filter(([node]) => node.depth === 1).map(([, k]) => k);

function areasOf(row, group) {
  const heads = ["page-area", "head-points", "head-max", "head-percent", "page-mean", "page-best"];
  if (agencies.change) heads.push("head-change");
  const cell = (value, kind = "number") => make("td", { class: kind }, value);
  const changed = (change) =>
    change?.[0] != null ? figure(change[0]) : change?.[1] != null ? say("percent-points-short", { change: figure(change[1]) }) : "–";
  return make("div", {}, make("h3", {}, say("page-areas")),
    make("p", { class: "quiet" }, say("page-areas-told")),
    make("div", { class: "chart", id: "areas-chart" }),
    make("div", { class: "wide" }, make("table", {},
      make("thead", {}, make("tr", {}, heads.map((word, k) =>
        make("th", { scope: "col", class: k ? "number" : null }, say(word))))),
      make("tbody", {}, against(row, group).map((area) => make("tr", {},
        make("th", { scope: "row", class: "name" }, area.title, roleMark(nodes[area.node])),
        cell(figure(area.points)), cell(figure(area.max)), cell(figure(area.percent)),
        cell(figure(area.mean)),
        cell([figure(area.best), area.spread && make("span", { class: "who" }, several(area.spread.best_of.slice(0, 1), area.spread.best_count))]),
        agencies.change ? cell(changed(area.change)) : null))))));
}

function drawAreas(section, row, group) {
  const holder = section.querySelector("#areas-chart");
  const areas = against(row, group).filter((area) => area.own !== null);
  if (!areas.length) return holder.remove();
  const words = () => ({ own: nameOf(row), mean: say("page-mean"), best: say("page-best") });
  draw(holder, () => say("page-areas-chart", { agency: nameOf(row) }), (width) => areasChart(areas, words())(width));
}

const roleMark = (node) =>
  node.role === "score" ? null : make("span", { class: "mark" }, say(node.role === "bonus" ? "page-bonus" : "page-deduction"));
const originMark = (node) =>
  node.origin === round.origin ? null : make("span", { class: "mark" }, say(`page-${node.origin.replace("_", "-")}`));
const officesOf = (node) =>
  node.offices.map(([office, share]) => (node.offices.length > 1 ? `${office} ${figure(share)}%` : office)).join(", ");

function lossesOf(row) {
  const { kind } = data.details;
  if (kind === "none") return [make("p", { class: "quiet" }, say("page-details-none", { code: agencies.code[row] }))];
  const details = data.details.agencies[row];
  const sums = (word, rows) => make("div", { class: "card" }, make("h4", {}, say(word)),
    make("table", {}, make("tbody", {}, rows.map(([what, points, share]) => make("tr", {},
      make("th", { scope: "row", class: "name" }, what),
      make("td", { class: "number" }, figure(points)),
      make("td", { class: "number" }, share === null ? "" : `${figure(share)}%`))))));
  return [
    make("h3", {}, say("page-lost", { lost: figure(details.lost) })),
    details.losses.length ? make("div", { class: "pair" },
      sums("page-by-cause", details.causes.map(([cause, ...rest]) => [numbered(cause), ...rest])),
      sums("page-by-office", details.offices.map(([office, ...rest]) => [office ?? say("no-office"), ...rest]))) : null,
    make("ol", { class: "losses" }, details.losses.map(lossCard)),
    kind === "all" ? null : make("p", { class: "quiet" }, say("page-details-losses", { code: agencies.code[row] })),
  ];
}

/// One loss: the points, where, the cause, what the rule found, and what it rests on.
function lossCard([node, points, cause, why, objective, documents = [], notes = []]) {
  const line = (word, said) => (said ? make("div", {}, make("dt", {}, say(word)), make("dd", {}, said)) : null);
  const list = (numbers) => numbers.map((number) => numbered(number)).join("; ");
  return make("li", {},
    make("b", { class: "number" }, figure(points)),
    make("div", {},
      make("p", {}, make("strong", {}, nodeName(node)), " ", make("span", { class: "mark" }, numbered(cause)), roleMark(nodes[node]), originMark(nodes[node])),
      make("p", {}, numbered(why), objective === null || objective === undefined ? "" : ` (${numbered(objective)})`),
      make("dl", { class: "rests" },
        line("page-office", officesOf(nodes[node])),
        line("page-documents", list(documents)),
        line("page-notes", list(notes)),
        line("page-source", nodes[node].source))));
}

/// Every node of the tree with its points; an item that was not scored says why.
function awardsOf(row) {
  const awards = data.details.agencies[row]?.awards;
  if (!awards) return null;
  const line = (award, k) => {
    const node = nodes[k + 1];
    const [points, max, status] = Array.isArray(award) ? award : [award];
    return make("tr", { class: `depth-${Math.min(node.depth, 4)}` },
      make("th", { scope: "row", class: "name" }, nodeName(k + 1), roleMark(node), node.item ? originMark(node) : null,
        status ? make("span", { class: "mark" }, say(status)) : null),
      make("td", { class: "number" }, figure(node.role === "deduction" && points !== "0" ? `-${points}` : points)),
      make("td", { class: "number" }, figure(max ?? node.max)));
  };
  return make("details", {}, make("summary", {}, say("page-every-item")),
    make("div", { class: "wide" }, make("table", {},
      make("thead", {}, make("tr", {}, make("th", { scope: "col" }, say("page-item")),
        make("th", { scope: "col", class: "number" }, say("head-points")),
        make("th", { scope: "col", class: "number" }, say("head-max")))),
      make("tbody", {}, awards.map(line)))));
}
