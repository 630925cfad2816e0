// The graph as the page holds it: things by key, and who refers to whom.

import { around, unitsOf } from "./text.js";

function grouped(things, keysOf) {
  const groups = new Map();
  for (const thing of things) {
    for (const key of keysOf(thing)) {
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(thing);
    }
  }
  return (key) => groups.get(key) ?? [];
}

export function readData(raw) {
  const things = new Map(raw.things.map((thing) => [thing.key, thing]));
  const codes = new Map(Object.entries(raw.codes));
  const order = new Map(raw.things.map((thing, at) => [thing.key, at]));
  const kinds = grouped(raw.things, (thing) => [thing.kind]);
  const list = (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
  const units = new Map();

  const data = {
    title: raw.title,
    initial: raw.initial,
    base: raw.base,
    pictures: raw.pictures,
    findings: raw.findings ?? {},
    things,
    codes,
    order,
    list,
    get: (key) => things.get(key),
    all: (keys) => list(keys).map((key) => things.get(key)).filter(Boolean),
    of: kinds,
    label: (key) => things.get(key)?.label ?? key,
    code: (name) => codes.get(name)?.label ?? name ?? "",
    direction: (position) => codes.get(position.act)?.broader ?? "silent",
    rank: (position) => codes.get(position.firmness)?.rank ?? 0,
    optionsOf: grouped(kinds("option"), (option) => list(option.issue)),
    heldBy: grouped(kinds("position"), (position) => list(position.holder)),
    onIssue: grouped(kinds("position"), (position) => list(position.issue)),
    onOption: grouped(kinds("position"), (position) => list(position.option)),
    dependingOn: grouped(kinds("position"), (position) => list(position.conditions)),
    supersededBy: grouped(kinds("position"), (position) => list(position.supersedes)),
    addressedTo: grouped(kinds("position"), (position) => list(position.addressee)),
    conditionsOn: grouped(kinds("condition"), (condition) => [...list(condition.option), ...list(condition.party)]),
    saidBy: grouped(kinds("statement"), (statement) => list(statement.speaker)),
    saidDuring: grouped(kinds("statement"), (statement) => list(statement.during)),
    shownBy: grouped(raw.things, (thing) => (thing.kind === "statement" ? [] : list(thing.statements))),
    restingOn: grouped(raw.things, (thing) => (thing.kind === "statement" ? [] : list(thing.passages))),
    statedIn: grouped(kinds("statement"), (statement) => list(statement.passages)),
    passagesIn: grouped(kinds("passage"), (passage) => list(passage.document)),
    officesOf: grouped(kinds("office"), (office) => [...list(office.member), ...list(office.organization)]),
    eventsWith: grouped(kinds("event"), (event) => [...list(event.participants), ...list(event.place)]),
    claimsOn: grouped(kinds("claim"), (claim) => list(claim.about)),
    partsOf: grouped(kinds("issue"), (issue) => list(issue.broader)),
  };

  data.units = (documentKey) => {
    if (!units.has(documentKey)) units.set(documentKey, unitsOf(things.get(documentKey)?.text ?? ""));
    return units.get(documentKey);
  };

  // The words of a passage, and of the text around them.
  data.quote = (passage, room = 0) => {
    const text = things.get(passage.document)?.text ?? "";
    if (passage.loose) {
      return { exact: passage.exact ?? "", before: passage.prefix ?? "", after: passage.suffix ?? "" };
    }
    const toUnits = data.units(passage.document);
    const from = toUnits(passage.start);
    const to = toUnits(passage.end);
    return { exact: text.slice(from, to), ...around(text, from, to, room) };
  };

  const inside = (inner, outer) =>
    inner.document === outer.document && inner.start >= outer.start && inner.end <= outer.end;

  // The words a thing rests on: each narrow passage with the statement it stands in.
  data.evidence = (thing) => {
    const narrow = data.all(thing.passages);
    const found = [];
    const used = new Set();
    for (const statement of data.all(thing.statements)) {
      const said = data.all(statement.passages);
      const own = narrow.filter((passage) => said.some((whole) => inside(passage, whole)));
      for (const passage of own.length ? own : said) {
        used.add(passage.key);
        found.push({ statement, passage });
      }
    }
    for (const passage of narrow) {
      if (!used.has(passage.key)) found.push({ statement: data.statedIn(passage.key)[0], passage });
    }
    return found;
  };

  // The document, speakers and modes behind a thing.
  data.sources = (thing) => [
    ...new Set([...data.all(thing.passages), ...data.all(thing.statements).flatMap((s) => data.all(s.passages))].map((p) => p.document)),
  ].filter((key) => things.has(key));
  data.modes = (thing) => [...new Set(data.all(thing.statements).map((s) => s.mode))].filter(Boolean);

  // The party a person or party stands for.
  data.partiesOf = (key) =>
    things.get(key)?.kind === "person"
      ? [...new Set(data.officesOf(key).map((office) => office.organization))].filter(Boolean)
      : [key];

  return data;
}
