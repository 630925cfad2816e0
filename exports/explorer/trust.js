// What is fragile, with the reasons behind it; the same marks as on the command line.

import { bdi, h } from "./dom.js";

const TRUST_MARKS = { "~": "fragile", "¹": "rests on one source or coder" };

export function trustNote(note) {
  if (!note?.length) return null;
  const [mark, ...reasons] = note;
  return h("details", { class: "trust" },
    h("summary", {}, `${mark} ${TRUST_MARKS[mark] ?? ""}`),
    h("ul", {}, reasons.map((reason) => h("li", {}, bdi(reason)))));
}

export function trustLegend(lines) {
  return (lines ?? []).map((line) => h("p", { class: "note" }, bdi(line)));
}
