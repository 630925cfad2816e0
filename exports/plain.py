"""What the older RDF formats cannot hold."""

from collections.abc import Iterable

import pyoxigraph as ox

from detente.graph.errors import UsageError


def require_plain(quads: Iterable[ox.Quad], format_: str) -> None:
    """Raises UsageError when there is a quoted triple or a base direction among the quads."""
    for quad in quads:
        value = quad.object
        if isinstance(value, ox.Triple) or (isinstance(value, ox.Literal) and value.direction):
            raise UsageError(
                f"{format_} cannot hold the statement {quad.triple}\n"
                "    Quoted triples and base directions are new in RDF 1.2; nquads and trig hold them."
            )
