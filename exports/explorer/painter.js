// How a node looks, as shapes and lines of text; drawn on the canvas here, written as SVG elsewhere.

const LINE = 17;
const rulers = new Map();

function ruler(font) {
  if (!rulers.has(font)) {
    const context = document.createElement("canvas").getContext("2d");
    context.font = font;
    rulers.set(font, context);
  }
  return rulers.get(font);
}

const FONTS = { party: "600 15px", issue: "600 14px", option: "400 13px", condition: "italic 400 13px" };

export function fontOf(group, theme) {
  return `${FONTS[group] ?? FONTS.option} ${theme.sans}`;
}

// Size and parts of a node: a box of which `mark` is the sign and `lines` the text.
export function measure(node, theme, boxed) {
  const font = fontOf(node.group, theme);
  const lines = node.label.split("\n");
  const text = Math.ceil(Math.max(...lines.map((line) => ruler(font).measureText(line).width)));
  if (node.group === "party") {
    return { width: text + 34, height: LINE * lines.length + 17, lines, font, boxed: false };
  }
  const padding = boxed ? 24 : 6;
  return { width: text + 26 + padding, height: LINE * lines.length + (boxed ? 20 : 6), lines, font, boxed };
}

// Where the parts of a node lie from the point it stands on. A party and a boxed node stand on their
// middle; an issue or option of the outline stands on its sign, so that lines end there.
export function plan(node, box) {
  if (node.group === "party") return { left: -box.width / 2, textX: 0, align: "center", markX: 0 };
  if (box.boxed) return { left: -box.width / 2, textX: 32 - box.width / 2, align: "left", markX: 20 - box.width / 2 };
  return node.side < 0
    ? { left: 10 - box.width, textX: -13, align: "right", markX: 0 }
    : { left: -10, textX: 13, align: "left", markX: 0 };
}

// What vis-network takes for the extent of a node: where lines end.
export function extent(node, box) {
  return node.group === "party" || box.boxed ? { width: box.width, height: box.height } : { width: 15, height: 15 };
}

function rounded(ctx, x, y, width, height, radius) {
  ctx.beginPath();
  ctx.roundRect(x, y, width, height, radius);
}

function drawMark(ctx, group, x, y, theme) {
  ctx.fillStyle = theme[group] ?? theme.muted;
  ctx.beginPath();
  if (group === "issue") {
    ctx.moveTo(x, y - 7.5);
    ctx.lineTo(x + 7.5, y);
    ctx.lineTo(x, y + 7.5);
    ctx.lineTo(x - 7.5, y);
    ctx.closePath();
  } else if (group === "option") ctx.roundRect(x - 5, y - 5, 10, 10, 2);
  else ctx.arc(x, y, 5, 0, Math.PI * 2);
  ctx.fill();
}

// look: { faded, selected, cursor, unfolded }
export function drawNode(ctx, node, box, x, y, look, theme) {
  let scale = ctx.getTransform().a / devicePixelRatio;
  if (node.group === "party" && 15 * scale < 11) {
    // parties keep their names when all else has become too small to read
    const larger = Math.min(11 / (15 * scale), 7);
    ctx.translate(x, y);
    ctx.scale(larger, larger);
    ctx.translate(-x, -y);
    scale *= larger;
  }
  const { left: offset, textX, align, markX } = plan(node, box);
  const left = x + offset;
  const top = y - box.height / 2;
  // labels thin out as the picture gets smaller: big ones stay longest
  const size = node.group === "party" ? 15 : node.group === "issue" ? 14 : 13;
  const readable = size * scale >= (node.group === "option" ? 6 : 4.5);
  ctx.globalAlpha = look.faded ? 0.2 : 1;
  if (node.group === "party") {
    rounded(ctx, left, top, box.width, box.height, 17);
    const hollow = node.silent || look.faded;
    ctx.globalAlpha = 1;
    ctx.fillStyle = hollow ? theme.ground : theme.party;
    ctx.fill();
    ctx.globalAlpha = look.faded ? 0.35 : 1;
    if (hollow) {
      ctx.strokeStyle = theme.muted;
      ctx.lineWidth = 1.3;
      ctx.stroke();
    }
    if (node.principal) {
      rounded(ctx, left - 3.5, top - 3.5, box.width + 7, box.height + 7, 20);
      ctx.strokeStyle = theme.party;
      ctx.lineWidth = 1.3;
      ctx.stroke();
    }
  } else {
    rounded(ctx, left, top, box.width, box.height, box.boxed ? 7 : 3);
    ctx.globalAlpha = 1;
    ctx.fillStyle = box.boxed ? theme.surface : theme.ground;
    if (readable) ctx.fill();
    ctx.globalAlpha = look.faded ? 0.2 : 1;
    if (box.boxed) {
      ctx.strokeStyle = theme.line;
      ctx.lineWidth = 1.2;
      ctx.stroke();
    }
    drawMark(ctx, node.group, x + markX, y, theme);
  }
  if (readable) {
    ctx.font = box.font;
    ctx.textAlign = align;
    ctx.textBaseline = "middle";
    ctx.fillStyle = node.group === "party" ? theme[node.silent || look.faded ? "muted" : "party-ink"] : theme.ink;
    box.lines.forEach((line, at) =>
      ctx.fillText(line, x + textX, y + (at - (box.lines.length - 1) / 2) * LINE + 0.5));
  }
  if (look.selected || look.cursor) {
    const room = node.principal ? 8 : 4;
    rounded(ctx, left - room, top - room, box.width + 2 * room, box.height + 2 * room, node.group === "party" ? 22 : 8);
    ctx.globalAlpha = 1;
    ctx.strokeStyle = theme.accent;
    ctx.lineWidth = look.selected ? 2.5 : 2;
    ctx.setLineDash(look.selected ? [] : [5, 4]);
    ctx.stroke();
    ctx.setLineDash([]);
  }
}
