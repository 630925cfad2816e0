// The page: reads its data, keeps its state in the address, and shows one view at a time.

import { comparison } from "./compare.js";
import { readData } from "./data.js";
import { bdi, h } from "./dom.js";
import { filterChips, filterRail, isFiltered, makeFilters } from "./filters.js";
import { loopsPanel } from "./loops.js";
import { matrixView } from "./matrix.js";
import { networkView } from "./network.js";
import { panel } from "./panel.js";
import { relations } from "./relations.js";
import { copier, saveMenu, turtleSaver } from "./save.js";
import { searchBox } from "./search.js";
import { sourcesView } from "./sources.js";
import { keepState } from "./state.js";
import { watchTheme } from "./theme.js";
import { timelineView } from "./timeline.js";

const TITLES = {
  positions: "Positions",
  agreement: "Agreement and conflict",
  linkage: "What hangs on what",
  matrix: "Matrix",
  timeline: "Timeline",
  sources: "Sources",
};

const MAKERS = {
  positions: (app) => networkView(app, "positions", {
    title: "Who wants what",
    text: "Parties in the middle, questions and their possible answers around them. Each line is a position; click it for the words it rests on.",
  }),
  agreement: (app) => networkView(app, "agreement", {
    title: "Where positions point the same way, and where they collide",
    text: "A line counts pairs of positions. It does not say that anything was agreed. Click one for both sides’ words.",
    empty: "No two parties are recorded with positions that point the same way or collide.",
  }),
  linkage: (app) => networkView(app, "linkage", {
    title: "What hangs on what",
    text: "An arrow leads from a condition to what would then be done. Loops, where each waits for the other, are marked.",
    empty: "No conditions are recorded.",
    below: loopsPanel,
  }),
  matrix: matrixView,
  timeline: timelineView,
  sources: sourcesView,
};

function start() {
  const raw = JSON.parse(document.getElementById("data").textContent);
  const data = readData(raw);
  data.schema = raw.schema;
  data.language = raw.language;
  data.iri = (thing) => thing.iri ?? `${data.base}${thing.kind}/${thing.key}`;
  const place = Object.fromEntries(["tools", "views", "chips", "desk", "filters", "stage", "panel", "announce"].map((id) => [id, document.getElementById(id)]));
  const views = new Map();
  let filtersOpen = false;

  const app = {
    data,
    relations: relations(data),
    filters: makeFilters(data),
    visible: new Set(),
    get state() {
      return address.now;
    },
    go: (changes, replace) => address.go(changes, replace),
    href: (changes) => address.href(changes),
    link: (key, text) => h("a", { href: address.href({ select: key, compare: [] }), "data-key": key }, bdi(text ?? data.label(key))),
    announce(text) {
      place.announce.textContent = text;
    },
    refresh: () => show(address.now, address.now),
    toggleFilters,
    focusPanel: () => place.panel.focus(),
    focusStage: () => place.stage.focus(),
    view: () => views.get(address.now.view),
    viewTitle: () => TITLES[address.now.view],
  };
  app.copy = copier(app);
  app.saveTurtle = turtleSaver(app);

  const search = searchBox(app);
  const filterButton = h("button", { type: "button", class: "tool", "aria-expanded": "false", "aria-controls": "filters", onclick: () => toggleFilters(!filtersOpen) }, "Filters");
  place.tools.append(search.element, filterButton,
    h("button", { type: "button", class: "tool", onclick: (event) => app.copy(location.href, event.currentTarget) }, "Copy link"),
    saveMenu(app));
  const tabs = Object.entries(TITLES).map(([view, title]) => h("a", { href: `#view=${view}`, "data-view": view }, title));
  place.views.append(...tabs);
  const side = h("section", { class: "view comparison", "aria-label": "Side by side", hidden: true });
  place.stage.append(side);
  const parts = {
    rail: filterRail(app, place.filters),
    chips: filterChips(app, place.chips),
    panel: panel(app, place.panel),
    compare: comparison(app, side),
  };

  function toggleFilters(open) {
    filtersOpen = open;
    place.filters.hidden = !open;
    filterButton.setAttribute("aria-expanded", String(open));
    if (open) {
      parts.rail(app.state);
      place.filters.querySelector("input")?.focus();
    } else filterButton.focus();
  }

  function show(state, before) {
    app.visible = app.filters.visible(state.filters);
    for (const tab of tabs) {
      if (tab.dataset.view === state.view) {
        tab.setAttribute("aria-current", "page");
        tab.scrollIntoView({ block: "nearest", inline: "nearest" });
      } else tab.removeAttribute("aria-current");
      tab.href = address.href({ view: tab.dataset.view, compare: [] });
    }
    filterButton.classList.toggle("on", isFiltered(state.filters));
    if (filtersOpen) parts.rail(state);
    parts.chips(state);
    parts.panel(state);
    search.update(state);
    const comparing = parts.compare(state);
    if (!views.has(state.view)) {
      const view = MAKERS[state.view](app);
      views.set(state.view, view);
      place.stage.append(view.element);
    }
    for (const [name, view] of views) view.element.hidden = comparing || name !== state.view;
    if (!comparing) views.get(state.view).update(state, before);
    document.title = `${TITLES[state.view]} · ${data.title}`;
  }

  // Every link to a thing or a view, wherever it is, is the same small step.
  document.addEventListener("click", (event) => {
    const anchor = event.target.closest?.("a");
    if (!anchor || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const { key, view, compare, skip } = anchor.dataset;
    if (skip !== undefined) {
      event.preventDefault();
      place.stage.focus();
      return;
    }
    const changes = {};
    if (key !== undefined) Object.assign(changes, { select: key, compare: [] });
    if (view !== undefined) Object.assign(changes, { view, compare: [] });
    if (compare !== undefined) Object.assign(changes, { compare: JSON.parse(compare) });
    if (!Object.keys(changes).length) return;
    event.preventDefault();
    const inPanel = place.panel.contains(anchor);
    address.go(changes);
    if (inPanel && !place.panel.hidden) place.panel.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (filtersOpen && place.filters.contains(document.activeElement)) toggleFilters(false);
    else if (app.state.compare.length) app.go({ compare: [] });
    else if (app.state.select) {
      app.go({ select: "", focus: 0 });
      place.stage.focus();
    }
  });
  watchTheme(() => { for (const view of views.values()) view.themed?.(); });
  document.documentElement.classList.add("live");
  const address = keepState(data.initial, show);
  show(address.now, null);
}

start();
