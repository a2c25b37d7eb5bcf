// Each peer group in figures, below the league table.
function showGroups(chosen) {
  const shown = groups.map((group, k) => [group, k]).filter(([, k]) => chosen === "" || String(k) === chosen);
  document.getElementById("groups").replaceChildren(
    make("h2", {}, say("page-groups")),
    ...shown.map(([group]) => groupCard(group)));
}

function groupCard(group) {
  const spread = group.percent;
  const said = (word, value, rows, count) =>
    make("div", {}, make("dt", {}, say(word)), make("dd", {},
      make("strong", {}, `${figure(value)}%`), rows ? make("span", { class: "who" }, several(rows, count)) : null));
  return make("section", { class: "card" },
    make("h3", {}, text(group.title), " ", make("small", {}, say("page-ranked", { count: group.ranked }))),
    spread && make("dl", { class: "facts" },
      said("page-mean", group.mean),
      said("page-best", spread.best, spread.best_of, spread.best_count),
      said("page-worst", spread.worst, spread.worst_of, spread.worst_count)),
    tierBars(group),
    mostLost(group));
}

/// How many hold each tier, as bars with their counts.
function tierBars(group) {
  const tiers = group.no_tier ? [...group.tiers, [data.words["page-no-tier"], group.no_tier]] : group.tiers;
  const most = Math.max(1, ...tiers.map(([, count]) => count));
  if (!tiers.length) return null;
  return make("ul", { class: "tiers", "aria-label": say("head-tier") }, tiers.map(([title, count], k) => {
    const bar = make("span", { class: `size tier-${Math.min(k, 5)}`, "aria-hidden": "true" });
    bar.style.setProperty("--share", `${(count / most) * 100}%`);
    return make("li", {}, make("span", {}, text(title)), bar, make("b", {}, String(count)));
  }));
}

function mostLost(group) {
  if (!group.most_lost?.length) return null;
  return make("details", {}, make("summary", {}, say("most-lost")),
    make("div", { class: "wide" }, make("table", {},
      make("thead", {}, make("tr", {},
        make("th", { scope: "col", class: "number" }, say("head-lost")),
        make("th", { scope: "col", class: "number" }, say("head-agencies")),
        make("th", { scope: "col" }, say("head-what")))),
      make("tbody", {}, group.most_lost.map((item) => make("tr", {},
        make("td", { class: "number" }, figure(item.points)),
        make("td", { class: "number" }, String(item.agencies)),
        make("td", {}, nodeName(item.node))))))));
}

/// Code and title of a node; the set itself stands for the total.
const nodeName = (node) => (node ? `${nodes[node].code} ${text(nodes[node].title)}` : say("the-total"));
