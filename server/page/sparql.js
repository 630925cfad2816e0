// The words of a SPARQL text, by the lexical grammar of SPARQL 1.1, as far as colours and completion need it.

const WORDS = new Set(`BASE PREFIX SELECT CONSTRUCT DESCRIBE ASK DISTINCT REDUCED AS FROM NAMED WHERE ORDER BY ASC DESC LIMIT OFFSET
GROUP HAVING VALUES UNDEF UNION OPTIONAL GRAPH MINUS FILTER EXISTS NOT IN BIND SERVICE SILENT A TRUE FALSE
COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT SEPARATOR STR LANG LANGMATCHES DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR ROUND CONCAT
STRLEN UCASE LCASE ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ NOW
UUID STRUUID MD5 SHA1 SHA256 SHA384 SHA512 COALESCE IF STRLANG STRDT SAMETERM ISIRI ISURI ISBLANK ISLITERAL ISNUMERIC REGEX SUBSTR REPLACE`
  .split(/\s+/));

export const OFFERED_WORDS = [...WORDS].filter((word) => word.length > 3);

const TOKEN = /(?<comment>#[^\n\r]*)|(?<iri><[^<>"{}|^`\\\u0000-\u0020]*>)|(?<string>"""(?:[^"\\]|\\[^]|"(?!""))*"""|'''(?:[^'\\]|\\[^]|'(?!''))*'''|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')|(?<variable>[?$][\p{L}\p{N}_]+)|(?<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)|(?<name>[\p{L}\p{N}_.-]*:(?:[\p{L}\p{N}_:.%-]|\\.)*)|(?<number>\d+(?:\.\d+)?)|(?<word>[A-Za-z_][\p{L}\p{N}_]*)|(?<space>\s+)|(?<other>[^])/gu;

// [{ kind, text, start }], all of the text.
export function sparqlTokens(text) {
  const found = [];
  for (const match of text.matchAll(TOKEN)) {
    const [kind] = Object.entries(match.groups).find(([, value]) => value !== undefined);
    const known = kind === "word" && WORDS.has(match[0].toUpperCase());
    found.push({ kind: kind === "word" && !known ? "stray" : kind, text: match[0], start: match.index });
  }
  return found;
}

// SELECT, ASK, CONSTRUCT or DESCRIBE.
export function formOf(text) {
  for (const { kind, text: word } of sparqlTokens(text)) {
    if (kind === "word" && !["BASE", "PREFIX"].includes(word.toUpperCase())) return word.toUpperCase();
  }
  return "";
}

export const isGraphForm = (form) => form === "CONSTRUCT" || form === "DESCRIBE";

// A saved question as it is shown: without the comment it opens with, which stands above the editor, and
// without the prefixes that need no declaring.
export function bare(query, known) {
  return query.replace(/^(?:#.*\n)*\n*/, "").replace(/^PREFIX\s+([\w.-]*):\s*<([^>]*)>\s*\n/gim, (line, prefix, namespace) => known[prefix] === namespace ? "" : line).replace(/^\n+/, "");
}

const open = (name, flags) => new RegExp(`(VALUES\\s+\\?${name}\\s*\\{)\\s*(?:UNDEF|<[^>]*>)\\s*(\\})`, flags);

// The query with each of a parameter's lines VALUES ?name { … } filled with an address, or left open again.
// What cannot stand in an address is encoded: it may come from a link, and must not end the address.
export function withParameter(query, name, iri) {
  const safe = iri.replace(/[\u0000-\u0020<>"{}|^`\\]/g, (letter) => encodeURIComponent(letter));
  return query.replace(open(name, "gi"), (_, before, after) => `${before} ${iri ? `<${safe}>` : "UNDEF"} ${after}`);
}

// What a parameter's line is filled with; null when there is no such line.
export function parameterOf(query, name) {
  const found = query.match(open(name, "i"));
  return found ? found[0].match(/<([^>]*)>/)?.[1] ?? "" : null;
}

// Lines that were left open are blanked out: a join with an unbound value only slows the engine down.
// Nothing moves, so that places in messages stay right.
export function withoutOpen(query) {
  return query.replace(/VALUES\s+\?\w+\s*\{\s*UNDEF\s*\}/gi, (line) => line.replace(/[^\n]/g, " "));
}
