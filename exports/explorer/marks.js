// The small drawn signs of the page: acts, firmness, kinds, and the three ways of being silent.

import { h, svg } from "./dom.js";

// Arrow ends as paths pointing right, tip at 0,0, about ten units long; as vis-network draws them.
export const ARROWS = {
  triangle: { d: "M0 0L-10 4.6L-8 0L-10 -4.6Z", fill: true },
  vee: { d: "M-9 -5L0 0L-9 5", fill: false },
  circle: { d: "M0 0a4 4 0 1 0 -8 0a4 4 0 1 0 8 0", fill: true },
  inv_curve: { d: "M-1 -6a6.5 6.5 0 0 0 0 12", fill: false },
  diamond: { d: "M0 0L-5.5 3.6L-11 0L-5.5 -3.6Z", fill: true },
  inv_triangle: { d: "M-9 0L0 5L0 -5Z", fill: true },
  bar: { d: "M-1 -6L-1 6", fill: false },
  crow: { d: "M0 -5L-8 0L0 5L-3 0Z", fill: true },
};

// A line as the network draws it: dashes and arrow by act, colour by direction, width by firmness.
export function stroke(app, act, width = 2.2) {
  const { dashes = [], arrow = "" } = app.data.pictures.strokes[act] ?? {};
  const shape = ARROWS[arrow];
  return svg("svg", { class: `stroke dir-${app.data.codes.get(act)?.broader ?? "silent"}`, viewBox: "0 0 44 14", width: 44, height: 14, "aria-hidden": "true" },
    svg("path", { d: shape ? "M2 7H34" : "M2 7H42", "stroke-width": width, "stroke-dasharray": dashes.map((n) => n * 0.8).join(" "), fill: "none", stroke: "currentColor" }),
    shape ? svg("path", { d: shape.d, transform: "translate(42 7)", fill: shape.fill ? "currentColor" : "none", stroke: "currentColor", "stroke-width": shape.fill ? 0 : 2 }) : null);
}

// A line as thick as the network draws this firmness.
export function weightMark(app, degree) {
  return svg("svg", { class: "weight", viewBox: "0 0 24 10", width: 24, height: 10, "aria-hidden": "true" },
    svg("path", { d: "M0 5H24", stroke: "currentColor", "stroke-width": app.data.pictures.widths[degree] ?? 1.6 }));
}

// Firmness as one to five filled steps.
export function pips(app, position) {
  const rank = app.data.rank(position);
  if (!rank) return null;
  return svg("svg", { class: "pips", viewBox: "0 0 29 10", width: 29, height: 10, role: "img", "aria-label": app.data.code(position.firmness) },
    [1, 2, 3, 4, 5].map((step) =>
      svg("rect", { x: (step - 1) * 6, y: 8 - step * 1.5, width: 4, height: 2 + step * 1.5, class: step <= rank ? "on" : "off" })));
}

export function kindMark(kind) {
  const shapes = {
    party: svg("rect", { x: 1, y: 3, width: 14, height: 10, rx: 5 }),
    issue: svg("path", { d: "M8 1L15 8L8 15L1 8Z" }),
    option: svg("rect", { x: 3, y: 3, width: 10, height: 10, rx: 2 }),
  };
  return svg("svg", { class: `mark kind-${kind}`, viewBox: "0 0 16 16", width: 14, height: 14, "aria-hidden": "true" },
    shapes[kind] ?? svg("circle", { cx: 8, cy: 8, r: 5 }));
}

const SILENCE = {
  withhold: ["Withheld", () => [svg("circle", { cx: 8, cy: 8, r: 6.2, class: "line" }), svg("path", { d: "M4 12L12 4", class: "line" })]],
  "not-stated": ["Not stated", () => [svg("circle", { cx: 8, cy: 8, r: 6.2, class: "line dotted" })]],
  "not-recorded": ["Not recorded", () => [svg("path", { d: "M4.5 8H11.5", class: "line" })]],
};

export const SILENCES = Object.keys(SILENCE);

// Declined to say, reported to have said nothing, nothing in the texts: three marks, never one.
export function silenceMark(kind, words = true) {
  const [text, draw] = SILENCE[kind];
  return h("span", { class: `silence ${kind}` },
    svg("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" }, draw()),
    h("span", { class: words ? "" : "sr-only" }, text));
}
