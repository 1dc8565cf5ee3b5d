// What people do with the public face, done by a browser on a server and on the same pages as files: node browser.mjs SERVER SITE [SHOTS]
// Every request that leaves the origin fails, and axe-core must find nothing on any kind of page.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(process.cwd() + "/");
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [server, site, shots] = process.argv.slice(2);
const ORDER = "order/V1400009219";
let failures = 0;

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

async function open(root, settings = {}) {
  const context = await browser.newContext({ bypassCSP: Boolean(settings.bypassCSP), javaScriptEnabled: settings.script !== false, viewport: { width: settings.width ?? 1000, height: 900 }, colorScheme: settings.dark ? "dark" : "light", acceptDownloads: true });
  await context.route("**", (route) => {
    const url = route.request().url();
    if (url.startsWith(root) || url.startsWith("data:")) return route.continue();
    fail(`${url} leaves the origin`);
    return route.abort();
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => fail(`${page.url()}: ${error}`));
  return page;
}

function fail(message) {
  failures++;
  console.log(`  FAILS ${message}`);
}

function expect(is, message) {
  if (!is) fail(message);
}

const tasks = {
  "find a post title by a misspelled Kazakh word": async (page, root) => {
    await page.goto(`${root}search.html`);
    await page.fill("input[name=q]", "сарапщы");
    await page.waitForSelector("#found a");
    await page.locator("#found a", { hasText: /сарапшы/i }).first().click();
    await page.waitForSelector("h1");
    expect(/сарапшы/i.test(await page.textContent("h1")), "the page is not that of the title");
  },
  "go from an entry to its lines and back": async (page, root) => {
    await page.goto(`${root}${ORDER}/entry/40.en.html`);
    await page.locator("dd a[href*='#L']").first().click();
    await page.waitForSelector("#L2603");
    expect(page.url().endsWith("#L2603"), page.url());
    await page.locator("a[href='../entry/40.en.html']").first().click();
    expect((await page.textContent("h1")).includes("40"), "not back on the entry");
  },
  "walk the tree by keyboard": async (page, root) => {
    await page.goto(`${root}${ORDER}/structure.en.html`);
    expect((await page.locator("[role=treeitem][tabindex='0']").count()) === 1, "more than one tab stop");
    await page.locator("[role=treeitem][tabindex='0']").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    const before = await page.evaluate(() => document.activeElement.textContent);
    await page.keyboard.press("ArrowUp");
    const after = await page.evaluate(() => document.activeElement.textContent);
    expect(before !== after, "the arrow does not walk");
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowLeft");
    expect((await page.evaluate(() => document.activeElement.getAttribute("aria-expanded"))) === "false", "it does not close");
  },
  "read the matrix of acts and categories": async (page, root) => {
    await page.goto(`${root}query/acts-by-categories.en.html`);
    const row = page.locator("table.matrix tbody tr", { hasText: "Constitution" });
    expect((await row.locator("td").allTextContents()).some((text) => text.trim() === "94"), "no 94 posts of C-3");
  },
  "switch the language and stay": async (page, root) => {
    await page.goto(`${root}act/Z990000453_.en.html`);
    await page.click("nav a[hreflang=ru]");
    expect((await page.textContent("h1")) === "О государственной службе", await page.textContent("h1"));
  },
  "ask a saved question for a value and download it": async (page, root) => {
    await page.goto(`${root}query/acts-by-category.en.html`);
    await page.locator("main a", { hasText: /^C-3$/ }).click();
    const [download] = await Promise.all([page.waitForEvent("download").catch(() => null), page.locator("a", { hasText: "CSV" }).first().evaluate((link) => { link.download = ""; link.click(); })]);
    expect(download !== null, "nothing is downloaded");
  },
  "compare two categories": async (page, root) => {
    await page.goto(`${root}query/compare-categories.en.html`);
    await page.locator("main a", { hasText: /^C-3 – C-4$/ }).click();
    const headings = await page.locator("h2").allTextContents();
    expect(["Only in the first: C-3", "Only in the second: C-4", "In common"].every((heading) => headings.some((text) => text.startsWith(heading))), headings.join(", "));
  },
  "find posts that are open for Finance": async (page, root) => {
    await page.goto(`${root}query/posts-open-to.en.html`);
    await page.locator("main a", { hasText: "(5B050900)" }).click();
    expect((await page.textContent(".reply")).includes("Based on your answers"), "it is not said in words");
    await page.locator("td a[href*='#L']").first().click();
    expect(/text\/\d+\.en\.html#L\d+$/.test(page.url()), page.url());
  },
  "count findings by kind and go to their lines": async (page, root) => {
    await page.goto(`${root}query/findings.en.html`);
    const kind = page.locator("main li", { hasText: "duplicate-code" });
    const count = Number(await kind.locator(".count").textContent());
    await kind.locator("a").click();
    expect((await page.locator("tbody tr").count()) === count && count > 0, `${count} findings`);
  },
  "find a duty by a word of it": async (page, root) => {
    await page.goto(`${root}search.html`);
    await page.fill("input[name=q]", "гармонизациялау");
    await page.waitForSelector("#found a[href*='#duties']");
  },
  "print": async (page, root) => {
    await page.goto(`${root}${ORDER}/entry/40.en.html`);
    expect((await page.pdf()).length > 10_000, "the print is empty");
  },
};
const reading = ["", "act/Z990000453_.html", `${ORDER}/entry/40.ru.html`, `${ORDER}/text/9.html`, "query/acts-by-categories.html", "query/posts-open-to/5B050900.html", `${ORDER}/structure.html`];
const kinds = ["index.html", "index.en.html", "act/Z990000453_.en.html", `${ORDER}.ru.html`, `${ORDER}/entry/40.en.html`, `${ORDER}/position/13-4-2.html`, `${ORDER}/unit/13-4.html`, `${ORDER}/text/9.en.html`, `${ORDER}/posts.ru.html`, `${ORDER}/structure.en.html`, "category/C-3.html", "specialty/5B050900.en.html", "ontology.en.html", "dataset.en.html", "questions.en.html", "query/acts-by-categories.en.html", "query/specialties-by-units.en.html", "query/compare-categories/C-3/C-4.ru.html", "query/compare-positions.html", "query/posts-open-to/5B050900.en.html", "query/findings.en.html", "query/acts-by-category/C-3.ru.html", "search.en.html", "sparql.en.html"];

for (const [name, root] of [["server", server], ["site", site]]) {
  for (const [task, run] of Object.entries(tasks)) {
    console.log(`${name}: ${task}`);
    const page = await open(root);
    await run(page, root).catch((error) => fail(String(error).split("\n")[0]));
    await page.context().close();
  }
  console.log(`${name}: read with JavaScript off`);
  for (const path of reading) {
    const page = await open(root, { script: false });
    await page.goto(root + path);
    expect((await page.locator("h1").count()) === 1, `${path} has no one heading`);
    await page.context().close();
  }
}

console.log("find posts that are open for Finance (server)");
{
  const page = await open(server);
  await page.goto(`${server}query/posts-open-to.en.html`);
  await page.selectOption("select[name=specialty]", "5B050900");
  await page.locator("form.ask button").click();
  await page.waitForSelector("tbody tr");
  expect((await page.locator("tbody tr").count()) > 100, "few posts are open for Finance");
  await page.goto(`${server}query/compare-positions.en.html?first=13-4-1&second=13-4-2`);
  expect((await page.locator("tbody tr").count()) > 10, "two posts are not compared");
  await page.context().close();
}

console.log("mend a query of one's own with JavaScript off (server)");
{
  const page = await open(server, { script: false });
  await page.goto(`${server}query/acts-by-category/C-3.en.html`);
  await page.click("summary");
  await page.click("a[href*='sparql.en.html']");
  const query = await page.inputValue("textarea");
  expect(query.includes('"C-3"'), "the value does not stand in the query");
  await page.fill("textarea", query.replace("lz:entry", "lx:entry"));
  await page.click("form button");
  const lines = query.split("\n"), at = lines.findIndex((line) => line.includes("lz:entry")), column = lines[at].indexOf("lz:entry");
  expect((await page.textContent("[role=alert] p")).startsWith(`Line ${at + 1}, column ${column + 1}: the prefix`), await page.textContent("[role=alert]"));
  const [line, caret] = (await page.textContent("[role=alert] pre")).split("\n");
  expect(line.startsWith("lx:entry", column) && caret === " ".repeat(column) + "^", `${line}\n${caret}`);
  await page.fill("textarea", (await page.inputValue("textarea")).replace("lx:entry", "lz:entry"));
  await page.click("form button");
  expect((await page.locator("#answer tbody tr").count()) === 10, "not ten acts");
  await page.click("nav a[hreflang=ru]");
  expect((await page.locator("#answer tbody tr").count()) === 10, "another language asks another query");
  await page.context().close();
}

console.log("ask in the browser (site)");
{
  const page = await open(site);
  await page.goto(`${site}query/acts-by-category/C-3.en.html`);
  await page.click("summary");
  await page.click("a[href*='sparql.en.html']");
  await page.waitForSelector(".CodeMirror-code");
  const query = await page.evaluate(() => document.querySelector(".CodeMirror").CodeMirror.getValue());
  const ask = async (text) => {
    await page.evaluate((text) => document.querySelector(".CodeMirror").CodeMirror.setValue(text), text);
    await page.click("form button");
    await page.waitForSelector("#answer > *", { timeout: 60_000 });
  };
  await ask(query);
  expect((await page.locator("#answer tbody tr").count()) === 10, `not ten acts: ${await page.textContent("#answer")}`);
  await page.locator("#answer a[href^='act/']").first().click();
  expect((await page.textContent("h1")).length > 0, "the row leads to no page");
  await page.goBack();
  await page.waitForSelector("#answer tbody tr", { timeout: 60_000 });
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#answer button", { hasText: "CSV" }).click()]);
  expect(readFileSync(await download.path(), "utf8").startsWith("act,actLabel,"), "the file has other columns");
  await ask("SELECT ?x {\n\t?x FILTR(?x)\n}");
  expect((await page.textContent("[role=alert]")).includes("Line 2, column ") && (await page.textContent("[role=alert] pre")).endsWith("^"), await page.textContent("[role=alert]"));
  await page.focus(".CodeMirror textarea");
  await page.keyboard.press("Tab");
  expect((await page.evaluate(() => document.activeElement.tagName)) === "BUTTON", "a keyboard does not leave the editor");
  await page.evaluate(() => document.querySelector(".CodeMirror").CodeMirror.setValue("ASK { ?a ?b ?c }"));
  await page.focus(".CodeMirror textarea");
  await page.keyboard.press("Control+Enter");
  await page.waitForSelector("#answer > p button");
  expect((await page.textContent("#answer")).startsWith("Yes"), await page.textContent("#answer"));
  await ask("CONSTRUCT { ?s a ?c } WHERE { ?s a ?c }");
  expect((await page.locator("#answer tbody tr").count()) === 150, "a graph is no table");
  await page.context().close();
}
{
  const page = await open(site, { script: false });
  await page.goto(`${site}sparql.html`);
  expect((await page.locator("form:visible").count()) === 0 && (await page.locator("noscript").count()) === 1, "a dead form");
  await page.context().close();
}

console.log("axe-core on every kind of page, light, dark and narrow");
const asked = "sparql.en.html?query=SELECT%20*%20%7B%0A%20%20?a%20?b%20?c%0A%7D%20LIMIT%203";
const wrong = "sparql.en.html?query=SELECT%20*%20%7B%0A%20%20?a%20?b%20%0A%7D%20LIMT%203";
const looked = [...kinds.map((path) => site + path), site + asked, site + wrong, server + asked, server + wrong];
for (const path of looked) {
  for (const settings of [{}, { dark: true }, { width: 360 }]) {
    const page = await open(path.startsWith(site) ? site : server, { ...settings, bypassCSP: true });
    await page.goto(path);
    if (path.includes("?query=")) await page.waitForSelector("#answer > *", { timeout: 60_000 });
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
    for (const { id, nodes } of violations) fail(`${path} ${JSON.stringify(settings)}: ${id}: ${nodes[0].html.slice(0, 120)} (${nodes.length})`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 1) fail(`${path} ${JSON.stringify(settings)}: ${wide} pixels too wide`);
    await page.context().close();
  }
}

for (const [name, path, settings] of shots ? [["front", "index.en.html", {}], ["entry", `${ORDER}/entry/40.en.html`, {}], ["text", `${ORDER}/text/9.en.html#L2603`, {}], ["matrix", "query/acts-by-categories.en.html", { dark: true }]] : []) {
  const page = await open(site, settings);
  await page.setViewportSize({ width: 900, height: 700 });
  await page.goto(site + path);
  await page.screenshot({ path: `${shots}/${name}.png` });
  await page.context().close();
}
await browser.close();
console.log(failures ? `${failures} failures` : "all well");
process.exit(failures ? 1 : 0);
