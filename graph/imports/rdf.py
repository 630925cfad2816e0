"""Our own RDF as a dossier again: the inverse of encoding.

TriG, N-Quads and JSON-LD keep each source apart, and so does the dossier made from them. Turtle, N-Triples
and RDF/XML do not: there each item goes to the sheets of the texts that its passages are from. Where that
leaves open which words belong to which statement, or which coder wrote which note, one of the ways is
taken that say the same: the dossier's Turtle is the Turtle it came from, byte for byte.

What of a file has no place in a dossier is not lost silently: it is counted and shown.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from detente.graph.dossier.model import (
    Dossier,
    Issue,
    Option,
    OutsideDate,
    Party,
    Person,
    Place,
    Role,
    Sheet,
)
from detente.graph.dossier.write import write_dossier
from detente.graph.encode import encode
from detente.graph.errors import InputError
from detente.graph.graph import Graph
from detente.graph.imports.sheets import SheetReader
from detente.graph.imports.views import LABEL, Reader, View
from detente.ontology.prefixes import expand
from detente.ontology.terms import neg

_MATCH, _ALIAS, _NOTE = expand("skos:exactMatch"), expand("skos:altLabel"), expand("skos:note")
_QUESTION, _BROADER, _UNIT = (
    expand("skos:prefLabel"),
    expand("skos:broader"),
    expand("schema:unitText"),
)
_ABOUT, _DATE, _URL = expand("schema:about"), expand("schema:startDate"), expand("schema:url")
_PERSON, _PLACE, _OFFICE = expand("foaf:Person"), expand("schema:Place"), expand("org:Membership")
_MEMBER, _PARTY = expand("org:member"), expand("org:organization")
_USED, _COMMENT, _ENTITY = expand("prov:used"), expand("rdfs:comment"), expand("prov:Entity")


@dataclass(frozen=True, slots=True)
class Imported:
    """A dossier made from RDF; ``lost`` are the statements of the file that it does not make,
    ``added`` those that it makes and the file did not, each in N-Triples or N-Quads."""

    dossier: Dossier
    lost: tuple[str, ...]
    added: tuple[str, ...]


def import_rdf(graph: Graph, folder: Path) -> Imported:
    """Write the dossier that a graph was made from into the new folder ``folder``.

    Raises InputError when the graph is no dossier's, DossierError when it is not in order as one,
    UsageError when the folder is already there, OutsideError when the system refuses.
    """
    made, named = _dossier(graph)
    dossier = write_dossier(made, folder)
    given = _said(graph.quads, named=named)
    makes = _said(encode(dossier).quads, named=named)
    return Imported(dossier, tuple(sorted(given - makes)), tuple(sorted(makes - given)))


def _said(quads: Iterable[ox.Quad], *, named: bool) -> set[str]:
    return {str(quad) if named else str(quad.triple) for quad in quads}


def _dossier(graph: Graph) -> tuple[Dossier, bool]:
    """The dossier, and whether its sources were kept apart."""
    whole = View(graph.quads)
    reader = Reader(graph.name, graph.base, whole)
    negotiations = whole.of(neg.Negotiation)
    if len(negotiations) != 1:
        reader.problem(
            graph.name,
            f"describes {len(negotiations)} negotiations; a dossier is about one",
            "Only RDF that was exported from a dossier can become a dossier again.",
        )
        raise InputError(tuple(reader.problems))
    graphs: dict[str, list[ox.Quad]] = {}
    for quad in graph.quads:
        if isinstance(quad.graph_name, ox.NamedNode):
            graphs.setdefault(quad.graph_name.value, []).append(quad)
    views = {name: View(quads) for name, quads in graphs.items()}
    agenda = next((it for it in views.values() if it.of(neg.Negotiation)), whole)
    named = agenda is not whole
    sheets = _named_sheets(reader, views) if named else _sheets_by_text(reader, whole)
    dossier = _Agenda(reader, agenda, negotiations[0]).dossier(tuple(sheets), named=named)
    if reader.problems:
        raise InputError(tuple(sorted(set(reader.problems))))
    return dossier, named


def _named_sheets(reader: Reader, views: dict[str, View]) -> Iterator[Sheet]:
    for name, view in views.items():
        for document in view.of(neg.Document):
            runs = view.of(expand("prov:Activity"))
            yield SheetReader(reader, view, document).sheet(reader.tail(name), runs[:1])


def _sheets_by_text(reader: Reader, whole: View) -> Iterator[Sheet]:
    """A sheet for each coding of a text; the first has the items, the others say who else coded it."""
    taken: set[str] = set()
    for document in whole.of(neg.Document):
        sheets = SheetReader(reader, whole, document, alone=False)
        runs = [
            run for run in whole.of(expand("prov:Activity")) if document in whole.all(run, _USED)
        ]
        files = sheets.files()
        for number in range(max(len(runs), len(files), 1)):
            run = runs[number : number + 1]
            stem = reader.tail(run[0]) if run else Path(files[number % len(files)]).stem
            name = stem if stem not in ("agenda", "outside") else f"{stem}-text"
            while name in taken:
                name = f"{name}-2"
            taken.add(name)
            yield sheets.sheet(name, run, number)


class _Agenda:
    """Reads the agenda and outside knowledge."""

    def __init__(self, reader: Reader, view: View, negotiation: str) -> None:
        self.reader, self.view, self.negotiation = reader, view, negotiation

    def dossier(self, sheets: tuple[Sheet, ...], *, named: bool) -> Dossier:
        reader, view = self.reader, self.view
        name = reader.id(self.negotiation)
        if not named:
            name = view.one(self.negotiation, expand("dct:identifier")) or reader.file
        coded = {
            (it.person, it.party, it.title) for sheet in sheets for it in sheet.offices if not named
        }
        return Dossier(
            id=name,
            title=reader.need(view.one(self.negotiation, LABEL), self.negotiation, "title"),
            description=view.one(self.negotiation, expand("dct:description")),
            base=reader.base,
            language=view.language(self.negotiation, LABEL) or "en",
            principals=reader.refs(view, self.negotiation, neg.principal),
            parties=tuple(self._party(it) for it in view.of(neg.Party)),
            people=tuple(self._person(it, coded) for it in view.of(_PERSON)),
            places=tuple(Place(*self._thing(it)) for it in view.of(_PLACE)),
            issues=tuple(self._issue(it) for it in view.of(neg.Issue)),
            outside=tuple(self._outside()),
            sheets=sheets,
        )

    def _thing(self, iri: str) -> tuple[str, str, tuple[str, ...], str | None, str | None]:
        reader, view = self.reader, self.view
        label = reader.need(view.one(iri, LABEL), iri, "label")
        match = reader.whole.one(iri, _MATCH)
        return reader.id(iri), label, tuple(view.all(iri, _ALIAS)), match, view.one(iri, _NOTE)

    def _party(self, iri: str) -> Party:
        return Party(*self._thing(iri), capability=self.view.number(iri, neg.capability))

    def _person(self, iri: str, coded: set[tuple[str, str, str]]) -> Person:
        roles = (
            Role(party, title)
            for office in self.view.of(_OFFICE)
            if iri in self.view.all(office, _MEMBER)
            for party in self.reader.refs(self.view, office, _PARTY)
            for title in self.view.all(office, LABEL)
            if (self.reader.id(iri), party, title) not in coded
        )
        return Person(*self._thing(iri), roles=tuple(roles))

    def _issue(self, iri: str) -> Issue:
        reader, view, name = self.reader, self.view, self.reader.id(iri)
        options = [it for it in view.of(neg.Option) if iri in view.all(it, neg.optionOf)]
        options.sort(key=lambda it: (view.number(it, neg.scaleValue) or 0, it))
        return Issue(
            id=name,
            question=reader.need(view.one(iri, _QUESTION), iri, "question"),
            label=view.one(iri, LABEL) or name,
            scale=view.code(iri, neg.scale) or "nominal",
            unit=view.one(iri, _UNIT),
            broader=reader.ref(view, iri, _BROADER),
            options=tuple(self._option(it, name) for it in options),
            note=view.one(iri, _NOTE),
        )

    def _option(self, iri: str, issue: str) -> Option:
        reader, view = self.reader, self.view
        return Option(
            id=reader.id(iri),
            issue=issue,
            label=reader.need(view.one(iri, LABEL), iri, "label"),
            value=view.number(iri, neg.scaleValue),
            performer=reader.refs(view, iri, neg.performer),
            affects=reader.refs(view, iri, neg.affects),
            entails=reader.refs(view, iri, neg.entails),
            incompatible_with=reader.refs(view, iri, neg.incompatibleWith),
            note=view.one(iri, _NOTE),
        )

    def _outside(self) -> Iterator[OutsideDate]:
        reader, whole = self.reader, self.reader.whole
        for iri in whole.of(_ENTITY):
            about, date = whole.one(iri, _ABOUT), whole.one(iri, _DATE)
            if about and date:
                basis = reader.need(whole.one(iri, _COMMENT), iri, "basis")
                yield OutsideDate(reader.id(about), date, basis, whole.one(iri, _URL))
