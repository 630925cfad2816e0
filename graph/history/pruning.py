"""Taking things out of a graph with all that hangs on them alone, and nothing else.

Works on quads, so that a dossier and an RDF file are treated alike.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from detente.ontology.prefixes import expand
from detente.ontology.terms import code, neg

TYPE, ENTITY = expand("rdf:type"), expand("prov:Entity")
QUOTED_FROM, USED, ABOUT = expand("prov:wasQuotedFrom"), expand("prov:used"), expand("schema:about")
# What an item rests on: if nothing else rests on it as well, it goes with the item.
_SUPPORT = (neg.evidencedBy, neg.passage, neg.subjectTo, QUOTED_FROM)
_FOLLOWED = frozenset({*_SUPPORT, USED, ABOUT, neg.supersedes})
_STATUS = ox.NamedNode(neg.status)
_CURRENT = ox.NamedNode(code.current)


@dataclass(slots=True)
class Links:
    """Who points to what in a graph, by property; only what pruning has to follow."""

    out: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    entities: set[str] = field(default_factory=set)

    def add(self, quad: ox.Quad) -> None:
        name = quad.predicate.value
        if not isinstance(quad.object, ox.NamedNode) or not isinstance(quad.subject, ox.NamedNode):
            return
        if name in _FOLLOWED:
            self.out.setdefault(name, defaultdict(set))[quad.subject.value].add(quad.object.value)
        elif name == TYPE and quad.object.value == ENTITY:
            self.entities.add(quad.subject.value)

    def of(self, name: str) -> dict[str, set[str]]:
        return self.out.get(name, {})

    def superseding(self) -> dict[str, set[str]]:
        """Position → the positions that supersede it directly."""
        new: dict[str, set[str]] = defaultdict(set)
        for one, olds in self.of(neg.supersedes).items():
            for old in olds:
                new[old].add(one)
        return new


def links(quads: Iterable[ox.Quad]) -> Links:
    """The links of a graph."""
    found = Links()
    for quad in quads:
        found.add(quad)
    return found


def with_support(found: Links, items: Collection[str]) -> set[str]:
    """``items`` and what only they rest on: statements, passages, conditions, texts without a use."""
    gone = set(items)
    users: dict[str, set[str]] = defaultdict(set)
    for name in _SUPPORT:
        for subject, objects in found.of(name).items():
            for object_ in objects:
                users[object_].add(subject)
    waiting = [object_ for item in items for object_ in _supports(found, item)]
    while waiting:
        node = waiting.pop()
        if node not in gone and users[node] <= gone:
            gone.add(node)
            waiting += _supports(found, node)
    return gone | _left_over(found, gone)


def with_dependents(found: Links, documents: Collection[str]) -> set[str]:
    """``documents`` and what rests on them alone: passages, statements, positions, claims, events."""
    gone = set(documents)
    evidenced, worded = found.of(neg.evidencedBy), found.of(neg.passage)
    gone |= {passage for passage, source in found.of(QUOTED_FROM).items() if source <= gone}
    gone |= {it for it, words in worded.items() if it not in evidenced and words <= gone}
    gone |= {it for it, statements in evidenced.items() if statements <= gone}
    return gone | _left_over(found, gone)


def _supports(found: Links, item: str) -> Iterator[str]:
    for name in _SUPPORT:
        yield from found.of(name).get(item, ())


def _left_over(found: Links, gone: set[str]) -> set[str]:
    """Coding runs, and remarks from outside, that have lost what they are about."""
    runs = {run for run, documents in found.of(USED).items() if documents <= gone}
    about = found.of(ABOUT)
    return runs | {it for it in found.entities if it in about and about[it] <= gone}


def without(
    quads: Iterable[ox.Quad], gone: Collection[str], current: Collection[str] = ()
) -> Iterator[ox.Quad]:
    """The quads that say nothing of what is ``gone``; the positions in ``current`` hold again."""
    again = {ox.NamedNode(iri) for iri in current}
    for quad in quads:
        subject, object_ = quad.subject, quad.object
        if isinstance(subject, ox.NamedNode) and subject.value in gone:
            continue
        if isinstance(object_, ox.NamedNode) and object_.value in gone:
            continue
        if quad.predicate == _STATUS and subject in again:
            yield ox.Quad(subject, _STATUS, _CURRENT, quad.graph_name)
        else:
            yield quad
