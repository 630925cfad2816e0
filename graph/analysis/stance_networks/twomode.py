"""Two-mode networks: parties by the options they are for and against.

Definitions of the Discourse Network Analyzer's manual (Leifeld, Gruber and Bossner 2018; Leifeld 2017).
``x[i, j, k]`` is how often party i speaks of option j in direction k:

    subtract  x[i, j, for] - x[i, j, against]
    (what is excluded by implication counts as against)
    combine   1 where only for, 2 where only against, 3 where both

Steps: count; make the weight; divide by the normalisation (not for ``combine``, whose figures are
names and no quantities).

Limits: with ``subtract`` a party that was as often for as against has weight 0 and keeps its tie: it
spoke, which is not silence.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from detente.graph.analysis.stance_networks.duplicates import Counted
from detente.graph.analysis.stance_networks.network import StanceNetwork, Tie
from detente.graph.analysis.stance_networks.normalise import TWO_MODE
from detente.graph.analysis.stance_networks.statements import Statement
from detente.graph.errors import UsageError
from detente.graph.suggest import did_you_mean

KINDS = ("subtract", "combine")


def two_mode(
    said: Iterable[Counted], kind: str = "subtract", normalisation: str = "none"
) -> StanceNetwork:
    """The network of parties and options.

    Raises UsageError for another kind or normalisation, and for ``combine`` with a normalisation.

    >>> from detente.graph.analysis.stance_networks.duplicates import counted
    >>> network = two_mode(counted([Statement("a", "o", "against"), Statement("a", "p", "for")]))
    >>> network.weight("a", "o"), network.weight("a", "p")
    (-1.0, 1.0)
    """
    if kind not in KINDS:
        raise UsageError(f"there is no kind '{kind}'\n    {did_you_mean(kind, KINDS, 'kinds')}")
    if normalisation not in TWO_MODE:
        advice = did_you_mean(normalisation, TWO_MODE, "normalisations")
        raise UsageError(f"two-mode networks have no normalisation '{normalisation}'\n    {advice}")
    if kind == "combine" and normalisation != "none":
        raise UsageError("'combine' names what was said and can't be normalised; use subtract")
    counts: Counter[tuple[str, str, str]] = Counter()
    active: Counter[str] = Counter()
    prominent: Counter[str] = Counter()
    behind: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for one in said:
        counts[one.party, one.option, one.direction] += 1
        active[one.party] += 1
        prominent[one.option] += 1
        behind[one.party, one.option] += one.statements
    ties = []
    for (party, option), statements in sorted(behind.items()):
        plus, no, not_so = (counts[party, option, way] for way in ("for", "against", "excludes"))
        minus = no + not_so
        if kind == "combine":
            weight = float((plus > 0) + 2 * (minus > 0))
        else:
            divisor = {"activity": active[party], "prominence": prominent[option]}
            weight = (plus - minus) / divisor.get(normalisation, 1)
        ties.append(Tie(party, option, weight, plus, minus, tuple(statements)))
    return StanceNetwork(
        kind, normalisation, tuple(sorted(active)), tuple(sorted(prominent)), tuple(ties), True
    )
