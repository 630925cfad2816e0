"""What a query may not do: change the graph, or reach beyond it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from detente.graph.errors import QueryError
from detente.graph.sparql.reach import reaches_out
from detente.graph.sparql.tokens import fault, tokens

_UPDATE = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}

_STAYS = "SERVICE is refused: a query does not leave this machine"
_ELSEWHERE = "Ask the other endpoint by itself."


@dataclass(frozen=True, slots=True)
class Traits:
    """What a query's text shows without running it."""

    names_graphs: bool  # it has a FROM of its own, so the default graph is not the union of all


def check_query(query: str, graphs: Callable[[], Iterable[str]], name: str = "query") -> Traits:
    """Raises QueryError when a query would change the graph or reach beyond it.

    ``graphs`` gives the named graphs that FROM may name. Every other FROM, SERVICE and every update
    is refused: a query reads what is in the graph and nothing else.
    """
    found = reaches_out(query)
    if found:
        raise QueryError((fault(query, found[1], name, _STAYS, _ELSEWHERE),))
    names_graphs, after_from, verb_seen = False, False, False
    for kind, text, start in tokens(query):
        word = text.upper() if kind == "word" else ""
        refusal = ""
        if word == "SERVICE":
            refusal, advice = _STAYS, _ELSEWHERE
        elif word in _UPDATE and not verb_seen:
            refusal = f"{word} is refused: a query reads, it does not change the graph"
            advice = "Change the dossier's files instead."
        elif after_from and kind in ("iri", "name") and text[1:-1] not in graphs():
            refusal = f"FROM {text} is refused: a query reads no files and no addresses"
            advice = "FROM may name, as <address>, a graph of this dossier."
        if refusal:
            raise QueryError((fault(query, start, name, refusal, advice),))
        names_graphs = names_graphs or after_from
        after_from = word == "FROM" or (after_from and word == "NAMED")
        verb_seen = verb_seen or (kind == "word" and word not in ("BASE", "PREFIX"))
    return Traits(names_graphs)
