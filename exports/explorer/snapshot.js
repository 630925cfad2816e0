// A view made of HTML as SVG: its boxes, rules, drawn signs and lines of text, where they stand.

import { svg } from "./dom.js";

const CLEAR = "rgba(0, 0, 0, 0)";

function lines(node) {
  const range = document.createRange();
  const text = node.data;
  const found = [];
  for (const part of text.matchAll(/\S+\s*/g)) {
    range.setStart(node, part.index);
    range.setEnd(node, part.index + part[0].trimEnd().length);
    for (const rect of range.getClientRects()) {
      const last = found.at(-1);
      if (last && Math.abs(last.rect.top - rect.top) < 2) {
        last.text += ` ${part[0].trim()}`;
        last.right = rect.right;
      } else found.push({ text: part[0].trim(), rect, right: rect.right });
      break;
    }
  }
  return found;
}

export function snapshot(root, theme, title) {
  const frame = root.getBoundingClientRect();
  const width = Math.ceil(root.scrollWidth);
  const height = Math.ceil(root.scrollHeight);
  const parts = [];
  const visit = (element) => {
    const style = getComputedStyle(element);
    if (style.display === "none" || style.visibility === "hidden" || element.classList.contains("sr-only") || element.matches("button, select, .graph-tools")) return;
    const box = element.getBoundingClientRect();
    const x = box.left - frame.left;
    const y = box.top - frame.top;
    if (element instanceof SVGSVGElement) {
      const copy = element.cloneNode(true);
      const originals = [element, ...element.querySelectorAll("*")];
      [copy, ...copy.querySelectorAll("*")].forEach((node, at) => {
        const own = getComputedStyle(originals[at]);
        for (const name of ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-family", "text-anchor", "font-weight"]) node.setAttribute(name, own.getPropertyValue(name));
        node.removeAttribute("class");
      });
      for (const [name, value] of Object.entries({ x, y, width: box.width, height: box.height })) copy.setAttribute(name, value.toFixed(1));
      parts.push(copy);
      return;
    }
    if (style.backgroundColor !== CLEAR && element !== root) {
      const rects = style.display === "inline" ? [...element.getClientRects()] : [box];
      for (const rect of rects) parts.push(svg("rect", { x: (rect.left - frame.left).toFixed(1), y: (rect.top - frame.top).toFixed(1), width: rect.width.toFixed(1), height: rect.height.toFixed(1), fill: style.backgroundColor }));
    }
    for (const [side, from, to] of [["Top", [x, y], [x + box.width, y]], ["Bottom", [x, y + box.height], [x + box.width, y + box.height]], ["Left", [x, y], [x, y + box.height]]]) {
      const weight = parseFloat(style[`border${side}Width`]);
      if (weight && style[`border${side}Style`] !== "none" && style.display !== "inline") parts.push(svg("path", { d: `M${from.map((n) => n.toFixed(1))}L${to.map((n) => n.toFixed(1))}`, stroke: style[`border${side}Color`], "stroke-width": weight }));
    }
    for (const child of element.childNodes) {
      if (child.nodeType === Node.ELEMENT_NODE) visit(child);
      else if (child.nodeType === Node.TEXT_NODE && child.data.trim()) {
        const rtl = style.direction === "rtl";
        for (const { text, rect, right } of lines(child)) {
          parts.push(svg("text", {
            x: ((rtl ? right : rect.left) - frame.left).toFixed(1), y: (rect.top - frame.top + rect.height * 0.77).toFixed(1), direction: rtl ? "rtl" : null,
            "font-size": style.fontSize, "font-weight": style.fontWeight, "font-style": style.fontStyle, "font-family": style.fontFamily.replaceAll('"', "'"), fill: style.color,
          }, text));
        }
      }
    }
  };
  visit(root);
  return svg("svg", { xmlns: "http://www.w3.org/2000/svg", width: width + 40, height: height + 40, viewBox: `-20 -20 ${width + 40} ${height + 40}` },
    svg("title", {}, title), svg("rect", { x: -20, y: -20, width: width + 40, height: height + 40, fill: theme.ground }), parts);
}
