// Filters over positions (and events, where a filter means something for them).

import { bdi, capital, count, h } from "./dom.js";

export const UNDATED = "undated";

function periods(data) {
  const dates = [...data.of("position"), ...data.of("event")].map((thing) => thing.date).filter(Boolean);
  const length = [10, 7, 4].find((size) => new Set(dates.map((date) => date.slice(0, size))).size <= 24) ?? 4;
  return (date) => (date ? date.slice(0, length) : UNDATED);
}

export function makeFilters(data) {
  const period = periods(data);
  const label = (key) => data.label(key);
  const code = (key) => capital(data.code(key));
  const facets = [
    { name: "party", title: "Party", of: (p) => [p.holder], text: label, event: (e) => data.list(e.participants).flatMap(data.partiesOf) },
    { name: "issue", title: "Issue", of: (p) => [p.issue], text: label },
    { name: "act", title: "Act", of: (p) => [p.act], text: code },
    { name: "firmness", title: "Firmness", of: (p) => data.list(p.firmness), text: code, order: (a, b) => (data.codes.get(b)?.rank ?? 0) - (data.codes.get(a)?.rank ?? 0) },
    { name: "mode", title: "Speech mode", of: data.modes, text: code, event: data.modes },
    { name: "source", title: "Source", of: data.sources, text: label, event: data.sources },
    { name: "date", title: "Date", of: (p) => [period(p.date)], text: (d) => (d === UNDATED ? "Undated" : d), order: (a, b) => (a < b ? -1 : 1), event: (e) => [period(e.date)] },
    { name: "status", title: "Status", of: (p) => data.list(p.status), text: code, event: (e) => data.list(e.status) },
  ];
  const values = new Map();
  for (const facet of facets) {
    for (const thing of data.of("position")) values.set(`${facet.name} ${thing.key}`, facet.of(thing).filter(Boolean));
    if (facet.event) for (const thing of data.of("event")) values.set(`${facet.name} ${thing.key}`, facet.event(thing).filter(Boolean));
  }
  const passes = (thing, facet, wanted) => {
    if (!wanted?.length) return true;
    const own = values.get(`${facet.name} ${thing.key}`) ?? [];
    return own.some((value) => wanted.includes(value));
  };
  const passing = (things, filters, except) => {
    const active = facets.filter((facet) => facet.name !== except && filters[facet.name]?.length);
    return things.filter((thing) => active.every((facet) => passes(thing, facet, filters[facet.name])));
  };

  return {
    facets,
    // The keys of positions and events that pass.
    visible: (filters) =>
      new Set([...passing(data.of("position"), filters), ...passing(data.of("event"), filters)].map((t) => t.key)),
    // value → number of positions that choosing it would leave
    counts(facet, filters) {
      const found = new Map();
      for (const value of new Set(data.of("position").flatMap((p) => values.get(`${facet.name} ${p.key}`)))) found.set(value, 0);
      for (const position of passing(data.of("position"), filters, facet.name)) {
        for (const value of values.get(`${facet.name} ${position.key}`)) found.set(value, found.get(value) + 1);
      }
      const order = facet.order ?? ((a, b) => found.get(b) - found.get(a) || (facet.text(a) < facet.text(b) ? -1 : 1));
      return [...found].sort(([a], [b]) => order(a, b));
    },
  };
}

export function isFiltered(filters) {
  return Object.values(filters).some((chosen) => chosen.length);
}

export function toggled(filters, name, value) {
  const chosen = filters[name] ?? [];
  const next = { ...filters, [name]: chosen.includes(value) ? chosen.filter((v) => v !== value) : [...chosen, value] };
  if (!next[name].length) delete next[name];
  return next;
}

export function filterRail(app, element) {
  const shown = new Map(); // facets whose long list of values is unfolded
  return (state) => {
    const sections = app.filters.facets.map((facet) => {
      const chosen = state.filters[facet.name] ?? [];
      const counts = app.filters.counts(facet, state.filters);
      if (!counts.length) return null;
      const all = shown.get(facet.name) || counts.length <= 9;
      const part = all ? counts : counts.filter(([value], at) => at < 8 || chosen.includes(value));
      return h("fieldset", { class: "facet" },
        h("legend", {}, facet.title),
        part.map(([value, number]) =>
          h("label", { class: number ? "choice" : "choice empty" },
            h("input", {
              type: "checkbox", name: facet.name, value, checked: chosen.includes(value),
              onchange: () => app.go({ filters: toggled(app.state.filters, facet.name, value) }),
            }),
            h("span", { class: "choice-name" }, bdi(facet.text(value))),
            h("span", { class: "choice-count" }, String(number)))),
        all ? null : h("button", { type: "button", class: "quiet", onclick: () => { shown.set(facet.name, true); app.refresh(); } },
          `All ${counts.length}`));
    });
    // keep the keyboard where it was
    const held = document.activeElement?.closest?.("#filters") ? [document.activeElement.name, document.activeElement.value] : null;
    element.replaceChildren(
      h("div", { class: "rail-head" },
        h("h2", {}, "Filters"),
        h("button", { type: "button", class: "quiet", disabled: !isFiltered(state.filters), onclick: () => app.go({ filters: {} }) }, "Clear all"),
        h("button", { type: "button", class: "icon", "aria-label": "Close filters", onclick: () => app.toggleFilters(false) }, "×")),
      ...sections.filter(Boolean));
    if (held) {
      [...element.querySelectorAll("input")].find((input) => input.name === held[0] && input.value === held[1])?.focus();
    }
  };
}

export function filterChips(app, element) {
  return (state) => {
    const chips = app.filters.facets.flatMap((facet) =>
      (state.filters[facet.name] ?? []).map((value) =>
        h("button", { type: "button", class: "chip", "aria-label": `Remove filter ${facet.title}: ${facet.text(value)}`, onclick: () => app.go({ filters: toggled(app.state.filters, facet.name, value) }) },
          h("span", { class: "chip-facet" }, facet.title), bdi(facet.text(value)), h("span", { "aria-hidden": "true" }, "×"))));
    element.hidden = !chips.length;
    if (!chips.length) return element.replaceChildren();
    const number = app.data.of("position").filter((p) => app.visible.has(p.key)).length;
    return element.replaceChildren(...chips,
      h("button", { type: "button", class: "quiet", onclick: () => app.go({ filters: {} }) }, "Clear all"),
      h("span", { class: "chips-count" }, `${number} of ${count(app.data.of("position").length, "position")}`));
  };
}
