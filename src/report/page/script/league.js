// Tables that sort and turn pages, and the league table with its search and filters.
const PAGE = 100;
/// The most rows on paper; browsers give up on many more.
const PAPER = 1000;
const tables = [];

/// A table of agencies. A column: `{ key, word, cell, order, number, down, kind }`; `order` gives what it sorts by,
/// nothing last; without one it does not sort.
function sortable(holder, caption, columns) {
  const state = { key: columns[0].key, down: false, page: 0, rows: [] };
  const count = make("p", { class: "count", role: "status", "aria-live": "polite" });
  const head = make("tr");
  const body = make("tbody");
  const table = make("table", {}, make("caption", { class: "heard" }), make("thead", {}, head), body);
  const pager = make("nav", { class: "pager" });
  holder.replaceChildren(count, make("div", { class: "wide" }, table), pager);

  const heads = columns.map((column) => {
    const label = make("button", { type: "button", onclick: () => sortBy(column) }, make("span"));
    return make("th", { scope: "col", class: column.kind }, column.order ? label : make("span"));
  });
  head.append(...heads);

  function sortBy(column) {
    state.down = state.key === column.key ? !state.down : Boolean(column.down);
    state.key = column.key;
    state.page = 0;
    render();
  }

  function sorted() {
    const column = columns.find((known) => known.key === state.key);
    const sign = state.down ? -1 : 1;
    const keys = new Map(state.rows.map((row) => [row, column.order(row)]));
    const compare = typeof keys.values().next().value === "string" ? collator.compare : (a, b) => a - b;
    return [...state.rows].sort((a, b) => {
      const [one, other] = [keys.get(a), keys.get(b)];
      if (one === null || other === null) return (one === null) - (other === null) || a - b;
      return sign * compare(one, other) || a - b;
    });
  }

  function render() {
    const all = sorted();
    const size = printing ? PAPER : all.length <= 2 * PAGE ? 2 * PAGE : PAGE;
    const pages = Math.max(1, Math.ceil(all.length / size));
    if (!printing) state.page = Math.min(state.page, pages - 1);
    table.caption.textContent = caption();
    heads.forEach((cell, k) => {
      const column = columns[k];
      fill(cell.querySelector("span"), column.year ? [say(column.word), make("br"), String(column.year)] : say(column.word));
      if (!column.order) return;
      const sort = state.key !== column.key ? "none" : state.down ? "descending" : "ascending";
      cell.setAttribute("aria-sort", sort);
    });
    const from = printing ? 0 : state.page * size;
    const shown = all.slice(from, from + size);
    body.replaceChildren(...shown.map((row) =>
      make("tr", {}, columns.map((column) =>
        column.head
          ? make("th", { scope: "row", class: column.kind }, column.cell(row))
          : make("td", { class: column.kind }, column.cell(row))))));
    if (!all.length) body.append(make("tr", {}, make("td", { colspan: columns.length }, say("page-nobody"))));
    count.textContent = say("page-count", { shown: all.length, all: agencies.code.length });
    if (printing && all.length > PAPER) count.append(`. ${say("page-paper", { most: PAPER })}`);
    turn(pages);
  }

  function turn(pages) {
    pager.hidden = pages === 1;
    pager.setAttribute("aria-label", say("page-pages"));
    const to = (word, page) => make("button", {
      type: "button", disabled: page < 0 || page >= pages,
      onclick: () => { state.page = page; render(); holder.scrollIntoView({ block: "start" }); },
    }, say(word));
    pager.replaceChildren(
      to("page-first", state.page === 0 ? -1 : 0), to("page-previous", state.page - 1),
      make("span", {}, say("page-of", { page: state.page + 1, pages })),
      to("page-next", state.page + 1), to("page-last", state.page === pages - 1 ? pages : pages - 1));
  }

  const made = {
    show(rows) { state.rows = rows; state.page = 0; render(); },
    render,
    shown: () => holder.isConnected && Boolean(holder.offsetParent),
  };
  tables.push(made);
  return made;
}

const percentBar = (row) => {
  const bar = make("span", { class: "share", "aria-hidden": "true" });
  bar.style.setProperty("--share", `${Math.min(coordinate(agencies.percent[row]) ?? 0, 100)}%`);
  return [make("span", {}, figure(agencies.percent[row])), bar];
};

const leagueColumns = () => {
  const columns = [
    { key: "rank", word: "head-rank", kind: "number", cell: (row) => agencies.rank[row] ?? "–", order: (row) => (agencies.rank[row] === null ? null : row) },
    { key: "name", word: "head-agency", kind: "name", head: true, cell: linkTo, order: nameOf },
    { key: "group", word: "page-group", kind: "lesser", cell: (row) => text(groups[agencies.group[row]].title), order: (row) => agencies.group[row] },
    { key: "points", word: "head-points", kind: "number middling", down: true, cell: (row) => figure(agencies.points[row]), order: (row) => agencies.points_order[row] },
    { key: "max", word: "head-max", kind: "number lesser", down: true, cell: (row) => figure(agencies.max[row]), order: (row) => agencies.max_order[row] },
    { key: "percent", word: "head-percent", kind: "number percent", down: true, cell: percentBar, order: (row) => agencies.percent_order[row] },
    { key: "tier", word: "head-tier", kind: "pill", cell: tierMark, order: (row) => agencies.tier_order[row] },
  ];
  if (agencies.change) {
    columns.push(
      { key: "places", word: "head-places", kind: "number", down: true, cell: moved, order: (row) => agencies.change.places[row] },
      { key: "change", word: "head-points-change", kind: "number lesser", down: true, cell: (row) => figure(agencies.change.points[row]), order: (row) => agencies.change.points_order[row] });
  }
  return groups.length > 1 ? columns : columns.filter((column) => column.key !== "group");
};

const find = { search: document.getElementById("search"), group: document.getElementById("group"), tier: document.getElementById("tier") };
const sought = agencies.code.map((code, row) =>
  plain([code, ...[agencies.name[row]].flat()].join(" ")));
let league;

/// The rows that the search and the filters leave.
function found() {
  const words = plain(find.search.value).split(/\s+/).filter(Boolean);
  const { value: group } = find.group;
  const { value: tier } = find.tier;
  return agencies.code.map((_, row) => row).filter((row) =>
    (group === "" || agencies.group[row] === Number(group)) &&
    (tier === "" || String(agencies.tier[row]) === tier) &&
    words.every((word) => sought[row].includes(word)));
}

/// The options in the reader's language, with what was chosen kept.
function offer() {
  const choose = (select, options) => {
    const { value } = select;
    select.replaceChildren(make("option", { value: "" }, say("page-all")),
      ...options.map(([key, title]) => make("option", { value: key }, title)));
    select.value = value;
  };
  choose(find.group, groups.map((group, k) => [k, text(group.title)]));
  const tiers = new Map();
  agencies.tier.forEach((tier, row) => tiers.set(tier, agencies.tier_order[row] ?? 99));
  choose(find.tier, [...tiers].sort((a, b) => a[1] - b[1]).map(([tier]) =>
    [String(tier), tier === null ? say("page-no-tier") : numbered(tier)]));
}

function showLeague() {
  offer();
  league ??= sortable(document.getElementById("league-table"), () => say("page-league"), leagueColumns());
  refilter();
}

function refilter() {
  league.show(found());
  showGroups(find.group.value);
}
