// Which view is shown, in which language, on screen or on paper.
const views = Object.fromEntries([...document.querySelectorAll("main > section")].map((section) => [section.id, section]));
/// The views that a page may lack, what shows each, and whether its data are here.
const analyses = {
  years: [showYears, agencies.change], changes: [showChanges, data.changes], history: [showHistory, data.history],
  rules: [showRules, data.rules], sureness: [showSureness, data.sureness],
};
const kept = { view: null, row: null, scroll: 0 };
const byCode = new Map(agencies.code.map((code, row) => [code, row]));

/// The view that the address asks for, and the row of its agency.
function asked() {
  const [, view, code] = (location.hash || data.opens).split("/");
  if (analyses[view]?.[1]) return { view };
  let known;
  try {
    known = byCode.get(decodeURIComponent(code ?? ""));
  } catch {
    known = undefined; // an address that somebody cut short
  }
  return view === "agency" && known !== undefined ? { view: "agency", row: known } : { view: "league" };
}

function show({ view, row }) {
  for (const [name, section] of Object.entries(views)) section.hidden = name !== view;
  for (const link of document.querySelectorAll("[data-view]")) {
    if (link.dataset.view === view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (view === "agency") showAgency(row);
  analyses[view]?.[0]();
  const named = view === "agency" ? nameOf(row) : say(`page-${view}`);
  document.title = `${named} – ${heading()}`;
}

/// Goes where the address says, and takes the reader's focus there; back to where they were in the league table.
function go() {
  const next = asked();
  if (kept.view === "league") kept.scroll = scrollY;
  show(next);
  if (next.view === "league") {
    scrollTo(0, kept.scroll);
    views.league.querySelector(`a[data-row="${kept.row}"]`)?.focus({ preventScroll: true });
  } else {
    scrollTo(0, 0);
    views[next.view].querySelector("h2")?.focus({ preventScroll: true });
  }
  kept.view = next.view;
  kept.row = next.row ?? kept.row;
  redraw();
}

const heading = () => say("heading-title", { title: text(round.title), year: round.year });

/// Everything again, in this language.
function speak(chosen) {
  language = chosen;
  document.documentElement.lang = chosen;
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = say(element.dataset.word);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", say(element.dataset.label));
  for (const button of document.querySelectorAll("[data-language]")) button.setAttribute("aria-pressed", String(button.dataset.language === chosen));
  document.getElementById("title").textContent = heading();
  document.getElementById("source").textContent = say("heading-source", { source: round.source });
  const origin = document.getElementById("origin");
  origin.hidden = round.origin === "documented";
  origin.textContent = say("page-origin", { origin: text(round.origin_said) });
  document.getElementById("foot").replaceChildren(
    round.notes ? make("p", {}, text(round.notes)) : "",
    make("p", {}, say("page-made")));
  showLeague();
  show(asked());
}

function remember(chosen) {
  speak(chosen);
  try {
    localStorage.setItem("par-index-language", chosen);
  } catch {
    // a browser that keeps nothing: the page opens in its own language again
  }
}

function remembered() {
  try {
    return localStorage.getItem("par-index-language");
  } catch {
    return null;
  }
}

/// On paper: every row, light colours, charts as wide as the sheet.
function onPaper(paper) {
  printing = paper;
  document.documentElement.classList.toggle("printing", paper);
  for (const table of tables) if (table.shown()) table.render();
  redraw();
}

for (const button of document.querySelectorAll("[data-language]")) button.addEventListener("click", () => remember(button.dataset.language));
for (const [view, [, known]] of Object.entries(analyses)) document.querySelector(`[data-view=${view}]`).hidden = !known;
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("main").focus();
});
const filters = document.querySelector("#league .filters");
filters.addEventListener("submit", (event) => event.preventDefault());
filters.addEventListener("input", refilter);
filters.addEventListener("reset", () => setTimeout(refilter));
addEventListener("hashchange", go);
addEventListener("beforeprint", () => onPaper(true));
addEventListener("afterprint", () => onPaper(false));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
let resized;
addEventListener("resize", () => {
  clearTimeout(resized);
  resized = setTimeout(redraw, 120);
});

const first = remembered();
speak(first === "vi" || first === "en" ? first : language);
kept.view = asked().view;
kept.row = asked().row ?? null;
document.documentElement.dataset.ready = "true";
