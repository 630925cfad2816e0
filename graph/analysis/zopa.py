"""The zone of possible agreement on an issue that has a scale, as far as the record carries it.

The term is from negotiation analysis (Raiffa 1982, The Art and Science of Negotiation): the outcomes
that each party prefers to no agreement. There it follows from reservation values, which texts hardly
ever give. Here nothing is inferred from what a party asks for about what it would settle for. For each
party and each recorded point of the scale:

1. ``in``: a current position is for just this point (demand, proposal, offer, willingness, commitment,
   concession). A position for a point that entails a lesser one does not rule in the lesser one alone.
2. ``out``: the party refuses the point's option, or an option that it entails; or the option cannot be
   carried out together with one that the party calls a red line.
3. ``in and out``: both are recorded; ``unknown``: neither. How firmly a demand is put, short of a red
   line, rules out nothing. A refusal that is itself subject to conditions rules out nothing either.

The answer is one of three:

- ``zone``: every party rules in the same point or points; with the conditions they hang on, if any.
- ``none``: two red lines exclude each other, or one party refuses another's red line, so that whatever is
  agreed leaves one of them out; or, on an ordinal issue, every point of the scale is ruled out by somebody.
- ``unknown``: neither follows, with what would have to be recorded to tell.

Limits: which end of a scale a party prefers is not recorded, so nothing between two points, and nothing
beyond one, is ruled in or out; on an interval issue only two red lines make ``none``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from detente.graph.analysis.recorded import Position, Recorded, recorded_of
from detente.graph.errors import UsageError
from detente.graph.graph import Graph
from detente.graph.suggest import did_you_mean

ZONE, NONE, UNKNOWN = "zone", "none", "unknown"
IN, OUT, BOTH = "in", "out", "in and out"
_RED_LINE = "red-line"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one party's positions say of one point; ``because`` are those positions."""

    party: str
    verdict: str
    because: tuple[Position, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """A recorded point of the scale; ``options`` are at it, ``rulings`` in the order of the parties."""

    at: Decimal
    options: tuple[str, ...]
    rulings: tuple[Ruling, ...]

    def all_in(self) -> bool:
        """Whether every party rules it in, and none rules it out as well."""
        return bool(self.rulings) and all(it.verdict == IN for it in self.rulings)

    def any_out(self) -> bool:
        """Whether some party rules it out, and does not also rule it in."""
        return any(it.verdict == OUT for it in self.rulings)


@dataclass(frozen=True)
class Zone:
    """The answer on one issue between ``parties``: ``zone``, ``none`` or ``unknown``.

    ``clash`` are the two positions that leave no zone; ``missing`` the parties that rule in no point.
    """

    issue: str
    parties: tuple[str, ...]
    answer: str
    points: tuple[Point, ...]
    clash: tuple[Position, ...] = ()

    @property
    def agreed(self) -> tuple[Point, ...]:
        """The points of the zone; none unless the answer is ``zone``."""
        return tuple(it for it in self.points if it.all_in()) if self.answer == ZONE else ()

    @property
    def missing(self) -> tuple[str, ...]:
        """The parties of which no point is known to be acceptable."""
        known = {it.party for point in self.points for it in point.rulings if it.verdict == IN}
        return tuple(party for party in self.parties if party not in known)


def zone(recorded: Recorded, issue: str, parties: Sequence[str]) -> Zone:
    """The zone of possible agreement on a scaled issue between parties (two or more, by id)."""
    held = [
        it
        for it in recorded.positions
        if it.current and it.party in parties and it.direction in ("for", "against")
    ]
    points = tuple(_point(recorded, issue, at, parties, held) for at in _scale(recorded, issue))
    clash = _clash(recorded, issue, held)
    if clash:
        answer = NONE
    elif any(point.all_in() for point in points) and len(parties) > 1:
        answer = ZONE
    elif (
        recorded.issues[issue].scale == "ordinal"
        and points
        and all(point.any_out() for point in points)
    ):
        answer = NONE
    else:
        answer = UNKNOWN
    return Zone(issue, tuple(parties), answer, points, clash)


def zones(recorded: Recorded, between: Sequence[str] = ()) -> tuple[Zone, ...]:
    """The zones of all scaled issues, in the order of their labels.

    Between the parties named; else between the principals; else, where none is recorded as one,
    between all that have a current position on the issue. Raises UsageError for an unknown party.
    """
    for name in between:
        if name not in recorded.parties:
            advice = did_you_mean(name, recorded.parties, "parties")
            raise UsageError(f"there is no party '{name}'\n    {advice}")
    principals = tuple(it.id for it in recorded.parties.values() if it.principal)
    chosen = tuple(dict.fromkeys(between)) or principals
    scaled = [it for it in recorded.issues.values() if it.scale in ("ordinal", "interval")]
    return tuple(
        zone(recorded, issue.id, chosen or _holders(recorded, issue.id))
        for issue in sorted(scaled, key=lambda it: (it.label, it.id))
    )


def zones_of(graph: Graph, between: Sequence[str] = ()) -> tuple[Zone, ...]:
    """The zones of a graph.

    >>> import detente
    >>> {it.issue: (it.answer, it.missing) for it in zones_of(detente.open())}["territory"]
    ('unknown', ('ukraine',))
    """
    return zones(recorded_of(graph), between)


def _scale(recorded: Recorded, issue: str) -> list[Decimal]:
    points = {it.point for it in recorded.options.values() if it.issue == issue}
    points |= {recorded.point(it) for it in recorded.positions if it.issue == issue}
    return sorted(it for it in points if it is not None)


def _point(
    recorded: Recorded, issue: str, at: Decimal, parties: Sequence[str], held: list[Position]
) -> Point:
    options = tuple(
        it.id for it in recorded.options.values() if it.issue == issue and it.point == at
    )
    rulings = []
    for party in parties:
        own = [it for it in held if it.party == party]
        for_it = [
            it
            for it in own
            if it.direction == "for" and it.issue == issue and recorded.point(it) == at
        ]
        against = [it for it in own if _rules_out(recorded, it, issue, at, options)]
        verdict = BOTH if for_it and against else IN if for_it else OUT if against else UNKNOWN
        rulings.append(Ruling(party, verdict, (*for_it, *against)))
    return Point(at, options, tuple(rulings))


def _rules_out(
    recorded: Recorded, position: Position, issue: str, at: Decimal, options: tuple[str, ...]
) -> bool:
    """Whether a position leaves no way to this point: each option at it is ruled out."""
    if position.conditions:
        return False
    relations = recorded.relations
    if position.direction == "against":
        if not position.option:
            return position.issue == issue and recorded.point(position) == at
        return bool(options) and all(position.option in relations.entailed(it) for it in options)
    if position.firmness != _RED_LINE or not position.option:
        return False
    red = (position.option, "for")
    return bool(options) and all(relations.collide(red, (it, "for")) for it in options)


def _clash(recorded: Recorded, issue: str, held: list[Position]) -> tuple[Position, ...]:
    """A red line on the issue, and another's red line or refusal that cannot be met with it."""
    on_issue = [it for it in held if it.issue == issue and it.option and not it.conditions]
    for red, other in permutations(on_issue, 2):
        unbending = red.direction == "for" and red.firmness == _RED_LINE
        answered = other.direction == "against" or other.firmness == _RED_LINE
        if unbending and answered and red.party != other.party:
            stances = ((red.option, "for"), (other.option, other.direction))
            if recorded.relations.collide(*stances):
                return red, other
    return ()


def _holders(recorded: Recorded, issue: str) -> tuple[str, ...]:
    return tuple(
        sorted({it.party for it in recorded.positions if it.current and it.issue == issue})
    )
