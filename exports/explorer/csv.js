// Tables for spreadsheets; a cell that could run as a formula is made plain text.

export function csvCell(value) {
  const text = String(value ?? "");
  const plain = /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

export function csv(rows) {
  // the mark at the start tells spreadsheets that this is UTF-8
  return `\ufeff${rows.map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

export function matrixRows(app, { parties, rows }, stance) {
  const { data } = app;
  const words = (position) => {
    if (position.act === "withhold") return "withheld";
    if (position.act === "not-stated") return "not stated";
    return `${data.code(position.act)}: ${stance(app, position)}${position.firmness ? ` (${data.code(position.firmness)})` : ""}`;
  };
  return [
    ["Issue", "Question", ...parties.map((party) => party.label)],
    ...rows.map(({ issue, cells }) => [
      issue.label, issue.question ?? "",
      ...parties.map((party) => {
        const { positions, hidden } = cells.get(party.key);
        return [...positions.map(words), ...(hidden ? [`${hidden} filtered out`] : [])].join("; ") || "not recorded";
      }),
    ]),
  ];
}
