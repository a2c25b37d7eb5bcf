// The data, the reader's language, and how words, figures and elements are made.
const data = JSON.parse(document.getElementById("data").textContent);
const { agencies, groups, nodes, round } = data;
let language = data.language;

/// A text of the data: one for both languages, or Vietnamese and English.
const text = (said) => (Array.isArray(said) ? said[language === "vi" ? 0 : 1] : said);
/// A text that the data names by its number.
const numbered = (number) => (number === null || number === undefined ? "" : text(data.texts[number]));
/// A sentence of the page with its figures.
const say = (name, figures = {}) =>
  text(data.words[name]).replace(/\{(\w+)\}/g, (all, key) => (key in figures ? figures[key] : all));

/// A printed figure in the reader's spelling; what is not there is a dash.
const figure = (printed) => {
  if (printed === null || printed === undefined) return "–";
  const signed = String(printed).replace("-", "−");
  return language === "vi" ? signed.replace(".", ",") : signed;
};
/// A printed figure as a coordinate; for drawing only.
const coordinate = (printed) => (printed === null || printed === undefined ? null : Number(printed));

/// Letters without marks, for searching: `Sở Đất đai` and `so dat dai` are alike.
const plain = (words) =>
  words.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
const collator = new Intl.Collator("vi", { numeric: true });

/// An element: attributes by name, children as elements or text. Text is never read as markup.
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") element.className = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/// New children in the place of the old; what is nothing is left out.
const fill = (element, ...children) =>
  element.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));

const place = (row) => `#/agency/${encodeURIComponent(agencies.code[row])}`;
const nameOf = (row) => text(agencies.name[row]);
const linkTo = (row) => make("a", { href: place(row), "data-row": row }, nameOf(row));
/// Agencies by name, the first few of `count`.
const several = (rows, count) => {
  const links = rows.flatMap((row, k) => (k ? [", ", linkTo(row)] : [linkTo(row)]));
  return count > rows.length ? [...links, ` ${say("page-and-more", { count: count - rows.length })}`] : links;
};

/// ▲3, ▼10, = or why there is no move; arrows and words, not colour alone.
function moved(row) {
  const places = agencies.change.places[row];
  if (places === null) {
    const origin = agencies.change.origin[row];
    return make("span", { class: "none", title: origin === null ? null : numbered(origin) },
      agencies.change.previous_points[row] === null ? say("newcomer") : "–");
  }
  if (places === 0) return make("span", { class: "none" }, "=");
  const kind = places > 0 ? "up" : "down";
  const count = Math.abs(places);
  return make("span", { class: kind },
    make("span", { "aria-hidden": "true" }, `${places > 0 ? "▲" : "▼"}${count}`),
    make("span", { class: "heard" }, say(places > 0 ? "page-up" : "page-down", { count })));
}

/// A tier in a frame that is darker the better it is.
const tierMark = (row) =>
  agencies.tier[row] === null
    ? make("span", { class: "none" }, "–")
    : make("span", { class: `tier tier-${Math.min(agencies.tier_order[row] ?? 5, 5)}` }, numbered(agencies.tier[row]));
