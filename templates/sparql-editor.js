// The editor of a site without a server: a worker that holds the site's data answers, and nobody else is asked.
"use strict";

const form = document.querySelector("form[data-own]");
const { base, ontology, ending, kinds, most, ...said } = form.dataset;
const field = form.elements.query;
const answer = document.getElementById("answer");
const state = document.getElementById("state");
const [run, stop] = form.querySelectorAll("button");
const GRAPHS = ["CONSTRUCT", "DESCRIBE"];
let editor, worker;

start();

async function start() {
  const fields = new URLSearchParams(location.search);
  field.value = fields.get("query") ?? (await saved(fields.get("edit"))) ?? field.value;
  form.hidden = false;
  editor = highlighted();
  form.addEventListener("submit", (event) => { event.preventDefault(); ask(); });
  stop.addEventListener("click", () => { worker.terminate(); worker = undefined; busy(false); });
  if (fields.has("query")) ask();
}

/** The query that stands on the page of a saved question. */
async function saved(page) {
  if (!/^query\/[\w./-]+$/.test(page ?? "")) return undefined;
  const found = await fetch(page + ending);
  if (!found.ok) return undefined;
  return new DOMParser().parseFromString(await found.text(), "text/html").querySelector("details pre")?.textContent;
}

/** Tab goes on to the next field, as everywhere; suggestions are the query's own variables, and come from nowhere else. */
function highlighted() {
  const place = document.createElement("div");
  field.after(place);
  field.hidden = true;
  const yasqe = new Yasqe(place, {
    value: field.value, autocompleters: ["variables"], prefixCcApi: null, persistenceId: null, showQueryButton: false, resizeable: false,
    createShareableLink: null, consumeShareLink: null, editorHeight: "auto", viewportMargin: Infinity,
    extraKeys: { Tab: false, "Shift-Tab": false, "Ctrl-Enter": ask, "Cmd-Enter": ask },
  });
  yasqe.getInputField().setAttribute("aria-label", field.labels[0].textContent);
  Object.assign(run, { title: "Ctrl+Enter", ariaKeyShortcuts: "Control+Enter" });
  return yasqe;
}

async function ask() {
  if (run.disabled) return;
  const query = editor.getValue();
  const isGraph = GRAPHS.includes(editor.getQueryType());
  const same = "?" + new URLSearchParams({ query });
  history.replaceState(null, "", same);
  for (const link of document.querySelectorAll("nav a[hreflang]")) link.search = same;
  answer.replaceChildren();
  try {
    show(query, isGraph, await asked(query, isGraph));
  } catch (error) {
    refuse(query, error.message);
  }
  answer.scrollIntoView({ block: "nearest" });
}

/** Has the worker answer: with rows for the page, or with the text of a file in `format`. */
async function asked(query, isGraph, format) {
  busy(true, worker ? said.running : said.loading);
  worker ??= new Worker("sparql/worker.js", { type: "module" });
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => (data.error === undefined ? resolve(data) : reject(Error(data.error)));
      worker.onerror = (event) => reject(Error(event.message ?? "worker.js"));
      worker.postMessage({ query, isGraph, format, base, ontology, ending, kinds, most: Number(most) });
    });
  } finally {
    busy(false);
  }
}

function busy(is, text = "") {
  run.disabled = is;
  stop.hidden = !is;
  state.textContent = text;
}

function show(query, isGraph, { columns, rows, count, truth, links }) {
  const counted = count > rows.length ? said.first.replace("{n}", rows.length) : count ? said.results.replace("{n}", count) : said.none;
  const head = make("p", {}, truth === undefined ? counted : truth ? said.yes : said.no);
  const files = isGraph ? [["Turtle", "ttl"], ["N-Triples", "nt"]] : [["CSV", "csv"], ["JSON", "json"]];
  for (const [name, format] of files) {
    const file = make("button", { type: "button" }, name);
    file.addEventListener("click", () => download(query, isGraph, format));
    head.append(" ", file);
  }
  answer.append(head);
  if (!rows.length) return;
  const region = make("div", { className: "scroll", role: "region", tabIndex: 0, ariaLabel: said.answer });
  const heads = make("tr", {}, ...columns.map((name) => make("th", { scope: "col", lang: "en" }, name)));
  const lines = rows.map((row) => make("tr", {}, ...columns.map((name) => make("td", {}, cell(row[name], links)))));
  region.append(make("table", {}, make("thead", {}, heads), make("tbody", {}, ...lines)));
  answer.append(region);
}

/** A value: text as text, and only web addresses lead anywhere. */
function cell(term, links) {
  if (!term) return "";
  if (term.type === "literal") return make("span", { lang: term["xml:lang"] ?? "" }, term.value);
  const href = links[term.value] ?? (/^https?:/.test(term.value) && !term.value.startsWith(base) ? term.value : "");
  const shown = term.value.startsWith(base) ? term.value.slice(base.length) : term.value;
  return href ? make("a", { href }, shown) : shown;
}

async function download(query, isGraph, format) {
  const { text } = await asked(query, isGraph, format);
  const href = URL.createObjectURL(new Blob([text]));
  make("a", { href, download: `answer.${format}` }).click();
  URL.revokeObjectURL(href);
}

/** Says why there is no answer, with a caret below the place where a query cannot be read. */
function refuse(query, message) {
  const [, line, column, reason] = /^error at (\d+):(\d+): (.*)$/s.exec(message) ?? [];
  const box = make("div", { className: "status", role: "alert" });
  answer.append(box);
  if (!line) return box.append(make("p", { lang: "en" }, message));
  // The parser lists every letter that could follow; words help.
  const expected = reason.replace(/^expected (one of )?/, "").split(", ").filter((item) => !/[[\]\n]/.test(item));
  const why = expected.find((item) => item.includes(" ")) ?? (expected.length ? "expected " + expected.join(" or ") : "this cannot be read as SPARQL");
  const text = query.split("\n")[line - 1] ?? "";
  // It stops behind a word that it does not know, and behind a name whose prefix is not declared.
  const before = [...text.padEnd(column)].slice(0, column - 1).join("");
  const start = before.search(why.startsWith("expected") ? /(?<=^|[\s{}().;])\p{L}+$/u : /[^\s{}();,]+\s*$/);
  const indent = start < 0 ? before : before.slice(0, start);
  const place = said.place.replace("{line}", line).replace("{column}", indent.length + 1);
  box.append(make("p", {}, place + ": ", make("span", { lang: "en" }, why)), make("pre", { lang: "en" }, `${text}\n${indent.replace(/[^\t]/g, " ")}^`));
  editor.setCursor(line - 1, indent.length);
}

function make(name, properties, ...content) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...content);
  return element;
}
