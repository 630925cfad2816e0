// Under the picture of what hangs on what: the loops as the sentences that form them, and what unties them.

import { bdi, count, h } from "./dom.js";
import { shorten } from "./text.js";
import { trustLegend, trustNote } from "./trust.js";

export function loopsPanel(app, light) {
  const { data } = app;
  const { loops = [], notes = [], waivers = [], complete = true, order = false, orderNote, legend } = data.findings.linkage ?? {};
  const idsOf = (loop) => loop.flatMap((step) => step.by.map(([position, condition]) => `${position}:${condition}`));
  let held = -1; // the loop kept lit by its button
  const buttons = loops.map((loop, at) => h("button", {
    type: "button", class: "tool", "aria-pressed": "false",
    onclick: () => {
      held = held === at ? -1 : at;
      buttons.forEach((button, other) => button.setAttribute("aria-pressed", String(held === other)));
      light(held < 0 ? [] : idsOf(loops[held]));
    },
  }, "Show in the picture"));

  // The words of a condition, as a link to it.
  function words(key) {
    const condition = data.get(key);
    const evidence = condition ? data.evidence(condition)[0] : null;
    return app.link(key, evidence ? `“${shorten(data.quote(evidence.passage).exact, 160)}”` : data.label(key));
  }

  const step = ({ first, then, by }) => h("li", {},
    h("p", {}, bdi(data.label(then)), h("span", { class: "hangs" }, by.length ? " waits for " : " is carried out by "), bdi(data.label(first))),
    by.map(([position, condition]) => h("p", { class: "basis" }, app.link(position, data.get(position)?.sentence), " ", words(condition))));

  const item = (loop, at) => h("li", {
    class: "loop",
    onpointerenter: () => held < 0 && light(idsOf(loop)),
    onpointerleave: () => held < 0 && light([]),
  },
  h("p", { class: "walk" }, loop.map(({ first }) => [h("strong", {}, bdi(data.label(first))), " → "]), bdi(data.label(loop[0].first))),
  h("ul", {}, loop.map(step)), trustNote(notes[at]), buttons[at]);

  const set = (keys) => keys.map((key, at) => [at ? " and " : "", app.link(key), " (", words(key), ")"]);
  const untied = waivers.map(({ sets, exact, note }, at) => [h("p", { class: "untie" },
    waivers.length > 1 ? `Knot ${at + 1} ` : "Every loop ", "is gone if ", sets.length > 1 ? "one of these is waived: " : "this is waived: ",
    sets.slice(0, 6).map((keys, other) => [other ? "; or " : "", set(keys)]).flat(3), ".",
    exact ? "" : " A smaller set may exist.", sets.length > 6 ? ` And ${sets.length - 6} other sets as small.` : ""), trustNote(note)]);

  const title = loops.length ? `${count(loops.length, "loop")}${complete ? "" : " or more"}: where each waits for the other` : "No loop: no conditions wait for each other.";
  const element = h("section", { class: "loops", tabindex: 0, role: "region", "aria-label": "Loops of conditions" },
    h(loops.length ? "h3" : "p", { class: loops.length ? "" : "note untie" }, title),
    loops.length ? [h("ol", {}, loops.map(item)), untied] : null,
    loops.length && order ? h("div", { class: "note" }, "Even without a waiver there is an order of moves that meets every condition (the command ‘detente linkage sequence’ lists it); that does not say that anyone would take it. ", trustNote(orderNote)) : null,
    loops.length ? h("p", { class: "note" }, "Whether a condition has to come first, or only to come too, is not coded; it is read as first.") : null,
    trustLegend(legend));
  return { element, some: Boolean(data.findings.linkage) };
}
