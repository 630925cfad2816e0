"""A dossier as RDF: one named graph for the agenda, one for outside knowledge, one per coding sheet.

Every node has an IRI. The quads come in a fixed order, values in their canonical lexical form, so
that the same dossier gives the same bytes everywhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad

from detente.graph.dossier.model import (
    Claim,
    Condition,
    Dossier,
    Event,
    Evidence,
    Issue,
    Option,
    OutsideDate,
    Person,
    Position,
    Sheet,
    Span,
    Statement,
    Thing,
)
from detente.graph.errors import Location
from detente.graph.names import Names, same_as
from detente.ontology.codes import ACT
from detente.ontology.prefixes import PREFIXES
from detente.ontology.terms import CODE, neg

CONTEXT = 32  # code points of oa:prefix and oa:suffix

_DATE_TYPES = {10: "date", 7: "gYearMonth", 4: "gYear"}


@dataclass(frozen=True, slots=True)
class Encoding:
    """The quads of a dossier, and where in its files each node came from."""

    quads: tuple[Quad, ...]
    origins: dict[str, Location]


def encode(dossier: Dossier) -> Encoding:
    """The RDF dataset that a dossier says."""
    encoder = _Encoder(dossier)
    encoder.agenda()
    encoder.outside()
    for sheet in dossier.sheets:
        _SheetEncoder(encoder, sheet).encode()
    return Encoding(tuple(dict.fromkeys(encoder.quads)), encoder.origins)


@cache
def _iri(iri: str) -> NamedNode:
    return NamedNode(iri)


@cache
def _term(curie: str) -> NamedNode:
    prefix, _, name = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + name)


def date_literal(date: str) -> Literal:
    """A date as typed literal: day, month or year by its length."""
    return Literal(date, datatype=_term(f"xsd:{_DATE_TYPES[len(date)]}"))


def decimal_literal(number: Decimal) -> Literal:
    """A number in the canonical form of xsd:decimal."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return Literal(text if text not in ("-0", "") else "0", datatype=_term("xsd:decimal"))


_Value = NamedNode | Literal


@dataclass(slots=True)
class _Node:
    """Collects the statements about one subject in one graph."""

    subject: NamedNode
    graph: NamedNode
    quads: list[Quad]

    def add(self, predicate: str, value: _Value | None) -> None:
        if value is not None:
            name = _iri(predicate) if predicate.startswith("http") else _term(predicate)
            self.quads.append(Quad(self.subject, name, value, self.graph))

    def add_all(self, predicate: str, values: Iterable[_Value]) -> None:
        for value in values:
            self.add(predicate, value)


@dataclass(slots=True)
class _Encoder:
    dossier: Dossier
    quads: list[Quad] = field(default_factory=list)
    origins: dict[str, Location] = field(default_factory=dict)
    names: Names = field(init=False)
    kinds: dict[str, str] = field(init=False)
    labels: dict[str, str] = field(init=False)
    superseded: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        dossier = self.dossier
        self.names = Names(dossier.base)
        options = [option for issue in dossier.issues for option in issue.options]
        self.kinds = {
            **{party.id: "party" for party in dossier.parties},
            **{person.id: "person" for person in dossier.people},
            **{place.id: "place" for place in dossier.places},
            **{issue.id: "issue" for issue in dossier.issues},
            **{option.id: "option" for option in options},
        }
        for sheet in dossier.sheets:
            self.kinds |= {item.id: "position" for item in sheet.positions}
            self.kinds |= {item.id: "claim" for item in sheet.claims}
            self.kinds |= {item.id: "event" for item in sheet.events}
        self.labels = {
            **{party.id: party.label for party in dossier.parties},
            **{issue.id: issue.label for issue in dossier.issues},
            **{option.id: option.label for option in options},
        }
        self.superseded = frozenset(
            old for sheet in dossier.sheets for item in sheet.positions for old in item.supersedes
        )

    def node(self, iri: str, graph: str, *types: str, at: Location | None = None) -> _Node:
        node = _Node(_iri(iri), _iri(self.names.graph(graph)), self.quads)
        for type_ in types:
            node.add("rdf:type", _iri(type_) if type_.startswith("http") else _term(type_))
        if at:
            self.origins.setdefault(iri, at)
        return node

    def ref(self, name: str | None) -> NamedNode | None:
        """The node of anything that has a readable id."""
        return _iri(self.names.of(self.kinds[name], name)) if name else None

    def refs(self, names: Iterable[str]) -> list[NamedNode]:
        return [_iri(self.names.of(self.kinds[name], name)) for name in names]

    def code(self, name: str | None) -> NamedNode | None:
        return _iri(CODE + name) if name else None

    def text(self, text: str | None) -> Literal | None:
        """A text in the dossier's language."""
        return Literal(text, language=self.dossier.language) if text else None

    def plain(self, text: str | None) -> Literal | None:
        return Literal(text) if text else None

    def number(self, number: Decimal | None) -> Literal | None:
        return None if number is None else decimal_literal(number)

    def date(self, date: str | None) -> Literal | None:
        return date_literal(date) if date else None

    def agenda(self) -> None:
        dossier = self.dossier
        node = self.node(self.names.negotiation, "agenda", neg.Negotiation, at=dossier.at)
        node.add("dct:identifier", Literal(dossier.id))
        node.add("rdfs:label", self.text(dossier.title))
        node.add("dct:description", self.text(dossier.description))
        node.add_all(neg.principal, self.refs(dossier.principals))
        for party in dossier.parties:
            node = self._thing(party, neg.Party)
            node.add(neg.capability, self.number(party.capability))
        for person in dossier.people:
            self._thing(person, "foaf:Person")
            self._roles(person)
        for place in dossier.places:
            self._thing(place, "schema:Place")
        for issue in dossier.issues:
            self._issue(issue)

    def _thing(self, thing: Thing, type_: str) -> _Node:
        iri = self.names.of(self.kinds[thing.id], thing.id)
        node = self.node(iri, "agenda", type_, at=thing.at)
        node.add("dct:identifier", Literal(thing.id))
        node.add("rdfs:label", self.text(thing.label))
        node.add_all("skos:altLabel", (Literal(alias) for alias in thing.aliases))
        node.add("skos:note", self.text(thing.note))
        if thing.same_as:
            outside = self.node(iri, "outside")
            outside.add("skos:exactMatch", _iri(same_as(thing.same_as)))
        return node

    def _roles(self, person: Person) -> None:
        for role in person.roles:
            self.office(person.id, role.party, role.title, "agenda", role.at)

    def office(self, person: str, party: str, title: str, graph: str, at: Location) -> _Node:
        iri = self.names.office(person, party, title)
        node = self.node(iri, graph, "org:Membership", at=at)
        node.add("rdfs:label", self.text(title))
        node.add("org:member", self.ref(person))
        node.add("org:organization", self.ref(party))
        return node

    def _issue(self, issue: Issue) -> None:
        node = self.node(self.names.of("issue", issue.id), "agenda", neg.Issue, at=issue.at)
        node.add("dct:identifier", Literal(issue.id))
        node.add("rdfs:label", self.text(issue.label))
        node.add("skos:prefLabel", self.text(issue.question))
        node.add(neg.inNegotiation, _iri(self.names.negotiation))
        node.add("skos:broader", self.ref(issue.broader))
        node.add(neg.scale, self.code(issue.scale))
        node.add("schema:unitText", self.text(issue.unit))
        node.add("skos:note", self.text(issue.note))
        for option in issue.options:
            self._option(option)

    def _option(self, option: Option) -> None:
        node = self.node(self.names.of("option", option.id), "agenda", neg.Option, at=option.at)
        node.add("dct:identifier", Literal(option.id))
        node.add("rdfs:label", self.text(option.label))
        node.add(neg.optionOf, self.ref(option.issue))
        node.add(neg.scaleValue, self.number(option.value))
        node.add_all(neg.performer, self.refs(option.performer))
        node.add_all(neg.affects, self.refs(option.affects))
        node.add_all(neg.entails, self.refs(option.entails))
        node.add_all(neg.incompatibleWith, self.refs(option.incompatible_with))
        node.add("skos:note", self.text(option.note))

    def outside(self) -> None:
        for known in self.dossier.outside:
            self._outside(known)

    def _outside(self, known: OutsideDate) -> None:
        about = self.ref(known.about)
        iri = self.names.of("outside", known.about)
        node = self.node(iri, "outside", "prov:Entity", at=known.at)
        node.add("rdfs:label", self.text(f"Date of {known.about}"))
        node.add("schema:about", about)
        node.add("schema:startDate", self.date(known.date))
        node.add("rdfs:comment", self.text(known.basis))
        node.add("schema:url", _iri(known.url) if known.url else None)
        is_event = self.kinds[known.about] == "event"
        fact = self.node(self.names.of(self.kinds[known.about], known.about), "outside")
        fact.add("schema:startDate" if is_event else neg.validFrom, self.date(known.date))


@dataclass(slots=True)
class _SheetEncoder:
    """One sheet's graph. Statements and passages that several items share are written once."""

    whole: _Encoder
    sheet: Sheet
    written: set[str] = field(default_factory=set)

    def node(self, iri: str, type_: str, at: Location | None = None) -> _Node:
        return self.whole.node(iri, self.sheet.name, type_, at=at)

    def encode(self) -> None:
        self._document()
        sheet, whole = self.sheet, self.whole
        for office in sheet.offices:
            node = whole.office(office.person, office.party, office.title, sheet.name, office.at)
            self._evidence(node, office.evidence)
        for position in sheet.positions:
            self._position(position)
        for claim in sheet.claims:
            self._claim(claim)
        for event in sheet.events:
            self._event(event)

    def _document(self) -> None:
        source, whole = self.sheet.source, self.whole
        iri = whole.names.document(source.sha256)
        node = self.node(iri, neg.Document, at=source.at)
        node.add("dct:identifier", Literal(source.name))
        node.add("schema:name", whole.plain(source.title))
        node.add("schema:publisher", whole.plain(source.publisher))
        node.add("schema:author", whole.plain(source.author))
        node.add(neg.said, whole.date(source.said))
        node.add("schema:datePublished", whole.date(source.published))
        node.add(neg.recorded, whole.date(source.recorded))
        node.add("schema:url", _iri(source.url) if source.url else None)
        node.add("schema:inLanguage", whole.plain(source.language))
        node.add("schema:sha256", Literal(source.sha256))
        node.add("schema:text", Literal(source.text))
        coding = self.sheet.coding
        if coding:
            run = whole.names.coding(self.sheet.name)
            node = self.node(run, "prov:Activity")
            node.add("rdfs:label", Literal(coding.coder))
            node.add("prov:used", _iri(iri))
            node.add("dct:date", whole.date(coding.date))
            node.add("skos:note", whole.text(coding.note))
            graph = whole.node(whole.names.graph(self.sheet.name), self.sheet.name)
            graph.add("prov:wasGeneratedBy", _iri(run))

    def _position(self, position: Position) -> None:
        whole = self.whole
        iri = whole.names.of("position", position.id)
        node = self.node(iri, neg.Position, at=position.at)
        node.add("dct:identifier", Literal(position.id))
        node.add("rdfs:label", whole.text(self._position_label(position)))
        node.add(neg.holder, whole.ref(position.holder))
        node.add(neg.onIssue, whole.ref(position.issue))
        node.add(neg.act, whole.code(position.act))
        node.add(neg.option, whole.ref(position.option))
        node.add(neg.value, whole.number(position.value))
        node.add(neg.firmness, whole.code(position.firmness))
        status = position.status or ("superseded" if position.id in whole.superseded else "current")
        node.add(neg.status, whole.code(status))
        node.add(neg.continuity, whole.code(position.continuity))
        node.add_all(neg.addressee, whole.refs(position.addressee))
        for condition in position.conditions:
            node.add(neg.subjectTo, self._condition(condition))
        node.add(neg.rationale, whole.plain(position.rationale))
        node.add(neg.validFrom, whole.date(position.from_))
        node.add(neg.validUntil, whole.date(position.until))
        node.add_all(neg.supersedes, whole.refs(position.supersedes))
        node.add(neg.salience, whole.number(position.salience))
        node.add(neg.confidence, whole.number(position.confidence))
        node.add("skos:note", whole.text(position.note))
        self._evidence(node, position.evidence)

    def _position_label(self, position: Position) -> str:
        labels = self.whole.labels
        about = labels[position.option or position.issue]
        if position.value is not None:
            about = f"{about}, {position.value}"
        return f"{labels[position.holder]}: {ACT[position.act].label} – {about}"

    def _condition(self, condition: Condition) -> NamedNode:
        whole = self.whole
        iri = whole.names.of("condition", condition.id)
        node = self.node(iri, neg.Condition, at=condition.at)
        node.add("dct:identifier", Literal(condition.id))
        node.add("rdfs:label", whole.text(condition.label))
        node.add(neg.conditionParty, whole.ref(condition.party))
        node.add(neg.conditionOption, whole.ref(condition.option))
        node.add(neg.passage, self._passage(condition.quote, condition.at))
        return node.subject

    def _claim(self, claim: Claim) -> None:
        whole = self.whole
        node = self.node(whole.names.of("claim", claim.id), neg.Claim, at=claim.at)
        node.add("dct:identifier", Literal(claim.id))
        node.add("rdfs:label", whole.text(claim.label))
        node.add(neg.claimKind, whole.code(claim.kind))
        node.add_all("schema:about", whole.refs(claim.about))
        node.add("schema:value", whole.number(claim.value))
        node.add("schema:unitText", whole.text(claim.unit))
        node.add_all(neg.contradicts, whole.refs(claim.contradicts))
        node.add(neg.confidence, whole.number(claim.confidence))
        node.add("skos:note", whole.text(claim.note))
        self._evidence(node, claim.evidence)

    def _event(self, event: Event) -> None:
        whole = self.whole
        node = self.node(whole.names.of("event", event.id), neg.Event, at=event.at)
        node.add("dct:identifier", Literal(event.id))
        node.add("rdfs:label", whole.text(event.label))
        node.add(neg.inNegotiation, _iri(whole.names.negotiation))
        node.add(neg.status, whole.code(event.status))
        node.add_all("sem:hasActor", whole.refs(event.participants))
        node.add("sem:hasPlace", whole.ref(event.place))
        node.add("schema:startDate", whole.date(event.date))
        node.add(neg.timeExpression, whole.plain(event.time))
        node.add_all(neg.sameEventAs, whole.refs(event.same_event_as))
        node.add("skos:note", whole.text(event.note))
        self._evidence(node, event.evidence)

    def _evidence(self, node: _Node, evidence: Iterable[Evidence]) -> None:
        for item in evidence:
            node.add(neg.evidencedBy, self._statement(item.statement))
            node.add(neg.passage, self._passage(item.quote, item.statement.at))

    def _statement(self, statement: Statement) -> NamedNode:
        whole = self.whole
        iri = whole.names.statement(self.sheet.source.sha256, statement)
        if iri not in self.written:
            self.written.add(iri)
            node = self.node(iri, neg.Statement, at=statement.at)
            node.add(neg.passage, self._passage(statement.passage, statement.at))
            node.add(neg.speechMode, whole.code(statement.mode))
            node.add(neg.speaker, whole.ref(statement.speaker))
            node.add(neg.onBehalfOf, whole.ref(statement.on_behalf_of))
            node.add_all(neg.addressee, whole.refs(statement.addressee))
            node.add(neg.madeDuring, whole.ref(statement.made_during))
            node.add(neg.hedge, whole.plain(statement.hedge))
            node.add(neg.timeExpression, whole.plain(statement.time))
            if statement.quoted_from:
                node.add("prov:wasQuotedFrom", self._statement(statement.quoted_from))
        return _iri(iri)

    def _passage(self, span: Span, at: Location) -> NamedNode:
        source = self.sheet.source
        iri = self.whole.names.passage(source.sha256, span)
        if iri not in self.written:
            self.written.add(iri)
            node = self.node(iri, neg.Passage, at)
            text, start, end = source.text, span.start, span.end
            node.add("oa:exact", Literal(text[start:end]))
            node.add("oa:prefix", self.whole.plain(text[max(0, start - CONTEXT) : start]))
            node.add("oa:suffix", self.whole.plain(text[end : end + CONTEXT]))
            node.add("oa:start", Literal(start))
            node.add("oa:end", Literal(end))
            node.add("prov:wasQuotedFrom", _iri(self.whole.names.document(source.sha256)))
        return _iri(iri)
