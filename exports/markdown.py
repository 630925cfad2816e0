"""Markdown: the record to read, with every statement followed by the words that carry it.

Scope, parties, who stands where, positions by issue, where stances collide, conditions, claims, events,
sources. What to read before a meeting is the brief (``detente brief``). Footnotes and tables are those of
GitHub's Markdown. Says only what the graph records, and marks what is withheld, reported as not stated, and
not recorded as three different things. Cannot hold links between options, offsets in the texts, or anything
for programs: those are in the RDF formats.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from detente.exports.explorer.sentences import sentence
from detente.exports.markdown_text import listed, plain
from detente.graph.answer import Value
from detente.graph.record import (
    ABOUT,
    ALIAS,
    DATE,
    LABEL,
    NAME,
    NOTE,
    OFFICE,
    PERSON,
    PLACE,
    QUESTION,
    UNIT,
    Evidence,
    Record,
    Thing,
)
from detente.graph.stances import stances_of
from detente.ontology.prefixes import expand
from detente.ontology.terms import neg

if TYPE_CHECKING:
    from detente.graph.graph import Graph

_BASIS, _OUTSIDE = expand("rdfs:comment"), expand("prov:Entity")
_VALUE = expand("schema:value")
_CLASSES = (
    *(neg.Negotiation, neg.Party, PERSON, PLACE, OFFICE, neg.Issue, neg.Option, neg.Position),
    *(neg.Condition, neg.Claim, neg.Event, neg.Statement, neg.Passage, neg.Document),
    _OUTSIDE,
)
_SILENT = {"withhold": "**withheld**", "not-stated": "*not stated*"}
_NOT_RECORDED = "·"
_LEGEND = (
    "**withheld**: declined to say. *not stated*: a source reports that no position was taken. "
    f"{_NOT_RECORDED} not recorded: these texts say nothing about it, which is not the same as "
    "having no position."
)


def markdown(graph: "Graph") -> bytes:
    """The whole graph, to read."""
    return ("\n".join(_Written(graph).lines()) + "\n").encode()


class _Written:
    def __init__(self, graph: "Graph") -> None:
        self.graph = graph
        self.record = Record(graph, *_CLASSES)
        self.parties = self._ordered_parties()
        self.issues = sorted(self.record.of(neg.Issue), key=lambda issue: self._name(issue.iri))
        rank = {party.iri: number for number, party in enumerate(self.parties)}
        self.positions = sorted(
            self.record.of(neg.Position),
            key=lambda position: rank.get(position.text(neg.holder), len(rank)),
        )
        self.sources = {d.iri: n for n, d in enumerate(self.record.of(neg.Document), 1)}
        self.codes = {name: {"label": text} for name, text in self.record.code_labels.items()}
        self.basis = {
            (known.text(ABOUT), known.text(DATE)): known.text(_BASIS)
            for known in self.record.of(_OUTSIDE)
        }
        self.notes: dict[str, int] = {}

    def lines(self) -> Iterator[str]:
        yield from self._head()
        for title, section in (
            ("Parties", self._parties()),
            ("Who stands where", self._table()),
            ("Positions, issue by issue", self._issues()),
            ("Where stances collide", self._collisions()),
            ("What depends on what", self._conditions()),
            ("Claims", self._claims()),
            ("Events", self._events()),
            ("Sources", self._sources()),
        ):
            lines = list(section)
            if lines:
                yield from ("", f"## {title}", "", *lines)
        if self.notes:
            yield ""
            yield from (f"[^{number}]: {note}" for note, number in self.notes.items())

    def _head(self) -> Iterator[str]:
        negotiations = self.record.of(neg.Negotiation)
        titles = [plain(n.text(LABEL)) for n in negotiations if n.text(LABEL)]
        yield f"# {listed(titles) if titles else plain(self.graph.name)}"
        for negotiation in negotiations:
            if description := negotiation.text(expand("dct:description")):
                yield from ("", plain(description))
            if principals := self.record.labels(negotiation.all(neg.principal)):
                yield from ("", f"Between {listed(map(plain, principals))}.")
        counts = [
            _count(len(self.record.of(class_)), noun)
            for class_, noun in (
                (neg.Position, "position"),
                (neg.Party, "party"),
                (neg.Issue, "issue"),
                (neg.Claim, "claim"),
                (neg.Event, "event"),
                (neg.Document, "source"),
            )
        ]
        yield from ("", f"Recorded: {listed(counts)}.")

    def _parties(self) -> Iterator[str]:
        offices: dict[str, list[Thing]] = {}
        for office in self.record.of(OFFICE):
            offices.setdefault(office.text(expand("org:organization")), []).append(office)
        for party in self.parties:
            also = (
                f" (also: {listed(map(plain, aliases))})" if (aliases := party.texts(ALIAS)) else ""
            )
            yield f"- **{self._name(party.iri)}**{also}{self._note(party)}"
            for office in offices.get(party.iri, []):
                member = self._name(office.one(expand("org:member")))
                yield f"  - {member}, {plain(office.text(LABEL))}{self._footnotes(office)}"

    def _name(self, iri: Value) -> str:
        return plain(self.record.label(iri))

    def _names(self, iris: Iterable[Value]) -> str:
        return listed(map(self._name, iris))

    def _ordered_parties(self) -> list[Thing]:
        """Principals first."""
        principals = {
            iri for n in self.record.of(neg.Negotiation) for iri in n.texts(neg.principal)
        }
        return sorted(self.record.of(neg.Party), key=lambda party: party.iri not in principals)

    def _table(self) -> Iterator[str]:
        cells: dict[tuple[str, str], list[Thing]] = {}
        for position in self.positions:
            for holder in position.texts(neg.holder):
                cells.setdefault((position.text(neg.onIssue), holder), []).append(position)
        holders = {holder for _, holder in cells}
        parties = [party for party in self.parties if party.iri in holders]
        if not parties:
            yield "No position is recorded."
            return
        names = [self._name(party.iri) for party in parties]
        yield f"| Issue | {' | '.join(names)} |"
        yield f"|---|{'---|' * len(names)}"
        for issue in self.issues:
            row = [self._cell(cells.get((issue.iri, party.iri), [])) for party in parties]
            yield f"| {self._name(issue.iri)} | {' | '.join(row)} |"
        yield from ("", _LEGEND)
        others = [party for party in self.parties if party.iri not in holders]
        if others:
            labels = self._names(party.iri for party in others)
            yield from ("", f"Parties of whom no position is recorded: {labels}.")

    def _cell(self, positions: list[Thing]) -> str:
        return "; ".join(map(self._in_a_cell, positions)) or _NOT_RECORDED

    def _in_a_cell(self, position: Thing) -> str:
        act = self.record.code(position.one(neg.act))
        status = self.record.code(position.one(neg.status))
        firmness = self.record.code_label(position.one(neg.firmness))
        manner = [firmness, "" if status == "current" else self._status(position)]
        detail = f" ({', '.join(map(plain, filter(None, manner)))})" if any(manner) else ""
        options = self._names(position.all(neg.option))
        value = position.text(neg.value)
        unit = self.record.get(position.one(neg.onIssue)).text(UNIT)
        about = options or plain(f"{value} {unit}" if value else "")
        said = _SILENT.get(act) or plain(self.record.code_label(position.one(neg.act)))
        return f"{said}{': ' if about else ''}{about}{detail}{self._footnotes(position)}"

    def _status(self, thing: Thing) -> str:
        return self.record.code_label(thing.one(neg.status))

    def _issues(self) -> Iterator[str]:
        by_issue: dict[str, list[Thing]] = {}
        for position in self.positions:
            by_issue.setdefault(position.text(neg.onIssue), []).append(position)
        known = [issue.iri for issue in self.issues]
        for number, iri in enumerate((*known, *sorted(set(by_issue) - set(known)))):
            issue = self.record.get(iri)
            yield from ([""] if number else [])
            yield from (f"### {self._name(iri)}", "")
            if question := issue.text(QUESTION):
                yield f"{plain(question)}{self._note(issue)}"
            if wider := issue.all(expand("skos:broader")):
                yield f"Part of: {self._names(wider)}."
            yield ""
            if iri not in by_issue:
                yield "No position on this is recorded."
            for position in by_issue.get(iri, []):
                yield from self._position(position)

    def _position(self, position: Thing) -> Iterator[str]:
        yield f"- {self._sentence(position)}"
        if reasons := position.texts(neg.rationale):
            yield f"  Given as the reason: {'; '.join(f'“{plain(r)}”' for r in reasons)}."
        for word, property_ in (("From", neg.validFrom), ("Until", neg.validUntil)):
            for date in position.texts(property_):
                yield f"  {word} {self._date(position, date)}."
        for earlier in position.all(neg.supersedes):
            yield f"  Replaces: {self._name(earlier)}."
        yield from self._quotes(position)
        yield from self._coder(position)

    def _date(self, thing: Thing, date: str) -> str:
        """A date, and on what ground it was added when the texts do not give it."""
        basis = self.basis.get((thing.iri, date))
        ground = f", added from outside the texts: {plain(basis)}" if basis else ""
        return f"{plain(date)}{ground}".removesuffix(".")

    def _coder(self, thing: Thing) -> Iterator[str]:
        """What the coder adds: a confidence, a note. Never said by a source."""
        confidence = [f"confidence {plain(text)}" for text in thing.texts(neg.confidence)]
        remarks = ". ".join((*confidence, *map(plain, thing.texts(NOTE))))
        if remarks:
            yield from ("", f"  *Coder:* {remarks}")

    def _sentence(self, position: Thing) -> str:
        record = self.record
        said: dict[str, Any] = {
            "holder": position.text(neg.holder),
            "issue": position.text(neg.onIssue),
            "option": position.text(neg.option),
            "conditions": position.texts(neg.subjectTo),
            **{
                name: record.code(position.one(property_))
                for name, property_ in (
                    ("act", neg.act),
                    ("firmness", neg.firmness),
                    ("continuity", neg.continuity),
                    ("status", neg.status),
                )
                if position.all(property_)
            },
        }
        if position.all(neg.value):
            said["value"] = position.one(neg.value)
        named = [said["holder"], said["issue"], said["option"], *said["conditions"]]
        things = {
            iri: {
                "label": record.label(iri),
                "question": record.get(iri).text(QUESTION),
                "unit": record.get(iri).text(UNIT),
            }
            for iri in named
            if iri
        }
        return plain(sentence(said, things, self.codes))

    def _collisions(self) -> Iterator[str]:
        by_id = {position.id: position for position in self.positions}
        pairs = {
            (meeting.one.position, meeting.other.position): None
            for meeting in stances_of(self.graph).collisions()
        }
        for one, other in sorted(pair for pair in pairs if by_id.keys() >= set(pair)):
            first, second = by_id[one], by_id[other]
            sides = [self._name(side.one(neg.holder)) for side in (first, second)]
            issues = [self._name(p.one(neg.onIssue)) for p in (first, second)]
            yield f"- **{sides[0]} and {sides[1]}** on {listed(dict.fromkeys(issues))}"
            for side in (first, second):
                yield f"  - {self._sentence(side)}"
                yield from self._quotes(side, "    ")

    def _conditions(self) -> Iterator[str]:
        for position in self.positions:
            for iri in position.all(neg.subjectTo):
                condition = self.record.get(iri)
                yield f"- If: {self._name(iri)}"
                yield from self._quotes(condition)
                yield f"  - {self._sentence(position)}{self._footnotes(position)}"

    def _claims(self) -> Iterator[str]:
        for claim in self._in_text_order(neg.Claim):
            figure = " ".join(filter(None, (claim.text(_VALUE), claim.text(UNIT))))
            about = self._names(claim.all(ABOUT))
            details = (
                plain(self.record.code_label(claim.one(neg.claimKind))),
                f"about: {about}" if about else "",
                plain(figure),
            )
            told = _according_to(self.record.evidence(claim))
            yield f"- {told}: {self._name(claim.iri)} ({'; '.join(filter(None, details))})"
            if against := claim.all(neg.contradicts):
                yield f"  Contradicts: {self._names(against)}."
            yield from self._quotes(claim)
            yield from self._coder(claim)

    def _events(self) -> Iterator[str]:
        for event in self._in_text_order(neg.Event):
            places = self._names(event.all(expand("sem:hasPlace")))
            actors = self._names(event.all(expand("sem:hasActor")))
            details = [
                plain(self._status(event)),
                f"with {actors}" if actors else "",
                f"at {places}" if places else "",
                *(f"“{plain(time)}”" for time in event.texts(neg.timeExpression)),
                *(self._date(event, date) for date in event.texts(DATE)),
            ]
            known = "; ".join(filter(None, details))
            yield f"- {self._name(event.iri)}{f' ({known})' if known else ''}"
            yield from self._quotes(event)
            yield from self._coder(event)

    def _in_text_order(self, class_: str) -> list[Thing]:
        def place(thing: Thing) -> tuple[int, int]:
            first = next(iter(self.record.evidence(thing)), None)
            if first is None:
                return len(self.sources) + 1, 0
            start = first.start if isinstance(first.start, int) else 0
            return self.sources.get(first.document, 0), start

        return sorted(self.record.of(class_), key=place)

    def _sources(self) -> Iterator[str]:
        properties = ("schema:author", "schema:publisher", "schema:datePublished", "schema:url")
        for document in self.record.of(neg.Document):
            known = [text for name in properties for text in document.texts(expand(name))]
            described = filter(None, (document.text(NAME), document.id, *known))
            yield f"{self.sources[document.iri]}. {', '.join(map(plain, described))}"

    def _note(self, thing: Thing) -> str:
        return "".join(f" — {plain(note)}" for note in thing.texts(NOTE))

    def _quotes(self, thing: Thing, indent: str = "  ") -> Iterator[str]:
        evidence = self.record.evidence(thing)
        for number, piece in enumerate(evidence):
            yield from ([f"{indent}>"] if number else [])
            yield f"{indent}> {self._words(piece)}"

    def _footnotes(self, thing: Thing) -> str:
        notes = map(self._words, self.record.evidence(thing))
        return "".join(f"[^{self.notes.setdefault(note, len(self.notes) + 1)}]" for note in notes)

    def _words(self, piece: Evidence) -> str:
        """The exact words and how they reach us."""
        speaker = plain(piece.speaker)
        if piece.on_behalf_of and piece.on_behalf_of != piece.speaker:
            speaker += f" for {plain(piece.on_behalf_of)}"
        mode = plain(self.record.code_labels.get(piece.mode, piece.mode))
        reports = f"passing on what {plain(piece.reports)} said earlier" if piece.reports else ""
        hedge = f"hedged: “{plain(piece.hedge)}”" if piece.hedge else ""
        number = self.sources.get(piece.document)
        source = f"source {number}" if number else plain(piece.source)
        how = ", ".join(filter(None, (speaker, mode, reports, hedge, source)))
        return f"“{plain(piece.quote)}”{' — ' if how else ''}{how}"


def _count(number: int, noun: str) -> str:
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number} {noun if number == 1 else plural}"


def _according_to(evidence: Iterable[Evidence]) -> str:
    """Who says so, or that the text says it in its own voice."""
    said = dict.fromkeys(
        f"according to {plain(piece.speaker)}" if piece.speaker else "in the text’s own voice"
        for piece in evidence
    )
    told = listed(said) if said else "without a source"
    return told[:1].upper() + told[1:]
