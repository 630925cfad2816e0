// Pairs of positions that cannot both be met, the firmest first, each with the reason.

import { count, h } from "./dom.js";
import { pips } from "./marks.js";
import { trustLegend, trustNote } from "./trust.js";

const FIRST = 8;

export function stickingPanel(app) {
  const { data } = app;
  const found = data.findings.sticking ?? [];
  const body = h("ol", { class: "sticking" });
  const rest = h("p", { class: "note" });
  let all = false;
  const element = h("section", { class: "finding", id: "sticking", tabindex: -1, "aria-label": "Sticking points" },
    h("h3", {}, "Where two positions cannot both be met"),
    h("p", { class: "note" }, "The firmest first, both sides’ firmness together; then those farthest apart on the scale."),
    trustLegend(data.findings.stickingLegend), body, rest);

  const side = (key) => {
    const position = data.get(key);
    return h("p", { class: `side dir-${data.direction(position)}` }, pips(app, position), " ", app.link(key, position.sentence));
  };
  const reason = (one, other, refused, apart) => {
    const why = refused ? "One refuses what the other is for" : "The two exclude each other";
    const issues = [...new Set([data.get(one).issue, data.get(other).issue])];
    const far = data.get(issues[0])?.scale !== "nominal" && issues.length === 1 && apart !== null && apart > 0 && data.get(issues[0])?.scale;
    return h("p", { class: "reason" }, issues.map((issue, at) => [at ? ", " : "", app.link(issue)]), `: ${why.charAt(0).toLowerCase()}${why.slice(1)}${far ? (apart === 1 ? ", at the two ends of the scale" : `, ${Math.round(apart * 100)} percent of the scale apart`) : ""}.`);
  };

  return {
    element,
    some: found.length > 0,
    update() {
      const shown = found.filter(([one, other]) => app.visible.has(one) && app.visible.has(other));
      const hidden = found.length - shown.length;
      body.replaceChildren(...shown.slice(0, all ? undefined : FIRST).map(([one, other, refused, apart, note]) =>
        h("li", {}, h("div", { class: "sides" }, side(one), side(other)), reason(one, other, refused, apart), note.length ? h("div", { class: "trusted" }, "Its place in this order: ", trustNote(note)) : null)));
      rest.replaceChildren();
      if (shown.length > FIRST && !all) {
        rest.append(h("button", { type: "button", class: "tool", onclick: () => { all = true; app.refresh(); } }, `Show all ${shown.length}`), " ");
      }
      if (data.findings.stickingInAll > found.length) rest.append(`${count(data.findings.stickingInAll, "pair")} in all; the firmest ${found.length} are kept here. `);
      if (hidden) rest.append(`${count(hidden, "pair")} filtered out.`);
    },
  };
}
