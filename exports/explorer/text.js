// Offsets in the data count Unicode code points; strings here count UTF-16 units.

// A function from code point offset to string index, made once for each text.
export function unitsOf(text) {
  if (!/[\ud800-\udbff][\udc00-\udfff]/.test(text)) return (offset) => Math.min(offset, text.length);
  const starts = [];
  for (let unit = 0; unit < text.length; unit += text.codePointAt(unit) > 0xffff ? 2 : 1) starts.push(unit);
  starts.push(text.length);
  return (offset) => starts[Math.min(offset, starts.length - 1)];
}

// Cut a text where spans begin and end: [{ text, spans }], in order, without gaps.
export function segments(text, spans, units) {
  const cuts = new Set([0, text.length]);
  const placed = spans.map((span) => {
    const placedSpan = { span, from: units(span.start), to: units(span.end) };
    cuts.add(placedSpan.from).add(placedSpan.to);
    return placedSpan;
  });
  placed.sort((a, b) => a.from - b.from || b.to - a.to);
  const edges = [...cuts].sort((a, b) => a - b);
  const result = [];
  let open = [];
  let next = 0;
  for (let at = 0; at + 1 < edges.length; at += 1) {
    open = open.filter(({ to }) => to > edges[at]);
    while (next < placed.length && placed[next].from <= edges[at]) {
      if (placed[next].to > edges[at]) open.push(placed[next]);
      next += 1;
    }
    result.push({ text: text.slice(edges[at], edges[at + 1]), spans: open.map(({ span }) => span) });
  }
  return result;
}

// What surrounds a span: up to `room` units on either side, cut between words.
export function around(text, from, to, room) {
  let before = text.slice(Math.max(0, from - room), from);
  let after = text.slice(to, to + room);
  const paragraph = before.lastIndexOf("\n");
  if (paragraph >= 0) before = before.slice(paragraph + 1);
  else if (from > room) before = `…${before.slice(before.search(/\s|$/))}`;
  const end = after.indexOf("\n");
  if (end >= 0) after = after.slice(0, end);
  else if (to + room < text.length) after = `${after.replace(/\s\S*$/, "")}…`;
  return { before, after };
}

// For finding: case and accents do not matter.
export function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

export function shorten(text, room) {
  if (text.length <= room) return text;
  const kept = [...text.slice(0, room)].slice(0, -1).join("");
  return `${kept.replace(/\s+\S*$/, "") || kept}…`;
}
