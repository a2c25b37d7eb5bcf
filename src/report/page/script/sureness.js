// How sure the ranks are: beside each place the places that drawn ballots gave, as whiskers and in figures.
let surenessGroup = 0;

function showSureness() {
  const { sureness } = data;
  const group = sureness.groups[surenessGroup];
  const titles = sureness.groups.map((one) => one.title);
  const known = group.agencies.length > 0 && group.ballots > 0;
  fill(document.getElementById("sureness"),
    make("h2", { id: "sureness-title", tabindex: "-1" }, say("page-sureness")),
    make("p", {}, text(sureness.said)),
    sureness.held && make("p", { class: "quiet" }, text(sureness.held)),
    groupChoice(titles, surenessGroup, chooser("sureness", (k) => { surenessGroup = k; }, showSureness)),
    make("p", { class: "quiet" }, text(group.said)),
    known ? [make("ul", { class: "notes" }, group.found.map((said) => make("li", {}, text(said)))), legend(), whiskers(group)]
      : make("p", {}, say("robustness-no-ballots")));
}

function legend() {
  const sample = (kind) => make("span", { class: `whisker sample ${kind}`, "aria-hidden": "true" }, make("i", { class: kind }));
  return make("p", { class: "quiet legend" },
    sample("dot"), say("page-whisker-rank"), " ", sample("thick"), say("page-whisker-interval", { level: figure(data.sureness.level) }), " ",
    sample("thin"), say("page-whisker-set", { level: figure(data.sureness.level) }));
}

function whiskers(group) {
  const last = Math.max(2, ...group.agencies.map((one) => Math.max(one.rank, one.set[1], one.interval[1])));
  const at = (place) => `${((place - 0.5) / last) * 100}%`;
  const bar = (kind, [from, to]) => {
    const one = make("i", { class: kind });
    one.style.left = at(from - 0.35);
    one.style.width = `${((to - from + 0.7) / last) * 100}%`;
    return one;
  };
  const dot = (rank) => {
    const one = make("i", { class: "dot" });
    one.style.left = at(rank);
    return one;
  };
  const places = ([from, to]) => (from === to ? String(from) : `${from}–${to}`);
  const heads = [["head-rank", "number"], ["head-agency", "name"], ["head-percent", "number middling"], ["head-percent-interval", "number middling"],
    ["page-whiskers", "whiskers"], ["head-rank-interval", "number"], ["head-rank-set", "number"], ["head-top", "number middling"], ["head-tier", "lesser"]];
  const row = (one) => {
    const cells = [String(one.rank), linkTo(one.row), figure(one.percent), one.percents ? `${figure(one.percents[0])}–${figure(one.percents[1])}` : "–",
      make("span", { class: "whisker", "aria-hidden": "true" }, bar("thin", one.set), bar("thick", one.interval), dot(one.rank)),
      places(one.interval), places(one.set), text(one.top), text(one.tiers)];
    return make("tr", {}, cells.map((cell, k) => (k === 1 ? make("th", { scope: "row", class: "name" }, cell) : make("td", { class: heads[k][1] }, cell))));
  };
  return make("div", { class: "wide" }, make("table", {},
    make("thead", {}, make("tr", {}, heads.map(([word, kind]) => make("th", { scope: "col", class: kind }, say(word, { top: data.sureness.top }))))),
    make("tbody", {}, group.agencies.map(row))));
}
