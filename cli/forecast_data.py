"""What ``detente forecast`` gives to programs, rows for CSV and objects for JSON, and what its figures are
called."""

from collections.abc import Iterator, Mapping

from detente.cli import forecast_rounds
from detente.cli.forecast_rounds import number
from detente.cli.trust import Marks
from detente.graph.analysis.forecast import Forecast, Interval
from detente.graph.analysis.forecast_inputs import Input, Outlook
from detente.graph.analysis.recorded import Position, Recorded
from detente.graph.analysis.robustness.figure import Name
from detente.graph.analysis.rounds.outcome import RoundForecast

HEADERS = ("issue", "row", "party", "input", "value", "mean", "median low", "median high", "note")
WHY = ("issue", "position", "party", "stand", "quote", "source")


def mean_name(it: Outlook) -> Name:
    """What an issue's mean is called."""
    return "mean", it.issue.id


def median_names(it: Outlook) -> tuple[Name, Name]:
    """What the ends of an issue's median are called."""
    return ("median-low", it.issue.id), ("median-high", it.issue.id)


def rounds_names(it: Outlook) -> tuple[Name, Name]:
    """What the ends of an issue's round model are called."""
    return ("rounds-low", it.issue.id), ("rounds-high", it.issue.id)


def origin(given: Input) -> str:
    """Whether an input is recorded or assumed, and instead of what."""
    if not given.assumed:
        return "recorded"
    instead = ", ".join(number(value) for value in given.recorded)
    return f"assumed (recorded: {instead})" if instead else "assumed"


def rows(it: Outlook, played: RoundForecast | None) -> Iterator[list[object]]:
    """One row for each input, gap, figure and change; what is assumed says so in its note."""
    issue, mark = it.issue.id, "on assumptions" if it.assumed else ""
    for given in it.inputs:
        yield [
            issue,
            "input",
            given.party,
            given.quantity,
            number(given.value),
            *_NONE,
            origin(given),
        ]
    for party in it.left_out:
        yield [issue, "left out", party, "", "", *_NONE, "assumed"]
    for gap in it.missing:
        yield [issue, "missing", gap.party, gap.quantity, "", *_NONE, gap.reason]
    if found := it.forecast:
        ends = (number(end) for end in found.figures.median)
        yield [issue, "figures", "", "", "", number(found.figures.mean), *ends, mark]
        for name, end in (("lowest", 0), ("highest", 1)):
            median = number(found.median_range[end])
            yield [issue, name, "", "", "", number(found.mean_range[end]), median, median, mark]
        for change in found.changes:
            ends = (number(end) for end in change.figures.median)
            mean = number(change.figures.mean)
            now = number(change.now)
            yield [issue, "change", change.party, change.quantity, now, mean, *ends, mark]
    if played:
        for row in forecast_rounds.rows(played, mark):
            yield [issue, *row]


_NONE = ("", "", "")


def held_rows(it: Outlook, held: Marks) -> Iterator[list[object]]:
    """How far the figures hold out without a source, a coder, or with a recorded weight changed."""
    if it.forecast:
        for name, names in (
            ("mean", (mean_name(it),)),
            ("median", median_names(it)),
            ("rounds", rounds_names(it)),
        ):
            if name == "rounds" and not held.of(names):
                continue
            yield [it.issue.id, "trust", "", name, "", *_NONE, "", *held.cells(*names)]


def why(recorded: Recorded, it: Outlook) -> Iterator[list[object]]:
    for position in _positions(it):
        stand = f"{position.act}: {recorded.stand(position)}"
        for quote, source in position.quotes or (("", ""),):
            yield [it.issue.id, position.id, position.party, stand, quote, source]


def _positions(it: Outlook) -> list[Position]:
    known = {p.id: p for given in it.inputs for p in given.because}
    known |= {p.id: p for gap in it.missing for p in gap.because}
    return [known[name] for name in sorted(known)]


def as_object(
    recorded: Recorded,
    it: Outlook,
    change: int,
    held: Marks,
    played: Mapping[str, RoundForecast],
    evidence: bool,
) -> dict[str, object]:
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
        "forecast": _forecast_object(found, change) if found else None,
    }
    if it.issue.id in played:
        data["rounds"] = forecast_rounds.fields(played[it.issue.id])
    if found and held.trust:
        data["trust"] = {
            "mean": held.fields(mean_name(it)),
            "median": held.fields(*median_names(it)),
            **({"rounds": held.fields(*rounds_names(it))} if played else {}),
        }
    if evidence:
        data["why"] = [dict(zip(WHY, row, strict=True)) for row in why(recorded, it)]
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
