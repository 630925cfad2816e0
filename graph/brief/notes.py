"""Footnotes: the evidence of things with where it stands in its source."""

from functools import cached_property
from typing import TYPE_CHECKING

from detente.graph.brief.model import Note, Source
from detente.graph.record import EXACT, Evidence, Record, Thing
from detente.ontology.codes import SPEECH
from detente.ontology.prefixes import expand
from detente.ontology.terms import neg

if TYPE_CHECKING:
    from detente.graph.graph import Graph

_TEXTS = "SELECT ?document ?text { ?document schema:text ?text } ORDER BY ?document ?text"


class Footnotes:
    """Makes footnotes of the evidence that a graph records."""

    def __init__(self, graph: "Graph", record: Record) -> None:
        self._graph = graph
        self._record = record

    def of(self, thing: Thing) -> tuple[Note, ...]:
        """The evidence of a position, claim or event, in the order of the texts."""
        return tuple(dict.fromkeys(map(self._note, self._record.evidence(thing))))

    def of_condition(self, position: Thing, condition: Thing) -> tuple[Note, ...]:
        """The words of a condition, said where its position was said."""
        both = Thing(
            condition.iri,
            {
                neg.passage: condition.all(neg.passage),
                neg.evidencedBy: position.all(neg.evidencedBy),
            },
        )
        own = {self._record.get(iri).text(EXACT) for iri in condition.all(neg.passage)}
        return tuple(note for note in self.of(both) if note.quote in own)

    def _note(self, piece: Evidence) -> Note:
        source = self._source(piece.document)
        start, end = _offset(piece.start), _offset(piece.end)
        line = None
        if source.text is not None and start is not None:
            line = source.text.count("\n", 0, start) + 1
        return Note(
            quote=piece.quote,
            source=source,
            start=start,
            end=end,
            line=line,
            within=piece.within,
            within_start=_offset(piece.within_start),
            mode=SPEECH[piece.mode].label if piece.mode in SPEECH else piece.mode,
            speaker=piece.speaker,
            on_behalf_of=piece.on_behalf_of if piece.on_behalf_of != piece.speaker else "",
            passing_on=piece.reports,
            hedge=piece.hedge,
        )

    def dated(self, document: Thing) -> str:
        """When a source was published, else when what it reports was said; empty where neither is known."""
        return document.text(expand("schema:datePublished")) or document.text(neg.said)

    def _source(self, iri: str) -> Source:
        if iri not in self._sources:
            known = self._record.get(iri)
            self._sources[iri] = Source(
                iri=iri,
                name=known.id.rsplit("/", 1)[-1],
                title=known.text(expand("schema:name")),
                publisher=known.text(expand("schema:publisher")),
                author=known.text(expand("schema:author")),
                date=self.dated(known),
                address=known.text(expand("schema:url")),
                language=known.text(expand("schema:inLanguage")),
                text=self._texts.get(iri),
            )
        return self._sources[iri]

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return {}

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {str(row["document"]): str(row["text"]) for row in self._graph.rows(_TEXTS)}


def _offset(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
