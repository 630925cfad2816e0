"""Graphs without one source, and without what one coder coded.

A source is a text; leaving it out takes every sheet on it. A coder's sheets go whole, and a text that another
coder has read too stays. What several sources show stays with the evidence of the others, and a position
that only positions now gone had replaced is current again, as in the history of a graph.

Sheets that name no coder are never left out for the sake of one.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from detente.graph.history.pruning import USED
from detente.graph.history.record import Place, leaving_out, places_of
from detente.ontology.prefixes import expand

_IDENTIFIER, _LABEL = expand("dct:identifier"), expand("rdfs:label")

Quads = tuple[ox.Quad, ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """The sources of a graph and its coders by name, each with its places, and the sheets without a coder."""

    sources: Mapping[str, frozenset[Place]]
    coders: Mapping[str, frozenset[Place]]
    places: frozenset[Place]

    @property
    def uncoded(self) -> bool:
        """Whether some source names no coder."""
        return self.places != frozenset().union(*self.coders.values())


def provenance(quads: Quads) -> Provenance:
    """The sources and coders of a graph.

    >>> import detente
    >>> found = provenance(detente.open("tramway-strike").quads)
    >>> list(found.sources), list(found.coders)
    (['second-day.txt', 'two-weeks-later.txt'], ['Détente'])
    """
    places = places_of(quads)
    documents = {document for _, document in places}
    names: dict[str, str] = {}
    runs: dict[tuple[object, str], str] = {}
    labels: dict[tuple[object, str], str] = {}
    for quad in quads:
        predicate = quad.predicate.value
        if predicate not in (_IDENTIFIER, _LABEL, USED) or not isinstance(
            quad.subject, ox.NamedNode
        ):
            continue
        subject, value = quad.subject.value, getattr(quad.object, "value", "")
        if predicate == _IDENTIFIER and subject in documents:
            names[subject] = min(value, names.get(subject, value))
        elif predicate == USED:
            runs[quad.graph_name, subject] = value
        elif predicate == _LABEL:
            labels[quad.graph_name, subject] = value
    sources: dict[str, set[Place]] = defaultdict(set)
    taken: dict[str, str] = {}
    for document in sorted(documents):
        # Two texts of one name are two sources.
        name = names.get(document, document)
        name = name if taken.setdefault(name, document) == document else f"{name} ({document})"
        sources[name] = {place for place in places if place[1] == document}
    coders: dict[str, set[Place]] = defaultdict(set)
    for (graph, run), document in runs.items():
        place: Place = (graph, document)  # type: ignore[assignment]
        if place in places and (coder := labels.get((graph, run))):
            coders[coder].add(place)
    return Provenance(
        {name: frozenset(sources[name]) for name in sorted(sources)},
        {name: frozenset(coders[name]) for name in sorted(coders)},
        places,
    )


def without_places(quads: Quads, found: Provenance, gone: frozenset[Place]) -> Iterator[ox.Quad]:
    """The quads without some places and what rests on them alone."""
    return leaving_out(quads, gone, found.places)
