"""What an audit gives."""

from dataclasses import dataclass

from detente.graph.errors import Location


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look into.

    ``about`` and ``positions`` are ids (IRIs where there are none); ``where`` is None for a graph that
    does not come from a dossier's files.
    """

    kind: str
    message: str
    help: str
    about: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    where: Location | None = None
