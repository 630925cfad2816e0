"""When a package keeps to a position, and when that position would have to move.

- For option X: X is in the package.
- Against X: X is not.
- Against X if Y: X and Y are not both in the package.
- For X if Y: where Y is in the package, so is X; the position asks for nothing while Y is not. And unless
  it is a demand, X is not in the package without Y: what was offered in return is not had for nothing.
  Where the same party is for X (or for an option that entails X) on other terms, those terms do as well.

Several conditions hold together. A position with a condition that is no option cannot be judged by a
package and takes no part.
"""

from collections.abc import Iterable

from detente.graph.analysis.packages.feasible import Package
from detente.graph.analysis.packages.situation import Position, Situation


def judged(situation: Situation) -> tuple[Position, ...]:
    """The positions that a package can keep or break."""
    return tuple(position for position in situation.positions if not position.outside)


def other_terms(situation: Situation, position: Position) -> tuple[Position, ...]:
    """Other positions of the same party that are for the same option, or for one that entails it."""
    return tuple(
        other
        for other in situation.positions
        if other.id != position.id
        and other.party == position.party
        and other.direction == "for"
        and position.option in situation.entailed(other.option)
    )


def keeps(situation: Situation, package: Package, position: Position) -> bool:
    """Whether a package keeps to a position, by the rules above.

    >>> from detente.graph.analysis.packages.situation import Issue, Option
    >>> aid, calm = Option("aid", "money"), Option("calm", "peace")
    >>> offer = Position("offer", "donor", "aid", act="offer", conditions=("calm",))
    >>> both = (Issue("money", "Money"), Issue("peace", "Peace"))
    >>> situation = Situation({}, both, (aid, calm), (offer,))
    >>> [keeps(situation, frozenset(it), offer) for it in ([], ["aid"], ["calm"], ["aid", "calm"])]
    [True, False, False, True]
    """
    inside, met = position.option in package, package.issuperset(position.conditions)
    if position.direction == "against":
        return not (inside and met)
    if not position.conditions:
        return inside
    if met:
        return inside
    return not inside or position.act == "demand" or _otherwise(situation, package, position)


def _otherwise(situation: Situation, package: Package, position: Position) -> bool:
    return any(
        other.option in package and package.issuperset(other.conditions)
        for other in other_terms(situation, position)
    )


def ties(situation: Situation, positions: Iterable[Position]) -> list[tuple[str, ...]]:
    """Groups of options that have to be looked at together to tell whether positions are kept."""
    return [
        (
            position.option,
            *position.conditions,
            *(
                option
                for other in other_terms(situation, position)
                if position.conditions
                for option in (other.option, *other.conditions)
            ),
        )
        for position in positions
    ]
