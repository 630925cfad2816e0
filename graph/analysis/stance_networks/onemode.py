"""One-mode networks: parties (or options) tied by what they agree and disagree on.

Definitions of the Discourse Network Analyzer's manual (Leifeld, Gruber and Bossner 2018; Leifeld 2017).
``x[i, j, k]`` is how often party i speaks of option j in direction k, k' the other direction:

    congruence(i, i')  sum over j and k of  x[i, j, k] * x[i', j, k]
    conflict(i, i')    sum over j and k of  x[i, j, k] * x[i', j, k']
    subtract(i, i')    congruence(i, i') - conflict(i, i')

each divided by a normalisation (``normalise``). What is excluded by implication (``statements.implied``)
counts as k' to "for", and is congruent with nothing. A network of options swaps i and j: two options
are congruent where the same parties are for both or against both.

Steps: count; for each option, pair those who spoke of it; multiply counts; divide.

Limits: options count as unrelated concepts: to be for one and for another that excludes it is no
conflict here, as it is in the network "conflict"; see ``statements.implied``. Products of counts let
talkative pairs weigh more; normalise, or count duplicates once.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations

from detente.graph.analysis.stance_networks.duplicates import Counted
from detente.graph.analysis.stance_networks.network import StanceNetwork, Tie
from detente.graph.analysis.stance_networks.normalise import ONE_MODE, profiles
from detente.graph.analysis.stance_networks.statements import Statement
from detente.graph.errors import UsageError
from detente.graph.suggest import did_you_mean

KINDS = ("congruence", "conflict", "subtract")


def one_mode(
    said: Iterable[Counted],
    kind: str = "subtract",
    normalisation: str = "none",
    among: str = "parties",
) -> StanceNetwork:
    """The network among parties, or with ``among="options"`` among options.

    In ``subtract`` a tie whose congruence and conflict cancel out stays, with weight 0. Raises
    UsageError for another kind, normalisation or side.

    >>> from detente.graph.analysis.stance_networks.duplicates import counted
    >>> said = [Statement("a", "o", "for"), Statement("b", "o", "for"), Statement("b", "o", "for")]
    >>> one_mode(counted(said), "congruence").weight("b", "a")
    2.0
    """
    if kind not in KINDS:
        raise UsageError(f"there is no kind '{kind}'\n    {did_you_mean(kind, KINDS, 'kinds')}")
    if normalisation not in ONE_MODE:
        advice = did_you_mean(normalisation, ONE_MODE, "normalisations")
        raise UsageError(f"one-mode networks have no normalisation '{normalisation}'\n    {advice}")
    if among not in ("parties", "options"):
        raise UsageError(f"a one-mode network is among parties or options, not '{among}'")
    counts: Counter[tuple[str, str, str]] = Counter()
    behind: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for one in said:
        node, shared = (one.party, one.option) if among == "parties" else (one.option, one.party)
        counts[node, shared, one.direction] += 1
        behind[node, shared] += one.statements
    speakers: dict[str, list[str]] = defaultdict(list)
    for node, shared in sorted(behind):
        speakers[shared].append(node)
    plus: Counter[tuple[str, str]] = Counter()
    minus: Counter[tuple[str, str]] = Counter()
    for shared, nodes in speakers.items():
        for pair in combinations(nodes, 2):
            yes, no, not_so = (
                [counts[node, shared, way] for node in pair]
                for way in ("for", "against", "excludes")
            )
            plus[pair] += yes[0] * yes[1] + no[0] * no[1]
            minus[pair] += yes[0] * (no[1] + not_so[1]) + (no[0] + not_so[0]) * yes[1]
    profile = profiles(counts)
    common: dict[tuple[str, str], list[str]] = defaultdict(list)
    for shared, nodes in speakers.items():
        for pair in combinations(nodes, 2):
            common[pair].append(shared)
    ties = []
    for pair in sorted(common):
        weight = {
            "congruence": plus[pair],
            "conflict": minus[pair],
            "subtract": plus[pair] - minus[pair],
        }[kind]
        if not (weight if kind != "subtract" else plus[pair] + minus[pair]):
            continue
        divisor = ONE_MODE[normalisation](profile[pair[0]], profile[pair[1]])
        statements = _reasons(pair, common[pair], behind, kind)
        ties.append(Tie(*pair, weight / divisor, plus[pair], minus[pair], statements))
    known = tuple(sorted(profile))
    return StanceNetwork(kind, normalisation, known, known, tuple(ties))


def _reasons(
    pair: tuple[str, str],
    common: list[str],
    behind: dict[tuple[str, str], list[Statement]],
    kind: str,
) -> tuple[Statement, ...]:
    """The statements that meet one of the other side's: in the same direction, or in another."""
    found: dict[Statement, None] = {}
    for shared in common:
        sides = [behind[node, shared] for node in pair]
        ways = [{statement.direction for statement in side} for side in sides]
        for side, others in zip(sides, reversed(ways), strict=True):
            for statement in side:
                way = statement.direction
                agrees = way in others and way != "excludes"
                differs = bool(others - {"for"}) if way == "for" else "for" in others
                wanted = {"congruence": agrees, "conflict": differs}
                if wanted.get(kind, agrees or differs):
                    found[statement] = None
    return tuple(found)
