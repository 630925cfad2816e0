"""How far the figures of ``detente matrix`` hold out: what each row shows, and where its mark stands."""

from collections.abc import Iterable, Sequence

from detente.cli.trust import Marks
from detente.graph.analysis.distance import Distance, pairs
from detente.graph.analysis.robustness.figure import Figures, Name
from detente.graph.analysis.robustness.matrix_figures import (
    distance_figures,
    sticking_figures,
    sticking_name,
    zone_figures,
)
from detente.graph.analysis.sticking import Ranked
from detente.graph.analysis.zopa import Zone

Row = list[object]
Table = tuple[Sequence[str], list[Row]]

_ENDS = ("nearest", "farthest")
# The column that shows a figure, by the kind of figure, where it is not of the same name.
_COLUMN = {"distance": "share", "sticking": "sum", "zone": "answer"}


def compared(
    distances: Sequence[Distance], sticking: Iterable[Ranked], zones: Iterable[Zone]
) -> Figures:
    """All figures by name."""
    return {
        **distance_figures(distances),
        **sticking_figures(sticking),
        **zone_figures(zones),
    }


def behind(
    figure: str, distances: Sequence[Distance], sticking: Iterable[Ranked], zones: Iterable[Zone]
) -> list[tuple[Name, ...]]:
    """The figures that each row of a table shows."""
    if figure == "distance":
        return [(("distance", it.one.id, it.other.id),) for it in distances]
    if figure == "pairs":
        return [tuple((end, it.one, it.other) for end in _ENDS) for it in pairs(distances)]
    if figure == "sticking":
        return [(sticking_name(it),) for it in sticking]
    return [(("zone", it.issue),) for it in zones]


def with_columns(
    marks: Marks, headers: Sequence[str], rows: list[Row], names: list[tuple[Name, ...]]
) -> Table:
    """Rows for programs, with columns on how far they hold out."""
    joined = zip(rows, names, strict=True)
    return [*headers, *marks.headers()], [[*row, *marks.cells(*of)] for row, of in joined]


def with_signs(
    marks: Marks, headers: Sequence[str], rows: list[Row], names: list[tuple[Name, ...]]
) -> Table:
    """Rows for people, with marks behind the figures; a distance without a share has its own marked."""
    columns = list(headers)
    for row, of in zip(rows, names, strict=True):
        for name in of:
            at = columns.index(_COLUMN.get(name[0], name[0]))
            if not row[at]:
                at = columns.index("difference")
            row[at] = f"{row[at]}{marks.mark(name)}"
    return headers, rows
