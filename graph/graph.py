"""The graph that users hold: what is known about one negotiation, ready to be asked."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pyoxigraph as ox

from detente.graph.answer import Answer, Solutions, Term, Triples, Value, packed, unpacked
from detente.graph.errors import Location, UsageError
from detente.graph.parameters import KINDS, chosen, parameter_term
from detente.graph.patience import within
from detente.graph.questions import question
from detente.graph.sparql import fill
from detente.graph.stores.store import Rows, Store
from detente.ontology.prefixes import PREFIXES

if TYPE_CHECKING:
    import networkx
    import rdflib

    from detente.graph.dossier.model import Dossier

Parameters = Mapping[str, Any]


class Graph:
    """The positions of one negotiation, each with the words that show it.

    Made by ``detente.open()``.

    >>> import detente
    >>> graph = detente.open()
    >>> graph.name
    'ru-ua-2025'
    """

    def __init__(
        self,
        name: str,
        make_store: Callable[[], Store],
        dossier: "Dossier | None" = None,
        origins: Callable[[], Mapping[str, Location]] = dict,
        base: str | None = None,
        quads: Callable[[], Iterable[ox.Quad]] | None = None,
        remarks: tuple[str, ...] | Callable[[], tuple[str, ...]] = (),
        whole: "Graph | None" = None,
    ) -> None:
        self.name = name
        self.dossier = dossier
        self.whole = whole or self  # the graph with nothing left out for the sake of a day
        self._make_store = make_store
        self._origins = origins
        self._base = base
        self._make_quads = quads
        self._remarks = remarks

    def __repr__(self) -> str:
        return f"<detente.Graph {self.name!r}>"

    @cached_property
    def remarks(self) -> tuple[str, ...]:
        """What a reader should be told of how the graph came about; an endpoint is asked for it."""
        return self._remarks() if callable(self._remarks) else self._remarks

    @cached_property
    def store(self) -> Store:
        """The engine behind the graph; made when the first question is asked."""
        return self._make_store()

    @property
    def stored(self) -> bool:
        """Whether the quads are in a store alone, where there may be too many to hold at once."""
        return self._make_quads is None

    @cached_property
    def quads(self) -> tuple[ox.Quad, ...]:
        """All that is known, as quads in a fixed order, without the ontology."""
        # As they were written, where that is known: the engine puts values into a form of its own.
        known = self._make_quads() if self._make_quads else self.store.quads()
        return tuple(sorted(set(known), key=str))

    @cached_property
    def origins(self) -> Mapping[str, Location]:
        """Where in the dossier's files each node came from, by IRI; empty for other sources."""
        return self._origins()

    @cached_property
    def base(self) -> str:
        """The address under which the dossier's own things are named."""
        if self._base:
            return self._base
        for row in self.rows("SELECT ?n { ?n a neg:Negotiation } ORDER BY ?n LIMIT 1"):
            return str(row["n"]).removesuffix("negotiation")
        return f"https://w3id.org/detente/dossier/{self.name}/"

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """Prefixes that need no declaring in queries; the empty one is the dossier's own."""
        return {**PREFIXES, "": self._base} if self._base else dict(PREFIXES)

    @cached_property
    def rdflib(self) -> "rdflib.Dataset":
        """The graph as an rdflib dataset: a copy, one named graph per source."""
        from detente.graph.foreign import dataset_of  # takes longer to load than most queries

        return dataset_of(self.quads, {**PREFIXES, "": self.base})

    def query(
        self,
        sparql: str,
        parameters: Parameters | None = None,
        *,
        timeout: float | None = None,
        name: str = "query",
    ) -> Answer:
        """The answer to a SPARQL query: Solutions, Triples or a truth value.

        ``parameters`` fill the query's lines ``VALUES ?name { UNDEF }``; values are IRIs as rdflib or
        pyoxigraph terms, or plain Python values. ``timeout`` is in seconds; with one, Ctrl-C is heard
        while the query runs, and the answer is there whole before the first row.
        Raises QueryError for a malformed or refused query, QueryTimeout, and UsageError for a
        parameter the query does not take.

        >>> import detente
        >>> rows = detente.open().query("SELECT ?label { ?party a neg:Party ; rdfs:label ?label }")
        >>> "Ukraine" in {str(row.label) for row in rows}
        True
        """
        terms = {key: parameter_term(value) for key, value in (parameters or {}).items()}
        filled = fill(sparql, terms)
        if timeout is None:
            return self._evaluate(filled, name)
        return unpacked(within(timeout, lambda: packed(self._evaluate(filled, name))))

    def _evaluate(self, sparql: str, name: str) -> Answer:
        results = self.store.evaluate(sparql, self.prefixes, name)
        if isinstance(results, bool):
            return results
        # By what only rows have: they may be the engine's own or an endpoint's.
        return (
            Solutions(cast("Rows", results)) if hasattr(results, "variables") else Triples(results)
        )

    def rows(self, sparql: str, **parameters: Any) -> Iterator[dict[str, Value]]:
        """The rows of a SELECT query as dictionaries of plain Python values.

        >>> import detente
        >>> next(detente.open().rows("SELECT (COUNT(*) AS ?n) { ?p a neg:Party }"))["n"] > 2
        True
        """
        terms = {key: parameter_term(value) for key, value in parameters.items()}
        return _solutions(self._evaluate(fill(sparql, terms), "query")).values()

    def terms(self, sparql: str) -> Iterator[tuple[Term | None, ...]]:
        """The rows of a SELECT query as tuples of the engine's own terms: the quickest way to many rows.

        >>> import detente
        >>> len(list(detente.open().terms("SELECT ?n { ?n a neg:Negotiation }")))
        1
        """
        return _solutions(self._evaluate(fill(sparql, {}), "query")).terms()

    def ask(self, name: str, /, **parameters: str) -> Solutions:
        """The answer to a saved question; parameters are ids, such as ``party="russia"``.

        Raises UsageError when there is no such question, parameter or id.

        >>> import detente
        >>> [str(row.demand) for row in detente.open().ask("demands", party="russia")][0]
        'Ukraine cedes four regions and Crimea'
        """
        asked = question(name)
        filled = {
            key: self.resolve(asked.parameter(key).kind, value) for key, value in parameters.items()
        }
        return _solutions(self.query(asked.sparql, filled, name=f"{name}.rq"))

    def resolve(self, kind: str, name: str) -> ox.NamedNode | str:
        """The node of the thing of ``kind`` (party, issue, …) that has the id ``name``.

        For other kinds of parameter, such as text, the value itself.
        Raises UsageError with the nearest id when there is none.
        """
        if kind not in KINDS:
            return name
        pattern = f"?thing dct:identifier ?id ; a {KINDS[kind]} ."
        asked = f"SELECT ?thing {{ VALUES ?id {{ UNDEF }} {pattern} }} ORDER BY ?thing LIMIT 1"
        for row in self.rows(asked, id=name):
            return ox.NamedNode(str(row["thing"]))
        # all of them, to suggest the nearest
        known = self.rows(f"SELECT ?id ?thing {{ {pattern} }}")
        return chosen(kind, name, ((str(row["id"]), str(row["thing"])) for row in known))

    def network(
        self,
        kind: str,
        *,
        issue: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> "networkx.Graph[str]":
        """A networkx graph of the given kind: positions, agreement, conflict, linkage or sources.

        It can be narrowed to an issue, by its id, with the issues that are part of it; and to positions
        first held in a span of time, from ``since`` to ``until``, each YYYY-MM-DD, YYYY-MM or YYYY.
        Raises UsageError for another kind, an unknown issue and what is no date.

        >>> import detente
        >>> detente.open().network("conflict").has_edge("russia", "ukraine")
        True
        """
        # networkx takes longer to load than most queries
        from detente.graph.networks import network
        from detente.graph.scope import scope_of

        return network(self, kind, scope_of(self, issue, since, until))

    def export(self, format: str, path: str | Path | None = None) -> bytes:  # noqa: A002
        """The graph in an export format, also written to ``path`` when that is given.

        Raises UsageError for an unknown format, OutsideError when the file cannot be written.

        >>> import detente
        >>> detente.open().export("turtle").startswith(b"@prefix")
        True
        """
        # Here and below, imports against the stream: what users hold can also be written and shown.
        from detente.exports import export, save

        content = export(self, format)
        if path is not None:
            save(content, Path(path))
        return content

    def _repr_html_(self) -> str:
        """The explorer page inside a notebook."""
        from detente.exports.explorer.page import inline

        return inline(self)


def _solutions(answer: Answer) -> Solutions:
    if not isinstance(answer, Solutions):
        raise UsageError("rows come from a SELECT query; use query() for the other forms")
    return answer
