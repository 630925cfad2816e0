// The same network as a table: for screen readers, and for anyone who would rather read rows.

import { capital, h } from "./dom.js";
import { pips } from "./marks.js";

function rows(app, name, source) {
  const { data } = app;
  if (name === "agreement") {
    const pairs = new Map();
    for (const edge of source.edges) {
      const id = `${edge.from}\n${edge.to}`;
      if (!pairs.has(id)) pairs.set(id, { a: edge.from, b: edge.to, agree: 0, collide: 0 });
      pairs.get(id)[edge.relation] = edge.count;
    }
    return {
      head: ["Party", "Party", "Same way", "Collide", ""],
      body: [...pairs.values()].map((pair) => [
        app.link(pair.a), app.link(pair.b), String(pair.agree), String(pair.collide),
        h("a", { href: app.href({ compare: [pair.a, pair.b] }), "data-compare": JSON.stringify([pair.a, pair.b]) }, "Side by side"),
      ]),
    };
  }
  if (name === "linkage") {
    return {
      head: ["If", "then", "Position", "Loop"],
      body: source.edges.filter((edge) => app.visible.has(edge.position)).map((edge) => [
        app.link(edge.condition), app.link(edge.to), app.link(edge.position, data.get(edge.position).sentence), edge.loop ? "loop" : "",
      ]),
    };
  }
  return {
    head: ["Party", "Act", "Option", "Issue", "Firmness", "Words"],
    body: data.of("position").filter((position) => app.visible.has(position.key)).map((position) => [
      app.link(position.holder), capital(data.code(position.act)),
      position.option ? app.link(position.option) : position.value === undefined ? "" : String(position.value), app.link(position.issue),
      [pips(app, position), " ", capital(data.code(position.firmness))], app.link(position.key, "Read"),
    ]),
  };
}

export function networkTable(app, name, source) {
  const { head, body } = rows(app, name, source);
  return h("table", { class: "rows" },
    h("thead", {}, h("tr", {}, head.map((title) => h("th", { scope: "col" }, title || h("span", { class: "sr-only" }, "Open"))))),
    h("tbody", {}, body.map((cells) => h("tr", {}, cells.map((cell) => h("td", {}, cell))))));
}
