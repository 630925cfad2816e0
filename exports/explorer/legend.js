// The legend; its acts and degrees of firmness are filters too.

import { capital, h } from "./dom.js";
import { toggled } from "./filters.js";
import { kindMark, stroke, weightMark } from "./marks.js";

export function legend(app, name, source) {
  const { data } = app;
  const buttons = [];
  const toggle = (facet, value, ...children) => {
    const button = h("button", { type: "button", class: "legend-item", "aria-pressed": "false", onclick: () => app.go({ filters: toggled(app.state.filters, facet, value) }) }, children);
    buttons.push({ button, facet, value });
    return button;
  };
  const shown = name === "linkage" ? data.all([...new Set(source.edges.map((edge) => edge.position))]) : data.of("position");
  const used = (field) => [...new Set(shown.map((position) => position[field]).filter(Boolean))];
  const acts = Object.keys(data.pictures.strokes).filter((act) => used("act").includes(act));
  const degrees = used("firmness").sort((a, b) => (data.codes.get(b)?.rank ?? 0) - (data.codes.get(a)?.rank ?? 0));
  const groups = [];
  if (name === "agreement") {
    const sample = (kind, dash) => h("span", { class: "legend-item" }, h("span", { class: `relation ${kind} ${dash}` }), kind === "agree" ? "point the same way" : "collide");
    groups.push(["Pairs of positions", [sample("agree", ""), sample("collide", "dashed")]]);
  } else {
    const kinds = name === "linkage" ? ["option", "condition"] : ["party", "issue", "option"];
    groups.push(["Shapes", kinds.map((kind) => h("span", { class: "legend-item" }, kindMark(kind), capital(kind)))]);
    groups.push(["Acts", acts.map((act) => toggle("act", act, stroke(app, act), capital(data.code(act))))]);
    if (shown.some((position) => ["superseded", "withdrawn", "lapsed"].includes(position.status))) {
      groups[0][1].push(h("span", { class: "legend-item" }, h("span", { class: "relation gone" }), "No longer current"));
    }
    groups.push(["Firmness", degrees.map((degree) => toggle("firmness", degree,
      weightMark(app, degree), capital(data.code(degree))))]);
  }
  const element = h("div", { class: "legend", role: "group", "aria-label": "Legend; acts and firmness filter the picture" },
    groups.filter(([, items]) => items.length).map(([title, items]) => h("div", { class: "legend-group" }, h("span", { class: "legend-title" }, title), items)));
  return {
    element,
    update(state) {
      for (const { button, facet, value } of buttons) {
        button.setAttribute("aria-pressed", String((state.filters[facet] ?? []).includes(value)));
      }
    },
  };
}
