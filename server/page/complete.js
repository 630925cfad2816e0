// What could stand at the cursor: prefixes, terms with their meaning, things of the graph, words, variables.

import { OFFERED_WORDS, sparqlTokens } from "./sparql.js";
import { fold } from "./text.js";

const MOST = 60;
const KIND_ORDER = ["variable", "class", "property", "code", "prefix"];

// The piece of text before the cursor that is being written: { text, from }; null inside strings and comments.
export function pieceAt(text, cursor) {
  const token = sparqlTokens(text).find(({ start, text: own }) => start < cursor && cursor <= start + own.length);
  if (!token) return { text: "", from: cursor, kind: "space" };
  const written = token.text.slice(0, cursor - token.start);
  if (token.kind === "comment" || token.kind === "string") return null;
  if (token.kind === "space" || token.kind === "number") return { text: "", from: cursor, kind: "space" };
  if (token.kind === "other" && token.text === "<") return { text: "<", from: token.start, kind: "iri" };
  if (token.kind === "other" && (token.text === "?" || token.text === "$")) return { text: token.text, from: token.start, kind: "variable" };
  if (token.kind === "other") return { text: "", from: cursor, kind: "space" };
  return { text: written, from: token.start, kind: token.kind };
}

// The kind of term that fits behind what stands before: a class after "a", a property after a subject.
function expected(text, from) {
  const before = sparqlTokens(text.slice(0, from)).filter(({ kind }) => kind !== "space" && kind !== "comment");
  const [last, earlier] = [before.at(-1), before.at(-2)];
  const isTerm = (token) => token && ["variable", "name", "iri"].includes(token.kind);
  if (!last) return "";
  if (last.text === "a" || last.text === "rdf:type") return "class";
  if ([";", "/", "|", "^"].includes(last.text)) return "property";
  if (last.text === ",") return "code";
  if (!isTerm(last)) return "";
  return isTerm(earlier) || [";", "/", "|", "^"].includes(earlier?.text) ? "code" : "property";
}

function points(wanted, option) {
  if (!wanted) return 1;
  const insert = option.folded;
  if (insert.startsWith(wanted)) return 9;
  if (option.local.startsWith(wanted)) return 8;
  if (option.words.some((word) => word.startsWith(wanted))) return 6;
  if (insert.includes(wanted) || option.said.includes(wanted)) return 3;
  return 0;
}

function option(kind, insert, label, means = "") {
  const folded = fold(insert).replaceAll("\\/", "/");
  const local = folded.slice(folded.indexOf(":") + 1).replace(/^[a-z]+\//, "");
  const said = fold(label);
  return { kind, insert, label, means, folded, local, said, words: said.split(/\s+/) };
}

export function completer(known, names) {
  const things = new Map(); // kind → options
  const terms = known.terms.map(({ iri, kind, label, means }) => option(kind, names.written(iri), label, means));
  const prefixes = Object.entries(known.prefixes).map(([prefix, namespace]) => option("prefix", `${prefix}:`, namespace));
  const words = OFFERED_WORDS.map((word) => option("word", word, ""));

  function variables(text, piece) {
    const found = new Set();
    for (const token of sparqlTokens(text)) {
      if (token.kind === "variable" && token.start !== piece.from) found.add(token.text);
    }
    return [...found].map((name) => option("variable", name, ""));
  }

  return {
    learn(kind, listed) {
      things.set(kind, listed.map(({ iri, label, asks }) => option(kind, names.written(iri), label, asks)));
    },
    // Options for the cursor, best first; `asked` means that the reader asked for them.
    at(text, cursor, asked) {
      const piece = pieceAt(text, cursor);
      if (!piece || piece.kind === "language") return { piece, options: [] };
      const wanted = fold(piece.text).replaceAll("\\/", "/").replace(/^<$/, "");
      if (!asked && !wanted) return { piece, options: [] };
      const own = [...things.values()].flat();
      const named = piece.kind === "name";
      const pools = piece.kind === "variable" ? [variables(text, piece)]
        : piece.kind === "iri" ? [own]
        : named ? [terms, own]
        : [variables(text, piece), terms, own, prefixes, words];
      if (!asked && !named && piece.kind !== "variable" && wanted.length < 2) return { piece, options: [] };
      // After a prefix only what has that prefix; any word of a label will do behind it.
      const at = wanted.indexOf(":");
      const [prefix, rest] = named && at >= 0 ? [wanted.slice(0, at + 1), wanted.slice(at + 1)] : ["", wanted];
      const scored = [];
      for (const pool of pools) {
        for (const each of pool) {
          if (prefix && !each.folded.startsWith(prefix)) continue;
          if (named && prefix === ":" && !each.insert.startsWith(":")) continue;
          const score = named && prefix ? (each.folded.startsWith(wanted) ? 9 : points(rest, each)) : points(wanted, each);
          if (score) scored.push([score, each]);
        }
      }
      const fitting = expected(text, piece.from);
      const rank = ({ kind }) => kind === fitting ? -1 : (KIND_ORDER.includes(kind) ? KIND_ORDER.indexOf(kind) : KIND_ORDER.length);
      scored.sort(([a, one], [b, other]) => b - a || rank(one) - rank(other) || (wanted.endsWith(":") ? 0 : one.insert.length - other.insert.length) || (one.insert < other.insert ? -1 : 1));
      const exact = scored.some(([, each]) => each.folded === wanted);
      return { piece, options: scored.slice(0, MOST).map(([, each]) => each), exact, more: scored.length > MOST };
    },
  };
}
