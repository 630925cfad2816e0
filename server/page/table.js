// Rows as a table that is sorted by its headings and shown in pages.

import { count, h } from "./dom.js";
import { compareTerms, termView } from "./term.js";

const PAGE = 100;

export function resultTable(app, { columns, rows }) {
  let sorted = rows;
  let column = -1;
  let down = false;
  let page = 0;
  const pages = Math.max(1, Math.ceil(rows.length / PAGE));
  const body = h("tbody");
  const headings = columns.map((name, at) => h("th", { scope: "col", "aria-sort": "none" },
    h("button", { type: "button", class: "sort", onclick: () => sort(at) }, h("bdi", {}, name.replaceAll("_", " ")), h("span", { class: "arrow", "aria-hidden": "true" }))));
  const table = h("table", { class: "answer", "aria-label": "Answer" }, h("thead", {}, h("tr", {}, h("th", { scope: "col", class: "row-number" }, h("span", { class: "sr-only" }, "Row")), headings)), body);
  const where = h("span", { class: "pager-where" });
  const earlier = h("button", { type: "button", class: "tool", onclick: () => turn(page - 1) }, "Previous");
  const later = h("button", { type: "button", class: "tool", onclick: () => turn(page + 1) }, "Next");
  const pager = h("nav", { class: "pager", "aria-label": "Pages of the answer", hidden: pages === 1 }, earlier, where, later);
  const scroll = h("div", { class: "scroll answer-scroll", tabindex: 0, role: "region", "aria-label": "Rows of the answer" }, table);

  function sort(at) {
    down = column === at ? !down : false;
    column = at;
    sorted = rows.map((row, place) => [row, place])
      .sort(([a, first], [b, second]) => compareTerms(a[at], b[at], down) || first - second)
      .map(([row]) => row);
    headings.forEach((heading, each) => heading.setAttribute("aria-sort", each === at ? (down ? "descending" : "ascending") : "none"));
    turn(0);
    app.announce(`Sorted by ${columns[at].replaceAll("_", " ")}, ${down ? "descending" : "ascending"}`);
  }

  function turn(to) {
    page = Math.max(0, Math.min(pages - 1, to));
    const from = page * PAGE;
    body.replaceChildren(...sorted.slice(from, from + PAGE).map((row, at) => h("tr", {},
      h("th", { scope: "row", class: "row-number" }, (from + at + 1).toLocaleString("en")),
      row.map((term) => h("td", {}, h("div", { class: "cell" }, termView(app, term)))))));
    earlier.disabled = page === 0;
    later.disabled = page === pages - 1;
    where.textContent = `${(from + 1).toLocaleString("en")}–${Math.min(rows.length, from + PAGE).toLocaleString("en")} of ${count(rows.length, "row")}`;
    scroll.scrollTop = 0;
  }

  turn(0);
  return h("div", { class: "answer-table" }, scroll, pager);
}
