// The answer: its size and time, as table and as graph, and files of it.

import { fetchFormat, GRAPH_FORMATS, ROW_FORMATS, TRUTH_FORMATS } from "./answer.js";
import { count, h } from "./dom.js";
import { hasPicture, resultGraph } from "./graph.js";
import { menu, saveFile } from "./keep.js";
import { resultTable } from "./table.js";

const FORMATS = { rows: ROW_FORMATS, graph: GRAPH_FORMATS, truth: TRUTH_FORMATS };

function took(seconds) {
  return seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(1)} s`;
}

export function results(app, chosen) {
  let answer = null;
  let picture = null;
  const told = h("p", { class: "answer-told" });
  const tabs = ["table", "graph"].map((name) => h("button", { type: "button", class: "tool", "data-view": name, "aria-pressed": "false", onclick: () => turn(name, true) }, name === "table" ? "Table" : "Graph"));
  const save = menu("Download", "download-menu", () => Object.entries(FORMATS[answer.form]).map(([name, format]) => [name, () => download(format)]));
  const tools = h("div", { class: "answer-tools", hidden: true }, h("div", { class: "answer-views", role: "group", "aria-label": "Show the answer as" }, tabs), save.element);
  const body = h("div", { class: "answer-body" });
  const remarks = h("ul", { class: "remarks", hidden: true });
  const element = h("section", { class: "answer-box", "aria-label": "Answer", hidden: true }, h("div", { class: "answer-head" }, told, tools), remarks, body);

  async function download([mediaType, ending]) {
    try {
      saveFile(await fetchFormat(answer.query, mediaType), `answer.${ending}`);
      app.announce("Saved");
    } catch (error) {
      told.textContent = error.message;
      app.announce(error.message);
    }
  }

  function turn(view, byHand) {
    const shown = view === "graph" && hasPicture(answer) ? "graph" : "table";
    for (const tab of tabs) tab.setAttribute("aria-pressed", String(tab.dataset.view === shown));
    if (shown === "graph") {
      picture ??= resultGraph(app, answer);
      const fresh = !picture.element.querySelector("canvas");
      body.replaceChildren(picture.element);
      if (fresh) picture.draw();
    } else if (answer.rows.length) body.replaceChildren(resultTable(app, answer));
    else body.replaceChildren();
    if (byHand) chosen(shown);
  }

  function start() {
    element.hidden = false;
    picture = null;
    remarks.hidden = true;
  }

  return {
    element,
    clear() {
      element.hidden = true;
      body.replaceChildren();
    },
    wait() {
      start();
      tools.hidden = true;
      told.textContent = "Asking …";
      element.setAttribute("aria-busy", "true");
    },
    stopped() {
      element.removeAttribute("aria-busy");
      body.replaceChildren();
      told.textContent = "Stopped.";
      app.announce("Stopped");
    },
    show(next, view) {
      start();
      element.removeAttribute("aria-busy");
      answer = next;
      tools.hidden = false;
      const time = ` in ${took(answer.seconds)}`;
      const noun = answer.form === "graph" ? "statement" : "row";
      const said = answer.form === "truth" ? (answer.truth ? "Yes" : "No")
        : answer.rows.length ? count(answer.rows.length, noun) : answer.empty || "No answer: nothing recorded fits.";
      told.replaceChildren(h("strong", {}, said), h("span", { class: "answer-time" }, time));
      app.announce(`${said}${time}`);
      tabs[0].parentElement.hidden = !hasPicture(answer);
      turn(view, false);
    },
    remark(lines) {
      remarks.hidden = !lines.length;
      remarks.replaceChildren(...lines.map((line) => h("li", {}, line)));
      if (lines.length) app.announce(lines.join(". "));
    },
  };
}
