// A thing and what it rests on as Turtle, in the encoding of the graph it came from.

const NAMESPACES = {
  neg: "https://w3id.org/detente/ns#", code: "https://w3id.org/detente/code/",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#", xsd: "http://www.w3.org/2001/XMLSchema#",
  skos: "http://www.w3.org/2004/02/skos/core#", dct: "http://purl.org/dc/terms/", prov: "http://www.w3.org/ns/prov#",
  oa: "http://www.w3.org/ns/oa#", foaf: "http://xmlns.com/foaf/0.1/", org: "http://www.w3.org/ns/org#",
  schema: "https://schema.org/", sem: "http://semanticweb.cs.vu.nl/2009/11/sem/",
};
const SPELT = /[\\"\u0000-\u001f\u007f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]/g;
const SHORT = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
const CONTEXT = 32; // code points of oa:prefix and oa:suffix

const spell = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

// Control and bidi characters are spelt out, so that the file reads as it is.
function turtleString(text) {
  const parts = String(text).split(/([\ud800-\udbff][\udc00-\udfff])/);
  return `"${parts.map((part, at) => (at % 2 ? part : part.replace(SPELT, (c) => SHORT[c] ?? spell(c)))).join("")}"`;
}

function turtleIri(iri) {
  return `<${String(iri).replace(/[\u0000-\u0020<>"{}|^`\\]/g, spell)}>`;
}

function turtleNumber(value) {
  const text = String(value);
  return text.includes("e") ? value.toFixed(20).replace(/\.?0+$/, "") : text;
}

function turtleLiteral(value, form, language) {
  if (form === "integer") return String(value);
  if (form === "decimal") return `"${turtleNumber(value)}"^^xsd:decimal`;
  if (form === "date") return `${turtleString(value)}^^xsd:${{ 10: "date", 7: "gYearMonth", 4: "gYear" }[value.length] ?? "string"}`;
  return form === "label" && language ? `${turtleString(value)}@${language}` : turtleString(value);
}

// A passage with what the page leaves out because the text says it.
function complete(data, thing) {
  if (thing.kind !== "passage" || thing.loose) return thing;
  const points = [...(data.get(thing.document)?.text ?? "")];
  return {
    ...thing,
    exact: points.slice(thing.start, thing.end).join(""),
    prefix: points.slice(Math.max(0, thing.start - CONTEXT), thing.start).join("") || undefined,
    suffix: points.slice(thing.end, thing.end + CONTEXT).join("") || undefined,
  };
}

function block(data, given) {
  const thing = complete(data, given);
  const { class: type, named, fields } = data.schema[thing.kind];
  const lines = [`a ${type}`];
  const id = thing.id === undefined ? thing.key : thing.id;
  if (named && id !== null) lines.push(`dct:identifier ${turtleString(id)}`);
  for (const [name, predicate, to, form] of fields) {
    for (const value of data.list(thing[name])) {
      if (to === "code") lines.push(`${predicate} code:${value}`);
      else if (to) lines.push(`${predicate} ${turtleIri(data.iri(data.get(value)))}`);
      else if (form === "iri") lines.push(`${predicate} ${turtleIri(value)}`);
      else lines.push(`${predicate} ${turtleLiteral(value, form, thing.languages?.[name] ?? data.language)}`);
    }
  }
  return `${turtleIri(data.iri(thing))}\n    ${lines.join(" ;\n    ")} .\n`;
}

export function turtle(data, thing) {
  const found = new Set([thing]);
  for (const each of found) {
    for (const next of data.all([...data.list(each.conditions), ...data.list(each.statements), ...data.list(each.passages), ...data.list(each.quotedFrom)])) found.add(next);
  }
  const body = [...found].filter((each) => !each.stub).map((each) => block(data, each)).join("\n");
  const used = Object.entries(NAMESPACES).filter(([prefix]) => body.includes(` ${prefix}:`) || body.includes(`^${prefix}:`));
  return `${used.map(([prefix, namespace]) => `@prefix ${prefix}: <${namespace}> .\n`).join("")}\n${body}`;
}
