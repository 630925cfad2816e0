"""Utilities by rule: how much of what each party says it is for a package carries out.

Position p of party k weighs
    w_p = firmness(p) · act(p) · salience(p),
with the rule's numbers for firmness and act and the recorded salience, or the rule's where nobody judged one.
A package S fulfils p to the degree c_p(S):
- against X: 1 unless X (with all conditions) is in S, then 0;
- for X: 1 if X and all conditions of p are in S;
- for X at the value x of a scale on which closeness counts, conditions met: 1 − |v − x| / R, where v is
  the value that S gives the issue (of those held, the one that no other entails) and R the range of
  the issue's values; 0 where S leaves the issue open;
- 0 otherwise.
The utility of S is U_k(S) = Σ_p w_p c_p(S), divided by Σ_p w_p if the rule says ``share``. Positions with a
condition that is no option cannot be judged and are left out; so is a party whose weights are all 0.

This measures words kept. It is no measure of welfare, and Nash's axioms ask for more (von Neumann–Morgenstern
utilities). Change the rule and see whether the picture holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from detente.graph.analysis.packages.feasible import Package
from detente.graph.analysis.packages.frontier import Point
from detente.graph.analysis.packages.kept import judged, ties
from detente.graph.analysis.packages.rule import Rule, read_rule
from detente.graph.analysis.packages.situation import Position, Situation
from detente.graph.errors import UsageError
from detente.graph.suggest import did_you_mean


@dataclass(frozen=True)
class Utilities:
    """What packages are worth to ``parties``, in their order, and what each position weighs.

    ``disagreement`` is what the parties have when nothing is agreed.
    """

    situation: Situation
    rule: Rule
    parties: tuple[str, ...]
    weights: Mapping[Position, Fraction]
    disagreement: Point

    @property
    def tied(self) -> list[tuple[str, ...]]:
        """Groups of options whose worth cannot be told one by one."""
        groups = ties(self.situation, self.weights)
        near = {it.option for it in self.weights if counts_closeness(self.situation, self.rule, it)}
        return groups + [
            (wanted, *points_of_issue(self.situation, wanted)) for wanted in sorted(near)
        ]

    def of(self, package: Package) -> Point:
        """The utilities of a package."""
        return _worth(self.situation, self.rule, self.parties, self.weights, package)


def utilities(situation: Situation, rule: Rule | None = None) -> Utilities:
    """Utilities of a situation's packages by a rule (None: the default one).

    Raises UsageError when the rule's disagreement names what there is not.

    >>> from detente.graph.analysis.packages.situation import Issue, Option
    >>> wish = Position("wish", "union", "rise", firmness="insisted")
    >>> no = Position("no", "union", "closure", "against", "refuse", "open")
    >>> options = (Option("rise", "pay"), Option("closure", "jobs"))
    >>> situation = Situation({}, (Issue("pay", "Pay"), Issue("jobs", "Jobs")), options, (wish, no))
    >>> [str(utilities(situation).of(frozenset(it))[0]) for it in ([], ["rise"], ["closure"])]
    ['1/3', '1', '0']
    """
    rule = rule or read_rule()
    weights = {
        position: weight
        for position in judged(situation)
        if (weight := weight_of(position, rule)) > 0
    }
    parties = tuple(sorted({position.party for position in weights}))
    _check(situation, rule, parties)
    agreed_anyway = frozenset().union(*(situation.entailed(option) for option in rule.fallback))
    fallback = _worth(situation, rule, parties, weights, agreed_anyway)
    disagreement = tuple(
        rule.fallback_utilities.get(party, utility)
        for party, utility in zip(parties, fallback, strict=True)
    )
    return Utilities(situation, rule, parties, weights, disagreement)


def weight_of(position: Position, rule: Rule) -> Fraction:
    """How much a position counts: firmness × act × salience."""
    salience = rule.unjudged_salience if position.salience is None else position.salience
    firmness = rule.firmness.get(position.firmness, rule.firmness["stated"])
    return firmness * rule.acts[position.act] * salience


def fulfilment(situation: Situation, rule: Rule, position: Position, package: Package) -> Fraction:
    """To which degree, 0 to 1, a package fulfils a position."""
    met = package.issuperset(position.conditions)
    if position.direction == "against":
        return Fraction(not (position.option in package and met))
    if not met:
        return Fraction(0)
    if not counts_closeness(situation, rule, position):
        return Fraction(position.option in package)
    points = points_of_issue(situation, position.option)
    held = next((option for option in points if option in package), None)
    return Fraction(0) if held is None else closeness(situation, position.option, held)


def counts_closeness(situation: Situation, rule: Rule, position: Position) -> bool:
    """Whether being near what the position is for counts in part."""
    return (
        position.direction == "for"
        and situation.option(position.option).value is not None
        and situation.issue_of(position.option).scale in rule.closeness
    )


def points_of_issue(situation: Situation, option: str) -> tuple[str, ...]:
    """The options with a value on the issue of an option, those that entail most first."""
    issue = situation.option(option).issue
    points = [it.id for it in situation.options if it.issue == issue and it.value is not None]
    return tuple(sorted(points, key=lambda it: (-len(situation.entailed(it)), it)))


def closeness(situation: Situation, wanted: str, held: str) -> Fraction:
    """1 at the value wanted, falling to 0 over the range of the issue's values."""
    values = [
        value
        for it in points_of_issue(situation, wanted)
        if (value := situation.option(it).value) is not None
    ]
    one, other = situation.option(wanted).value, situation.option(held).value
    if one is None or other is None or one == other:
        return Fraction(wanted == held or one == other)
    return 1 - Fraction(abs(one - other)) / Fraction(max(values) - min(values))


def _worth(
    situation: Situation,
    rule: Rule,
    parties: tuple[str, ...],
    weights: Mapping[Position, Fraction],
    package: Package,
) -> Point:
    def of_party(party: str) -> Fraction:
        own = {position: weight for position, weight in weights.items() if position.party == party}
        reached = sum(
            (weight * fulfilment(situation, rule, it, package) for it, weight in own.items()),
            Fraction(0),
        )
        return reached / sum(own.values()) if rule.utility == "share" else reached

    return tuple(of_party(party) for party in parties)


def _check(situation: Situation, rule: Rule, parties: tuple[str, ...]) -> None:
    known = [option.id for option in situation.options]
    for option in rule.fallback:
        if option not in known:
            advice = did_you_mean(option, known, "options")
            raise UsageError(f"disagreement: there is no option '{option}' here\n    {advice}")
    for party in rule.fallback_utilities:
        if party not in parties:
            advice = did_you_mean(party, parties, "parties with a position that counts")
            raise UsageError(f"disagreement: '{party}' has no utilities here\n    {advice}")
