"""What stands on one side of a comparison: a source, a source on a day, a path in a git revision."""

from pathlib import Path
from typing import TYPE_CHECKING

from detente.graph.errors import UsageError
from detente.graph.history.dates import period

if TYPE_CHECKING:
    from detente.graph.graph import Graph


def open_side(text: str | None, as_of: str | None = None, known_by: str | None = None) -> "Graph":
    """The graph that ``text`` names: SOURCE, SOURCE@DATE (as of that day) or PATH@REVISION (in git).

    What can be opened as it stands is; a date after the last @ goes before a revision of that name.
    Raises what opening a source raises.

    >>> open_side("ru-ua-2025@2025-05-19").name
    'ru-ua-2025'
    """
    from detente.graph.history.moment import at
    from detente.graph.open import bundled, open_graph

    source, sign, when = (text or "").rpartition("@")
    if not sign or text in bundled() or Path(text or "").exists():
        return open_graph(text, as_of=as_of, known_by=known_by)
    if period(when):
        if as_of:
            raise UsageError(f"'{text}' names a day of its own; leave out --as-of")
        return open_graph(source or None, as_of=when, known_by=known_by)
    if source in bundled() and not Path(source).exists():
        raise UsageError(
            f"'{source}' is bundled and has no revisions\n    Give a date after the @."
        )
    from detente.graph.history.revisions import open_revision

    return at(open_revision(Path(source or "."), when), as_of, known_by)
