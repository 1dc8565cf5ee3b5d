// Holds the data of the site, and answers queries over the union of their graphs, as the server does.
import init, { Store, namedNode } from "./oxigraph/web.js";

const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const GRAPH_COLUMNS = ["subject", "predicate", "object"];
const loaded = load();

onmessage = async ({ data }) => {
  try {
    const store = await loaded;
    postMessage(data.format ? { text: query(store, data, data.format) } : rowsOf(store, data));
  } catch (error) {
    postMessage({ error: String(error.message ?? error) });
  }
};

async function load() {
  await init();
  const dump = await fetch(new URL("../lauazym.nq.gz", import.meta.url));
  if (!dump.ok) throw new Error(`${dump.url}: ${dump.status}`);
  const bytes = new Uint8Array(await dump.arrayBuffer());
  // Some hosts have it unpacked on its way.
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const whole = isPacked ? new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")) : bytes;
  const store = new Store();
  store.load(await new Response(whole).text(), { format: "application/n-quads", no_transaction: true, lenient: true });
  return store;
}

function query(store, { query }, format) {
  return store.query(query, { use_default_graph_as_union: true, results_format: format });
}

/** The first rows of an answer, and how many there are. */
function rowsOf(store, asked) {
  if (asked.isGraph) {
    const triples = query(store, asked);
    const rows = triples.slice(0, asked.most).map((triple) => Object.fromEntries(GRAPH_COLUMNS.map((name) => [name, plain(triple[name])])));
    return { columns: GRAPH_COLUMNS, rows, count: triples.length, links: linksOf(store, rows, asked) };
  }
  const { head, results, boolean: truth } = JSON.parse(query(store, asked, "json"));
  const rows = (results?.bindings ?? []).slice(0, asked.most);
  return { columns: head.vars ?? [], rows, count: results?.bindings.length ?? 0, truth, links: linksOf(store, rows, asked) };
}

/** A term of a triple as the JSON of results has it. */
function plain(term) {
  const type = { NamedNode: "uri", BlankNode: "bnode" }[term.termType] ?? "literal";
  return { type, value: term.value, "xml:lang": term.language };
}

/** The pages of the things in rows: a thing stands on its own page, or on that of the nearest thing above it. */
function linksOf(store, rows, { base, ontology, ending, kinds }) {
  const classes = new Set(kinds.split(" "));
  const type = namedNode(TYPE);
  const hasPage = (page) => store.match(namedNode(base + page), type, null, null).some(({ object }) => classes.has(object.value));
  const links = {};
  for (const { type: kind, value } of rows.flatMap(Object.values)) {
    if (kind !== "uri" || value in links || !value.startsWith(base)) continue;
    if (value.startsWith(ontology)) { links[value] = `ontology${ending}#${value.slice(ontology.length)}`; continue; }
    const path = value.slice(base.length);
    let page = path;
    while (page && !hasPage(page)) page = page.slice(0, Math.max(page.lastIndexOf("/"), 0));
    if (page) links[value] = page + ending + (page === path ? "" : `#${path.slice(page.length + 1)}`);
  }
  return links;
}
