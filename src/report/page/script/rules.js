// Every year under every year's rules: a table with heat, darker the higher in the whole group's table.
let rulesGroup = 0;

function showRules() {
  const { years, columns, groups: all } = data.rules;
  const group = all[rulesGroup];
  // by order, not by size: one agency far below the others would leave them all alike
  const heats = group.rows.flatMap((row) => row.cells.map(warmth)).filter((heat) => heat !== null).sort((a, b) => a - b);
  const published = (k) => columns[k].rules === columns[k].facts;
  const first = (k) => k % years.length === 0;
  const kind = (k) => `number${published(k) ? " published" : ""}${first(k) ? " first" : ""}`;
  const open = columns.filter((column) => column.open).map((column) =>
    make("li", {}, `${say("page-rules-of", { year: column.rules })}. ${text(column.open)}`));
  const cell = (found, k) => {
    const one = make("td", { class: `${kind(k)} heat` }, found === null ? "–" : [span(found), found[2] === "–" ? null : make("span", { class: "who" }, say("page-place", { rank: found[2] }))].filter(Boolean));
    const heat = warmth(found);
    if (heat !== null) one.style.setProperty("--heat", `${Math.round((heats.indexOf(heat) / Math.max(1, heats.length - 1)) * 100)}%`);
    return one;
  };
  fill(document.getElementById("rules"),
    make("h2", { id: "rules-title", tabindex: "-1" }, say("page-rules")),
    make("p", { class: "quiet" }, say("page-rules-told")),
    groupChoice(all.map((one) => one.title), rulesGroup, chooser("rules", (k) => { rulesGroup = k; }, showRules)),
    make("p", { class: "scale" }, make("span", {}, say("page-lower")), make("span", { class: "ramp", "aria-hidden": "true" }), make("span", {}, say("page-higher"))),
    make("div", { class: "wide" }, make("table", { class: "matrix" },
      make("thead", {},
        make("tr", {}, make("th", { scope: "col", rowspan: 2 }, say("head-agency")),
          years.map((year) => make("th", { scope: "colgroup", colspan: years.length, class: "first" }, say("page-rules-of", { year })))),
        make("tr", {}, columns.map((column, k) => make("th", { scope: "col", class: kind(k) }, say("matrix-facts", { year: column.facts }),
          published(k) ? make("span", { class: "who" }, say("page-published")) : null)))),
      make("tbody", {}, group.rows.map((row) => make("tr", {},
        make("th", { scope: "row", class: "name" }, text(row.name)), row.cells.map(cell)))))),
    open.length ? make("ul", { class: "notes" }, open) : null);
}

/// The middle of a cell, for its colour only.
const warmth = (found) => (found === null || found[0] === null ? null : (coordinate(found[0]) + coordinate(found[1])) / 2);
const span = ([low, high]) => (low === null ? "–" : low === high ? `${figure(low)}%` : `${figure(low)}–${figure(high)}%`);
