// Issue by party: what each holds at a glance, and three different marks where there is nothing to hold.

import { bdi, capital, count, h } from "./dom.js";
import { pips, SILENCES, silenceMark, stroke } from "./marks.js";
import { scalesPanel } from "./scales.js";
import { stickingPanel } from "./sticking.js";

// Rows and columns, also for CSV: each cell is { positions, hidden } of one party on one issue.
export function matrixOf(app) {
  const { data } = app;
  const parties = data.of("party").filter((party) => party.principal || data.heldBy(party.key).length);
  const silent = data.of("party").filter((party) => !parties.includes(party));
  const rows = data.of("issue").map((issue) => {
    const cells = new Map(parties.map((party) => [party.key, { positions: [], hidden: 0 }]));
    for (const position of data.onIssue(issue.key)) {
      const cell = cells.get(position.holder);
      if (!cell) continue;
      if (app.visible.has(position.key)) cell.positions.push(position);
      else cell.hidden += 1;
    }
    return { issue, cells };
  });
  return { parties, silent, rows };
}

export function stance(app, position) {
  const { data } = app;
  if (position.option) return data.label(position.option);
  if (position.value === undefined) return "";
  return [position.value, data.get(position.issue)?.unit].filter(Boolean).join(" ");
}

function isPast(position) {
  return ["superseded", "withdrawn", "lapsed"].includes(position.status);
}

function entry(app, position, selected) {
  const { data } = app;
  const here = { class: "stance", "data-key": position.key, href: app.href({ select: position.key }), "aria-current": selected ? "true" : null };
  const gone = isPast(position);
  if (data.direction(position) === "silent") {
    return h("a", { ...here, class: `stance${gone ? " gone" : ""}`, "aria-label": position.sentence },
      silenceMark(position.act === "withhold" ? "withhold" : "not-stated"),
      gone ? h("span", { class: "stance-note" }, data.code(position.status)) : null);
  }
  return h("a", { ...here, class: `stance dir-${data.direction(position)}${gone ? " gone" : ""}` },
    h("span", { class: "stance-act" }, stroke(app, position.act), h("span", {}, capital(data.code(position.act))), pips(app, position)),
    h("span", { class: "stance-option" }, bdi(stance(app, position))),
    gone ? h("span", { class: "stance-note" }, data.code(position.status)) : null);
}

export function matrixView(app) {
  const { data } = app;
  const body = h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Matrix of issues and parties" });
  const notes = h("div", { class: "matrix-notes" });
  const panels = [["Scales", scalesPanel(app)], ["Sticking points", stickingPanel(app)]].filter(([, panel]) => panel.some);
  const jump = (title, target) => h("button", {
    type: "button", class: "tool",
    onclick: () => {
      target.scrollIntoView({ block: "start" });
      target.focus({ preventScroll: true });
    },
  }, title);
  const element = h("section", { class: "view matrix-view", "aria-label": "Matrix" },
    h("div", { class: "view-head" }, h("h2", {}, "Who holds what, issue by issue"),
      h("p", {}, "Each cell is what a party holds on a question, as far as the texts say. Steps show firmness."),
      h("div", { class: "graph-tools" }, panels.map(([title, panel]) => jump(title, panel.element)))),
    body, notes, panels.map(([, panel]) => panel.element),
    data.findings.tooMany ? h("p", { class: "finding note" }, "Scales and sticking points are not shown here: too many positions to compare. The command ‘detente matrix’ lists them.") : null);

  function legendOf(silent) {
    return [
      h("p", { class: "matrix-legend" }, SILENCES.map((kind) => h("span", {}, silenceMark(kind), ": ",
        { withhold: "the party declines to say", "not-stated": "a text reports that it has taken no position", "not-recorded": "nothing in these texts; not the same as no position" }[kind]))),
      silent.length ? h("p", {}, "Nothing recorded on any issue: ", silent.map((party, at) => [at ? ", " : "", app.link(party.key)]), ".") : null,
    ];
  }

  return {
    element,
    update(state) {
      const { parties, silent, rows } = matrixOf(app);
      body.replaceChildren(h("table", { class: "matrix" },
        h("caption", { class: "sr-only" }, "Positions by issue and party"),
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Issue"),
          parties.map((party) => h("th", { scope: "col", class: state.select === party.key ? "lit" : "" }, app.link(party.key))))),
        h("tbody", {}, rows.map(({ issue, cells }) => h("tr", { class: state.select === issue.key ? "lit" : "" },
          h("th", { scope: "row" }, app.link(issue.key), h("span", { class: "question" }, bdi(issue.question ?? ""))),
          parties.map((party) => {
            const { positions, hidden } = cells.get(party.key);
            return h("td", { class: state.select === party.key ? "lit" : "" },
              [...positions].sort((a, b) => isPast(a) - isPast(b)).map((position) => entry(app, position, state.select === position.key)),
              hidden ? h("span", { class: "hidden-count" }, `${count(hidden, "position")} filtered out`) : null,
              positions.length || hidden ? null : silenceMark("not-recorded", false));
          }))))));
      notes.replaceChildren(...legendOf(silent).filter(Boolean));
      for (const [, panel] of panels) panel.update(state);
      if (!data.of("position").length) notes.prepend(h("p", {}, "No positions are recorded yet."));
    },
  };
}
