// The text itself, every coded passage marked; beside it, what each passage carries.

import { bdi, capital, h } from "./dom.js";
import { segments } from "./text.js";

const CARRIED = ["position", "condition", "claim", "event", "office"];

// The document that goes with a selection.
function documentOf(app, state) {
  const { data } = app;
  const chosen = data.get(state.select);
  if (chosen?.kind === "document") return chosen;
  const passage = chosen?.kind === "passage" ? chosen : data.all(chosen?.passages)[0] ?? data.all(data.all(chosen?.statements)[0]?.passages)[0];
  return data.get(passage?.document) ?? null;
}

// Line breaks of the text as a little room between paragraphs; the text itself stays as it is.
function paragraphs(text) {
  return text.split(/(\n+)/).map((part, at) => (at % 2 ? h("span", { class: "paragraph-end" }, part) : part)).filter(Boolean);
}

export function sourcesView(app) {
  const { data } = app;
  const picker = h("select", { "aria-label": "Source", onchange: () => app.go({ select: picker.value, compare: [] }) },
    data.of("document").map((doc) => h("option", { value: doc.key }, doc.label)));
  const about = h("p", { class: "source-about" });
  const text = h("article", { class: "source-text" });
  const margin = h("ol", { class: "margin" });
  const element = h("section", { class: "view sources-view", "aria-label": "Sources" },
    h("div", { class: "view-head" }, h("h2", {}, "The text, with all that is coded in it"), about,
      data.of("document").length > 1 ? h("div", { class: "graph-tools" }, picker) : null),
    h("div", { class: "source" }, text, h("div", { class: "margin-side" }, h("h3", {}, "What the marked words carry"), margin)));
  let current = null;
  let passages = [];

  const carried = (passage) => data.restingOn(passage.key).filter((thing) => CARRIED.includes(thing.kind));
  const kindOf = (things) => {
    const kind = CARRIED.find((each) => things.some((thing) => thing.kind === each));
    if (kind !== "position") return kind;
    return `position dir-${data.direction(things.find((thing) => thing.kind === "position"))}`;
  };

  const wording = (thing) =>
    thing.kind === "office" ? [data.label(thing.member), thing.label, data.label(thing.organization)].filter(Boolean).join(", ") : thing.sentence ?? thing.label;

  function write(doc) {
    passages = data.passagesIn(doc.key).filter((passage) => carried(passage).length);
    about.replaceChildren(bdi([doc.publisher, doc.author, doc.published, doc.file].filter(Boolean).join(" · ")));
    const marked = passages.filter((passage) => !passage.loose);
    const first = new Set();
    const parts = segments(doc.text ?? "", marked, data.units(doc.key)).flatMap(({ text: words, spans }) => {
      if (!spans.length) return paragraphs(words);
      // the narrowest passage is what a click means
      const inner = spans.reduce((a, b) => (b.end - b.start < a.end - a.start ? b : a));
      const fresh = !first.has(inner.key);
      first.add(inner.key);
      const all = spans.flatMap((passage) => carried(passage));
      const label = fresh ? { title: [...new Set(all.map(wording))].slice(0, 3).join("\n").slice(0, 400) } : { tabindex: -1 };
      return [h("a", { class: `coded ${kindOf(carried(inner))}`, href: app.href({ select: inner.key }), "data-key": inner.key, "data-spans": spans.map((s) => s.key).join(" "), ...label }, paragraphs(words))];
    });
    text.replaceChildren(h("div", { class: "running", dir: "auto" }, parts));
    if (!doc.text) text.replaceChildren(h("p", {}, "The text itself is not in this graph; the quotes are in the list."));
    const listed = new Set();
    margin.replaceChildren(...passages.flatMap((passage) => carried(passage)).filter((thing) => !listed.has(thing.key) && listed.add(thing.key)).map((thing) =>
      h("li", { "data-thing": thing.key }, h("a", {
        class: `note ${kindOf([thing])}`, href: app.href({ select: thing.key }), "data-key": thing.key,
        onmouseenter: () => light([thing.key]), onmouseleave: () => light(), onfocus: () => light([thing.key]), onblur: () => light(),
      }, h("span", { class: "note-kind" }, capital(thing.kind)), bdi(wording(thing))))));
    text.onmouseover = (event) => {
      const spans = event.target.closest?.(".coded")?.dataset.spans.split(" ");
      noteLight(spans ? spans.flatMap((key) => data.restingOn(key).map((thing) => thing.key)) : []);
    };
  }

  // Mark the words that some things rest on: those given, or else the selection's.
  function light(keys) {
    const selected = data.get(app.state.select);
    const wanted = keys ?? (selected ? [selected.key] : []);
    const lit = new Set(wanted.flatMap((key) => {
      const thing = data.get(key);
      if (thing?.kind === "passage") return [key];
      if (thing?.kind === "statement") return data.list(thing.passages);
      return data.list(thing?.passages);
    }));
    for (const mark of text.querySelectorAll(".coded")) {
      const spans = mark.dataset.spans.split(" ");
      mark.classList.toggle("lit", spans.some((key) => lit.has(key)));
    }
  }

  function noteLight(keys) {
    for (const note of margin.children) note.classList.toggle("lit", keys.includes(note.dataset.thing));
  }

  function fade() {
    const dims = (thing) => (thing.kind === "position" || thing.kind === "event") && !app.visible.has(thing.key);
    for (const note of margin.children) note.hidden = dims(data.get(note.dataset.thing));
    for (const mark of text.querySelectorAll(".coded")) {
      const things = mark.dataset.spans.split(" ").flatMap((key) => data.restingOn(key));
      mark.classList.toggle("dim", things.every(dims));
    }
  }

  return {
    element,
    update(state, before) {
      const doc = documentOf(app, state) ?? current ?? data.of("document")[0];
      if (!doc) {
        text.replaceChildren(h("p", {}, "This graph holds no source texts."));
        return;
      }
      if (doc !== current) {
        current = doc;
        picker.value = doc.key;
        write(doc);
      }
      light();
      fade();
      for (const note of margin.children) {
        if (note.dataset.thing === state.select) {
          note.firstChild.setAttribute("aria-current", "true");
          note.scrollIntoView({ block: "nearest" });
        } else note.firstChild.removeAttribute("aria-current");
      }
      if (!before || state.select !== before.select || state.view !== before.view) {
        text.querySelector(".coded.lit")?.scrollIntoView({ block: "center" });
      }
    },
  };
}
