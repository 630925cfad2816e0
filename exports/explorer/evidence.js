// A quote in its context, with who says it, how, where and when.

import { bdi, capital, h } from "./dom.js";
import { citation } from "./citation.js";

export function quoteBlock(app, { statement, passage }) {
  const { data } = app;
  const { exact, before, after } = data.quote(passage, 170);
  const doc = data.get(passage.document);
  const by = [];
  if (statement) {
    const { speaker, mode, behalf, addressee, during, hedge, time, quotedFrom } = statement;
    by.push(speaker ? app.link(speaker) : h("span", {}, "The text itself"));
    if (mode) by.push(h("span", {}, data.code(mode)));
    if (behalf && behalf !== speaker) by.push(h("span", {}, "for ", app.link(behalf)));
    if (addressee) by.push(h("span", {}, "to ", data.list(addressee).map((key, at) => [at ? ", " : "", app.link(key)])));
    if (during) by.push(h("span", {}, "during ", app.link(during)));
    if (time) by.push(h("span", {}, "“", bdi(time), "”"));
    if (hedge) by.push(h("span", {}, "hedged: “", bdi(hedge), "”"));
    const nested = data.get(quotedFrom);
    if (nested) by.push(h("span", {}, "quoting ", nested.speaker ? app.link(nested.speaker) : "an earlier statement", `, ${data.code(nested.mode)}`));
  }
  if (doc) by.push(h("span", {}, app.link(doc.key)), doc.published ? h("time", { datetime: doc.published }, doc.published) : null);
  return h("figure", { class: "quote" },
    h("blockquote", { dir: "auto" }, h("p", {}, before, h("mark", {}, exact), after)),
    h("figcaption", {}, by.filter(Boolean).map((part, at) => [at ? h("span", { class: "dot-sep", "aria-hidden": "true" }, " · ") : null, part])),
    h("div", { class: "quote-tools" },
      h("a", { href: app.href({ view: "sources", select: passage.key }), "data-key": passage.key, "data-view": "sources" }, "See in the text"),
      h("button", { type: "button", class: "quiet", onclick: (event) => app.copy(citation(data, passage, statement), event.currentTarget) }, "Copy citation")));
}

export function quotes(app, thing, title = "In whose words") {
  const found = app.data.evidence(thing);
  if (!found.length) return null;
  return h("section", {}, h("h3", {}, title), found.map((each) => quoteBlock(app, each)));
}

export function facts(rows) {
  const kept = rows.filter(([, value]) => value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && !value.length));
  if (!kept.length) return null;
  return h("dl", { class: "facts" }, kept.map(([term, value]) => [h("dt", {}, term), h("dd", {}, value)]));
}

export function links(app, keys) {
  return app.data.list(keys).map((key, at) => [at ? ", " : "", app.link(key)]);
}

export function words(text) {
  return text ? bdi(capital(String(text))) : "";
}
