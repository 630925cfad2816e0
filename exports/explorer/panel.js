// The panel: one thing in full, everything in it a link to its own panel.

import { bdi, capital, count, h } from "./dom.js";
import { facts, links, quoteBlock, quotes, words } from "./evidence.js";
import { kindMark, pips, silenceMark, stroke } from "./marks.js";
import { shorten } from "./text.js";

function section(title, ...content) {
  const kept = content.flat().filter(Boolean);
  return kept.length ? h("section", {}, h("h3", {}, title), kept) : null;
}

function items(app, things, text = (thing) => thing.sentence ?? thing.label) {
  if (!things.length) return null;
  const shown = things.slice(0, 40);
  return [
    h("ul", { class: "items" }, shown.map((thing) => h("li", {},
      thing.kind === "position" ? stroke(app, thing.act) : kindMark(thing.kind), app.link(thing.key, text(thing))))),
    things.length > shown.length ? h("p", { class: "more" }, `and ${things.length - shown.length} more`) : null,
  ];
}

function outsideNote(thing) {
  if (!thing.outside) return null;
  return section("From outside the texts", thing.outside.map(({ date, basis, url }) =>
    h("p", { class: "note" }, h("time", {}, date), ": ", bdi(basis ?? ""), url ? [" ", h("span", { class: "address" }, bdi(url))] : null)));
}

const note = (thing) => (thing.note ? section("Coder’s note", h("p", { class: "note" }, bdi(thing.note))) : null);

const BODIES = {
  position(app, p) {
    const { data } = app;
    const collides = app.relations.related(p, "collide");
    const agrees = app.relations.related(p, "agree");
    const dates = [p.from ? `from ${p.from}` : "", p.until ? `until ${p.until}` : ""].filter(Boolean).join(" ");
    return [
      facts([
        ["Who", links(app, p.holder)],
        ["Act", [data.direction(p) === "silent" ? silenceMark(p.act === "withhold" ? "withhold" : "not-stated", false) : stroke(app, p.act), " ", words(data.code(p.act))]],
        ["Option", links(app, p.option)],
        ["Value", p.value === undefined ? "" : `${p.value} ${data.get(p.issue)?.unit ?? ""}`],
        ["Issue", links(app, p.issue)],
        ["Firmness", p.firmness ? [pips(app, p), " ", words(data.code(p.firmness))] : ""],
        ["Change", words(data.code(p.continuity))],
        ["Status", words(data.code(p.status))],
        ["To", links(app, p.addressee)],
        ["Holds", dates],
        ["Date", !dates && p.date ? `${p.dateBasis} ${p.date}` : ""],
        ["Reason given", data.list(p.rationale).map((reason) => ["“", bdi(reason), "” "])],
        ["Salience", p.salience === undefined ? "" : `${p.salience} (coder’s judgement)`],
        ["Confidence", p.confidence === undefined ? "" : `${p.confidence} (coder’s, that the words say this)`],
      ]),
      section("On condition", items(app, data.all(p.conditions))),
      quotes(app, p),
      section("Collides with", items(app, collides)),
      section("Points the same way as", items(app, agrees)),
      section("Replaces", items(app, data.all(p.supersedes))),
      section("Replaced by", items(app, data.supersededBy(p.key))),
      outsideNote(p),
      note(p),
    ];
  },
  party(app, party) {
    const { data } = app;
    const held = data.heldBy(party.key);
    const issues = [...new Set(held.map((position) => position.issue))];
    const others = data.of("party").filter((other) => other !== party && data.heldBy(other.key).length);
    const offices = data.officesOf(party.key);
    const performs = data.of("option").filter((option) => data.list(option.performer).includes(party.key));
    return [
      facts([
        ["Role", party.principal ? "Principal: the dispute is theirs" : "Third party"],
        ["Also called", data.list(party.aliases).map((alias, at) => [at ? ", " : "", bdi(alias)])],
        ["Speakers", offices.map((office, at) => [at ? ", " : "", app.link(office.member), " (", bdi(office.label ?? ""), ")"])],
        ["Capability", party.capability === undefined ? "" : `${party.capability} (coder’s judgement)`],
        ["Elsewhere", party.same ? h("span", { class: "address" }, bdi(party.same)) : ""],
      ]),
      others.length && held.length ? section("Side by side with", h("p", { class: "pairs" }, others.slice(0, 30).map((other) =>
        h("a", { class: "tool", href: app.href({ compare: [party.key, other.key] }), "data-compare": JSON.stringify([party.key, other.key]) }, bdi(other.label))))) : null,
      issues.length ? null : h("p", { class: "note" }, "No position of this party is recorded in these texts. That is not the same as having none."),
      issues.map((issue) => section(data.label(issue), items(app, held.filter((position) => position.issue === issue)))),
      section("Asked of this party", items(app, data.addressedTo(party.key))),
      section("Would have to act for", items(app, performs)),
      section("Conditions about it", items(app, data.conditionsOn(party.key))),
      section("Events", items(app, data.eventsWith(party.key))),
      section("Claims about it", items(app, data.claimsOn(party.key))),
      note(party),
    ];
  },
  person(app, person) {
    const { data } = app;
    const said = data.saidBy(person.key);
    return [
      facts([
        ["Office", data.officesOf(person.key).map((office, at) => [at ? ", " : "", bdi(office.label ?? ""), ", ", app.link(office.organization)])],
        ["Also called", data.list(person.aliases).map((alias, at) => [at ? ", " : "", bdi(alias)])],
        ["Elsewhere", person.same ? h("span", { class: "address" }, bdi(person.same)) : ""],
      ]),
      section(`Reported as saying (${said.length})`, said.slice(0, 40).flatMap((statement) => [
        data.all(statement.passages).slice(0, 1).map((passage) => quoteBlock(app, { statement, passage })),
        h("div", { class: "carries" }, items(app, data.shownBy(statement.key))),
      ])),
      section("Events", items(app, data.eventsWith(person.key))),
      data.officesOf(person.key).map((office) => quotes(app, office, `Words for the office: ${office.label ?? ""}`)),
      note(person),
    ];
  },
  place: (app, place) => [
    facts([["Elsewhere", place.same ? h("span", { class: "address" }, bdi(place.same)) : ""]]),
    section("Events here", items(app, app.data.eventsWith(place.key))),
    section("Claims", items(app, app.data.claimsOn(place.key))),
    note(place),
  ],
  issue(app, issue) {
    const { data } = app;
    const silent = data.onIssue(issue.key).filter((position) => !position.option);
    return [
      facts([
        ["Scale", issue.scale ? `${capital(data.code(issue.scale))}${issue.unit ? `, in ${issue.unit}` : ""}` : ""],
        ["Part of", links(app, issue.broader)],
        ["Has parts", links(app, data.partsOf(issue.key).map((part) => part.key))],
      ]),
      data.optionsOf(issue.key).map((option) => h("section", {},
        h("h3", {}, app.link(option.key), option.value === undefined ? null : h("span", { class: "scale-value" }, ` ${option.value}${issue.unit ? ` ${issue.unit}` : ""}`)),
        items(app, data.onOption(option.key), (position) => `${data.label(position.holder)}: ${data.code(position.act)}${position.firmness ? `, ${data.code(position.firmness)}` : ""}`)
          ?? h("p", { class: "note" }, "No position on this option is recorded."))),
      section("No option named", items(app, silent)),
      section("Claims", items(app, data.claimsOn(issue.key))),
      note(issue),
    ];
  },
  option(app, option) {
    const { data } = app;
    const on = data.onOption(option.key);
    const entailing = data.of("option").filter((other) => data.list(other.entails).includes(option.key));
    const rivals = data.of("option").filter((other) => other !== option && app.relations.incompatible(option.key, other.key));
    return [
      facts([
        ["Answers", links(app, option.issue)],
        ["On the scale", option.value === undefined ? "" : `${option.value} ${data.get(option.issue)?.unit ?? ""}`],
        ["Would have to act", links(app, option.performer)],
        ["Would bear it", links(app, option.affects)],
      ]),
      section("Who takes a stand on it", items(app, on)),
      section("Carrying it out also carries out", items(app, data.all(option.entails))),
      section("Follows from", items(app, entailing)),
      section("Cannot go together with", items(app, rivals)),
      section("It is a condition in", items(app, data.conditionsOn(option.key).flatMap((condition) => data.dependingOn(condition.key)))),
      note(option),
    ];
  },
  condition(app, condition) {
    const { data } = app;
    return [
      facts([["About", links(app, condition.party)], ["Option", links(app, condition.option)]]),
      section("What hangs on it", items(app, data.dependingOn(condition.key))),
      quotes(app, condition),
    ];
  },
  claim(app, claim) {
    const { data } = app;
    return [
      facts([
        ["Kind", words(data.code(claim.claimKind))],
        ["About", links(app, claim.about)],
        ["Figure", claim.value === undefined ? "" : `${claim.value.toLocaleString("en")} ${claim.unit ?? ""}`],
        ["Confidence", claim.confidence === undefined ? "" : `${claim.confidence} (coder’s, that the words say this)`],
      ]),
      h("p", { class: "note" }, "Recorded as claimed; recording it does not say that it is so."),
      quotes(app, claim),
      section("Contradicts", items(app, data.all(claim.contradicts))),
      note(claim),
    ];
  },
  event(app, event) {
    const { data } = app;
    return [
      facts([
        ["Status", words(data.code(event.status))], ["Date", event.date], ["In the text", event.time ? ["“", bdi(event.time), "”"] : ""],
        ["Who", links(app, event.participants)], ["Where", links(app, event.place)],
      ]),
      outsideNote(event),
      quotes(app, event),
      section("Said there", items(app, data.saidDuring(event.key).flatMap((statement) => data.shownBy(statement.key)))),
      section("Claims about it", items(app, data.claimsOn(event.key))),
      note(event),
    ];
  },
  document(app, doc) {
    const { data } = app;
    return [
      facts([
        ["Publisher", doc.publisher], ["Author", doc.author], ["Published", doc.published ?? "not given"],
        ["Language", doc.language], ["Address", doc.url ? h("span", { class: "address" }, bdi(doc.url)) : ""],
        ["File", doc.file], ["SHA-256", h("span", { class: "address" }, doc.sha256 ?? "")],
        ["Passages", String(data.passagesIn(doc.key).length)],
      ]),
      h("p", {}, h("a", { href: app.href({ view: "sources" }), "data-view": "sources", "data-key": doc.key }, "Read the text")),
    ];
  },
  passage(app, passage) {
    const { data } = app;
    const carried = data.restingOn(passage.key);
    const stated = data.statedIn(passage.key);
    return [
      quoteBlock(app, { statement: stated[0] ?? statementAround(data, carried, passage), passage }),
      section("These words carry", items(app, carried.filter((thing) => thing.kind !== "office"))),
      carried.filter((thing) => thing.kind === "office").map((office) =>
        facts([["Office", [app.link(office.member), ", ", bdi(office.label ?? ""), ", ", app.link(office.organization)]]])),
      section("Said in them", items(app, stated.flatMap((statement) => data.shownBy(statement.key)).filter((thing) => !carried.includes(thing) && thing.kind !== "office"))),
    ];
  },
  statement(app, statement) {
    const { data } = app;
    return [
      data.all(statement.passages).map((passage) => quoteBlock(app, { statement, passage })),
      section("It shows", items(app, data.shownBy(statement.key).filter((thing) => thing.kind !== "office"))),
    ];
  },
  office: (app, office) => [
    facts([["Person", links(app, office.member)], ["Party", links(app, office.organization)]]),
    quotes(app, office),
  ],
  negotiation: (app, negotiation) => [
    h("p", {}, bdi(negotiation.description ?? "")),
    facts([["Principals", links(app, negotiation.principals)]]),
  ],
};

function statementAround(data, carried, passage) {
  return carried.flatMap((thing) => data.evidence(thing)).find((each) => each.passage === passage)?.statement;
}

const UNTITLED = { passage: "Passage", statement: "Statement" };

function heading(app, thing) {
  if (thing.kind === "passage") return `“${shorten(app.data.quote(thing).exact, 200)}”`;
  return thing.sentence ?? thing.question ?? thing.label ?? UNTITLED[thing.kind] ?? thing.key;
}

export function panel(app, element) {
  return (state) => {
    const { data } = app;
    const thing = data.get(state.select);
    element.hidden = !thing || state.compare.length > 0;
    if (element.hidden) return;
    const inPicture = ["party", "issue", "option", "position", "condition"].includes(thing.kind);
    const focus = h("div", { class: "focus", role: "group", "aria-label": "Focus" },
      h("span", { class: "legend-title" }, "Focus"),
      [0, 1, 2, 3].map((depth) => h("button", {
        type: "button", class: "tool", "aria-pressed": String(state.focus === depth),
        onclick: () => app.go({ focus: depth, view: ["positions", "agreement", "linkage"].includes(app.state.view) ? app.state.view : "positions" }),
      }, depth ? count(depth, "step") : "Off")));
    element.replaceChildren(
      h("div", { class: "panel-head" },
        h("p", { class: "kind" }, kindMark(thing.kind), thing.kind === "negotiation" ? "Negotiation" : capital(thing.kind)),
        h("button", { type: "button", class: "icon", "aria-label": "Close details", onclick: () => { app.go({ select: "", focus: 0 }); app.focusStage(); } }, "×")),
      h("h2", { class: thing.kind === "passage" ? "said" : "" }, bdi(heading(app, thing))),
      thing.kind === "issue" ? h("p", { class: "short" }, bdi(thing.label)) : "",
      inPicture ? focus : "",
      ...(BODIES[thing.kind]?.(app, thing) ?? []).flat(2).filter(Boolean),
      h("div", { class: "panel-foot" },
        h("button", { type: "button", class: "quiet", onclick: () => app.saveTurtle(thing) }, "Save as Turtle"),
        h("button", { type: "button", class: "quiet", onclick: (event) => app.copy(app.iri(thing), event.currentTarget) }, "Copy its address")));
    if (state.select !== element.dataset.shown) element.scrollTop = 0;
    element.dataset.shown = state.select;
  };
}
