"""How stance networks and what is measured on them grow, to where they become impractical.

    python benchmarks/analysis_network.py

Made-up statements: each party speaks of a tenth of the options, three times each, mostly with one of two
camps. Frustration of random signs on a complete network is the worst case of the search.
"""

import time
from collections.abc import Callable
from itertools import combinations
from random import Random
from typing import Any

from detente.graph.analysis.stance_networks.backbone import backbone
from detente.graph.analysis.stance_networks.balance import balance
from detente.graph.analysis.stance_networks.brokers import brokers
from detente.graph.analysis.stance_networks.communities import communities
from detente.graph.analysis.stance_networks.concept_backbone import nested_backbone
from detente.graph.analysis.stance_networks.duplicates import counted
from detente.graph.analysis.stance_networks.network import StanceNetwork, Tie
from detente.graph.analysis.stance_networks.onemode import one_mode
from detente.graph.analysis.stance_networks.phases import sequence_of
from detente.graph.analysis.stance_networks.polarisation import course
from detente.graph.analysis.stance_networks.statements import Statement

SIZES = ((10, 30), (30, 100), (100, 300), (300, 1000))
NESTED = ((10, 30), (15, 50), (20, 60))
COMPLETE = (20, 30, 40, 45, 50)
WINDOWS = (12, 50, 100, 200, 400)


def statements(parties: int, options: int) -> list[Statement]:
    """Three statements of each party on a tenth of the options, over a year."""
    random = Random(0)  # noqa: S311 - made-up data
    made = []
    for party in range(parties):
        for option in random.sample(range(options), max(3, options // 10)):
            for _ in range(3):
                agrees = (party % 2 == option % 2) == (random.random() < 0.85)
                date = f"2025-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
                made.append(
                    Statement(f"p{party}", f"o{option}", "for" if agrees else "against", date)
                )
    return made


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    """How long some work takes, and what it gives."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def main() -> None:
    """Prints seconds for each size and measure."""
    print("parties options statements   ties network backbone brokers communities polarisation")
    for parties, options in SIZES:
        said = statements(parties, options)
        took, network = seconds(lambda said=said: one_mode(counted(said), "subtract", "average"))
        times = [took]
        measures = (backbone, brokers, lambda it: communities(it, runs=20))
        times += [seconds(lambda work=work, network=network: work(network))[0] for work in measures]
        if parties <= 100:
            times.append(seconds(lambda said=said: course(said, "months"))[0])
        shown = " ".join(f"{one:8.2f}" for one in times)
        print(f"{parties:7} {options:7} {len(said):10} {len(network.ties):6} {shown}")
    print("\nnested backbone of options\nparties options  seconds")
    for parties, options in NESTED:
        said = counted(statements(parties, options))
        took, _ = seconds(lambda said=said: nested_backbone(said))
        print(f"{parties:7} {options:7} {took:8.2f}")
    print("\nphases of windows that differ at random\nwindows  seconds")
    for number in WINDOWS:
        random = Random(number)  # noqa: S311 - made-up data
        places = [random.random() for _ in range(number)]
        table = [[abs(one - other) for other in places] for one in places]
        took, _ = seconds(lambda table=table: sequence_of(table))
        print(f"{number:7} {took:8.2f}")
    print("\nfrustration of random signs, all pairs tied\nparties  seconds  lower  upper")
    for size in COMPLETE:
        random = Random(size)  # noqa: S311 - made-up data
        names = tuple(f"p{number:02}" for number in range(size))
        ties = tuple(
            Tie(*pair, random.choice((-1.0, 1.0)), 0, 0, ()) for pair in combinations(names, 2)
        )
        took, found = seconds(
            lambda names=names, ties=ties: balance(
                StanceNetwork("subtract", "none", names, names, ties)
            )
        )
        print(f"{size:7} {took:8.2f} {found.lower:6.0f} {found.upper:6.0f}")


if __name__ == "__main__":
    main()
