// A term as people read it: addresses shortened and linked, literals with their language or type.

import { bdi, h } from "./dom.js";

const LONG_TEXT = 600;

export function termView(app, term) {
  if (!term) return h("span", { class: "unbound" }, h("span", { class: "sr-only" }, "nothing"));
  if (term.type === "uri") return addressView(app, term.value);
  if (term.type === "bnode") return h("span", { class: "blank" }, `_:${term.value}`);
  const type = term.datatype && !term.datatype.endsWith("#string") ? app.names.short(term.datatype) : "";
  const isNumber = /#(?:integer|decimal|double|float|int|long)$/.test(term.datatype ?? "");
  const text = term.value.length > LONG_TEXT ? folded(term.value) : bdi(term.value);
  return h("span", { class: `literal${isNumber ? " number" : ""}${/^\S{1,24}$/.test(term.value) ? " short" : ""}`, lang: term.lang || undefined }, text,
    term.lang ? h("span", { class: "tag", lang: "en" }, `@${term.lang}`) : null,
    type && !isNumber ? h("span", { class: "tag" }, type) : null);
}

// A long text is shown in part, and whole when asked.
function folded(text) {
  const shown = bdi(`${[...text.slice(0, LONG_TEXT)].slice(0, -1).join("")}…`);
  const button = h("button", { type: "button", class: "quiet", onclick: () => { shown.textContent = text; button.remove(); } }, "Show all");
  return [shown, " ", button];
}

// The graph's own things lead to the explorer, terms of the ontology to what is said of them here, other
// addresses out, in a page of their own. What is no web address is no link.
export function addressView(app, iri) {
  const shown = app.names.short(iri);
  const text = h("bdi", { class: "iri" }, shown);
  if (app.base && iri.startsWith(app.base) && iri.length > app.base.length) {
    const id = iri.slice(app.base.length).replace(/^[^/]*\//, "");
    return h("a", { href: `/#select=${encodeURIComponent(decoded(id))}`, title: iri }, text);
  }
  if (iri.startsWith("https://w3id.org/detente/")) return h("a", { href: `#query=${encodeURIComponent(`DESCRIBE <${iri}>`)}`, title: iri }, text);
  if (/^https?:\/\//.test(iri)) return h("a", { href: iri, target: "_blank", rel: "noopener noreferrer", title: iri }, text);
  return text;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const rank = (term) => term === null ? 3 : term.type === "uri" ? 1 : term.type === "bnode" ? 2 : 0;

// Numbers by size, dates and texts by their letters, what is missing last whatever the direction.
export function compareTerms(a, b, down) {
  if (a === null || b === null) return (a === null) - (b === null);
  let order = rank(a) - rank(b);
  if (!order) {
    const [one, other] = [Number(a.value), Number(b.value)];
    const numbers = a.value.trim() && b.value.trim() && !Number.isNaN(one) && !Number.isNaN(other);
    order = numbers ? one - other : COLLATOR.compare(a.value, b.value);
  }
  return down ? -order : order;
}

const COLLATOR = new Intl.Collator("en", { numeric: true });
