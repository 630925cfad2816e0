"""What ``detente forecast`` shows: inputs with their origin, what is missing, figures and sensitivity."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from detente.cli import forecast_data as data
from detente.cli import forecast_rounds
from detente.cli.errors import count
from detente.cli.forecast_rounds import number, stretch
from detente.cli.tables import as_json, tabular
from detente.cli.trust import COLUMNS, Marks, marks
from detente.graph.analysis.assumptions import Assumptions, read_assumptions
from detente.graph.analysis.forecast import Forecast
from detente.graph.analysis.forecast_inputs import Outlook, outlooks_of
from detente.graph.analysis.recorded import Recorded, recorded_of
from detente.graph.analysis.robustness.figure import Name
from detente.graph.analysis.robustness.forecast_figures import outlook_figures
from detente.graph.analysis.robustness.weights import CAPABILITY, SALIENCE
from detente.graph.analysis.rounds.outcome import RoundForecast, round_forecast
from detente.graph.graph import Graph


@dataclass(frozen=True)
class Asked:
    """What the user asked to see; ``change`` in percent, ``rounds`` how many of the round model, if any."""

    issues: tuple[str, ...]
    assume: Path | None
    change: int
    style: str
    why: bool
    trust: bool | None = None
    rounds: int | None = None


def shown(graph: Graph, asked: Asked) -> str:
    """The forecasts of a graph as text, in the style asked for.

    Raises InputError for faults in the assumptions and UsageError for an issue that is not there.
    """
    recorded = recorded_of(graph)
    assumptions = read_assumptions(asked.assume, recorded) if asked.assume else Assumptions()
    share = Fraction(asked.change, 100)
    found = outlooks_of(graph, assumptions, asked.issues, share, recorded)
    held = Marks()
    if any(it.forecast for it in found):
        held = marks(
            graph,
            asked.trust,
            lambda it: outlook_figures(
                outlooks_of(it, assumptions, asked.issues, share), asked.rounds
            ),
            [SALIENCE, CAPABILITY],
        )
    played = _played(found, asked.rounds, share)
    if asked.style == "json":
        return as_json(
            [data.as_object(recorded, it, asked.change, held, played, asked.why) for it in found]
        )
    if asked.style == "csv":
        if asked.why:
            return tabular(data.WHY, [row for it in found for row in data.why(recorded, it)], "csv")
        rows = [row for it in found for row in data.rows(it, played.get(it.issue.id))]
        if held.trust:
            blank = [""] * len(COLUMNS)
            rows = [[*row, *blank] for row in rows] + [
                it for one in found for it in data.held_rows(one, held)
            ]
        return tabular((*data.HEADERS, *held.headers()), rows, "csv")
    if not found:
        return "No issue has an interval scale; there is nothing to forecast.\n"
    return "\n".join(_page(recorded, it, asked, held, played.get(it.issue.id)) for it in found)


def _played(
    found: Iterable[Outlook], rounds: int | None, change: Fraction
) -> dict[str, RoundForecast]:
    """The round model of each issue that has a forecast, if it was asked for."""
    if not rounds:
        return {}
    return {
        it.issue.id: round_forecast(it.forecast.actors, rounds, change)
        for it in found
        if it.forecast
    }


def _page(
    recorded: Recorded, it: Outlook, asked: Asked, held: Marks, played: RoundForecast | None
) -> str:
    unit = f" ({it.issue.unit})" if it.issue.unit else ""
    parts = [f"{it.issue.label}: {it.issue.question}{unit}\n"]
    if it.assumed:
        parts.append("Rests on assumptions, marked below; not on the texts alone.\n")
    if it.left_out:
        names = ", ".join(_name(recorded, party) for party in it.left_out)
        parts.append(f"Assumed to take no part: {names}.\n")
    if it.inputs:
        rows = [
            [_name(recorded, i.party), i.quantity, number(i.value), data.origin(i)]
            for i in it.inputs
        ]
        parts.append("\n" + tabular(("party", "input", "value", "origin"), rows, "table"))
    if it.missing:
        inputs = count(len(it.missing), "input")
        verb = "is" if len(it.missing) == 1 else "are"
        rows = [[_name(recorded, m.party), m.quantity, m.reason] for m in it.missing]
        parts.append(f"\nNo figure: {inputs} {verb} missing.\n\n")
        parts.append(tabular(("party", "missing", "why"), rows, "table"))
    if it.forecast:
        parts.append(_figures(recorded, it, it.forecast, asked.change, held))
        if played:
            parts.append(
                forecast_rounds.page(
                    played,
                    lambda party: _name(recorded, party),
                    it.issue.unit or "",
                    asked.change,
                    "on assumptions" if it.assumed else "",
                    held.mark(*data.rounds_names(it)),
                )
            )
        parts.append(held.legend(_figures_of(it)))
    if asked.why:
        why = [row[1:] for row in data.why(recorded, it)]
        words = tabular(data.WHY[1:], why, "table") if why else "No recorded position.\n"
        parts.append("\nRests on\n\n" + words)
        parts.append(held.why(_figures_of(it)))
    return "".join(parts)


def _figures_of(it: Outlook) -> tuple[Name, ...]:
    return data.mean_name(it), *data.median_names(it), *data.rounds_names(it)


def _figures(recorded: Recorded, it: Outlook, found: Forecast, change: int, held: Marks) -> str:
    mark = ", on assumptions" if it.assumed else ""
    rows = [
        [
            f"weighted mean{mark}",
            number(found.figures.mean) + held.mark(data.mean_name(it)),
            stretch(found.mean_range),
        ],
        [
            f"weighted median{mark}",
            stretch(found.figures.median) + held.mark(*data.median_names(it)),
            stretch(found.median_range),
        ],
    ]
    headers = ("figure", "value", f"any one input changed by {change} %")
    parts = ["\n" + tabular(headers, rows, "table")]
    if found.figures.median[0] != found.figures.median[1]:
        parts.append(
            "\nEach side has exactly half of the weight: every point between is a median.\n"
        )
    if found.overturning:
        named = dict.fromkeys(
            f"{c.quantity} of {_name(recorded, c.party)}" for c in found.overturning
        )
        inputs = "\n".join(f"  {input_}" for input_ in named)
        parts.append(
            f"\nFragile: one of these changed alone takes the median elsewhere:\n{inputs}\n"
        )
    moved = [
        [
            _name(recorded, c.party),
            c.quantity,
            f"{number(c.was)} to {number(c.now)}",
            number(c.figures.mean),
            stretch(c.figures.median),
        ]
        for c in found.changes
    ]
    if moved:
        parts.append(
            "\n" + tabular(("party", "changed", "from, to", "mean", "median"), moved, "table")
        )
    return "".join(parts)


def _name(recorded: Recorded, party: str) -> str:
    return recorded.parties[party].label if party in recorded.parties else party
