"""How far figures hold out, as the commands of the analysis show it: marks, columns, fields and a legend."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

import click

from detente.cli.tables import tabular

if TYPE_CHECKING:
    from detente.graph.analysis.robustness.figure import Name
    from detente.graph.analysis.robustness.ranges import Measure, Range, Trust
    from detente.graph.graph import Graph

F = TypeVar("F", bound=Callable[..., object])

COLUMNS = ("low", "low by", "high", "high by", "fragile", "fragile because")
_WHY = ("figure", "value", "low", "by", "high", "by", "holds", "because", "held in draws")
_TOO_LARGE = (
    "How far the figures hold out was not worked out, as there is much to go through; "
    "--trust does it.\n"
)


def trust_option(command: F) -> F:
    """``--trust/--no-trust``: whether to mark what is fragile; by default unless there is much to
    go through."""
    return click.option(
        "--trust/--no-trust",
        "trust",
        default=None,
        envvar="DETENTE_TRUST",
        help="Mark what is fragile. Default: unless there is much to go through.",
    )(command)


@dataclass(frozen=True)
class Marks:
    """What is known of how far figures hold out; nothing if it was not asked for or is too much."""

    trust: "Trust | None" = None
    too_large: bool = False

    def of(self, names: Iterable["Name"]) -> "list[Range]":
        """The ranges of figures, those there are."""
        known = self.trust.ranges if self.trust else {}
        return [known[name] for name in names if name in known]

    def mark(self, *names: "Name") -> str:
        """The marks to put behind what some figures make, with a space before them."""
        from detente.graph.analysis.robustness.wording import mark

        if not self.trust:
            return ""
        marks = sorted({mark(it, self.trust) for it in self.of(names)} - {""}, reverse=True)
        return f" {''.join(marks)}" if marks else ""

    def headers(self) -> tuple[str, ...]:
        """The columns that a table for programs gets; none if nothing is known."""
        return COLUMNS if self.trust else ()

    def cells(self, *names: "Name") -> list[object]:
        """The cells of those columns: the extremes over all of the figures, and why any is fragile."""
        if not self.trust:
            return []
        fields = self.fields(*names)
        fragile = {True: "yes", False: "no", None: "not known"}[fields["fragile"]]  # type: ignore[index]
        fields["fragile"] = fragile if self.of(names) else ""
        return [fields[name] for name in COLUMNS]

    def fields(self, *names: "Name") -> dict[str, object]:
        """The same for JSON; ``fragile`` is null where it cannot be known."""
        from detente.graph.analysis.robustness.wording import fragility, reasons

        if not self.trust:
            return {}
        found = self.of(names)
        ordered = [it for it in found if it.low is not None and it.high is not None]
        low = min(((it.low, it.lowest_without) for it in ordered), key=_first, default=None)
        high = max(((it.high, it.highest_without) for it in ordered), key=_first, default=None)
        known = {fragility(it) for it in found}
        return {
            "low": _number(low[0]) if low else None,
            "low by": low[1] if low else "",
            "high": _number(high[0]) if high else None,
            "high by": high[1] if high else "",
            "fragile": True if True in known else False if known == {False} else None,
            "fragile because": "; ".join(reasons(*found)),
        }

    def legend(self, names: Iterable["Name"]) -> str:
        """The lines below a table."""
        from detente.graph.analysis.robustness.wording import legend

        if self.too_large:
            return f"\n{_TOO_LARGE}"
        if not self.trust:
            return ""
        lines = legend(self.trust, self.of(names))
        return "\n" + "".join(f"{line}\n" for line in lines) if lines else ""

    def why(self, names: Collection["Name"], *, wide: bool = True) -> str:
        """Every figure with its range, and what makes it fragile."""
        from detente.graph.analysis.robustness.wording import because, shown

        rows: list[Sequence[object]] = [
            (
                " ".join(it.figure),
                shown(it.value),
                "" if it.low is None else shown(it.low),
                it.lowest_without,
                "" if it.high is None else shown(it.high),
                it.highest_without,
                _HOLDS[it.verdict],
                because(it),
                f"{it.held} of {it.draws}" if it.draws else "",
            )
            for it in self.of(dict.fromkeys(names))
        ]
        if not rows:
            return ""
        return f"\nHow far this holds out\n\n{tabular(_WHY, rows, 'table', wide=wide)}"


_HOLDS = {
    "fragile": "fragile",
    "one source": "rests on one source",
    "one coder": "rests on one coder",
    "steady": "yes",
}


def marks(
    graph: "Graph",
    asked: bool | None,
    measure: "Measure",
    weights: Collection[str] = (),
    most: int | None = None,
) -> Marks:
    """How far the figures that ``measure`` gives hold out; ``asked`` is None where nobody said.

    Then they are worked out up to ``most`` positions, or as many as for other methods.
    """
    if asked is False:
        return Marks()
    from detente.graph.analysis.robustness.methods import MOST_POSITIONS, within_reach
    from detente.graph.analysis.robustness.ranges import ranges

    if asked is None and not within_reach(graph, most or MOST_POSITIONS):
        return Marks(too_large=True)
    return Marks(ranges(graph, measure, weights))


def _first(end: tuple[Fraction | None, str]) -> Fraction:
    return end[0] or Fraction()


def _number(value: Fraction | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value.denominator == 1 else round(float(value), 6)
