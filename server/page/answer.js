// Asking the server, and its answers as rows: { form, columns, rows, truth }. A term is { type, value, lang, datatype }.

import { isGraphForm } from "./sparql.js";

export const ROW_FORMATS = { CSV: ["text/csv", "csv"], TSV: ["text/tab-separated-values", "tsv"], JSON: ["application/sparql-results+json", "json"], XML: ["application/sparql-results+xml", "xml"] };
export const GRAPH_FORMATS = { Turtle: ["text/turtle", "ttl"], "N-Triples": ["application/n-triples", "nt"], "JSON-LD": ["application/ld+json", "jsonld"], "RDF/XML": ["application/rdf+xml", "rdf"] };
export const TRUTH_FORMATS = { JSON: ROW_FORMATS.JSON, XML: ROW_FORMATS.XML };

export class Refused extends Error {
  constructor(status, said) {
    super(said);
    this.status = status;
    // query:3:5: what is wrong, then lines with the place and advice
    const at = said.match(/(?:^query:|\(line )(\d+)(?::(\d+))?/);
    this.line = at ? Number(at[1]) : 0;
    this.column = at ? Number(at[2] ?? 1) : 0;
  }
}

async function reply(query, accept, signal) {
  const response = await fetch("/sparql", {
    method: "POST", body: query, signal,
    headers: { "Content-Type": "application/sparql-query", Accept: accept },
  });
  if (response.ok) return response;
  let said = await response.text();
  if (response.headers.get("Content-Type")?.startsWith("application/problem+json")) said = JSON.parse(said).detail;
  throw new Refused(response.status, said.trim() || `The server answered with status ${response.status}.`);
}

export async function fetchFormat(query, mediaType, signal) {
  return (await reply(query, mediaType, signal)).blob();
}

export async function fetchAnswer(query, form, signal) {
  if (isGraphForm(form)) {
    const text = await (await reply(query, "application/n-triples", signal)).text();
    return { form: "graph", columns: ["subject", "predicate", "object"], rows: triples(text), size: text.length };
  }
  const text = await (await reply(query, "application/sparql-results+json", signal)).text();
  const data = JSON.parse(text);
  if (typeof data.boolean === "boolean") return { form: "truth", columns: [], rows: [], truth: data.boolean };
  const columns = data.head.vars;
  return { form: "rows", columns, rows: data.results.bindings.map((row) => columns.map((name) => termOf(row[name]))), size: text.length };
}

function termOf(found) {
  if (!found) return null;
  if (found.type === "triple") {
    const { subject, predicate, object } = found.value;
    return { type: "triple", value: [subject, predicate, object].map((part) => part.value).join(" ") };
  }
  return { type: found.type === "typed-literal" ? "literal" : found.type, value: found.value, lang: found["xml:lang"] ?? "", datatype: found.datatype ?? "" };
}

const TRIPLE = /^(<[^>]*>|_:\S+) (<[^>]*>) (?:(<[^>]*>)|(_:\S+)|"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<([^>]*)>)?) \.$/;
const ESCAPES = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f", '"': '"', "'": "'", "\\": "\\" };

function plain(text) {
  return text.includes("\\") ? text.replace(/\\(?:u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8})|(.))/g, (_, short, long, other) =>
    other ? ESCAPES[other] ?? other : String.fromCodePoint(parseInt(short ?? long, 16))) : text;
}

const node = (text) => text.startsWith("<") ? { type: "uri", value: plain(text.slice(1, -1)) } : { type: "bnode", value: text.slice(2) };

// Lines of N-Triples, which is what engines write fastest and what is read here most simply.
export function triples(text) {
  const rows = [];
  for (const line of text.split("\n")) {
    const found = line.match(TRIPLE);
    if (!found) continue;
    const [, subject, predicate, address, blank, literal, lang = "", datatype = ""] = found;
    const object = address || blank ? node(address ?? blank) : { type: "literal", value: plain(literal), lang, datatype };
    rows.push([node(subject), node(predicate), object]);
  }
  return rows;
}
