"""What a SPARQL text may not do, told before it goes to the engine."""

from detente.graph.errors import QueryError
from detente.graph.sparql import check_query
from detente.graph.sparql.reach import reaches_out
from detente.server.refusals import Refusal


def checked_query(query: str, graphs: frozenset[str] | None) -> None:
    """Raises Refusal for a query that would leave the machine, change something, or name unknown graphs.

    ``graphs`` are the graphs that FROM may name; None: any, the engine reads no others.
    """
    _stays(query, update=False)
    try:
        check_query(query, lambda: _Everything() if graphs is None else graphs)
    except QueryError as error:
        raise Refusal(400, str(error)) from None


def checked_update(update: str) -> None:
    """Raises Refusal for an update that would read from elsewhere."""
    _stays(update, update=True)


def _stays(text: str, *, update: bool) -> None:
    found = reaches_out(text, update=update)
    if found:
        word, start = found
        line = text.count("\n", 0, start) + 1
        raise Refusal(
            403,
            f"{word} is refused (line {line}): nothing leaves this machine. "
            "Ask the other endpoint by itself, or send its data.",
        )


class _Everything(frozenset[str]):
    def __contains__(self, _: object) -> bool:
        return True
