"""How loops, waivers and sequences grow: ``python benchmarks/analysis_linkage.py``.

Every option waits for a few others drawn at random, so that nearly all are tied into one knot: the worst
that can happen. A chain of the same size stands beside it.
"""

from random import Random
from time import perf_counter

from detente.graph.analysis.linkage import Condition, Held, Linkage
from detente.graph.analysis.loops import loops
from detente.graph.analysis.sequence import sequence
from detente.graph.analysis.waivers import waivers

KNOTS = ((6, 2), (10, 2), (15, 2), (20, 2), (25, 2), (40, 2))
CHAINS = (100, 400, 800)


def linked(waits: dict[int, list[int]]) -> Linkage:
    conditions = {
        f"{then}-{first}": Condition(f"{then}-{first}", "", f"o{first:03}")
        for then, them in waits.items()
        for first in them
    }
    held = {
        f"p{then}": Held(
            f"p{then}",
            f"a{then}",
            "offer",
            "for",
            f"o{then:03}",
            tuple(f"{then}-{it}" for it in them),
        )
        for then, them in waits.items()
    }
    return Linkage(held, conditions)


def main() -> None:
    print("shape  options  conditions  loops s  loops  waivers s  size  exact  sequence s")
    for size, each in KNOTS:
        draw = Random(7)  # noqa: S311 - the same every time, and no secret
        waits = {
            it: draw.sample([other for other in range(size) if other != it], each)
            for it in range(size)
        }
        _row("knot", size, linked(waits))
    for size in CHAINS:
        _row("chain", size, linked({it: [it - 1] for it in range(1, size)}))


def _row(shape: str, size: int, found: Linkage) -> None:
    times, results = [], []
    for work in (loops, waivers, sequence):
        start = perf_counter()
        results.append(work(found))
        times.append(perf_counter() - start)
    listed, untied, _ = results
    number = f"{len(listed.loops)}{'' if listed.complete else '+'}"
    waived = sum(len(knot.waivers[0]) for knot in untied)
    exact = all(knot.exact for knot in untied)
    print(
        f"{shape:5} {size:8} {len(found.conditions):11} {times[0]:8.2f} {number:>6} {times[1]:10.2f}"
        f" {waived:5} {exact!s:>6} {times[2]:11.2f}"
    )


if __name__ == "__main__":
    main()
