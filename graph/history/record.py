"""What had entered the record by a day: sources recorded later go, with what only they carry."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from detente.graph.history.dates import Period, period
from detente.graph.history.pruning import TYPE, USED, links, with_dependents, without
from detente.ontology.prefixes import expand
from detente.ontology.terms import neg

_CODED, _PUBLISHED = expand("dct:date"), expand("schema:datePublished")

_GraphName = ox.NamedNode | ox.BlankNode | ox.DefaultGraph
Place = tuple[_GraphName, str]  # a document in a graph


def on_record(quads: Iterable[ox.Quad], day: Period) -> tuple[Iterable[ox.Quad], int, int]:
    """The quads on record by the day, how many sources have no date of recording, and how many there are.

    Where each source has a graph of its own, the graph goes whole. Where all is in one graph, what
    rests on the source goes, and what several sources show stays with the evidence of the others.
    """
    quads = tuple(quads)
    sources = _sources(quads)
    late = {place for place, source in sources.items() if source.late(day)}
    documents = {document for _, document in sources}
    late_documents = documents - {document for _, document in set(sources) - late}
    undated = {place[1] for place, source in sources.items() if not source.dated} - late_documents
    return leaving_out(quads, late, sources), len(undated), len(documents)


def places_of(quads: Iterable[ox.Quad]) -> frozenset[Place]:
    """The sources of a graph, each document with the named graph that it is in."""
    return frozenset(_sources(quads))


def leaving_out(
    quads: tuple[ox.Quad, ...], late: Collection[Place], sources: Collection[Place]
) -> Iterator[ox.Quad]:
    """The quads without some of the ``sources``, and without what rests on these alone.

    A position that only positions now gone had replaced is current again.
    """
    graphs = _graphs_of(late, sources, quads)
    kept = [quad for quad in quads if quad.graph_name not in graphs]
    lost = _typed(quad for quad in quads if quad.graph_name in graphs) - _typed(kept)
    still = {document for _, document in set(sources) - set(late)}
    late_documents = {document for _, document in late} - still
    gone = with_dependents(links(kept), lost | late_documents)
    remaining = _typed(kept) - gone
    superseding = links(quads).superseding()
    current = {old for old, new in superseding.items() if old in remaining and new <= gone}
    return without(kept, gone, current)


@dataclass(slots=True)
class _Source:
    """The dates of one document in one graph."""

    recorded: list[str] = field(default_factory=list)
    coded: list[str] = field(default_factory=list)
    no_earlier: list[str] = field(default_factory=list)

    @property
    def dated(self) -> bool:
        return bool(self.recorded or self.coded)

    def late(self, day: Period) -> bool:
        """Whether the document is known to have entered the record after the day."""
        if self.dated:
            return all(_after(date, day) for date in self.recorded or self.coded)
        return any(_after(date, day) for date in self.no_earlier)


def _after(date: str, day: Period) -> bool:
    days = period(date)
    return days is not None and days.first > day.last


def _sources(quads: Iterable[ox.Quad]) -> dict[Place, _Source]:
    """The documents of each graph with their dates."""
    sources: dict[Place, _Source] = {}
    dates: list[tuple[Place, str, str]] = []
    used: dict[Place, str] = {}
    for quad in quads:
        name, place = quad.predicate.value, (quad.graph_name, _text(quad.subject))
        if name == TYPE and _text(quad.object) == neg.Document:
            sources[place] = _Source()
        elif name == USED:
            used[place] = _text(quad.object)
        elif name in (neg.recorded, neg.said, _CODED, _PUBLISHED) and period(_text(quad.object)):
            dates.append((place, name, _text(quad.object)))
    for (graph, subject), name, date in dates:
        document = used.get((graph, subject), subject) if name == _CODED else subject
        source = sources.get((graph, document))
        if source:
            kinds = {neg.recorded: source.recorded, _CODED: source.coded}
            kinds.get(name, source.no_earlier).append(date)
    return sources


def _graphs_of(
    late: Collection[Place], sources: Collection[Place], quads: Iterable[ox.Quad]
) -> set[_GraphName]:
    """The graphs that hold late sources and no others; never one that holds the agenda."""
    agenda = {
        quad.graph_name
        for quad in quads
        if quad.predicate.value == TYPE and _text(quad.object) == neg.Negotiation
    }
    graphs = {graph for graph, _ in late} - {graph for graph, _ in set(sources) - set(late)}
    return {graph for graph in graphs - agenda if not isinstance(graph, ox.DefaultGraph)}


def _typed(quads: Iterable[ox.Quad]) -> set[str]:
    return {_text(quad.subject) for quad in quads if quad.predicate.value == TYPE}


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value
