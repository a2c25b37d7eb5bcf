// The page in a real browser: node page.test.js PAGE.html [FOLDER for pictures]
// The page is that of Lam Giang 2023 with 2022. Anything on the console, any request and any error fails it.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [file, pictures] = process.argv.slice(2);
const flags = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags });
const heard = [];
const address = pathToFileURL(file).href;
const MANY = 11_000;

/// The same page with its agencies again and again, `MANY` in all, without details as a page of so many is.
function inflated() {
  const [before, rest] = readFileSync(file, "utf8").split('id="data">');
  const end = rest.indexOf("</script>");
  const data = JSON.parse(rest.slice(0, end));
  const many = (column) => Array.from({ length: MANY }, (_, row) => column[row % column.length]);
  const all = (columns) => Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, many(column)]));
  const { change, ...columns } = data.agencies;
  data.agencies = { ...all(columns), change: all(change) };
  data.agencies.code = data.agencies.code.map((code, row) => `${code}-${row}`);
  data.agencies.name = data.agencies.name.map((name, row) => [name].flat().map((one) => `${one} ${row}`));
  data.details = { kind: "none", agencies: [] };
  return `${before}id="data">${JSON.stringify(data).replaceAll("<", "\\u003c")}${rest.slice(end)}`;
}

/// The page on a screen of its own, with whatever it says or asks for written down.
async function opened(options = {}, path = "", address = pathToFileURL(file).href) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.on("console", (message) => heard.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => heard.push(`error: ${error.stack}`));
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== address && !request.url().startsWith("data:")) heard.push(`request: ${request.url()}`);
  });
  await page.goto(address + path);
  await page.waitForSelector("html[data-ready]");
  return page;
}

const names = (page) => page.$$eval("#league-table tbody th", (cells) => cells.map((cell) => cell.textContent));
const column = (page, k) => page.$$eval(`#league-table tbody td:nth-child(${k})`, (cells) => cells.map((cell) => cell.textContent.trim()));
const picture = async (page, name, options = {}) => {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, ...options });
};
const drawn = (page, within) => page.waitForFunction((at) => document.querySelector(`${at} .chart svg path`), within);
const contained = (page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

const tests = {
  async "the league table stands as the data do"() {
    const page = await opened();
    const data = JSON.parse(await page.textContent("#data"));
    assert.equal((await names(page)).length, data.agencies.code.length);
    const { rank } = data.agencies;
    const rows = rank.map((_, row) => row).sort((a, b) => (rank[a] === null) - (rank[b] === null) || a - b);
    assert.deepEqual(await names(page), rows.map((row) => [data.agencies.name[row]].flat()[0]));
    assert.equal((await column(page, 4))[0], data.agencies.points[0].replace(".", ","));
    await picture(page, "league");
    await page.context().close();
  },

  async "a click on a heading sorts, a second turns the order, and the heading says so"() {
    const page = await opened();
    const heading = page.getByRole("columnheader", { name: "Cơ quan" });
    await heading.getByRole("button").click();
    assert.equal(await heading.getAttribute("aria-sort"), "ascending");
    const up = await names(page);
    assert.deepEqual(up, [...up].sort(new Intl.Collator("vi", { numeric: true }).compare));
    await heading.getByRole("button").click();
    assert.equal(await heading.getAttribute("aria-sort"), "descending");
    assert.deepEqual(await names(page), up.reverse());
    assert.equal(await page.$$eval("[aria-sort=ascending], [aria-sort=descending]", (all) => all.length), 1);
    await page.context().close();
  },

  async "whichever way ranks are sorted, who has none comes last"() {
    const page = await opened();
    const ranks = () => column(page, 1);
    const heading = page.getByRole("columnheader", { name: "Hạng", exact: true });
    const none = (await ranks()).filter((rank) => rank === "–").length;
    for (const order of ["descending", "ascending"]) {
      await heading.getByRole("button").click();
      assert.equal(await heading.getAttribute("aria-sort"), order);
      const shown = await ranks();
      assert.ok(shown.slice(0, shown.length - none).every((rank) => rank !== "–"), order);
    }
    await page.context().close();
  },

  async "the keyboard sorts by points, the most first, and keeps its place"() {
    const page = await opened();
    await page.getByRole("columnheader", { name: "Điểm", exact: true }).getByRole("button").focus();
    await page.keyboard.press("Enter");
    const data = JSON.parse(await page.textContent("#data"));
    const order = data.agencies.points_order.map((_, row) => row)
      .sort((a, b) => data.agencies.points_order[b] - data.agencies.points_order[a] || a - b);
    assert.deepEqual(await names(page), order.map((row) => [data.agencies.name[row]].flat()[0]));
    assert.match(await page.evaluate(() => document.activeElement.textContent), /Điểm/);
    await page.context().close();
  },

  async "search finds with and without marks, đ too, and the filters narrow"() {
    const page = await opened();
    const found = async (words) => {
      await page.getByRole("searchbox").fill(words);
      return names(page);
    };
    assert.deepEqual(await found("Sở Nội vụ"), ["Sở Nội vụ"]);
    assert.deepEqual(await found("so noi vu"), ["Sở Nội vụ"]);
    assert.deepEqual(await found("dau tu"), ["Sở Kế hoạch và Đầu tư"]);
    assert.deepEqual(await found("ĐẦU TƯ"), ["Sở Kế hoạch và Đầu tư"]);
    assert.deepEqual(await found("Home Affairs"), ["Sở Nội vụ"]);
    assert.deepEqual(await found("khong co ai"), []);
    assert.match(await page.textContent(".count"), /^0\//);
    await picture(page, "search");
    await page.getByRole("button", { name: "Bỏ lọc" }).click();
    await page.waitForFunction(() => document.querySelectorAll("#league-table tbody th").length > 30);
    const [first, second] = (await page.$$eval("#groups h3", (all) => all.map((title) => title.firstChild.textContent)));
    await page.getByLabel("Khối").selectOption({ label: second });
    assert.ok((await column(page, 3)).every((group) => group === second) && first !== second);
    assert.equal((await page.$$("#groups section")).length, 1);
    await page.getByLabel("Mức xếp loại").selectOption({ label: "Xuất sắc" });
    assert.ok((await column(page, 7)).every((tier) => tier === "Xuất sắc"));
    await page.context().close();
  },

  async "the switch turns every word, the decimal mark and the lang of the page, and is remembered"() {
    const page = await opened();
    assert.equal(await page.getAttribute("html", "lang"), "vi");
    const before = await column(page, 6);
    await page.getByRole("button", { name: "English" }).click();
    assert.equal(await page.getAttribute("html", "lang"), "en");
    assert.equal((await names(page))[0], "Department of Home Affairs");
    assert.deepEqual(await column(page, 6), before.map((figure) => figure.replace(",", ".")));
    assert.match(await page.title(), /League table/);
    const left = await page.$$eval("[data-word], #groups, #foot, thead", (all) => all.map((one) => one.textContent).join(" "));
    assert.doesNotMatch(left, /Bảng|Khối|Hạng|undefined|\{\w+\}|null/);
    await page.reload();
    await page.waitForSelector("html[data-ready]");
    assert.equal(await page.getAttribute("html", "lang"), "en");
    await picture(page, "league-en", { fullPage: true });
    await page.context().close();
  },

  async "an agency opens by the keyboard, back returns to the row, and forward to the agency"() {
    const page = await opened();
    const link = page.locator("#league-table tbody tr:nth-child(6) a");
    const name = await link.textContent();
    await link.focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction((wanted) => document.querySelector("#agency h2")?.textContent === wanted, name);
    await drawn(page, "#agency");
    assert.equal(await page.evaluate(() => document.activeElement.id), "agency-title");
    assert.match(await page.title(), new RegExp(`^${name} – `));
    assert.match(await page.getAttribute("#areas-chart", "aria-label"), new RegExp(name));
    assert.doesNotMatch(await page.textContent("#agency"), /undefined|null|NaN|\{\w+\}/);
    await picture(page, "agency", { fullPage: true });
    await picture(page, "agency-top");
    await page.goBack();
    await page.waitForSelector("#league:not([hidden])");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), name);
    await page.goForward();
    await page.waitForSelector("#agency:not([hidden])");
    assert.equal(await page.textContent("#agency h2"), name);
    await page.context().close();
  },

  async "every agency's view opens in both languages and says what the data say"() {
    const page = await opened();
    const data = JSON.parse(await page.textContent("#data"));
    for (const [row, code] of data.agencies.code.entries()) {
      await page.evaluate((to) => { location.hash = to; }, `#/agency/${encodeURIComponent(code)}`);
      const language = row % 2;
      await page.getByRole("button", { name: ["Tiếng Việt", "English"][language] }).click();
      const name = [data.agencies.name[row]].flat().at(language === 1 ? -1 : 0);
      await page.waitForFunction((wanted) => document.querySelector("#agency h2")?.textContent === wanted, name);
      const said = await page.textContent("#agency");
      assert.doesNotMatch(said, /undefined|null|NaN|\{\w+\}/, code);
      const mark = language ? "." : ",";
      assert.ok(said.includes(data.agencies.points[row].replace(".", mark)), code);
      const lost = await page.$$eval("#agency .losses > li > b", (all) => all.map((one) => one.textContent));
      assert.deepEqual(lost, data.details.agencies[row].losses.map((loss) => loss[1].replace(".", mark).replace("-", "−")), code);
    }
    await page.context().close();
  },

  async "the two years stand side by side, with who came, who left and what cannot be compared"() {
    const page = await opened({}, "#/years");
    await drawn(page, "#years");
    const data = JSON.parse(await page.textContent("#data"));
    const said = await page.textContent("#years");
    for (const part of [...data.round.caveats, ...data.round.leavers]) assert.ok(said.includes([part].flat()[0]), part);
    assert.doesNotMatch(said, /undefined|null|NaN|\{\w+\}/);
    await picture(page, "years", { fullPage: true });
    await page.getByLabel("Khối").nth(1).selectOption({ index: 1 });
    await drawn(page, "#years");
    assert.equal(await page.$$eval("#years tbody tr", (all) => all.length), data.agencies.group.filter((group) => group === 1).length);
    await page.context().close();
  },

  async "an address that nobody has leads to the league table"() {
    for (const path of ["#/agency/nobody", "#/agency/%", "#/elsewhere"]) {
      const page = await opened({}, path);
      assert.ok(await page.isVisible("#league"));
      await page.context().close();
    }
  },

  async "on a phone nothing is wider than the screen"() {
    const page = await opened({ viewport: { width: 375, height: 812 }, deviceScaleFactor: 2 });
    assert.ok(await contained(page));
    await picture(page, "phone");
    await page.locator("#league-table tbody tr:nth-child(6) a").click();
    await drawn(page, "#agency");
    assert.ok(await contained(page));
    await picture(page, "phone-agency");
    await page.locator("[data-view=years]").click();
    await drawn(page, "#years");
    assert.ok(await contained(page));
    await picture(page, "phone-years");
    await page.context().close();
  },

  async "in the dark and without motion it is still legible"() {
    const page = await opened({ colorScheme: "dark", reducedMotion: "reduce" });
    await picture(page, "dark-league");
    await page.locator("#league-table tbody tr:nth-child(6) a").click();
    await drawn(page, "#agency");
    await picture(page, "dark");
    await page.context().close();
  },

  async "words stand out from their ground by 4.5 to 1, in light and in dark"() {
    for (const colorScheme of ["light", "dark"]) {
      const page = await opened({ colorScheme });
      await page.locator("#league-table tbody tr:nth-child(6) a").click();
      await drawn(page, "#agency");
      const faint = await page.evaluate(() => {
        const parts = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
        const light = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
          .reduce((sum, v, k) => sum + v * [0.2126, 0.7152, 0.0722][k], 0);
        const ground = (element) => {
          for (let at = element; at; at = at.parentElement) {
            const colour = parts(getComputedStyle(at).backgroundColor);
            if (colour.length === 3 || colour[3] === 1) return colour;
          }
          return [255, 255, 255];
        };
        for (const section of document.querySelectorAll("section[hidden]")) section.hidden = false;
        return [...document.querySelectorAll("body *")].flatMap((element) => {
          const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
          if (!own || element.closest("svg, script, :disabled") || !element.offsetParent) return [];
          const [a, b] = [light(parts(getComputedStyle(element).color)), light(ground(element))].sort((x, y) => y - x);
          const ratio = (a + 0.05) / (b + 0.05);
          return ratio < 4.5 ? [`${element.className} ${element.textContent.slice(0, 30)}: ${ratio.toFixed(2)}`] : [];
        });
      });
      assert.deepEqual([...new Set(faint)], []);
      await page.context().close();
    }
  },

  async "what can be used has a name, and the keyboard reaches it in order"() {
    const page = await opened();
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    await picture(page, "skip");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.id), "search");
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
    assert.equal(outline, "solid");
    const nameless = await page.$$eval("a, button, input, select, summary", (all) =>
      all.filter((one) => one.offsetParent && !(one.textContent.trim() || one.ariaLabel || one.labels?.[0]?.textContent.trim())).length);
    assert.equal(nameless, 0);
    const ids = await page.$$eval("[id]", (all) => all.map((one) => one.id));
    assert.equal(new Set(ids).size, ids.length);
    await page.context().close();
  },

  async "on paper every row is there, in light colours, on A4"() {
    for (const [name, path] of [["paper-league", ""], ["paper-agency", "#/agency/"], ["paper-years", "#/years"]]) {
      const page = await opened({ colorScheme: "dark" });
      const code = JSON.parse(await page.textContent("#data")).agencies.code[5];
      if (path) await page.evaluate((to) => { location.hash = to; }, path.endsWith("/") ? path + code : path);
      await page.waitForTimeout(400);
      const bytes = await page.pdf({ path: pictures ? `${pictures}/${name}.pdf` : undefined, preferCSSPageSize: true });
      const sheets = bytes.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
      assert.ok(sheets >= 1 && sheets <= 8, `${name}: ${sheets} sheets`);
      assert.equal(await page.evaluate(() => document.documentElement.className), "", "as before");
      await page.context().close();
    }
  },

  async "eleven thousand agencies open, sort and are found without a wait"() {
    const folder = mkdtempSync(join(tmpdir(), "par-index-"));
    try {
      const large = join(folder, "large.html");
      writeFileSync(large, inflated());
      const start = performance.now();
      const page = await opened({}, "", pathToFileURL(large).href);
      const open = Math.round(performance.now() - start);
      const ready = await page.evaluate(() => Math.round(performance.now()));
      /// From the event to the frame that shows what it did.
      const timed = (act) => page.evaluate((code) => new Promise((done) => {
        const start = performance.now();
        new Function(code)();
        requestAnimationFrame(() => setTimeout(() => done(Math.round(performance.now() - start))));
      }), act);
      const sort = await timed('document.querySelectorAll("#league-table thead button")[1].click()');
      const search = await timed('const box = document.getElementById("search"); box.value = "so noi vu 34"; box.dispatchEvent(new Event("input", { bubbles: true }))');
      assert.ok((await names(page)).every((name) => /^Sở Nội vụ .*34/.test(name)));
      const speak = await timed('document.querySelector("[data-language=en]").click()');
      await page.getByRole("searchbox").fill("");
      assert.equal((await page.$$("#league-table tbody tr")).length, 100);
      await page.getByRole("button", { name: "Last" }).click();
      assert.match(await page.textContent(".pager"), /Page 110 of 110/);
      const agency = await timed('document.querySelector("#league-table tbody a").click()');
      await page.locator("[data-view=years]").click();
      await drawn(page, "#years");
      assert.match(await page.textContent("#years .chart"), /▲\d+ +\(\d+ → \d+\)/);
      await picture(page, "years-large");
      const took = { open, ready, sort, search, speak, agency };
      console.log(`     ${MANY} agencies, ${(statSync(large).size / 1e6).toFixed(1)} MB, milliseconds: ${JSON.stringify(took)}`);
      for (const [what, most] of Object.entries({ ready: 5000, sort: 1000, search: 1000, speak: 1500, agency: 1000 })) {
        assert.ok(took[what] <= most, `${what}: ${took[what]} ms, at most ${most}`);
      }
      await page.context().close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  },

  async "it is one file under three megabytes that asks for nothing"() {
    assert.ok(statSync(file).size <= 3_000_000);
    const text = readFileSync(file, "utf8");
    assert.doesNotMatch(text, /<(?:link|img|script|iframe)[^>]*\s(?:src|href)=["']?https?:/i);
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
