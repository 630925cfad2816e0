"""How forecasts grow with the number of parties: ``python benchmarks/analysis_forecast.py``.

The sensitivity takes both figures anew for each of up to six changes a party, so it grows with the square.
"""

from fractions import Fraction
from random import Random
from time import perf_counter

from detente.graph.analysis.forecast import Actor, figures, forecast

SIZES = (10, 30, 100, 300, 1000)


def made(parties: int) -> list[Actor]:
    """Parties with positions from 0 to 100 and weights at random, the same in each run."""
    chance = Random(parties)  # noqa: S311 - reproducible, no secret
    return [
        Actor(
            f"party{n}",
            Fraction(chance.randrange(101)),
            Fraction(chance.randrange(1, 101), 100),
            Fraction(chance.randrange(1, 101)),
        )
        for n in range(parties)
    ]


def main() -> None:
    print("parties  figures s  with sensitivity s")
    for parties in SIZES:
        actors = made(parties)
        times = []
        for work in (figures, forecast):
            start = perf_counter()
            work(actors)
            times.append(perf_counter() - start)
        print(f"{parties:7} {times[0]:10.4f} {times[1]:19.2f}", flush=True)


if __name__ == "__main__":
    main()
