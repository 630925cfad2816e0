"""How the stability analysis grows with options and decision makers.

    python benchmarks/analysis_stability.py

Random prioritised statements over binary options without infeasible states: the worst case for a number
of options. Coalitions up to 4,096 states.
"""

import random
import time
from collections.abc import Callable

from detente.graph.analysis.stability.coalitions import COALITIONAL, coalitional_stability
from detente.graph.analysis.stability.equilibria import stability
from detente.graph.analysis.stability.model import Model
from detente.graph.analysis.stability.reading import parse_model

CONCEPTS = ("R", "GMR", "SMR", "SEQ", "SIM")
CASES = [(8, 2), (8, 4), (10, 4), (11, 4), (12, 2), (12, 4), (13, 4), (14, 4)]
MOST_FOR_COALITIONS = 4096
FORMS = ("o{0} and not o{1}", "not o{0}", "o{0} if o{1}", "o{0} iff o{1}", "o{0} or o{1}")


def model(options: int, makers: int) -> Model:
    """A model with six random statements a decision maker; the same each time."""
    chance = random.Random(options * 100 + makers)  # noqa: S311 - repeatable, not secret
    lines = ["stability: 1", "title: any", "decision_makers:"]
    lines += [f"  d{it}: {{label: D{it}}}" for it in range(makers)]
    lines += ["options:"]
    lines += [f"  o{it}: {{label: O{it}, by: d{it % makers}}}" for it in range(options)]
    lines += ["preferences:"]
    for maker in range(makers):
        wanted = [chance.choice(FORMS).format(*chance.sample(range(options), 2)) for _ in range(6)]
        lines.append(f"  d{maker}: {{statements: [{', '.join(wanted)}]}}")
    return parse_model("\n".join(lines))


def seconds(work: Callable[..., object], *given: object) -> float:
    """How long the work takes."""
    start = time.perf_counter()
    work(*given)
    return time.perf_counter() - start


def main() -> None:
    """Prints seconds by case and concept."""
    heads = (*CONCEPTS, "all five", "coalitional")
    print(f"{'options':>7} {'makers':>6} {'states':>7} " + " ".join(f"{it:>11}" for it in heads))
    for options, makers in CASES:
        made = model(options, makers)
        times = [seconds(stability, made, [concept]) for concept in CONCEPTS]
        times.append(seconds(stability, made))
        if len(made.states) <= MOST_FOR_COALITIONS:
            times.append(seconds(coalitional_stability, made, COALITIONAL))
        cells = " ".join(f"{it:11.2f}" for it in times)
        print(f"{options:7} {makers:6} {len(made.states):7,} {cells}", flush=True)


if __name__ == "__main__":
    main()
