"""All statements of a graph in the order in which people read them.

Subjects stand by kind (the negotiation, who takes part, what it is about, who holds what, the words)
and by id; an option follows its issue, a condition its position. A subject's class comes first, then
its labels, then the rest in a fixed order. Numbers inside ids and offsets count as numbers.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from detente.exports.blank import labelled
from detente.graph.answer import Term
from detente.ontology.prefixes import expand
from detente.ontology.terms import neg

if TYPE_CHECKING:
    from detente.graph.graph import Graph

# What heads each kind of thing, and the classes that belong there.
KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("The negotiation", (neg.Negotiation,)),
    ("Parties", (neg.Party,)),
    ("People", (expand("foaf:Person"),)),
    ("Places", (expand("schema:Place"),)),
    ("Issues, each with its options", (neg.Issue, neg.Option)),
    ("Positions, each with its conditions", (neg.Position, neg.Condition)),
    ("Claims", (neg.Claim,)),
    ("Events", (neg.Event,)),
    ("Offices", (expand("org:Membership"),)),
    ("Statements: who said it, how, on whose behalf", (neg.Statement,)),
    ("Passages: the exact words", (neg.Passage,)),
    ("Documents", (neg.Document,)),
    ("Coding", (expand("prov:Activity"),)),
    ("Outside knowledge", (expand("prov:Entity"),)),
    ("Other", ()),
)
_OTHER = len(KINDS) - 1
_RANKS = {f"<{class_}>": rank for rank, (_, classes) in enumerate(KINDS) for class_ in classes}

_TYPE = f"<{expand('rdf:type')}>"
_CODING = next(rank for rank, (heading, _) in enumerate(KINDS) if heading == "Coding")
_GENERATED = f"<{expand('prov:wasGeneratedBy')}>"
_OPTION_OF, _SUBJECT_TO = f"<{neg.optionOf}>", f"<{neg.subjectTo}>"

_FIRST = """
    rdf:type rdfs:label skos:prefLabel skos:altLabel dct:identifier schema:name dct:description
    neg:principal org:member org:organization
    neg:holder neg:act neg:option neg:value neg:onIssue neg:firmness neg:status neg:continuity
    neg:optionOf neg:inNegotiation skos:broader neg:scale neg:scaleValue
    neg:performer neg:affects neg:entails neg:incompatibleWith
    neg:addressee neg:subjectTo neg:rationale neg:validFrom neg:validUntil neg:supersedes
    neg:conditionParty neg:conditionOption
    neg:claimKind schema:about schema:value schema:unitText neg:contradicts
    sem:hasActor sem:hasPlace schema:startDate
    neg:speaker neg:onBehalfOf neg:speechMode neg:madeDuring neg:hedge neg:timeExpression
    oa:exact oa:prefix oa:suffix oa:start oa:end
    neg:salience neg:capability neg:confidence
    schema:author schema:publisher schema:datePublished schema:url schema:inLanguage
    neg:evidencedBy neg:passage prov:used dct:date prov:wasQuotedFrom prov:wasGeneratedBy
    skos:exactMatch rdfs:comment skos:note schema:sha256
""".split()  # noqa: SIM905 - easier to read and to order than a list
_LAST = f"<{expand('schema:text')}>"
_PLACES = {f"<{expand(name)}>": place for place, name in enumerate(_FIRST)}

_DIGITS = re.compile(r"[0-9]+")

Key = tuple[int, str, int, str, str]


@dataclass(frozen=True, slots=True)
class Block:
    """All that is said about one subject, in order: each property with its values.

    Subject and properties are in the syntax of N-Triples; each value has that text as its key.
    """

    heading: str
    subject: str
    says: tuple[tuple[str, dict[str, Term]], ...]


class Statements:
    """The statements of a graph, ready to be written down."""

    def __init__(self, quads: tuple[ox.Quad, ...]) -> None:
        self.quads = labelled(quads)
        self._texts = [(str(q.subject), str(q.predicate), _text(q.object)) for q in self.quads]
        self._keys = _keys(self._texts)
        self._places: dict[str, tuple[int, str]] = {}

    def blocks(self) -> Iterator[Block]:
        """The union of all graphs, one block for each subject; a statement appears once."""
        return self._blocks(range(len(self.quads)))

    def graphs(self) -> Iterator[tuple[ox.NamedNode | ox.BlankNode | None, Iterator[Block]]]:
        """Each graph's name and blocks: the default graph (None), agenda, outside, then by name."""
        members: dict[str, list[int]] = defaultdict(list)
        for number, quad in enumerate(self.quads):
            members[str(quad.graph_name)].append(number)
        for _, found in sorted(members.items(), key=lambda item: _graph_key(item[0])):
            name = self.quads[found[0]].graph_name
            yield None if isinstance(name, ox.DefaultGraph) else name, self._blocks(found)

    def _blocks(self, numbers: Iterable[int]) -> Iterator[Block]:
        about: dict[str, list[int]] = defaultdict(list)
        for number in numbers:
            about[self._texts[number][0]].append(number)
        for subject in sorted(about, key=self._keys.__getitem__):
            said: dict[str, dict[str, Term]] = defaultdict(dict)
            for number in about[subject]:
                _, property_, value = self._texts[number]
                said[property_][value] = self.quads[number].object
            says = tuple((name, _sorted(said[name])) for name in sorted(said, key=self._place))
            yield Block(KINDS[self._keys[subject][0]][0], subject, says)

    def _place(self, property_: str) -> tuple[int, str]:
        if property_ not in self._places:
            place = len(_PLACES) + 1 if property_ == _LAST else _PLACES.get(property_, len(_PLACES))
            self._places[property_] = place, property_
        return self._places[property_]


def statements(graph: "Graph") -> Statements:
    """All statements of the graph."""
    return Statements(graph.quads)


def _natural(text: str) -> str:
    """Text that sorts by the numbers in it, not by their digits, and a shorter address first."""
    return _DIGITS.sub(lambda match: match[0].zfill(12), text.removesuffix(">"))


def _text(term: Term) -> str:
    return f"<<( {term} )>>" if isinstance(term, ox.Triple) else str(term)


def _sorted(values: dict[str, Term]) -> dict[str, Term]:
    if len(values) == 1:
        return values
    return {text: values[text] for text in sorted(values, key=lambda text: (_natural(text), text))}


def _graph_key(name: str) -> tuple[int, str]:
    if not name.startswith(("<", "_")):
        return 0, ""
    after = 1 if name.endswith("/graph/agenda>") else 2 if name.endswith("/graph/outside>") else 3
    return after, name


def _keys(triples: Iterable[tuple[str, str, str]]) -> dict[str, Key]:
    """Where each subject stands: its kind, what it follows, and its own name."""
    ranks: dict[str, int] = {}
    follows: dict[str, str] = {}
    for subject, property_, value in triples:
        rank = ranks.setdefault(subject, _OTHER)
        if property_ == _TYPE:
            ranks[subject] = min(rank, _RANKS.get(value, _OTHER))
        elif property_ == _GENERATED:
            ranks[subject] = min(rank, _CODING)
        elif property_ == _OPTION_OF:
            follows[subject] = min(value, follows.get(subject, value))
        elif property_ == _SUBJECT_TO:
            follows[value] = min(subject, follows.get(value, subject))
    return {
        subject: (
            rank,
            _natural(follows.get(subject, subject)),
            int(subject in follows),
            _natural(subject),
            subject,
        )
        for subject, rank in ranks.items()
    }
