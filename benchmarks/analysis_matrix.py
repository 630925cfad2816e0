"""How matrix, distances and zones grow with parties and issues: ``python benchmarks/analysis_matrix.py``."""

from decimal import Decimal
from time import perf_counter

from detente.graph.analysis.distance import distances, pairs
from detente.graph.analysis.matrix import matrix
from detente.graph.analysis.recorded import Issue, Option, Party, Position, Recorded
from detente.graph.analysis.zopa import zones
from detente.graph.stances import Relations

SIZES = ((10, 10), (30, 20), (100, 20), (200, 20), (1000, 1))


def made(parties: int, issues: int) -> Recorded:
    """Every party for one of five points on every issue, half of them refusing another."""
    options = {
        f"o{n}-{at}": Option(f"o{n}-{at}", "", f"i{n}", Decimal(at))
        for n in range(issues)
        for at in range(5)
    }
    positions = [
        Position(f"p{who}-{n}", f"party{who}", f"i{n}", "propose", f"o{n}-{(who * 7 + n) % 5}")
        for who in range(parties)
        for n in range(issues)
    ]
    return Recorded(
        {f"party{who}": Party(f"party{who}", "", True) for who in range(parties)},
        {f"i{n}": Issue(f"i{n}", "", scale="interval") for n in range(issues)},
        options,
        tuple(positions),
        Relations({}, {}),
    )


def main() -> None:
    print("parties  issues  positions  distances  matrix s  distances s  zones s")
    for parties, issues in SIZES:
        recorded = made(parties, issues)
        times = []
        found = ()
        for work in (matrix, distances, zones):
            start = perf_counter()
            result = work(recorded)
            times.append(perf_counter() - start)
            if work is distances:
                found = result
                pairs(found)
        columns = f"{parties:7} {issues:7} {len(recorded.positions):10} {len(found):10}"
        print(columns, *(f"{it:11.2f}" for it in times))


if __name__ == "__main__":
    main()
