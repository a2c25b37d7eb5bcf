// The views of several years and of drawn ballots: node years.test.js HISTORY.html ROBUSTNESS.html [FOLDER for pictures]
// Both pages are of Lam Giang 2023 with 2022. Anything on the console, any request and any error fails it.
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [history, robustness, pictures] = process.argv.slice(2);
const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags });
const heard = [];
const VIEWS = [[history, ""], [history, "#/agency/skhdt"], [history, "#/changes"], [history, "#/rules"], [robustness, ""]];

async function opened(file, path = "", options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const address = pathToFileURL(file).href;
  page.on("console", (message) => heard.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => heard.push(`error: ${error.stack}`));
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== address && !request.url().startsWith("data:")) heard.push(`request: ${request.url()}`);
  });
  await page.goto(address + path);
  await page.waitForSelector("html[data-ready]");
  return page;
}

const dataOf = async (page) => JSON.parse(await page.textContent("#data"));
const texts = (page, at) => page.$$eval(at, (all) => all.map((one) => one.textContent.trim()));
const number = (printed) => Number(printed.replace("−", "-").replace(",", "."));
const picture = async (page, name) => {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
};
const drawn = (page, at) => page.waitForFunction((chart) => document.querySelector(`${chart} svg path`), at);
const shown = (page) => page.evaluate(() => [...document.querySelectorAll("main > section")].filter((one) => !one.hidden).map((one) => one.id));

const tests = {
  async "a page opens at the view of its command, and offers the views that it has"() {
    const offered = async (page) => page.$$eval("nav [data-view]", (all) => all.filter((one) => !one.hidden).map((one) => one.dataset.view));
    let page = await opened(history);
    assert.deepEqual(await shown(page), ["history"]);
    assert.deepEqual(await offered(page), ["league", "years", "changes", "history", "rules"]);
    await page.locator("[data-view=league]").click();
    await page.waitForSelector("#league:not([hidden])");
    await page.context().close();
    page = await opened(robustness);
    assert.deepEqual(await shown(page), ["sureness"]);
    assert.deepEqual(await offered(page), ["league", "years", "sureness"]);
    await page.context().close();
  },

  async "the waterfalls of an agency are drawn, and the parts of the table beside them add up to the change"() {
    const page = await opened(history, "#/agency/skhdt");
    for (const chart of ["#causes-points", "#causes-places"]) {
      await drawn(page, chart);
      assert.match(await page.getAttribute(chart, "aria-label"), /Sở Kế hoạch và Đầu tư/);
      const bars = await page.$$eval(`${chart} svg path`, (all) => all.filter((one) => /rgb|#/.test(one.getAttribute("fill") ?? "")).length);
      assert.ok(bars >= 3, `${chart}: ${bars}`);
    }
    const rows = await page.$$eval("#causes tbody tr", (all) => all.map((row) => [...row.cells].map((cell) => cell.textContent)));
    assert.equal(rows.length, 10);
    for (const [column, down] of [[1, false], [2, false], [3, true]]) {
      const figures = rows.map((row) => number(row[column]));
      const parts = figures.slice(1, 8).reduce((sum, part) => sum + part, 0);
      const [from, to, change] = [figures[0], figures[8], figures[9]];
      assert.ok(Math.abs(parts - change) < 0.036, `${parts} ${change}`);
      assert.ok(Math.abs((down ? from - to : to - from) - change) < 0.011);
    }
    await picture(page, "agency");
    await page.context().close();
  },

  async "places through the years are lines with a table of the same figures"() {
    const page = await opened(history);
    await drawn(page, "#history .chart");
    const data = await dataOf(page);
    const [group] = data.history.groups;
    const rows = await page.$$eval("#history table", ([table]) => [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent)));
    assert.deepEqual(rows.map((row) => row[3]), group.agencies.map((one) => one.places.map((place) => place ?? "–").join(" → ")));
    await picture(page, "history");
    await page.locator("#history select").selectOption({ index: 1 });
    await drawn(page, "#history .chart");
    assert.equal(await page.evaluate(() => document.activeElement.tagName), "SELECT");
    await page.context().close();
  },

  async "on the diagonal of the rules stands the league table"() {
    const page = await opened(history, "#/rules");
    const data = await dataOf(page);
    const last = data.rules.columns.length - 1;
    const cells = await page.$$eval("#rules tbody tr", (all) => all.map((row) => [row.cells[0].textContent, row.cells[row.cells.length - 1].firstChild.textContent]));
    const known = new Map(data.agencies.name.map((name, row) => [[name].flat()[0], data.agencies.percent[row]]));
    let seen = 0;
    for (const [name, percent] of cells.filter(([name]) => known.has(name))) {
      assert.equal(percent, `${known.get(name).replace(".", ",")}%`, name);
      seen += 1;
    }
    assert.ok(seen >= 20 && data.rules.columns[last].rules === data.rules.columns[last].facts);
    await picture(page, "rules");
    await page.context().close();
  },

  async "every changed item says how many points it touches"() {
    const page = await opened(history, "#/changes");
    const data = await dataOf(page);
    assert.deepEqual(await texts(page, "#changes .stakes > li > b"), data.changes.changed.map((one) => one.stake.replace(".", ",")));
    assert.equal(await page.$$eval("#changes tbody tr", (all) => all.length), data.changes.effects.length);
    await picture(page, "changes");
    await page.context().close();
  },

  async "whiskers stand where the figures beside them say"() {
    const page = await opened(robustness);
    const found = await page.$$eval("#sureness tbody tr", (rows) => rows.map((row) => {
      const middle = (one) => { const box = one.getBoundingClientRect(); return [box.left, box.right]; };
      return { rank: Number(row.cells[0].textContent), interval: row.cells[5].textContent, ...Object.fromEntries(["thick", "thin", "dot"].map((kind) => [kind, middle(row.querySelector(`.${kind}`))])) };
    }));
    assert.ok(found.length >= 20);
    for (const one of found) {
      const [from, to = from] = one.interval.split("–").map(Number);
      const dot = (one.dot[0] + one.dot[1]) / 2;
      assert.ok(from <= one.rank && one.rank <= to);
      assert.ok(one.thick[0] <= dot && dot <= one.thick[1], JSON.stringify(one));
      assert.ok(one.thin[0] <= one.thick[0] + 1 && one.thick[1] <= one.thin[1] + 1);
    }
    for (const [above, below] of found.slice(1).map((one, k) => [found[k], one])) {
      if (above.rank < below.rank) assert.ok(above.dot[0] < below.dot[0]);
    }
    await picture(page, "sureness");
    await page.context().close();
  },

  async "every view speaks both languages, fits a phone, and goes onto A4"() {
    for (const [k, [file, path]] of VIEWS.entries()) {
      const page = await opened(file, path, { viewport: { width: 375, height: 812 } });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), path);
      await picture(page, `phone-${k}`);
      await page.getByRole("button", { name: "English" }).click();
      await page.waitForSelector("html[lang=en]");
      const said = await page.$$eval("main > section:not([hidden])", ([section]) => section.textContent);
      assert.doesNotMatch(said, /undefined|null|NaN|\{\w+\}|Khối|hạng|điểm/, path);
      const bytes = await page.pdf({ path: pictures ? `${pictures}/paper-${k}.pdf` : undefined, preferCSSPageSize: true });
      const sheets = bytes.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
      assert.ok(sheets >= 1 && sheets <= 9, `${path}: ${sheets} sheets`);
      await page.context().close();
    }
  },

  async "words stand out from their ground by 4.5 to 1, in light and in dark, on heat too"() {
    for (const [file, path] of VIEWS) {
      for (const colorScheme of ["light", "dark"]) {
        const page = await opened(file, path, { colorScheme });
        const faint = await page.evaluate(() => {
          const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
          const parts = (colour) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
          const light = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
            .reduce((sum, v, k) => sum + v * [0.2126, 0.7152, 0.0722][k], 0);
          const ground = (element) => {
            for (let at = element; at; at = at.parentElement) {
              const colour = parts(getComputedStyle(at).backgroundColor);
              if (colour[3] === 255) return colour;
            }
            return [255, 255, 255];
          };
          return [...document.querySelectorAll("main > section:not([hidden]) *")].flatMap((element) => {
            const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
            if (!own || element.closest("svg") || !element.offsetParent) return [];
            const [a, b] = [light(parts(getComputedStyle(element).color)), light(ground(element))].sort((x, y) => y - x);
            return (a + 0.05) / (b + 0.05) < 4.5 ? [`${element.className} ${element.textContent.slice(0, 30)}: ${((a + 0.05) / (b + 0.05)).toFixed(2)}`] : [];
          });
        });
        assert.deepEqual([...new Set(faint)], [], `${path} ${colorScheme}`);
        await page.context().close();
      }
    }
  },
};

let failed = 0;
for (const [name, test] of Object.entries(tests)) {
  heard.length = 0;
  const start = performance.now();
  try {
    await test();
    assert.deepEqual(heard, []);
    console.log(`ok   ${name} (${Math.round(performance.now() - start)} ms)`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL ${name}\n${error.stack}\n${heard.join("\n")}`);
  }
}
await browser.close();
process.exitCode = failed ? 1 : 0;
