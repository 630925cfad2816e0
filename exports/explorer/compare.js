// Two parties side by side: where they agree, where they collide, how far apart, in whose words.

import { bdi, capital, count, h } from "./dom.js";
import { quoteBlock } from "./evidence.js";
import { pips, silenceMark, stroke } from "./marks.js";
import { stance } from "./matrix.js";

// The point a position takes on its issue's scale, if it takes one and stands for it.
function point(data, position) {
  if (data.direction(position) !== "for" || position.status !== "current") return undefined;
  return position.value ?? data.get(position.option)?.value;
}

function distance(data, issue, ours, theirs) {
  if (issue.scale !== "ordinal" && issue.scale !== "interval") return "";
  const a = ours.map((position) => point(data, position)).filter((value) => value !== undefined);
  const b = theirs.map((position) => point(data, position)).filter((value) => value !== undefined);
  if (!a.length || !b.length) return "";
  const apart = Math.min(...a.flatMap((x) => b.map((y) => Math.abs(x - y))));
  const values = data.optionsOf(issue.key).map((option) => option.value).filter((value) => value !== undefined);
  const span = Math.max(...values, ...a, ...b) - Math.min(...values, ...a, ...b);
  if (!apart) return "at the same point of the scale";
  const size = Number(apart.toFixed(6));
  return issue.scale === "interval"
    ? `${size.toLocaleString("en")} ${issue.unit ?? "units"} apart`
    : `${count(size, "rank")} apart, out of ${Number(span.toFixed(6))}`;
}

function side(app, positions, hidden) {
  if (hidden) return [side(app, positions, 0), h("p", { class: "hidden-count" }, `${count(hidden, "position")} filtered out`)].slice(positions.length ? 0 : 1);
  if (!positions.length) return silenceMark("not-recorded");
  return positions.map((position) => h("div", { class: "held" },
    h("a", { class: `stance dir-${app.data.direction(position)}`, href: app.href({ select: position.key, compare: [] }), "data-key": position.key },
      app.data.direction(position) === "silent" ? silenceMark(position.act === "withhold" ? "withhold" : "not-stated")
        : [h("span", { class: "stance-act" }, stroke(app, position.act), h("span", {}, capital(app.data.code(position.act))), pips(app, position)),
          h("span", { class: "stance-option" }, bdi(stance(app, position)))]),
    app.data.evidence(position).slice(0, 2).map((each) => quoteBlock(app, each))));
}

export function comparison(app, element) {
  return (state) => {
    const { data } = app;
    const [a, b] = state.compare;
    const parties = [data.get(a), data.get(b)];
    element.hidden = !parties.every((party) => party?.kind === "party");
    if (element.hidden) return false;
    const pairs = app.relations.between(a, b);
    const sum = (kind, words) => h("span", { class: `sum ${kind}` }, h("strong", {}, String(pairs[kind].length)), ` ${words}`);
    const involved = (issue) => data.onIssue(issue.key).filter((position) => app.visible.has(position.key));
    const hidden = (issue, key) => data.onIssue(issue.key).filter((position) => position.holder === key && !app.visible.has(position.key)).length;
    const rows = data.of("issue").map((issue) => {
      const [ours, theirs] = [a, b].map((key) => involved(issue).filter((position) => position.holder === key));
      const on = (kind) => pairs[kind].filter(([one, other]) => [one, other].some((position) => position.issue === issue.key));
      const verdict = on("collide").length ? "collide" : on("agree").length ? "agree" : "";
      return { issue, ours, theirs, verdict, apart: distance(data, issue, ours, theirs) };
    }).filter(({ ours, theirs }) => ours.length || theirs.length);
    rows.sort((one, other) => weight(other) - weight(one));
    const choose = (at) => h("select", { "aria-label": at ? "Second party" : "First party", onchange: (event) => app.go({ compare: at ? [a, event.target.value] : [event.target.value, b] }) },
      data.of("party").filter((party) => party.key !== (at ? a : b)).map((party) => h("option", { value: party.key, selected: party.key === (at ? b : a) }, party.label)));
    element.replaceChildren(
      h("div", { class: "view-head" },
        h("h2", {}, bdi(parties[0].label), " and ", bdi(parties[1].label), ", side by side"),
        h("p", { class: "sums" }, sum("agree", pairs.agree.length === 1 ? "pair of positions points the same way" : "pairs of positions point the same way"), sum("collide", pairs.collide.length === 1 ? "pair collides" : "pairs collide")),
        h("div", { class: "graph-tools" }, choose(0), choose(1), h("button", { type: "button", class: "tool", onclick: () => app.go({ compare: [] }) }, "Close"))),
      h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "The two parties, issue by issue" }, h("table", { class: "matrix compare" },
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Issue"), parties.map((party) => h("th", { scope: "col" }, app.link(party.key))))),
        h("tbody", {}, rows.map(({ issue, ours, theirs, verdict, apart }) => h("tr", {},
          h("th", { scope: "row" }, app.link(issue.key), h("span", { class: "question" }, bdi(issue.question ?? "")),
            verdict ? h("span", { class: `verdict ${verdict}` }, verdict === "agree" ? "They point the same way" : "They collide") : null,
            apart ? h("span", { class: "apart" }, capital(apart)) : null),
          h("td", {}, side(app, ours, hidden(issue, a))), h("td", {}, side(app, theirs, hidden(issue, b)))))))),
      rows.length ? "" : h("p", {}, "Nothing is recorded of either party."));
    return true;
  };
}

function weight({ ours, theirs, verdict }) {
  return (verdict === "collide" ? 4 : verdict === "agree" ? 3 : 0) + (ours.length && theirs.length ? 1 : 0);
}
