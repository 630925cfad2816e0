"""What readings of the expected-utility round model give beside its published rounds, and how long they take:
``python benchmarks/round_model.py``.

With 80 parties the readings and the sensitivity take more than five minutes.

The model is ``detente.graph.analysis.rounds``; data and published rounds: Scholz, Calbert and Smith 2011,
Unravelling Bueno de Mesquita's Group Decision Model. A figure agrees that is less than a tenth away.
"""

from dataclasses import replace
from fractions import Fraction
from time import perf_counter

from analysis_forecast import made

from detente.graph.analysis.forecast import Actor
from detente.graph.analysis.rounds.model import Run, run
from detente.graph.analysis.rounds.outcome import final_median, round_forecast
from detente.graph.analysis.rounds.reading import PRINTED, REPLICATED, readings

# Position (years until emission standards for cars begin), salience, capability.
CARS = tuple(
    Actor(f"government{n}", *map(Fraction, numbers))
    for n, numbers in enumerate(
        (
            ("4", "0.8", "0.08"),
            ("7", "0.4", "0.08"),
            ("4", "0.2", "0.03"),
            ("4", "0.8", "0.16"),
            ("10", "0.6", "0.16"),
            ("10", "0.6", "0.16"),
            ("10", "0.9", "0.16"),
            ("7", "0.1", "0.05"),
            ("4", "1", "0.05"),
            ("7", "0.7", "0.08"),
        )
    )
)
PUBLISHED_MEDIANS = (8.4, 9.9, 9.9, 9.9, 9.9, 7.4, 8.8, 9.6)
PUBLISHED_MEANS = (7.4, 7.5, 7.6, 7.3, 7.3, 7.4, 7.5, 7.6)
SIZES = (5, 10, 20, 40)


def figures(found: Run) -> tuple[list[float], list[float]]:
    """Medians (their lower ends) and means of eight rounds; a run that settled stays as it is."""
    rounds = [*found.rounds, *[found.last] * (len(PUBLISHED_MEDIANS) - len(found.rounds))]
    return [it.median[0] for it in rounds], [it.mean for it in rounds]


def agreeing(found: Run) -> int:
    medians, means = figures(found)
    pairs = [
        *zip(medians, PUBLISHED_MEDIANS, strict=True),
        *zip(means, PUBLISHED_MEANS, strict=True),
    ]
    return sum(abs(one - other) < 0.1 for one, other in pairs)


def published_case() -> None:
    ends, hits = [], {}
    for reading in readings():
        up = run(CARS, reading)
        hits[reading] = agreeing(up)
        for found in (up, run(CARS, reading, downwards=True)) if up.sided else (up,):
            ends.extend(found.last.median)
    print(f"{len(hits)} readings: the final median is {min(ends):.1f} to {max(ends):.1f}")
    for name, kept in (
        ("as replicated", REPLICATED.divisor),
        ("with the chance divided by the votes of the pair", PRINTED.divisor),
    ):
        most = max(found for reading, found in hits.items() if reading.divisor == kept)
        print(f"nearest to the published rounds {name}: {most} of 16 figures")
    for name, reading, downwards in (
        ("as printed", PRINTED, False),
        ("conflict moves nobody", replace(PRINTED, conflict="nobody moves"), False),
        ("the strongest offer", replace(PRINTED, choice="strongest"), False),
        ("replicated, straight votes", replace(REPLICATED, votes="straight"), False),
        ("replicated", REPLICATED, False),
        ("replicated, downwards", REPLICATED, True),
    ):
        found = run(CARS, reading, downwards=downwards)
        for what, values in zip(("median", "mean"), figures(found), strict=True):
            print(f"{name:27} {what:7}", *(f"{it:5.2f}" for it in values))
    print(f"{'published':27} median ", *(f"{it:5.1f}" for it in PUBLISHED_MEDIANS))
    print(f"{'published':27} mean   ", *(f"{it:5.1f}" for it in PUBLISHED_MEANS))
    longer = run(CARS, rounds=12).rounds[8:]
    print("replicated, rounds 9 to 12  median ", *(f"{it.median[0]:5.2f}" for it in longer))


def main() -> None:
    published_case()
    print("parties  figure s  with readings and sensitivity s")
    for parties in SIZES:
        actors = made(parties)
        times = []
        for work in (final_median, round_forecast):
            start = perf_counter()
            work(actors)
            times.append(perf_counter() - start)
        print(f"{parties:7} {times[0]:9.3f} {times[1]:32.1f}", flush=True)


if __name__ == "__main__":
    main()
