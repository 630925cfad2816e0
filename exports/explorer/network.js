// A network drawn by vis-network from what pyvis made: places computed beforehand, physics off.

import { capital, count, h } from "./dom.js";
import { isFiltered } from "./filters.js";
import { legend } from "./legend.js";
import { networkTable } from "./network-table.js";
import { drawNode, extent, measure, plan } from "./painter.js";
import { faint, readTheme } from "./theme.js";

const NARROW = 820;
const MOST_LINES = 1200;
const BOW = 50;
const GONE = new Set(["superseded", "withdrawn", "lapsed"]);

export function networkView(app, name, describe) {
  const { data } = app;
  const { options, folded: foldedPage, networks } = data.pictures;
  const source = networks[name];
  for (const edge of source.edges) {
    const { dashes, arrow } = data.pictures.strokes[edge.act] ?? {};
    const end = name === "linkage" ? "triangle" : arrow;
    if (edge.act) Object.assign(edge, { dashes: dashes?.length ? dashes : false, arrows: end ? { to: { enabled: true, type: end, scaleFactor: 0.55 } } : "" });
  }
  const folded = foldedPage && name === "positions";
  const boxed = name === "linkage";
  const nodes = new Map(source.nodes.map((node) => [node.id, { ...node }]));
  const optionsOf = new Map(); // issue → its option nodes, for pictures that unfold
  for (const node of source.nodes) {
    if (node.issue) optionsOf.set(node.issue, [...(optionsOf.get(node.issue) ?? []), node.id]);
  }
  let theme = readTheme();
  let network = null;
  let narrow = false;
  let moved = false;
  let cursor = "";
  let unfolded = "";
  let shown = new Map(); // id → { node, box, x, y }
  let edges = [];
  let sparse = false; // too many lines to draw at once: only those of what is selected or unfolded
  const looks = new Map();
  const sets = {};

  const canvas = h("div", {
    class: "canvas", tabindex: 0, role: "application", "aria-roledescription": "network picture",
    "aria-label": `${describe.title}. Arrow keys move, Enter opens, plus and minus zoom. The Table button gives the same as a table.`,
  });
  const tip = h("div", { class: "tip", role: "tooltip", hidden: true });
  const tableButton = h("button", { type: "button", class: "tool", onclick: () => app.go({ table: !app.state.table }) }, "Table");
  const tools = h("div", { class: "graph-tools" },
    h("button", { type: "button", class: "tool icon", "aria-label": "Zoom in", onclick: () => zoom(1.3) }, "+"),
    h("button", { type: "button", class: "tool icon", "aria-label": "Zoom out", onclick: () => zoom(1 / 1.3) }, "−"),
    h("button", { type: "button", class: "tool", onclick: () => { moved = false; fit(); } }, "Fit"),
    tableButton);
  const hint = h("span", { hidden: true }, " There are many: lines show for what you select, answers for a question you click.");
  const table = h("div", { class: "graph-table", hidden: true });
  const picture = h("div", { class: "graph" }, canvas, tip);
  const key = legend(app, name, source);
  const element = h("section", { class: "view network", "aria-label": describe.title },
    h("div", { class: "view-head" }, h("h2", {}, describe.title), h("p", {}, describe.text, hint), tools),
    picture, table, key.element);
  let lit = new Set(); // lines of a loop shown among the others
  const below = describe.below?.(app, (ids) => { lit = new Set(ids); restyle(app.state); });
  if (below?.some) element.append(below.element);
  const empty = !source.edges.length && describe.empty ? h("p", { class: "empty-note" }, describe.empty) : null;
  if (empty) picture.append(empty);

  const isOpen = (issue, state) => state.open.includes(issue);

  // Where everything stands: the wide or the tall places, with unfolded issues making room below.
  function place(state) {
    shown = new Map();
    const shift = new Map(); // column → how far later rows are pushed down
    for (const given of source.nodes) {
      if (folded && given.issue) continue;
      const node = nodes.get(given.id);
      node.label = narrow && given.tallLabel ? given.tallLabel : given.label;
      node.side = narrow && given.side ? 1 : given.side;
      const box = measure(node, theme, boxed);
      const column = narrow ? "tall" : `${given.side} ${given.x}`;
      const push = given.group === "issue" ? shift.get(column) ?? 0 : 0;
      const x = narrow ? given.tallX : given.x;
      const y = (narrow ? given.tallY : given.y) + push;
      shown.set(given.id, { node, box, x, y });
      if (folded && given.group === "issue" && isOpen(given.id, state)) {
        let below = y + 18;
        for (const id of optionsOf.get(given.id) ?? []) {
          const option = nodes.get(id);
          option.side = node.side;
          const size = measure(option, theme, boxed);
          below += size.height / 2 + 3;
          shown.set(id, { node: option, box: size, y: below, x: x + node.side * 20 });
          below += size.height / 2 + 3;
        }
        shift.set(column, push + below - y - 10);
      }
    }
    edges = folded ? gathered(state) : source.edges;
    sparse = folded && edges.length > MOST_LINES;
    hint.hidden = !sparse;
  }

  // In a folded picture, one line for all that a party says on an issue that is not unfolded.
  function gathered(state) {
    const bundles = new Map();
    const single = [];
    for (const edge of source.edges) {
      const issue = nodes.get(edge.to)?.issue ?? edge.to;
      if (isOpen(issue, state)) {
        single.push(edge);
        continue;
      }
      const id = `${edge.from}\n${issue}`;
      if (!bundles.has(id)) bundles.set(id, { id, from: edge.from, to: issue, bundle: [], dashes: false, arrows: "" });
      bundles.get(id).bundle.push(edge.id);
    }
    for (const each of bundles.values()) each.width = Math.min(1 + Math.log2(each.bundle.length), 5);
    return [...single, ...bundles.values()];
  }

  const colourOf = (edge) => {
    if (edge.relation) return theme[edge.relation];
    if (edge.loop) return theme.collide;
    if (edge.bundle) return theme.muted;
    return theme[data.codes.get(edge.act)?.broader ?? "silent"] ?? theme.silent;
  };
  const positionsOf = (edge) => edge.bundle ?? (edge.position ? [edge.position] : edge.relation ? [] : [edge.id]);

  function neighbours() {
    const next = new Map();
    const join = (a, b) => {
      if (!next.has(a)) next.set(a, new Set());
      next.get(a).add(b);
    };
    for (const edge of edges) {
      join(edge.from, edge.to);
      join(edge.to, edge.from);
    }
    if (name === "positions") {
      for (const { node } of shown.values()) {
        if (node.issue) {
          join(node.id, node.issue);
          join(node.issue, node.id);
        }
      }
    }
    return next;
  }

  // Nodes of the selection: itself, or the ends of the position it is.
  function anchors(state) {
    if (state.compare.length) return state.compare.filter((id) => shown.has(id));
    if (shown.has(state.select)) return [state.select];
    return edges.filter((edge) => positionsOf(edge).includes(state.select)).flatMap((edge) => [edge.from, edge.to]);
  }

  function look(state) {
    const filtered = isFiltered(state.filters);
    const next = neighbours();
    const starts = anchors(state);
    let near = null;
    if (state.focus && starts.length) {
      near = new Set(starts);
      for (let depth = 0; depth < state.focus; depth += 1) {
        for (const id of [...near]) for (const other of next.get(id) ?? []) near.add(other);
      }
    }
    const seen = new Set();
    const styled = edges.map((edge) => {
      const behind = positionsOf(edge);
      const passing = behind.filter((id) => app.visible.has(id));
      const relevant = edge.relation ? pairCount(edge) : passing.length;
      const filteredOut = Boolean((behind.length && !passing.length) || (edge.relation && !relevant));
      if (!filteredOut) seen.add(edge.from).add(edge.to);
      const chosen = behind.includes(state.select) || (edge.relation && state.compare.includes(edge.from) && state.compare.includes(edge.to));
      const touches = starts.includes(edge.from) || starts.includes(edge.to);
      const outside = near && !(near.has(edge.from) && near.has(edge.to));
      const gone = behind.length && behind.every((id) => GONE.has(data.get(id)?.status));
      const opacity = outside || (lit.size && !lit.has(edge.id)) ? 0.08 : gone && !chosen ? 0.3 : !starts.length || chosen || touches ? 0.92 : 0.3;
      const hidden = filteredOut || (sparse && Boolean(edge.bundle) && !touches && !chosen);
      return { edge, hidden, opacity, chosen, relevant };
    });
    looks.clear();
    for (const id of shown.keys()) {
      const used = seen.has(id) || [...(optionsOf.get(id) ?? [])].some((option) => seen.has(option));
      looks.set(id, {
        faded: (near && !near.has(id)) || (filtered && !used),
        selected: id === state.select || state.compare.includes(id),
        cursor: id === cursor,
      });
    }
    return styled;
  }

  // With filters on, a relation counts the pairs of positions that both pass.
  function pairCount(edge) {
    if (!isFiltered(app.state.filters)) return edge.count;
    return app.relations.between(edge.from, edge.to)[edge.relation]
      .filter((pair) => pair.every((position) => app.visible.has(position.key))).length;
  }

  function visEdge({ edge, hidden, opacity, chosen, relevant }) {
    const colour = faint(colourOf(edge), opacity);
    const words = lit.size && !lit.has(edge.id) ? " " : edge.relation ? `${relevant} ${edge.relation === "agree" ? "the same way" : relevant === 1 ? "collides" : "collide"}` : edge.position ? `${data.label(data.get(edge.position).holder)}: ${data.code(edge.act)}${edge.loop ? " (loop)" : ""}` : "";
    return {
      id: edge.id, from: edge.from, to: edge.to, hidden, dashes: edge.dashes, arrows: edge.arrows,
      width: edge.width + (chosen ? 2 : 0),
      color: { color: colour, highlight: colour, hover: colour },
      hoverWidth: 0, selectionWidth: 0, label: words || undefined,
      font: words ? { size: 13, face: theme.sans, color: theme.ink, strokeWidth: 5, strokeColor: theme.ground, multi: false } : undefined,
      smooth: folded ? false : edge.smooth ?? { enabled: true, type: "cubicBezier", forceDirection: "horizontal", roundness: 0.45 },
    };
  }

  function fill(state) {
    place(state);
    const styled = look(state);
    sets.nodes.clear();
    sets.edges.clear();
    // parties last, so that they lie on top
    const drawing = [...shown].sort(([, a], [, b]) => (a.node.group === "party") - (b.node.group === "party"));
    sets.nodes.add(drawing.map(([id, { x, y }]) => ({ id, x, y, shape: "custom", ctxRenderer: renderer })));
    sets.edges.add(styled.map(visEdge));
    unfolded = state.open.join();
  }

  function renderer({ ctx, id, x, y }) {
    const { node, box } = shown.get(id);
    return {
      drawNode: () => drawNode(ctx, node, box, x, y, looks.get(id) ?? {}, theme),
      nodeDimensions: extent(node, box),
    };
  }

  // Fine lines from an issue to its options, like the branches of an outline.
  function branches(ctx) {
    if (name !== "positions") return;
    ctx.lineWidth = 1.2;
    const places = network.getPositions();
    for (const [id, { node }] of shown) {
      const own = places[id];
      const parent = places[node.issue];
      if (!own || !parent) continue;
      ctx.strokeStyle = faint(theme.muted, looks.get(id)?.faded ? 0.15 : 0.5);
      ctx.beginPath();
      ctx.moveTo(parent.x, parent.y + 8);
      ctx.lineTo(parent.x, own.y);
      ctx.lineTo(own.x - node.side * 6, own.y);
      ctx.stroke();
    }
  }

  function bounds() {
    const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    for (const { node, x, y, box: size } of shown.values()) {
      const { left } = plan(node, size);
      box.left = Math.min(box.left, x + left);
      box.right = Math.max(box.right, x + left + size.width);
      box.top = Math.min(box.top, y - size.height / 2);
      box.bottom = Math.max(box.bottom, y + size.height / 2);
    }
    if (boxed) { // lines there and back bow out above and below
      box.top -= BOW;
      box.bottom += BOW;
    }
    return box;
  }

  // The node whose sign or words are under the pointer.
  function nodeAt(pointer) {
    const { x, y } = network.DOMtoCanvas(pointer);
    for (const [id, spot] of shown) {
      const { node, box } = spot;
      const left = spot.x + plan(node, box).left;
      if (x >= left && x <= left + box.width && Math.abs(y - spot.y) <= box.height / 2) return id;
    }
    return undefined;
  }

  function fit() {
    if (!network || !shown.size) return;
    const { left, right, top, bottom } = bounds();
    const width = canvas.clientWidth;
    const height = canvas.clientHeight;
    if (!width || !height) return;
    const room = narrow ? 14 : 22;
    const across = (width - 2 * room) / (right - left);
    const whole = Math.min(across, (height - 2 * room) / (bottom - top), 1.25);
    // a tall picture on a phone fills the width and is moved through; anything else is shown whole
    const scale = narrow ? Math.min(Math.max(whole, Math.min(across, 0.95)), 1.25) : whole;
    const middle = (bottom - top) * scale > height - 2 * room ? top + (height / 2 - room) / scale : (top + bottom) / 2;
    network.moveTo({ position: { x: (left + right) / 2, y: middle }, scale, animation: false });
  }

  function zoom(factor) {
    moved = true;
    network.moveTo({ scale: network.getScale() * factor, animation: false });
  }

  function reveal(id) {
    if (!shown.has(id)) return;
    const at = network.canvasToDOM(network.getPosition(id));
    if (at.x < 40 || at.y < 30 || at.x > canvas.clientWidth - 40 || at.y > canvas.clientHeight - 30) {
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      network.moveTo({ position: network.getPosition(id), animation: calm || !moved ? false : { duration: 250, easingFunction: "easeOutQuad" } });
    }
  }

  // Bring what is selected into sight.
  const bring = (state) => anchors(state).slice(-1).forEach(reveal);

  function openNode(id) {
    const changes = { select: id, compare: [] };
    if (folded && nodes.get(id)?.group === "issue") {
      const { open } = app.state;
      changes.open = open.includes(id) ? open.filter((other) => other !== id) : [...open, id];
    }
    app.go(changes);
  }

  function openEdge(id) {
    const edge = edges.find((each) => each.id === id);
    if (!edge) return;
    if (edge.relation) app.go({ compare: [edge.from, edge.to] });
    else if (edge.bundle && edge.bundle.length > 1) openNode(edge.to);
    else app.go({ select: positionsOf(edge)[0], compare: [] });
  }

  function tipText(id) {
    const edge = edges.find((each) => each.id === id);
    if (!edge) return "";
    const ends = [data.label(edge.from), data.label(edge.to)];
    if (edge.relation) {
      const number = pairCount(edge);
      return `${ends.join(" and ")} ${edge.relation === "agree" ? "point the same way" : "collide"} in ${count(number, "pair")} of positions`;
    }
    if (edge.bundle && edge.bundle.length > 1) return `${ends.join(" on ")}: ${count(edge.bundle.length, "position")}`;
    return data.get(positionsOf(edge)[0])?.sentence ?? "";
  }

  // The whole label where the picture shows it shortened, and the question behind an issue.
  function nodeTip(id) {
    const thing = data.get(id);
    const text = thing.question ?? thing.label;
    return text.replace(/\s+/g, " ") === nodes.get(id).label.replace(/\n/g, " ") ? "" : text;
  }

  function showTip(text, event) {
    tip.hidden = !text;
    tip.textContent = text;
    if (!text) return;
    const frame = picture.getBoundingClientRect();
    const x = event.clientX - frame.left;
    tip.style.left = `${Math.min(Math.max(x, 8), frame.width - 280)}px`;
    tip.style.top = `${event.clientY - frame.top + 18}px`;
  }

  function draw(state) {
    sets.nodes = new vis.DataSet();
    sets.edges = new vis.DataSet();
    narrow = canvas.clientWidth < NARROW;
    fill(state);
    network = new vis.Network(canvas, sets, {
      ...options,
      interaction: { ...options.interaction, selectable: false, keyboard: false, hideEdgesOnDrag: edges.length > 2500, hideEdgesOnZoom: edges.length > 2500 },
    });
    // the canvas is named by its container; vis-network's own frame must not take the keyboard
    for (const inner of canvas.querySelectorAll("[tabindex]")) inner.setAttribute("tabindex", "-1");
    network.on("beforeDrawing", branches);
    network.on("click", ({ pointer }) => {
      const node = nodeAt(pointer.DOM);
      const edge = node === undefined ? network.getEdgeAt(pointer.DOM) : undefined;
      if (node !== undefined) openNode(node);
      else if (edge !== undefined) openEdge(edge);
      else app.go({ select: "", compare: [], focus: 0 });
    });
    canvas.addEventListener("pointermove", (event) => {
      if (event.buttons) return showTip("");
      const frame = canvas.getBoundingClientRect();
      const pointer = { x: event.clientX - frame.left, y: event.clientY - frame.top };
      const node = nodeAt(pointer);
      const edge = node === undefined ? network.getEdgeAt(pointer) : undefined;
      canvas.classList.toggle("pointing", node !== undefined || edge !== undefined);
      return showTip(node !== undefined ? nodeTip(node) : edge !== undefined ? tipText(edge) : "", event);
    });
    canvas.addEventListener("pointerleave", () => showTip(""));
    network.on("zoom", () => { moved = true; });
    network.on("dragStart", () => { moved = true; });
    network.on("dragEnd", () => {
      for (const [id, spot] of Object.entries(network.getPositions())) Object.assign(shown.get(id) ?? {}, spot);
    });
    fit();
    bring(state);
    new ResizeObserver(() => {
      if (!canvas.clientWidth) return;
      const now = canvas.clientWidth < NARROW;
      if (now !== narrow) {
        narrow = now;
        moved = false;
        fill(app.state);
      }
      network.setSize("100%", "100%");
      network.redraw();
      if (!moved) {
        fit();
        bring(app.state);
      }
    }).observe(canvas);
  }

  canvas.addEventListener("keydown", (event) => {
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (ways[event.key]) {
      event.preventDefault();
      step(...ways[event.key]);
    } else if (event.key === "Enter" && cursor) openNode(cursor);
    else if (event.key === "+" || event.key === "=") zoom(1.3);
    else if (event.key === "-") zoom(1 / 1.3);
    else if (event.key === "0") { moved = false; fit(); }
  });
  canvas.addEventListener("blur", () => { cursor = ""; restyle(app.state); });

  // Move the cursor to the nearest node in a direction.
  function step(dx, dy) {
    const from = shown.get(cursor) ?? shown.get(app.state.select);
    let best = "";
    let least = Infinity;
    for (const [id, spot] of shown) {
      if (looks.get(id)?.faded) continue;
      if (!from) {
        const first = spot.x + spot.y;
        if (first < least) [best, least] = [id, first];
        continue;
      }
      const along = (spot.x - from.x) * dx + (spot.y - from.y) * dy;
      const aside = Math.abs((spot.x - from.x) * dy) + Math.abs((spot.y - from.y) * dx);
      const cost = along + 2.2 * aside;
      if (along > 4 && cost < least) [best, least] = [id, cost];
    }
    if (!best) return;
    cursor = best;
    restyle(app.state);
    reveal(best);
    const { node } = shown.get(best);
    const joined = edges.filter((edge) => edge.from === best || edge.to === best).length;
    app.announce(`${capital(node.group)}: ${data.label(best)}. ${count(joined, "link")}.`);
  }

  function restyle(state) {
    if (!network) return;
    const styled = look(state);
    sets.edges.update(styled.map(visEdge));
    network.redraw();
  }

  return {
    element,
    update(state, before) {
      const asTable = state.table;
      picture.hidden = asTable;
      key.element.hidden = asTable;
      table.hidden = !asTable;
      tableButton.textContent = asTable ? "Picture" : "Table";
      for (const button of [...tools.children].slice(0, 3)) button.hidden = asTable;
      key.update(state);
      if (asTable) table.replaceChildren(networkTable(app, name, source));
      else if (!network) draw(state);
      else if (folded && state.open.join() !== unfolded) fill(state);
      else restyle(state);
      if (network && before && state.select !== before.select) bring(state);
    },
    themed() {
      theme = readTheme();
      if (network) restyle(app.state);
    },
    // What a saved picture shows.
    scene: () => {
      const styled = look(app.state).filter(({ hidden }) => !hidden);
      return { name, theme, shown, looks, edges: styled.map((each) => ({ ...each, colour: colourOf(each.edge), label: visEdge(each).label })), bounds: bounds() };
    },
  };
}
