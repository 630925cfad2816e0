// A quote one can paste into a note: the words, who, how, where, and the exact place.

export function citation(data, passage, statement) {
  const doc = data.get(passage.document) ?? {};
  const { exact } = data.quote(passage);
  const speaker = statement?.speaker ? data.label(statement.speaker) : "the text";
  const mode = statement?.mode ? ` (${data.code(statement.mode)})` : "";
  const where = [doc.label, doc.publisher, doc.author, doc.published, doc.url].filter(Boolean).join(", ");
  const place = [passage.start === undefined ? "" : `characters ${passage.start}–${passage.end}`, doc.sha256 ? `SHA-256 ${doc.sha256}` : ""].filter(Boolean).join(", ");
  return `“${exact}” ${speaker}${mode}, in: ${where}${place ? ` [${place}]` : ""}.`;
}
