"""A stance network: nodes, ties with their weight, and the statements behind each tie."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.graph.analysis.stance_networks.statements import Statement, positions_of, quotes_of

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie between ``one`` and ``other``.

    In a two-mode network ``one`` is a party and ``other`` an option; else both are of one kind and
    ``one`` sorts first. ``plus`` and ``minus`` are the raw counts (for and against; congruence and
    conflict), ``weight`` is what the kind of network and the normalisation make of them.
    """

    one: str
    other: str
    weight: float
    plus: int
    minus: int
    statements: tuple[Statement, ...]

    @property
    def positions(self) -> tuple[str, ...]:
        """The ids of the positions behind the tie."""
        return positions_of(self.statements)

    @property
    def quotes(self) -> tuple[str, ...]:
        """The exact words behind the tie."""
        return quotes_of(self.statements)


@dataclass(frozen=True, slots=True)
class StanceNetwork:
    """``kind`` is combine, subtract (two-mode) or congruence, conflict, subtract (one-mode).

    ``rows`` are the nodes on the first side (parties), ``columns`` those on the second (options); in a
    one-mode network both are the same.
    """

    kind: str
    normalisation: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    ties: tuple[Tie, ...]
    two_mode: bool = False

    def weight(self, one: str, other: str) -> float:
        """The weight between two nodes, 0 where there is no tie."""
        for tie in self.ties:
            if (tie.one, tie.other) == (one, other) or (
                not self.two_mode and (tie.other, tie.one) == (one, other)
            ):
                return tie.weight
        return 0.0

    def kept(self, ties: Iterable[Tie]) -> "StanceNetwork":
        """The network with these ties alone; its nodes stay."""
        return StanceNetwork(
            self.kind, self.normalisation, self.rows, self.columns, tuple(ties), self.two_mode
        )

    def matrix(self) -> Iterator[tuple[float, ...]]:
        """The weights row by row, 0 where there is no tie."""
        weights = {(tie.one, tie.other): tie.weight for tie in self.ties}
        if not self.two_mode:
            weights |= {(tie.other, tie.one): tie.weight for tie in self.ties}
        for row in self.rows:
            yield tuple(weights.get((row, column), 0.0) for column in self.columns)

    def names(self) -> dict[str, str]:
        """What each column is called in a graph of all nodes: "option NAME" where a party has its name."""
        taken = set(self.rows) if self.two_mode else set()
        names = {}
        for column in self.columns:
            name = column
            while name in taken or (name != column and name in self.columns):
                name = f"option {name}"
            names[column] = name
        return names

    def networkx(self) -> "nx.Graph[str]":
        """As a networkx graph, with the fields of the ties and their ``sign`` on its edges.

        Nodes are called as ``names`` says.
        """
        import networkx as nx

        graph: nx.Graph[str] = nx.Graph(name=self.kind, normalisation=self.normalisation)
        graph.add_nodes_from(self.rows, bipartite=0)
        names = self.names()
        if self.two_mode:
            graph.add_nodes_from(names.values(), bipartite=1)
        for tie in self.ties:
            graph.add_edge(
                tie.one,
                names[tie.other],
                weight=tie.weight,
                sign=(tie.plus > tie.minus) - (tie.plus < tie.minus)
                if self.kind != "conflict"
                else -1,
                plus=tie.plus,
                minus=tie.minus,
                positions=tie.positions,
                quotes=tie.quotes,
            )
        return graph
