// What pages can do without it, they do more quickly with it: search as one types, a tree that a keyboard walks, a query by keys.
"use strict";

const search = document.querySelector("form[data-index]");
if (search) startSearch(search);
for (const form of document.querySelectorAll("form[data-own]")) askByKeys(form);
for (const tree of document.querySelectorAll("ul[data-tree]")) startTree(tree);

/** Search: the index beside the page is read at the first letter, that of duties when few things have the name. */
function startSearch(form) {
  const input = form.elements.q;
  const list = document.getElementById("found");
  const count = document.getElementById("found-count");
  const read = {};
  const load = (name) => (read[name] ??= fetch(form.dataset[name]).then((answer) => answer.json()));
  // What has all wanted words, the best and shortest first.
  const find = ({ words, sets, kinds, things }, wanted) => {
    const known = words.split(" ");
    const points = wanted.map((word) => known.map((other) => fit(word, other)));
    const best = sets.map((set) => points.reduce((sum, all) => {
      const most = Math.max(...set.map((word) => all[word]));
      return most > 0 && sum !== null ? sum + most : null;
    }, 0));
    const found = things.filter((thing) => best[thing[3]]);
    found.sort((one, other) => best[other[3]] - best[one[3]] || one[1].length - other[1].length);
    return found.map(([href, label, kind]) => [href, label, kinds[kind]]);
  };
  const run = async () => {
    const names = await load("index");
    const asked = input.value;
    const fold = (text) => [...text.normalize("NFKC")].map((letter) => names.letters[letter] ?? letter).join("");
    const wanted = asked.split(/[^\p{L}\p{N}-]+/u).map(fold).filter((word) => word);
    if (!wanted.length) return;
    let found = find(names, wanted);
    if (found.length < 10) found = found.concat(find(await load("duties"), wanted));
    if (input.value !== asked) return;
    list.replaceChildren(...found.slice(0, 30).map(([href, label, kind]) => {
      const item = document.createElement("li");
      const link = Object.assign(document.createElement("a"), { href, textContent: label });
      item.append(link, " ", Object.assign(document.createElement("span"), { className: "of", textContent: kind }));
      return item;
    }));
    count.textContent = found.length ? list.dataset.count.replace("{n}", found.length) : list.dataset.none;
  };
  let waiting;
  input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(run, 120); });
  form.addEventListener("submit", (event) => { event.preventDefault(); history.replaceState(null, "", "?q=" + encodeURIComponent(input.value)); run(); });
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) { input.value = asked; run(); }
}

/** A query is asked by Ctrl and Enter too. Tab goes on to the next field, as everywhere. */
function askByKeys(form) {
  form.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit(); });
  Object.assign(form.querySelector("button"), { title: "Ctrl+Enter", ariaKeyShortcuts: "Control+Enter" });
}

/** How well two folded words fit, as src/pages/search/words.rs has it. */
function fit(word, known) {
  if (word === known) return 8;
  if (known.startsWith(word)) return 6;
  if (/[0-9]/.test(word)) return 0;
  const [one, other] = [[...word], [...known]];
  let common = 0;
  while (common < one.length && common < other.length && one[common] === other[common]) common++;
  const apart = Math.abs(one.length - other.length);
  if (common >= 4 && common + 3 >= Math.min(one.length, other.length) && apart <= 6) return 4;
  const most = one.length >= 7 ? 2 : 1;
  return one.length >= 4 && apart <= most && distance(one, other) <= most ? 2 : 0;
}

/** Changed, missing, added and exchanged letters. */
function distance(one, other) {
  let before = [], row = other.map((_, at) => at);
  row.push(other.length);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    [before, row] = [row, next];
  }
  return row[other.length];
}

/** A tree of links (ARIA Authoring Practices): one tab stop, arrows walk, right and left open and close. */
function startTree(tree) {
  tree.setAttribute("role", "tree");
  tree.setAttribute("aria-label", tree.dataset.tree);
  const items = [...tree.querySelectorAll("li")];
  for (const item of items) {
    item.setAttribute("role", "none");
    const link = item.querySelector(":scope > a");
    link.setAttribute("role", "treeitem");
    link.tabIndex = -1;
    const group = item.querySelector(":scope > ul");
    if (group) {
      group.setAttribute("role", "group");
      link.setAttribute("aria-expanded", "true");
      group.id ||= "group-" + items.indexOf(item);
      link.setAttribute("aria-owns", group.id);
    }
  }
  const links = () => [...tree.querySelectorAll("a[role=treeitem]")].filter((link) => link.offsetParent !== null);
  const open = (link, is) => { link.setAttribute("aria-expanded", String(is)); link.parentElement.querySelector(":scope > ul").hidden = !is; };
  const go = (link) => { if (link) { for (const other of tree.querySelectorAll("[tabindex='0']")) other.tabIndex = -1; link.tabIndex = 0; link.focus(); } };
  links()[0].tabIndex = 0;
  tree.addEventListener("keydown", (event) => {
    const link = event.target.closest("a[role=treeitem]");
    if (!link || event.ctrlKey || event.altKey || event.metaKey) return;
    const all = links(), at = all.indexOf(link), expanded = link.getAttribute("aria-expanded");
    const above = link.parentElement.parentElement.closest("li")?.querySelector(":scope > a");
    const actions = {
      ArrowDown: () => go(all[at + 1]),
      ArrowUp: () => go(all[at - 1]),
      Home: () => go(all[0]),
      End: () => go(all[all.length - 1]),
      ArrowRight: () => (expanded === "false" ? open(link, true) : expanded === "true" && go(all[at + 1])),
      ArrowLeft: () => (expanded === "true" ? open(link, false) : go(above)),
    };
    if (actions[event.key]) { event.preventDefault(); actions[event.key](); }
  });
}
