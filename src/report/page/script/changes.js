// What the later set changed: points at stake, a record that shows each change, and whom it would move.
function showChanges() {
  const { changes } = data;
  const change = (one) => make("li", {},
    make("b", { class: "number" }, figure(one.stake)),
    make("div", {},
      make("p", {}, make("strong", {}, `${one.items} ${text(one.title)}`), " ", make("span", { class: "mark" }, text(one.relation)),
        " ", make("span", { class: "who" }, say("page-max", { max: [...new Set(one.max)].map(figure).join(" → ") }))),
      one.witness && make("p", {}, text(one.witness)),
      one.whom && make("p", { class: "quiet" }, text(one.whom))));
  const heads = ["head-agency", "head-points", "head-percent", "head-percent-change", "head-tier", "head-ranks"];
  fill(document.getElementById("changes"),
    make("h2", { id: "changes-title", tabindex: "-1" }, say("page-changes")),
    make("p", {}, text(changes.heading)),
    make("p", { class: "quiet" }, text(changes.totals)),
    changes.changed.length
      ? [make("p", { class: "quiet" }, say("page-changes-told")), make("ol", { class: "losses stakes" }, changes.changed.map(change))]
      : make("p", {}, say("difference-none")),
    changes.effects.length
      ? [make("h3", {}, text(changes.effects_title)),
        plainTable(heads.map((word) => say(word)), changes.effects.map((cells) => cells.map(text)), { words: [4] })]
      : null);
}

/// A table whose first cell names the row; the other cells are figures, but for the columns in `words`.
function plainTable(heads, rows, { words = [] } = {}) {
  const kind = (k) => (k && !words.includes(k) ? "number" : null);
  return make("div", { class: "wide" }, make("table", {},
    make("thead", {}, make("tr", {}, heads.map((head, k) => make("th", { scope: "col", class: kind(k) }, head)))),
    make("tbody", {}, rows.map((cells) => make("tr", {}, cells.map((cell, k) =>
      k ? make("td", { class: kind(k) }, cell) : make("th", { scope: "row", class: "name" }, cell)))))));
}

/// The peer group that a view shows, chosen by its title.
function groupChoice(titles, chosen, choose) {
  if (titles.length < 2) return make("h3", {}, text(titles[0]));
  return make("form", { class: "filters" }, make("label", {}, make("span", {}, say("page-group")),
    make("select", { onchange: (event) => choose(Number(event.target.value)) },
      titles.map((title, k) => make("option", { value: k, selected: k === chosen }, text(title))))));
}

/// Shows a view again with another group, and leaves the reader where they were.
const chooser = (view, keep, again) => (group) => {
  keep(group);
  again();
  document.querySelector(`#${view} select`)?.focus();
  redraw();
};
