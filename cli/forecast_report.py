"""What ``detente forecast`` shows: inputs with their origin, what is missing, figures and sensitivity."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from detente.cli.errors import count
from detente.cli.tables import as_json, tabular
from detente.cli.trust import COLUMNS, Marks, marks
from detente.graph.analysis.assumptions import Assumptions, read_assumptions
from detente.graph.analysis.forecast import Forecast, Interval
from detente.graph.analysis.forecast_inputs import Input, Outlook, outlooks_of
from detente.graph.analysis.recorded import Position, Recorded, recorded_of
from detente.graph.analysis.robustness.figure import Name
from detente.graph.analysis.robustness.forecast_figures import outlook_figures
from detente.graph.analysis.robustness.weights import CAPABILITY, SALIENCE
from detente.graph.graph import Graph

_COLUMNS = ("issue", "row", "party", "input", "value", "mean", "median low", "median high", "note")
_WHY = ("issue", "position", "party", "stand", "quote", "source")


@dataclass(frozen=True)
class Asked:
    """What the user asked to see; ``change`` in percent."""

    issues: tuple[str, ...]
    assume: Path | None
    change: int
    style: str
    why: bool
    trust: bool | None = None


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
            lambda it: outlook_figures(outlooks_of(it, assumptions, asked.issues, share)),
            [SALIENCE, CAPABILITY],
        )
    if asked.style == "json":
        return as_json([_object(recorded, it, asked, held) for it in found])
    if asked.style == "csv":
        if asked.why:
            return tabular(_WHY, [row for it in found for row in _why(recorded, it)], "csv")
        rows = [row for it in found for row in _rows(it)]
        if held.trust:
            blank = [""] * len(COLUMNS)
            rows = [[*row, *blank] for row in rows] + [
                it for one in found for it in _held(one, held)
            ]
        return tabular((*_COLUMNS, *held.headers()), rows, "csv")
    if not found:
        return "No issue has an interval scale; there is nothing to forecast.\n"
    return "\n".join(_page(recorded, it, asked, held) for it in found)


def _mean(it: Outlook) -> Name:
    return "mean", it.issue.id


def _median(it: Outlook) -> tuple[Name, Name]:
    return ("median-low", it.issue.id), ("median-high", it.issue.id)


def _page(recorded: Recorded, it: Outlook, asked: Asked, held: Marks) -> str:
    unit = f" ({it.issue.unit})" if it.issue.unit else ""
    parts = [f"{it.issue.label}: {it.issue.question}{unit}\n"]
    if it.assumed:
        parts.append("Rests on assumptions, marked below; not on the texts alone.\n")
    if it.left_out:
        names = ", ".join(_name(recorded, party) for party in it.left_out)
        parts.append(f"Assumed to take no part: {names}.\n")
    if it.inputs:
        rows = [
            [_name(recorded, i.party), i.quantity, _number(i.value), _origin(i)] for i in it.inputs
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
        parts.append(held.legend((_mean(it), *_median(it))))
    if asked.why:
        why = [row[1:] for row in _why(recorded, it)]
        words = tabular(_WHY[1:], why, "table") if why else "No recorded position.\n"
        parts.append("\nRests on\n\n" + words)
        parts.append(held.why((_mean(it), *_median(it))))
    return "".join(parts)


def _figures(recorded: Recorded, it: Outlook, found: Forecast, change: int, held: Marks) -> str:
    mark = ", on assumptions" if it.assumed else ""
    rows = [
        [
            f"weighted mean{mark}",
            _number(found.figures.mean) + held.mark(_mean(it)),
            _interval(found.mean_range),
        ],
        [
            f"weighted median{mark}",
            _interval(found.figures.median) + held.mark(*_median(it)),
            _interval(found.median_range),
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
            f"{_number(c.was)} to {_number(c.now)}",
            _number(c.figures.mean),
            _interval(c.figures.median),
        ]
        for c in found.changes
    ]
    if moved:
        parts.append(
            "\n" + tabular(("party", "changed", "from, to", "mean", "median"), moved, "table")
        )
    return "".join(parts)


def _rows(it: Outlook) -> Iterator[list[object]]:
    """One row for each input, gap, figure and change; what is assumed says so in its note."""
    issue, mark = it.issue.id, "on assumptions" if it.assumed else ""
    for given in it.inputs:
        yield [
            issue,
            "input",
            given.party,
            given.quantity,
            _number(given.value),
            *_NONE,
            _origin(given),
        ]
    for party in it.left_out:
        yield [issue, "left out", party, "", "", *_NONE, "assumed"]
    for gap in it.missing:
        yield [issue, "missing", gap.party, gap.quantity, "", *_NONE, gap.reason]
    if found := it.forecast:
        ends = (_number(end) for end in found.figures.median)
        yield [issue, "figures", "", "", "", _number(found.figures.mean), *ends, mark]
        for name, end in (("lowest", 0), ("highest", 1)):
            median = _number(found.median_range[end])
            yield [issue, name, "", "", "", _number(found.mean_range[end]), median, median, mark]
        for change in found.changes:
            ends = (_number(end) for end in change.figures.median)
            mean = _number(change.figures.mean)
            now = _number(change.now)
            yield [issue, "change", change.party, change.quantity, now, mean, *ends, mark]


_NONE = ("", "", "")


def _held(it: Outlook, held: Marks) -> Iterator[list[object]]:
    """How far the figures hold out without a source, a coder, or with a recorded weight changed."""
    if it.forecast:
        for name, names in (("mean", (_mean(it),)), ("median", _median(it))):
            yield [it.issue.id, "trust", "", name, "", *_NONE, "", *held.cells(*names)]


def _why(recorded: Recorded, it: Outlook) -> Iterator[list[object]]:
    for position in _positions(it):
        stand = f"{position.act}: {recorded.stand(position)}"
        for quote, source in position.quotes or (("", ""),):
            yield [it.issue.id, position.id, position.party, stand, quote, source]


def _positions(it: Outlook) -> list[Position]:
    known = {p.id: p for given in it.inputs for p in given.because}
    known |= {p.id: p for gap in it.missing for p in gap.because}
    return [known[name] for name in sorted(known)]


def _object(recorded: Recorded, it: Outlook, asked: Asked, held: Marks) -> dict[str, object]:
    found = it.forecast
    data: dict[str, object] = {
        "issue": it.issue.id,
        "question": it.issue.question,
        "unit": it.issue.unit,
        "rests_on_assumptions": it.assumed,
        "left_out_by_assumption": list(it.left_out),
        "inputs": [
            {
                "party": given.party,
                "input": given.quantity,
                "value": float(given.value),
                "assumed": given.assumed,
                "recorded": [float(value) for value in given.recorded],
                "positions": [position.id for position in given.because],
            }
            for given in it.inputs
        ],
        "missing": [
            {"party": gap.party, "input": gap.quantity, "reason": gap.reason} for gap in it.missing
        ],
        "forecast": _forecast_object(found, asked.change) if found else None,
    }
    if found and held.trust:
        data["trust"] = {
            "mean": held.fields(_mean(it)),
            "median": held.fields(*_median(it)),
        }
    if asked.why:
        data["why"] = [dict(zip(_WHY, row, strict=True)) for row in _why(recorded, it)]
    return data


def _forecast_object(found: Forecast, change: int) -> dict[str, object]:
    return {
        "mean": float(found.figures.mean),
        "median": _floats(found.figures.median),
        "change_percent": change,
        "mean_range": _floats(found.mean_range),
        "median_range": _floats(found.median_range),
        "fragile": bool(found.overturning),
        "changes": [
            {
                "party": it.party,
                "input": it.quantity,
                "was": float(it.was),
                "now": float(it.now),
                "mean": float(it.figures.mean),
                "median": _floats(it.figures.median),
            }
            for it in found.changes
        ],
    }


def _floats(interval: Interval) -> list[float]:
    return [float(end) for end in interval]


def _origin(given: Input) -> str:
    if not given.assumed:
        return "recorded"
    instead = ", ".join(_number(value) for value in given.recorded)
    return f"assumed (recorded: {instead})" if instead else "assumed"


def _name(recorded: Recorded, party: str) -> str:
    return recorded.parties[party].label if party in recorded.parties else party


def _number(value: Fraction) -> str:
    """To six significant digits, without idle zeros."""
    return f"{float(value):.6g}"


def _interval(interval: Interval) -> str:
    low, high = (_number(end) for end in interval)
    return low if low == high else f"{low} to {high}"
