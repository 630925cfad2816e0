// The query page: what is asked stands in the editor, what was answered below it, both in the address.

import { addressOf, readAddress, textOf } from "./address.js";
import { fetchAnswer, Refused } from "./answer.js";
import { completer } from "./complete.js";
import { h } from "./dom.js";
import { editor } from "./editor.js";
import { copyText, curlOf } from "./keep.js";
import { makeNames } from "./names.js";
import { results } from "./results.js";
import { parameterForm, savedList } from "./saved.js";
import { bare, formOf, isGraphForm, sparqlTokens, withoutOpen } from "./sparql.js";

const LEARNED = ["party", "issue", "option", "person", "place", "event"];

async function json(address, options) {
  const response = await fetch(address, options);
  const data = await response.json();
  if (!response.ok) throw new Refused(response.status, data.detail);
  return data;
}

async function setUp() {
  const place = Object.fromEntries(["saved", "work", "announce"].map((id) => [id, document.getElementById(id)]));
  // Without terms, where they are more than the server gives, there is less to complete.
  const [{ questions }, known] = await Promise.all([json("/api/questions"), json("/api/terms").catch(() => ({ prefixes: {}, base: "", terms: [] }))]);
  for (const each of questions) each.text = bare(each.sparql, known.prefixes);
  const listed = new Map();
  const app = {
    questions,
    base: known.base,
    names: makeNames(known.prefixes),
    announce(text) { place.announce.textContent = text; },
    async things(kind, wanted = "") {
      const key = `${kind}?${wanted}`;
      if (!listed.has(key)) listed.set(key, json(`/api/things/${kind}${wanted ? `?q=${encodeURIComponent(wanted)}` : ""}`).catch(() => ({ things: [], more: false })));
      return listed.get(key);
    },
    get query() { return sent().text; },
    get form() { return formOf(code.text); },
    address: () => new URL(addressOf(code.text, questions, short, view).address, location.href).href,
  };
  app.complete = completer(known, app.names);

  let question = null;
  let form = null;
  let view = "table";
  let running = null;
  const mark = savedList(app, place.saved);
  const head = h("div", { class: "question" });
  const parameters = h("div");
  const runButton = h("button", { type: "button", class: "tool run", "aria-keyshortcuts": "Control+Enter", onclick: () => run() }, "Run");
  const stopButton = h("button", { type: "button", class: "tool stop", hidden: true, onclick: () => running?.abort() }, "Stop");
  const linkButton = h("button", { type: "button", class: "tool", onclick: (event) => copyText(app, app.address(), event.currentTarget) }, "Copy link");
  const curlButton = h("button", { type: "button", class: "tool", onclick: (event) => copyText(app, curlOf(app.query, isGraphForm(app.form) ? "text/turtle" : "text/csv"), event.currentTarget) }, "Copy as curl");
  const code = editor(app, { run: () => run(), changed: settle });
  const message = h("div", { class: "fault", id: "editor-error", role: "alert", hidden: true });
  const answer = results(app, (next) => {
    view = next;
    write(false);
  });
  place.work.append(head, parameters, code.element, h("p", { class: "sr-only", id: "editor-help" }, "Control and Enter run the query; Control and Space complete what is being written; the Tab key leaves the editor."),
    message, h("div", { class: "actions" }, runButton, stopButton, h("span", { class: "keys" }, h("kbd", {}, "Ctrl"), " ", h("kbd", {}, "Enter")), h("span", { class: "actions-rest" }, linkButton, curlButton)),
    answer.element);

  // A thing of the graph in an address: by its id where it is one of the base, else whole.
  const short = (kind, iri) => app.base && iri.startsWith(`${app.base}${kind}/`) ? iri.slice(app.base.length + kind.length + 1) : iri;
  const resolve = (kind, text) => text.includes(":") ? text : `${app.base}${kind}/${text}`;

  // What is sent: the text with the prefixes it uses and does not declare, on its first line.
  function sent() {
    const text = withoutOpen(code.text);
    const used = new Set();
    const declared = new Set();
    let before = "";
    for (const { kind, text: word } of sparqlTokens(text)) {
      if (kind === "space" || kind === "comment") continue;
      if (kind === "name") (before === "PREFIX" ? declared : used).add(word.slice(0, word.indexOf(":")));
      before = kind === "word" ? word.toUpperCase() : "";
    }
    const missing = [...used].filter((prefix) => prefix in known.prefixes && !declared.has(prefix));
    const front = missing.map((prefix) => `PREFIX ${prefix}: <${known.prefixes[prefix]}> `).join("");
    return { text: front + text, shift: front.length };
  }

  // The question that the text is, its fields, and the list.
  function settle() {
    const found = addressOf(code.text, questions, short, view);
    if (found.question !== question || !form) {
      question = found.question;
      mark(question?.name);
      code.fit(question ? 0.24 : 0.36); // of a saved question, the answer is wanted first
      head.replaceChildren(...(question
        ? [h("h2", {}, question.asks), h("p", {}, question.row, " ", h("span", { class: "question-name" }, "On the command line: ", h("code", {}, `--ask ${question.name}`)))]
        : [h("h2", {}, "Your query"), h("p", {}, "SPARQL 1.1. Known prefixes need no declaring; the empty one is this graph’s own.")]));
      form = parameterForm(app, question ?? { parameters: [] }, { text: () => code.text, write: (text) => { code.set(text); settle(); run(); } });
      parameters.replaceChildren(form.element);
      parameters.hidden = form.element.hidden;
    }
    form.read();
  }

  function write(asNew) {
    const { address } = addressOf(code.text, questions, short, view);
    if (address === location.hash) return;
    if (asNew) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  }

  function fail(error) {
    const { shift } = sent();
    message.hidden = false;
    // After the sentence come the line, a caret under its place, and advice; the editor shows the place.
    const lines = error.message.split("\n");
    const caret = lines.findIndex((line) => line.trim() === "^");
    message.replaceChildren(h("p", {}, lines[0].replace(/^query:\d+(?::\d+)?: /, "")),
      ...lines.slice(caret < 0 ? 1 : caret + 1).filter((line) => line.trim()).map((line) => h("p", { class: "advice" }, line.trim())));
    if (error.line) {
      const column = error.line === 1 && error.column > shift ? error.column - shift : error.column;
      message.prepend(h("p", { class: "fault-place" }, `Line ${error.line}, column ${column}`));
      code.showFault({ line: error.line, column });
    }
    answer.clear();
  }

  async function run(asNew = true) {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    message.hidden = true;
    code.showFault(null);
    runButton.disabled = true;
    stopButton.hidden = false;
    answer.wait();
    write(asNew);
    const began = performance.now();
    const asked = sent().text;
    try {
      const found = await fetchAnswer(asked, app.form, mine.signal);
      if (running !== mine) return;
      answer.show({ ...found, query: asked, seconds: (performance.now() - began) / 1000, empty: question?.empty }, view);
      if (!found.rows.length && found.form !== "truth") remark(code.text);
    } catch (error) {
      if (running !== mine) return;
      if (mine.signal.aborted) answer.stopped();
      else fail(error instanceof Refused ? error : new Refused(0, "The server cannot be reached. Is it still running?"));
    } finally {
      if (running === mine) {
        running = null;
        runButton.disabled = false;
        stopButton.hidden = true;
      }
    }
  }

  // An empty answer may come of a misspelt name.
  async function remark(text) {
    try {
      const { remarks } = await json("/api/remarks", { method: "POST", body: text, headers: { "Content-Type": "application/sparql-query" } });
      if (text === code.text) answer.remark(remarks.map(({ line, says }) => `Line ${line}: ${says}`));
    } catch { /* it would only have been a hint */ }
  }

  function open() {
    const address = readAddress();
    const found = textOf(address, questions, resolve) ?? textOf(new URLSearchParams("ask=demands"), questions, resolve) ?? { text: questions[0].text };
    view = address.get("view") === "graph" ? "graph" : "table";
    code.set(found.text);
    settle();
    return address.size > 0;
  }

  // A plain address of the page asks the first question at once where that is no work.
  async function start() {
    if (open() || !(await app.things("position")).more) run(false);
  }

  addEventListener("hashchange", () => { open(); run(false); });
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-skip]")) {
      event.preventDefault();
      code.area.focus();
    }
  });
  start();
  for (const kind of LEARNED) app.things(kind).then(({ things }) => app.complete.learn(kind, things));
}

setUp().catch((error) => {
  document.getElementById("work").append(h("p", { class: "fault", role: "alert" }, error.message));
});
