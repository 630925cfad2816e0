// The editor: a text area, a coloured copy of its text behind it, line numbers, a place for the error,
// and a list of completions that works with the arrow keys and is read out.

import { count, h } from "./dom.js";
import { sparqlTokens } from "./sparql.js";

const COLOURED = 60_000; // characters from which the text is no longer coloured

// Where a line and a column, counted from 1 in code points, are in a text.
function offset(text, { line, column }) {
  const lines = text.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  const within = [...(lines[line - 1] ?? "")].slice(0, Math.max(0, column - 1)).join("").length;
  return Math.min(before + within, text.length);
}

export function editor(app, { run, changed }) {
  const area = h("textarea", {
    id: "editor", class: "code", spellcheck: "false", autocomplete: "off", autocapitalize: "off", wrap: "off",
    "aria-label": "SPARQL query", "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-describedby": "editor-help editor-error",
    "aria-keyshortcuts": "Control+Enter Control+Space", "data-gramm": "false",
  });
  const colours = h("code");
  const layer = h("pre", { class: "code colours", "aria-hidden": "true" }, colours);
  const numbers = h("div", { class: "code numbers", "aria-hidden": "true" });
  const list = h("ul", { class: "completions", id: "completions", role: "listbox", "aria-label": "Completions", tabindex: 0, hidden: true, onmousedown: (event) => event.preventDefault() });
  const ruler = h("span", { class: "code ruler", "aria-hidden": "true" }, "0000000000");
  const frame = h("div", { class: "editor" }, numbers, h("div", { class: "sheet" }, layer, area, ruler));
  const element = h("div", { class: "editor-box" }, frame, list);
  let options = [];
  let piece = null;
  let active = -1;
  let share = 0.36;
  let fault = null; // { line, column }

  function paint() {
    const text = area.value;
    const lines = text.split("\n").length;
    if (text.length > COLOURED) colours.replaceChildren(`${text}\n`);
    else {
      const wrong = fault ? offset(text, fault) : -1;
      colours.replaceChildren(...sparqlTokens(text).map(({ kind, text: own, start }) => {
        const hit = start <= wrong && wrong < start + own.length;
        return kind === "space" || (kind === "other" && !hit) ? own : h("span", { class: `t-${kind}${hit ? " wrong" : ""}` }, own);
      }), "\n");
    }
    numbers.replaceChildren(...Array.from({ length: lines }, (_, at) =>
      h("span", { class: fault?.line === at + 1 ? "wrong" : "" }, String(at + 1))));
    follow();
  }

  // As high as the text, up to a share of the window; the corner makes it higher.
  function fit(most = share, growing = false) {
    share = most;
    const lines = area.value.split("\n").length;
    const height = Math.min(Math.max(lines, 5) * 20 + 26, Math.max(180, window.innerHeight * share));
    if (!growing || height > frame.offsetHeight) frame.style.height = `${height}px`;
  }

  function follow() {
    layer.scrollTop = area.scrollTop;
    layer.scrollLeft = area.scrollLeft;
    numbers.scrollTop = area.scrollTop;
  }

  // Where a position of the text stands in the element, in pixels; the letters all have one width.
  function placeOf(at) {
    const before = area.value.slice(0, at).split("\n");
    const style = getComputedStyle(area);
    const width = ruler.getBoundingClientRect().width / 10;
    return {
      left: parseFloat(style.paddingLeft) + before.at(-1).length * width - area.scrollLeft,
      top: parseFloat(style.paddingTop) + before.length * parseFloat(style.lineHeight) - area.scrollTop,
    };
  }

  function close() {
    list.hidden = true;
    active = -1;
    options = [];
    area.removeAttribute("aria-activedescendant");
    area.removeAttribute("aria-controls");
  }

  function mark() {
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === active)));
    if (active < 0) {
      area.removeAttribute("aria-activedescendant");
      return;
    }
    area.setAttribute("aria-activedescendant", `completion-${active}`);
    list.children[active].scrollIntoView({ block: "nearest" });
  }

  function suggest(asked) {
    if (!app.complete || area.selectionStart !== area.selectionEnd) return close();
    const found = app.complete.at(area.value, area.selectionStart, asked);
    ({ piece } = found);
    options = found.options;
    if (!options.length || (options.length === 1 && found.exact)) {
      close();
      if (asked) app.announce("No completions");
      return undefined;
    }
    list.replaceChildren(...options.map((each, at) =>
      h("li", { id: `completion-${at}`, role: "option", "aria-selected": "false", onmousedown: (event) => { event.preventDefault(); accept(at); } },
        h("span", { class: "completion-name" }, h("span", { class: "completion-insert" }, each.insert), h("span", { class: "completion-kind" }, each.kind)),
        each.label || each.means ? h("span", { class: "completion-means" }, each.label ? h("bdi", {}, each.label) : null, each.label && each.means ? " – " : "", each.means) : null)));
    list.hidden = false;
    area.setAttribute("aria-controls", "completions");
    const place = placeOf(piece.from);
    const sheet = area.getBoundingClientRect();
    const box = element.getBoundingClientRect();
    const room = Math.min(460, window.innerWidth - 24);
    const left = Math.min(sheet.left - box.left + place.left, window.innerWidth - 12 - box.left - room);
    list.style.width = `${room}px`;
    list.style.left = `${Math.max(left, 8 - box.left)}px`;
    list.style.top = `${Math.min(place.top + 4, element.clientHeight + 4)}px`;
    // Enter goes on with the next line unless what is written can only be the beginning of a name
    active = found.exact || (!asked && piece.kind !== "name") ? -1 : 0;
    mark();
    app.announce(`${count(options.length, "completion")}${active === 0 ? `: ${options[0].insert}` : ""}`);
    return undefined;
  }

  function accept(at) {
    const chosen = options[at];
    if (!chosen) return;
    const { from } = piece;
    close();
    area.focus();
    area.setSelectionRange(from, area.selectionStart);
    insert(chosen.insert);
    app.announce(`${chosen.insert} inserted`);
    if (chosen.kind === "prefix") suggest(false);
  }

  // As if typed, so that undo takes it back.
  function insert(text) {
    if (!document.execCommand("insertText", false, text)) area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    edited();
  }

  function edited() {
    if (fault) showFault(null);
    else paint();
    fit(share, true);
    changed(area.value);
  }

  function showFault(next) {
    fault = next;
    area.setAttribute("aria-invalid", String(Boolean(next)));
    paint();
    if (!next) return;
    const start = offset(area.value, next);
    area.setSelectionRange(start, start);
    const height = parseFloat(getComputedStyle(area).lineHeight);
    area.scrollTop = Math.max(0, (next.line - 4) * height);
    follow();
  }

  area.addEventListener("input", (event) => {
    edited();
    if (event.inputType?.startsWith("insert") && event.inputType !== "insertFromPaste" && event.inputType !== "insertLineBreak") suggest(false);
    else if (!list.hidden) suggest(false);
  });
  area.addEventListener("scroll", () => { follow(); if (!list.hidden) close(); });
  area.addEventListener("blur", close);
  area.addEventListener("click", close);
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      close();
      run();
    } else if (event.key === " " && event.ctrlKey) {
      event.preventDefault();
      suggest(true);
    } else if (!list.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : options.length - 1;
      active = active < 0 ? (event.key === "ArrowDown" ? 0 : options.length - 1) : (active + step) % options.length;
      mark();
    } else if (!list.hidden && active >= 0 && (event.key === "Enter" || event.key === "Tab")) {
      event.preventDefault();
      accept(active);
    } else if (!list.hidden && event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (!list.hidden && ["ArrowLeft", "ArrowRight", "Home", "End", "Tab"].includes(event.key)) close();
    else if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
      // the next line starts where this one does
      const line = area.value.slice(0, area.selectionStart).split("\n").at(-1);
      const indent = line.match(/^ */)[0] + (/[{(]\s*$/.test(line) ? "  " : "");
      if (!indent) return;
      event.preventDefault();
      insert(`\n${indent}`);
    }
  });
  return {
    element,
    area,
    get text() { return area.value; },
    set(text) {
      if (text === area.value) return;
      area.value = text;
      fault = null;
      area.setAttribute("aria-invalid", "false");
      area.setSelectionRange(0, 0);
      area.scrollTop = 0;
      fit();
      paint();
    },
    showFault,
    fit,
  };
}
