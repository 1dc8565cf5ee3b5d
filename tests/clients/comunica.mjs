// Comunica, as programs in JavaScript use it, asks a running server.
// Usage: node comunica.mjs ENDPOINT SELECT.rq EXPECTED.csv CONSTRUCT.rq TRIPLES, where @comunica/query-sparql is installed.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [endpoint, select, expected, construct, triples] = process.argv.slice(2);
const require = createRequire(`${process.cwd()}/`);
const { QueryEngine } = require('@comunica/query-sparql');
const engine = new QueryEngine();
const sources = [{ type: 'sparql', value: endpoint }];
const read = (path) => readFileSync(path, 'utf8');

function check(condition, message) {
  if (!condition) {
    throw new Error(message);
  }
}

const cell = (text) => (/[",]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const bindings = await (await engine.queryBindings(read(select), { sources })).toArray();
const rows = bindings.map((row) => `${cell(row.get('label').value)},${row.get('positions').value}`);
check(rows.join('\n') === read(expected).trim().split(/\r?\n/u).slice(1).join('\n'), rows.join('\n'));

const quads = await (await engine.queryQuads(read(construct), { sources })).toArray();
check(quads.length === Number(triples), `${quads.length} triples instead of ${triples}`);
check(await engine.queryBoolean('ASK { ?s ?p ?o }', { sources }), 'nothing is known');

// Found by its service description alone, and joined with a file of other data by the client.
const described = await (await engine.queryBindings('SELECT * { ?s ?p ?o } LIMIT 3', { sources: [endpoint] })).toArray();
check(described.length === 3, `${described.length} rows by the service description`);
const federated = await engine.queryBindings(
  `SELECT ?label WHERE { SERVICE <${endpoint}> {
     ?unit <http://www.w3.org/2004/02/skos/core#prefLabel> ?label ; <http://www.w3.org/ns/org#identifier> "13-4" } }`,
  { sources: [{ type: 'serialized', value: '', mediaType: 'text/turtle', baseIRI: 'http://example.org/' }] },
);
check((await federated.toArray()).length === 3, 'SERVICE has no answer');

for (const row of bindings) {
  console.log(row.get('positions').value, row.get('label').value);
}
console.log(`Comunica: ${rows.length} rows and ${triples} triples are right`);
