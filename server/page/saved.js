// The saved questions: a list to choose from, and what the chosen one can be narrowed to.

import { capital, h } from "./dom.js";
import { parameterOf, withParameter } from "./sparql.js";
import { fold } from "./text.js";

const BEGINNING = `SELECT ?party ?position ?label {
  ?position neg:holder ?party ;
    rdfs:label ?label .
}
LIMIT 100`;

export function savedList(app, place) {
  const input = h("input", { type: "search", id: "saved-filter", placeholder: "Find a question", "aria-label": "Find a saved question", autocomplete: "off" });
  const list = h("ul", { class: "saved-list", id: "saved-list" });
  const none = h("p", { class: "saved-none", hidden: true }, "No saved question has these words.");
  const toggle = h("button", { type: "button", class: "tool saved-toggle", "aria-expanded": "false", "aria-controls": "saved-body" }, "Saved questions");
  const body = h("div", { class: "saved-body", id: "saved-body" }, input, list, none);
  toggle.addEventListener("click", () => {
    const open = toggle.getAttribute("aria-expanded") !== "true";
    toggle.setAttribute("aria-expanded", String(open));
    place.classList.toggle("open", open);
  });
  const items = app.questions.map((question) => {
    const link = h("a", { href: `#ask=${question.name}` }, h("span", { class: "saved-asks" }, question.asks));
    link.addEventListener("click", () => { if (place.classList.contains("open")) toggle.click(); });
    return { question, link, item: h("li", {}, link), words: fold(`${question.name} ${question.asks} ${question.row}`) };
  });
  list.append(...items.map(({ item }) => item));
  input.addEventListener("input", () => {
    const wanted = fold(input.value).split(/\s+/).filter(Boolean);
    for (const { item, words } of items) item.hidden = !wanted.every((word) => words.includes(word));
    none.hidden = items.some(({ item }) => !item.hidden);
  });
  const fresh = h("a", { class: "tool", href: `#query=${encodeURIComponent(BEGINNING)}` }, "New query");
  place.append(h("div", { class: "saved-head" }, h("h2", {}, "Saved questions"), toggle, fresh), body);
  return (name) => {
    for (const { question, link } of items) {
      if (question.name === name) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
}

// Fields for the parameters of a question; they write into the query's text and read from it.
export function parameterForm(app, question, { text, write }) {
  const fields = question.parameters.map((parameter) => ({ parameter, field: h("div", { class: "field" }) }));
  const element = h("div", { class: "parameters", role: "group", "aria-label": "Parameters", hidden: !fields.length }, fields.map(({ field }) => field));

  async function fill({ parameter, field }) {
    const { things, more } = await app.things(parameter.kind);
    const id = `parameter-${parameter.name}`;
    const control = more ? searched(parameter, id) : chosen(things, id);
    control.setAttribute("aria-describedby", `${id}-help`);
    field.replaceChildren(h("label", { for: id }, capital(parameter.name.replaceAll("_", " "))), control,
      more ? h("datalist", { id: `${id}-list` }) : "", h("span", { class: "field-help", id: `${id}-help` }, parameter.help));
    control.addEventListener(more ? "change" : "input", () => {
      const thing = more ? control.found?.get(control.value) : things.find(({ iri }) => iri === control.value);
      write(withParameter(text(), parameter.name, thing?.iri ?? ""));
    });
  }

  function chosen(things, id) {
    return h("select", { id }, h("option", { value: "" }, "any"), things.map(({ iri, label, asks }) => h("option", { value: iri, title: asks }, label)));
  }

  // Too many to list: what is typed is looked up.
  function searched(parameter, id) {
    const input = h("input", { id, list: `${id}-list`, placeholder: "any: type to search", autocomplete: "off" });
    input.found = new Map();
    let asked = 0;
    input.addEventListener("input", async () => {
      const turn = ++asked;
      await new Promise((done) => setTimeout(done, 200));
      if (turn !== asked || input.found.has(input.value)) return;
      const { things } = await app.things(parameter.kind, input.value);
      if (turn !== asked) return;
      input.found = new Map(things.map((thing) => [thing.id ? `${thing.label} (${thing.id})` : thing.label, thing]));
      document.getElementById(`${id}-list`).replaceChildren(...[...input.found].map(([value, { asks }]) => h("option", { value, label: asks ? `${value} – ${asks}` : undefined })));
    });
    return input;
  }

  const ready = Promise.all(fields.map(fill));
  // Shows in the fields what the text says.
  async function read() {
    await ready;
    for (const { parameter } of fields) {
      const control = element.querySelector(`#parameter-${CSS.escape(parameter.name)}`);
      const iri = parameterOf(text(), parameter.name);
      control.disabled = iri === null;
      if (control.tagName === "SELECT") {
        if (iri && ![...control.options].some(({ value }) => value === iri)) control.append(h("option", { value: iri }, app.names.short(iri)));
        control.value = iri ?? "";
      } else if (!iri) control.value = "";
      else if (![...control.found].some(([shown, thing]) => shown === control.value && thing.iri === iri)) {
        control.value = app.names.short(iri);
        control.found.set(control.value, { iri });
      }
    }
  }
  return { element, read };
}
