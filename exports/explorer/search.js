// Search over labels, aliases and quotes as one types: "/" from anywhere, arrows, Enter, Esc.

import { bdi, h } from "./dom.js";
import { fold, shorten } from "./text.js";

const NAMED = ["party", "person", "place", "issue", "option", "position", "condition", "claim", "event", "document"];
const MOST = 12;

function entries(data) {
  const found = [];
  for (const kind of NAMED) {
    for (const thing of data.of(kind)) {
      const shown = thing.sentence ?? thing.question ?? thing.label;
      const names = [thing.label, thing.question, thing.sentence].filter(Boolean).map(fold);
      found.push({ key: thing.key, kind, shown, names, aliases: data.list(thing.aliases).map(fold), words: "" });
    }
  }
  for (const passage of data.of("passage")) {
    const rests = data.restingOn(passage.key)[0];
    if (!rests) continue;
    const { exact } = data.quote(passage);
    found.push({ key: rests.key, kind: "quote", shown: `“${exact}”`, names: [], aliases: [], words: fold(exact) });
  }
  return found;
}

function score(entry, words) {
  let total = 0;
  for (const word of words) {
    const starts = entry.names.some((name) => name.startsWith(word));
    const begins = entry.names.some((name) => name.includes(` ${word}`));
    const within = entry.names.some((name) => name.includes(word));
    const alias = entry.aliases.some((name) => name.startsWith(word));
    const elsewhere = entry.words.includes(word) || entry.aliases.some((name) => name.includes(word));
    if (!starts && !within && !alias && !elsewhere) return 0;
    total += starts ? 8 : alias ? 7 : begins ? 5 : within ? 3 : 2;
  }
  return total + 1 / (1 + entry.shown.length) + (NAMED.includes(entry.kind) ? 1 - NAMED.indexOf(entry.kind) / 20 : 0);
}

export function searchBox(app) {
  let known = null;
  let results = [];
  let active = -1;
  const list = h("ul", { class: "results", id: "results", role: "listbox", "aria-label": "Search results", hidden: true });
  const input = h("input", {
    id: "search", type: "search", placeholder: "Search", autocomplete: "off", spellcheck: "false",
    role: "combobox", "aria-label": "Search names and quotes", "aria-controls": "results", "aria-expanded": "false",
    "aria-autocomplete": "list", "aria-keyshortcuts": "/",
  });

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    active = -1;
  }

  function mark() {
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", at === active ? "true" : "false"));
    if (active >= 0) {
      input.setAttribute("aria-activedescendant", `result-${active}`);
      list.children[active].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  function choose(at) {
    const entry = results[at];
    if (!entry) return;
    close();
    app.go({ select: entry.key, compare: [] });
    app.focusPanel();
  }

  function find() {
    known ??= entries(app.data);
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    results = words.length
      ? known.map((entry) => [score(entry, words), entry]).filter(([points]) => points > 0)
        .sort(([a], [b]) => b - a).slice(0, MOST).map(([, entry]) => entry)
      : [];
    list.replaceChildren(...results.map((entry, at) =>
      h("li", { id: `result-${at}`, role: "option", "aria-selected": "false", onmousedown: (event) => { event.preventDefault(); choose(at); } },
        h("span", { class: "kind" }, entry.kind), h("span", { class: "result-text" }, bdi(shorten(entry.shown, 140))))));
    if (words.length && !results.length) {
      list.replaceChildren(h("li", { class: "no-result", role: "option", "aria-disabled": "true", "aria-selected": "false" }, "Nothing found"));
    }
    list.hidden = !words.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    active = results.length ? 0 : -1;
    mark();
    if (words.length) app.announce(results.length === 1 ? "1 result" : `${results.length} results`);
  }

  input.addEventListener("input", () => {
    find();
    app.go({ q: input.value }, true);
  });
  input.addEventListener("focus", () => { if (input.value) find(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) find();
      if (!results.length) return;
      active = (active + (event.key === "ArrowDown" ? 1 : results.length - 1)) % results.length;
      mark();
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(active);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      if (list.hidden) { input.value = ""; app.go({ q: "" }, true); input.blur(); } else close();
    }
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.closest("input, textarea, select");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
      input.select();
    }
  });
  return {
    element: h("div", { class: "search" }, input, h("kbd", { "aria-hidden": "true" }, "/"), list),
    update(state) {
      if (document.activeElement !== input && input.value !== state.q) input.value = state.q;
    },
  };
}
