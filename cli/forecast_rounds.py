"""What ``detente forecast --rounds`` shows beside mean and median: the round model and all it hangs on."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from detente.cli.tables import tabular
from detente.graph.analysis.forecast import Interval
from detente.graph.analysis.rounds.model import Round, Run
from detente.graph.analysis.rounds.outcome import RoundForecast, Stretch
from detente.graph.analysis.rounds.reading import Reading

SIDED = "depends on which end of the scale is called low"
Naming = Callable[[str], str]


def page(found: RoundForecast, name: Naming, unit: str, change: int, origin: str, mark: str) -> str:
    """The part of a forecast's page on the round model; ``origin`` as 'on assumptions', or empty."""
    tail = f" {unit}" if unit else ""
    marks = f", {origin}" if origin else ""
    headers = ("round model", "value", f"any one input changed by {change} %", "over all readings")
    rows = [
        (
            f"final median{marks}",
            stretch(found.median) + (" ~" if found.fragile and "~" not in mark else "") + mark,
            stretch(found.changed),
            stretch(found.spread),
        ),
        (f"final mean{marks}", stretch(found.mean), "", ""),
    ]
    parts = ["\n" + tabular(headers, rows, "table")]
    if found.sided:
        up, down = found.upwards.last, found.downwards.last
        parts.append(
            f"\nFragile: it {SIDED}: median {stretch(up.median)}{tail} counted upwards, "
            f"{stretch(down.median)}{tail} downwards.\n"
        )
    if not found.settled:
        parts.append(
            f"\nNot settled: parties still move in round {found.limit}. Over the rounds the median is "
            f"{stretch(found.over_rounds)}{tail}.\n"
        )
    for run in _runs(found):
        names = [name(it.party) for it in found.actors]
        counted = f"counted {_way(run)}: " if found.upwards.sided else ""
        parts.append(f"\nPositions, {counted}after each round\n\n")
        places = [
            (it.number, stretch(it.median), number(it.mean), *map(number, it.positions))
            for it in run.rounds
        ]
        parts.append(tabular(("round", "median", "mean", *names), places, "table"))
        taken = [
            (
                it.number,
                name(move.party),
                f"{number(move.was)} to {number(move.now)}",
                move.taken.kind,
                name(move.taken.by),
                move.reason,
            )
            for it in run.rounds
            for move in it.moves
            if move.taken
        ]
        if taken:
            heads = ("round", "party", "moves", "offer", "of", "taken as")
            parts.append("\n" + tabular(heads, taken, "table"))
    return "".join(parts)


def rows(
    found: RoundForecast, origin: str
) -> Iterator[tuple[str, str, str, str, str, str, str, str]]:
    """Cells for a table for programs: row, party, input, value, mean, median low and high, note."""
    note = [origin] if origin else []
    if found.sided:
        note.append(SIDED)
    if not found.settled:
        note.append(f"not settled after {found.limit} rounds")
    yield "rounds", "", "", "", "", *_both(found.median), "; ".join(note)
    for what, ends in (
        ("rounds over changes", found.changed),
        ("rounds over readings", found.spread),
        ("rounds over rounds", found.over_rounds),
    ):
        yield what, "", "", "", "", *_both(ends), origin
    for it in found.changes:
        now = number(it.now)
        yield "rounds change", it.party, it.quantity, now, "", *_both(it.median), origin
    for run in (found.upwards, found.downwards):
        for after in run.rounds:
            which = f"{after.number} {_way(run)}"
            yield "round", "", which, "", number(after.mean), *_both(after.median), ""
            for move in after.moves:
                yield "round position", move.party, which, number(move.now), "", "", "", move.reason
                for offer in move.offers:
                    text = f"{offer.kind}, by {offer.by}" + (
                        ", taken" if offer is move.taken else ""
                    )
                    yield "offer", move.party, which, number(offer.target), "", "", "", text


def fields(found: RoundForecast) -> dict[str, object]:
    """The round model for JSON, with every offer of the default reading."""
    low = min(found.ends, key=lambda it: it.median[0])
    high = max(found.ends, key=lambda it: it.median[1])
    return {
        "reading": _reading(found.upwards.reading),
        "rounds_at_most": found.limit,
        "median": list(found.median),
        "mean": list(found.mean),
        "fragile": found.fragile,
        "depends_on_direction": found.sided,
        "settled": found.settled,
        "median_over_rounds": list(found.over_rounds),
        "median_over_readings": list(found.spread),
        "readings": len({it.reading for it in found.ends}),
        "lowest_reading": _reading(low.reading) | {"counted": _direction(low.downwards)},
        "highest_reading": _reading(high.reading) | {"counted": _direction(high.downwards)},
        "median_range": list(found.changed),
        "changes": [
            {
                "party": it.party,
                "input": it.quantity,
                "was": float(it.was),
                "now": float(it.now),
                "median": list(it.median),
            }
            for it in found.changes
        ],
        "upwards": [_round(it) for it in found.upwards.rounds],
        "downwards": [_round(it) for it in found.downwards.rounds],
    }


def stretch(ends: Stretch | Interval) -> str:
    """One figure, or from one to another."""
    low, high = map(number, ends)
    return low if low == high else f"{low} to {high}"


def number(value: float | Fraction) -> str:
    """To six significant digits, without idle zeros."""
    return f"{float(value):.6g}"


def _runs(found: RoundForecast) -> tuple[Run, ...]:
    """Both directions where a choice hung on it, else one."""
    return (found.upwards, found.downwards) if found.upwards.sided else (found.upwards,)


def _way(run: Run) -> str:
    return _direction(run.downwards)


def _direction(downwards: bool) -> str:
    return "downwards" if downwards else "upwards"


def _both(ends: Stretch) -> tuple[str, str]:
    return number(ends[0]), number(ends[1])


def _reading(it: Reading) -> dict[str, object]:
    return {name: getattr(it, name) for name in Reading.__slots__}


def _round(it: Round) -> dict[str, object]:
    return {
        "round": it.number,
        "median": list(it.median),
        "mean": it.mean,
        "parties": [
            {
                "party": move.party,
                "was": move.was,
                "now": move.now,
                "reason": move.reason,
                "depends_on_direction": move.sided,
                "offers": [
                    {
                        "by": offer.by,
                        "kind": offer.kind,
                        "target": offer.target,
                        "own_expectation": offer.own,
                        "expectation_of_the_other": offer.other,
                        "taken": offer is move.taken,
                    }
                    for offer in move.offers
                ],
            }
            for move in it.moves
        ],
    }
