// An answer as a picture: a triple is a line, and so are two addresses that stand in one row.

import { h } from "./dom.js";
import { fetchAnswer } from "./answer.js";
import { faint, readTheme, watchTheme } from "./theme.js";
import { addressView } from "./term.js";
import { shorten } from "./text.js";

const MOST_NODES = 400;
const MOST_EDGES = 1200;
let library = null;

function loaded() {
  library ??= new Promise((done, failed) => {
    const script = h("script", { src: "/page/vis-network.js", onload: () => done(globalThis.vis), onerror: () => { library = null; failed(new Error("The picture could not be loaded.")); } });
    document.head.append(script);
  });
  return library;
}

const isNode = (term) => term && (term.type === "uri" || term.type === "bnode");
const LABELS = /(?:#|\/)(?:label|prefLabel|name)$/;

// { nodes: Map id → { label, own }, edges: [{ from, to, label }], left }
export function pictureOf({ form, columns, rows }) {
  const nodes = new Map();
  const edges = [];
  const seen = new Set();
  let left = 0;
  const key = (term) => `${term.type === "bnode" ? "_:" : ""}${term.value}`;
  const enter = (term) => {
    if (nodes.has(key(term))) return true;
    if (nodes.size >= MOST_NODES) return false;
    nodes.set(key(term), { term, label: "" });
    return true;
  };
  const join = (from, to, label) => {
    const id = `${key(from)}\n${key(to)}\n${label}`;
    if (seen.has(id)) return;
    seen.add(id);
    if (edges.length >= MOST_EDGES || !enter(from) || !enter(to)) left += 1;
    else edges.push({ id, from: key(from), to: key(to), label });
  };
  for (const row of rows) {
    if (form === "graph") {
      const [subject, predicate, object] = row;
      if (isNode(object)) join(subject, object, predicate.value);
      else if (enter(subject) && LABELS.test(predicate.value)) nodes.get(key(subject)).label ||= object.value;
    } else {
      const named = row.map((term, at) => [term, columns[at]]).filter(([term]) => isNode(term));
      for (let at = 0; at + 1 < named.length; at += 1) join(named[at][0], named[at + 1][0], named[at + 1][1]);
    }
  }
  return { nodes, edges, left };
}

export const hasPicture = (answer) => answer.form === "graph" ? answer.rows.length > 0
  : answer.form === "rows" && answer.rows.some((row) => row.filter(isNode).length > 1);

async function addNames(app, nodes) {
  const unnamed = [...nodes.values()].filter(({ term, label }) => !label && term.type === "uri" && /^[^\s<>"{}|\\^`]+$/.test(term.value));
  if (!unnamed.length) return;
  const query = `SELECT ?x (MIN(STR(?l)) AS ?label) { VALUES ?x { ${unnamed.map(({ term }) => `<${term.value}>`).join(" ")} } ?x <http://www.w3.org/2000/01/rdf-schema#label>|<http://www.w3.org/2004/02/skos/core#prefLabel> ?l } GROUP BY ?x`;
  try {
    const { rows } = await fetchAnswer(query, "SELECT");
    for (const [thing, label] of rows) if (thing && label) nodes.get(thing.value).label = label.value;
  } catch { /* addresses say enough */ }
}

export function resultGraph(app, answer) {
  const picture = pictureOf(answer);
  const canvas = h("div", { class: "canvas", role: "img", "aria-label": `Picture of ${picture.nodes.size} things and ${picture.edges.length} connections. The table has the same.` });
  const told = h("p", { class: "graph-note" });
  const tools = h("div", { class: "graph-tools" },
    h("button", { type: "button", class: "tool icon", "aria-label": "Zoom in", onclick: () => zoom(1.3) }, "+"),
    h("button", { type: "button", class: "tool icon", "aria-label": "Zoom out", onclick: () => zoom(1 / 1.3) }, "−"),
    h("button", { type: "button", class: "tool", onclick: () => network?.fit() }, "Fit"));
  const element = h("div", { class: "answer-graph" }, h("div", { class: "graph-head" }, told, tools), canvas);
  let network = null;

  function tell() {
    told.textContent = picture.left
      ? `The first ${picture.nodes.size} things. ${picture.left.toLocaleString("en")} more connections are in the table.`
      : "Choose a thing to read its name; a double click describes it.";
  }
  tell();

  function zoom(by) {
    network?.moveTo({ scale: network.getScale() * by });
  }

  function style(theme) {
    return {
      nodes: {
        shape: "box", margin: { top: 6, right: 9, bottom: 6, left: 9 }, borderWidth: 1, shapeProperties: { borderRadius: 5 },
        color: { background: theme.surface, border: theme.muted, highlight: { background: theme.surface, border: theme.accent } },
        font: { face: theme.sans, size: 14, color: theme.ink, multi: false }, scaling: { label: { drawThreshold: 3 } },
      },
      edges: {
        arrows: { to: { enabled: true, scaleFactor: 0.5 } }, color: { color: faint(theme.muted, 0.7), highlight: theme.accent },
        font: { face: theme.sans, size: 11, color: theme.muted, strokeWidth: 4, strokeColor: theme.ground, multi: false },
        smooth: { enabled: true, type: "continuous", roundness: 0.3 },
      },
    };
  }

  async function draw() {
    const [vis] = await Promise.all([loaded(), addNames(app, picture.nodes)]);
    if (!element.isConnected) return;
    const many = picture.nodes.size > 120;
    const nodes = [...picture.nodes].map(([id, { term, label }]) => ({ id, label: wrapped(label || (term.type === "uri" ? app.names.short(term.value) : `_:${term.value}`)) }));
    const edges = picture.edges.map((edge) => ({ ...edge, label: many ? undefined : answer.form === "graph" ? app.names.short(edge.label) : edge.label }));
    network = new vis.Network(canvas, { nodes, edges }, {
      ...style(readTheme()), autoResize: true, layout: { randomSeed: 7, improvedLayout: picture.nodes.size < 120 },
      physics: { solver: "barnesHut", barnesHut: { gravitationalConstant: -2600, centralGravity: 1.4, springLength: 60, springConstant: 0.06, avoidOverlap: 0.7 }, stabilization: { iterations: many ? 120 : 300, fit: true } },
      interaction: { hover: false, zoomSpeed: 0.6 },
    });
    network.once("stabilizationIterationsDone", () => {
      network.setOptions({ physics: false });
      widen();
      network.fit({ maxZoomLevel: 1.2 });
      element.dataset.drawn = "";
    });
    network.on("select", ({ nodes: [id] }) => {
      const chosen = picture.nodes.get(id);
      if (!chosen) return tell();
      const address = chosen.term.type === "uri" ? addressView(app, chosen.term.value) : `_:${chosen.term.value}`;
      told.replaceChildren(chosen.label ? h("bdi", {}, chosen.label) : "", chosen.label ? " " : "", address,
        chosen.term.type === "uri" ? [" ", h("a", { href: `#query=${encodeURIComponent(`DESCRIBE <${id}>`)}&view=graph` }, "Describe")] : "");
      return undefined;
    });
    network.on("doubleClick", ({ nodes: [id] }) => {
      if (id && !id.startsWith("_:")) location.hash = `query=${encodeURIComponent(`DESCRIBE <${id}>`)}&view=graph`;
    });
  }

  // Forces make a round picture; the frame is wide, and labels are.
  function widen() {
    const places = Object.entries(network.getPositions());
    const span = (axis) => Math.max(...places.map(([, place]) => place[axis])) - Math.min(...places.map(([, place]) => place[axis])) || 1;
    const by = Math.min(2, Math.max(1, (canvas.clientWidth / canvas.clientHeight) / (span("x") / span("y"))));
    for (const [id, { x, y }] of places) network.moveNode(id, x * by, y);
  }

  watchTheme(() => network?.setOptions(style(readTheme())));
  return { element, draw: () => draw().catch((error) => { told.textContent = error.message; }) };
}

// Labels of a box: short lines, three at most; the whole text is told when the box is chosen.
function wrapped(text) {
  const lines = [""];
  for (const word of shorten(text.replace(/\s+/g, " "), 62).split(" ")) {
    const piece = word.length > 34 ? `${word.slice(0, 33)}…` : word;
    if (lines.at(-1) && `${lines.at(-1)} ${piece}`.length > 22) lines.push(piece);
    else lines[lines.length - 1] += `${lines.at(-1) ? " " : ""}${piece}`;
  }
  return lines.slice(0, 3).join("\n");
}
