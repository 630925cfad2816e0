// A network picture as SVG, from the same places and measures the canvas uses.

import { svg } from "./dom.js";
import { ARROWS } from "./marks.js";
import { extent, plan } from "./painter.js";

const ROW = 17;

// Where a line from the middle of a box towards a point leaves the box.
function border(box, x, y, toX, toY, room = 2) {
  const dx = toX - x;
  const dy = toY - y;
  const across = dx ? (box.width / 2 + room) / Math.abs(dx) : Infinity;
  const along = dy ? (box.height / 2 + room) / Math.abs(dy) : Infinity;
  const share = Math.min(across, along, 1);
  return [x + dx * share, y + dy * share];
}

function curve(edge, from, to) {
  if (edge.smooth?.type === "curvedCW" || edge.smooth?.type === "curvedCCW") {
    const turn = (edge.smooth.type === "curvedCW" ? 1 : -1) * edge.smooth.roundness * 2;
    const middle = [(from.x + to.x) / 2 + (from.y - to.y) * turn * 0.5, (from.y + to.y) / 2 + (to.x - from.x) * turn * 0.5];
    const start = border(from.box, from.x, from.y, ...middle);
    const end = border(to.box, to.x, to.y, ...middle);
    return { d: `M${start}Q${middle} ${end}`, end, angle: Math.atan2(end[1] - middle[1], end[0] - middle[0]), middle: [0, 1].map((i) => (start[i] + 2 * middle[i] + end[i]) / 4) };
  }
  const way = Math.sign(to.x - from.x) || 1;
  const start = [from.x + (way * from.box.width) / 2, from.y];
  const end = [to.x - (way * to.box.width) / 2 - way * 2, to.y];
  const bend = (end[0] - start[0]) * (edge.smooth?.roundness ?? 0.5);
  return { d: `M${start}C${[start[0] + bend, start[1]]} ${[end[0] - bend, end[1]]} ${end}`, end, angle: way > 0 ? 0 : Math.PI, middle: [0, 1].map((i) => (start[i] + end[i]) / 2) };
}

function drawnEdge({ edge, colour, opacity, label }, shown, theme) {
  const ends = [edge.from, edge.to].map((id) => shown.get(id));
  const [from, to] = ends.map((end) => end && { ...end, box: extent(end.node, end.box) });
  if (!from || !to || edge.from === edge.to) return null;
  const { d, end, angle, middle } = curve(edge, from, to);
  const shape = ARROWS[edge.arrows?.to?.type];
  const size = 0.8 + edge.width * 0.14;
  return svg("g", { opacity },
    svg("path", { d, fill: "none", stroke: colour, "stroke-width": edge.width.toFixed(2), "stroke-dasharray": (edge.dashes || []).join(" ") || null }),
    shape ? svg("path", { d: shape.d, transform: `translate(${end.map((n) => n.toFixed(1))}) rotate(${((angle * 180) / Math.PI).toFixed(1)}) scale(${size.toFixed(2)})`, fill: shape.fill ? colour : "none", stroke: colour, "stroke-width": shape.fill ? 0 : 2 }) : null,
    label ? svg("text", { x: middle[0], y: middle[1] + 4, "text-anchor": "middle", "font-size": 13, fill: theme.ink, stroke: theme.ground, "stroke-width": 5, "paint-order": "stroke" }, label) : null);
}

function drawnBranch({ node, x, y }, shown, theme) {
  const parent = shown.get(node.issue);
  if (!node.issue || !parent) return null;
  return svg("path", { d: `M${parent.x} ${parent.y + 8}V${y}H${x - node.side * 6}`, fill: "none", stroke: theme.muted, "stroke-opacity": 0.5 });
}

function drawnNode(id, { node, box, x, y }, look, theme) {
  const { left: offset, textX, align, markX } = plan(node, box);
  const party = node.group === "party";
  const hollow = node.silent || look?.faded;
  const left = x + offset;
  const top = y - box.height / 2;
  const mark = node.group === "issue" ? svg("path", { d: `M${x + markX} ${y - 7.5}l7.5 7.5l-7.5 7.5l-7.5 -7.5Z`, fill: theme.issue })
    : node.group === "option" ? svg("rect", { x: x + markX - 5, y: y - 5, width: 10, height: 10, rx: 2, fill: theme.option })
      : svg("circle", { cx: x + markX, cy: y, r: 5, fill: theme.muted });
  const bold = party || node.group === "issue";
  return svg("g", { opacity: look?.faded ? 0.2 : 1 },
    svg("rect", { x: left, y: top, width: box.width, height: box.height, rx: party ? 17 : box.boxed ? 7 : 3, fill: party && !hollow ? theme.party : box.boxed ? theme.surface : theme.ground, stroke: party && hollow ? theme.muted : box.boxed ? theme.line : "none" }),
    party && node.principal ? svg("rect", { x: left - 3.5, y: top - 3.5, width: box.width + 7, height: box.height + 7, rx: 20, fill: "none", stroke: theme.party, "stroke-width": 1.3 }) : null,
    party ? null : mark,
    box.lines.map((line, at) => svg("text", {
      x: x + textX, y: y + (at - (box.lines.length - 1) / 2) * ROW + 4.5,
      "text-anchor": { left: "start", right: "end", center: "middle" }[align],
      "font-size": party ? 15 : bold ? 14 : 13, "font-weight": bold ? 600 : 400,
      "font-style": node.group === "condition" ? "italic" : null, fill: party ? theme[hollow ? "muted" : "party-ink"] : theme.ink,
    }, line)));
}

export function networkSvg({ theme, shown, looks, edges, bounds }, title) {
  const room = 40;
  const width = Math.ceil(bounds.right - bounds.left + 2 * room);
  const height = Math.ceil(bounds.bottom - bounds.top + 2 * room);
  return svg("svg", { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `${bounds.left - room} ${bounds.top - room} ${width} ${height}`, "font-family": theme.sans.replaceAll('"', "'") },
    svg("title", {}, title),
    svg("rect", { x: bounds.left - room, y: bounds.top - room, width, height, fill: theme.ground }),
    edges.map((each) => drawnEdge(each, shown, theme)),
    [...shown.values()].map((each) => drawnBranch(each, shown, theme)),
    [...shown].map(([id, each]) => drawnNode(id, each, looks.get(id), theme)));
}
