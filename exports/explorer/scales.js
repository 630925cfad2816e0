// One picture for each scaled issue: where each party stands on the scale, what it rules out, and what is
// known of a zone of agreement. Every mark opens the position whose words it rests on.

import { bdi, capital, count, h, svg } from "./dom.js";
import { isFiltered } from "./filters.js";
import { shorten } from "./text.js";
import { trustLegend, trustNote } from "./trust.js";

const WIDE = 860;
const LEFT = 190;
const RIGHT = 90;
const LANE = 28;
const STEP = 15; // between marks of one party at one point
const MOST_LANES = 24;
const MOST_LABELS = 7;

// A label in lines of so many letters, at most three; a longer word is cut.
function labelLines(text, room) {
  const found = [];
  for (const word of shorten(text, room * 3 - 4).split(/\s+/)) {
    const last = found.at(-1);
    if (last !== undefined && last.length + word.length < room) found[found.length - 1] = `${last} ${word}`;
    else found.push(shorten(word, room));
  }
  return found.slice(0, 3);
}

function listed(parts, joint) {
  return parts.flatMap((part, at) => [at ? (at === parts.length - 1 ? ` ${joint} ` : ", ") : "", part]);
}

export function scalesPanel(app) {
  const { data } = app;
  const found = data.findings.scales ?? [];
  const body = h("div", { class: "scales" });
  const element = h("section", { class: "finding", id: "scales", tabindex: -1, "aria-label": "On the scales" },
    h("h3", {}, "How far apart, on each scale"),
    h("p", { class: "note" }, "A filled mark is a point a party is for, a hollow one a point it is for under conditions, a cross one it rules out. The shade reaches from one principal to the other; what each asks for says nothing of the points in it."),
    trustLegend(data.findings.scalesLegend), body);

  const unitOf = (scale) => data.get(scale.issue)?.unit ?? "";
  const interval = (scale) => data.get(scale.issue)?.scale === "interval";

  function nameOf(scale, at) {
    const [value, options] = scale.points[at];
    if (interval(scale)) return `${value} ${unitOf(scale)}`.trim();
    return options.length ? options.map(data.label).join(" or ") : String(value);
  }

  // The places of the points: to scale on an interval, one step after the other in a mere order.
  function places(scale) {
    const values = scale.points.map(([value]) => value);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const share = (value, at) => {
      if (values.length === 1) return 0.5;
      return interval(scale) ? (value - least) / (most - least) : at / (values.length - 1);
    };
    return values.map((value, at) => Math.round(LEFT + 40 + share(value, at) * (WIDE - LEFT - RIGHT - 60)));
  }

  function mark(scale, [at, verdict, key], x, y, state) {
    const position = data.get(key);
    const says = verdict === "in" ? "for" : "rules out";
    const hollow = verdict === "in" && position.conditions;
    const classes = `scale-mark ${verdict === "in" ? `dir-${data.direction(position)}` : "dir-against"}${hollow ? " hollow" : ""}${state.select === key ? " selected" : ""}`;
    return svg("a", {
      class: classes, href: app.href({ select: key, compare: [] }), "data-key": key,
      "aria-label": `${data.label(position.holder)}, ${says} ${nameOf(scale, at)}: ${position.sentence}`,
    },
    svg("title", {}, position.sentence),
    svg("rect", { class: "target", x: x - 9, y: y - 12, width: 18, height: 24 }),
    verdict === "in"
      ? [svg("circle", { cx: x, cy: y, r: 6 }), position.firmness === "red-line" ? svg("circle", { class: "ring", cx: x, cy: y, r: 9 }) : null]
      : svg("path", { class: "cross", d: `M${x - 5} ${y - 5}l10 10m0 -10l-10 10` }));
  }

  function picture(scale, state) {
    const xs = places(scale);
    const lanes = scale.lanes.slice(0, MOST_LANES);
    const top = 20;
    const foot = top + lanes.length * LANE + 12;
    const gap = xs.length > 1 ? Math.min(...xs.slice(1).map((x, at) => x - xs[at])) : 300;
    const room = Math.min(29, Math.max(8, Math.floor(Math.max(gap, 70) / 7.2)));
    let lastLabel = -Infinity;
    const labels = xs.map((x, at) => {
      const few = xs.length <= MOST_LABELS || x - lastLabel > 70;
      if (!few || x - lastLabel < 44) return null;
      lastLabel = x;
      return labelLines(nameOf(scale, at), room);
    });
    const deep = Math.max(1, ...labels.map((each) => each?.length ?? 0));
    const height = foot + 12 + deep * 15;
    const agreed = (scale.agreed ?? []).map((at) => svg("rect", { class: "zone", x: xs[at] - 18, y: top, width: 36, height: foot - top, rx: 5 }));
    const asked = scale.between.flatMap((party) => pointsOf(scale, party)).map((at) => xs[at]);
    const [from, to] = [Math.min(...asked), Math.max(...asked)];
    const far = scale.between.length === 2 ? distance(scale, ...scale.between) : "";
    const marked = far ? marks(scale, ...scale.between) : "";
    return svg("svg", { class: "scale-picture", viewBox: `0 0 ${WIDE} ${height}`, role: "group", "aria-label": `${data.label(scale.issue)}: who stands where` },
      to > from ? svg("rect", { class: "between", x: from, y: top, width: to - from, height: foot - top }) : null,
      to > from && far ? svg("text", { x: (from + to) / 2, y: 13, "text-anchor": "middle", class: "aside" }, `${far} apart${marked}`) : null,
      agreed,
      xs.map((x) => svg("path", { class: "grid", d: `M${x} ${top}V${foot + 4}` })),
      svg("path", { class: "axis", d: `M${xs[0] - 24} ${foot}H${xs.at(-1) + 24}` }),
      labels.map((each, at) => (each ? svg("text", { x: xs[at], y: foot + 19, "text-anchor": "middle" },
        each.map((line, row) => svg("tspan", { x: xs[at], dy: row ? 15 : 0 }, line))) : null)),
      lanes.map(([party, marks], row) => {
        const y = top + 16 + row * LANE;
        const stacked = new Map();
        const shown = marks.filter(([, , key]) => app.visible.has(key));
        const hidden = marks.length - shown.length;
        return svg("g", {},
          svg("text", { class: "lane", x: LEFT - 14, y: y + 4, "text-anchor": "end" }, shorten(data.label(party), 25), svg("title", {}, data.label(party))),
          svg("path", { class: "grid", d: `M${LEFT} ${y}H${WIDE - RIGHT + 4}` }),
          shown.map((each) => {
            const beside = stacked.get(each[0]) ?? 0;
            stacked.set(each[0], beside + 1);
            return mark(scale, each, xs[each[0]] + beside * STEP, y, state);
          }),
          svg("text", { x: WIDE - RIGHT + 10, y: y + 4, class: "aside" }, hidden ? `${hidden} filtered` : marks.length ? "" : "not recorded"));
      }));
  }

  const pointsOf = (scale, party) =>
    (scale.lanes.find(([each]) => each === party)?.[1] ?? []).filter(([, verdict]) => verdict === "in").map(([at]) => at);

  // How far two parties are apart: at their nearest and at their farthest.
  function distance(scale, one, other) {
    const apart = pointsOf(scale, one).flatMap((a) => pointsOf(scale, other).map((b) => (interval(scale) ? Math.abs(scale.points[a][0] - scale.points[b][0]) : Math.abs(a - b))));
    if (!apart.length) return "";
    const written = (number) => String(Number(number.toPrecision(6)));
    const [near, far] = [Math.min(...apart), Math.max(...apart)];
    if (!far) return "0";
    const much = near === far ? written(far) : `${written(near)} to ${written(far)}`;
    return `${much} ${interval(scale) ? unitOf(scale) : far === 1 ? "step" : "steps"}`.trim();
  }

  // What is marked of how far two parties are apart: ~ fragile, ¹ resting on one source or coder.
  function marks(scale, one, other) {
    const noted = (scale.apart ?? []).find((each) => each.includes(one) && each.includes(other));
    return noted ? ` ${noted[2][0]}` : "";
  }

  function apartness(scale, one, other) {
    const far = distance(scale, one, other);
    return far ? [app.link(one), " and ", app.link(other), far === "0" ? " are for the same point. " : ` are ${far} apart${marks(scale, one, other)}. `] : null;
  }

  // Conditions under which alone a party is for a point.
  function provisos(scale, at) {
    const keys = scale.between.flatMap((party) => {
      const there = (scale.lanes.find(([each]) => each === party)?.[1] ?? []).filter(([point, verdict]) => point === at && verdict === "in").map(([, , key]) => data.get(key)).filter(Boolean);
      return there.length && there.every((position) => position.conditions) ? there.flatMap((position) => data.list(position.conditions)) : [];
    });
    return [...new Set(keys)];
  }

  function answer(scale, named) {
    const between = named ? ["them"] : listed(scale.between.map((party) => app.link(party)), "and");
    if (scale.answer === "zone") {
      return ["Zone of agreement between ", between, ": ", listed(scale.agreed.map((at) => {
        const under = provisos(scale, at);
        return [bdi(nameOf(scale, at)), under.length ? [", on condition: ", listed(under.map((key) => app.link(key)), "and")] : ""];
      }), "and"), "."];
    }
    if (scale.clash) {
      const [one, other] = scale.clash.map((key) => app.link(key, data.get(key)?.sentence));
      return ["No zone of agreement: a red line, ", one, ", cannot be met together with this: ", other, "."];
    }
    if (scale.answer === "none") return ["No zone of agreement: each point of the scale is ruled out by one of ", between, "."];
    if (scale.between.length < 2) return ["Whether there is a zone of agreement cannot be known: it takes two parties with a recorded position."];
    return ["Whether there is a zone of agreement between ", between, " cannot be known: ",
      scale.missing ? ["no point is recorded that ", listed(scale.missing.map((party) => app.link(party)), "or"), " would take; "] : "",
      "what else each would take is not recorded."];
  }

  function figure(scale, state) {
    const pairs = scale.between.length <= 4 ? scale.between.flatMap((one, at) => scale.between.slice(at + 1).map((other) => apartness(scale, one, other))) : [];
    const more = scale.lanes.length - MOST_LANES;
    const kind = interval(scale) ? capital(data.code("interval")) : `${capital(data.code("ordinal"))}: only the order is recorded, drawn at equal steps`;
    return h("figure", { class: "scale", "data-issue": scale.issue },
      h("h4", {}, app.link(scale.issue), h("span", { class: "scale-kind" }, ` ${kind}`)),
      h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": `Scale of ${data.label(scale.issue)}` }, picture(scale, state)),
      h("figcaption", {}, h("p", {}, pairs.filter(Boolean).flat(3), ...answer(scale, scale.between.length === 2 && pairs.some(Boolean)).flat(4)),
        (scale.apart ?? []).map(([one, other, note]) => h("div", { class: "trusted" }, "How far apart ", scale.between.length === 2 ? "they" : [app.link(one), " and ", app.link(other)], " are: ", trustNote(note))),
        scale.note ? h("div", { class: "trusted" }, "This answer: ", trustNote(scale.note)) : null,
        more > 0 ? h("p", { class: "note" }, `${count(more, "more party", "more parties")} in the table above.`) : null,
        isFiltered(state.filters) ? h("p", { class: "note" }, "The sentences rest on all positions, the picture on those that pass the filters.") : null));
  }

  return {
    element,
    some: found.length > 0,
    update: (state) => body.replaceChildren(...found.map((scale) => figure(scale, state))),
  };
}
