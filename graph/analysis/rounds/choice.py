"""Which of its offers a party takes, and why.

Whatever the rule, of offers that are level by it the one with the lower target is taken, which depends on
which end of the scale is called low; of offers with one target that of whoever expects more. Stalemates, and
conflicts in which nobody moves, are no offers to take.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from detente.graph.analysis.rounds.offer import KINDS, Offer
from detente.graph.analysis.rounds.reading import Choice

_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Pick:
    """The offer taken, if any, why, and whether that hung on which end of the scale is low."""

    offer: Offer | None
    reason: str
    sided: bool = False


def chosen(offers: Sequence[Offer], at: float, rule: Choice) -> Pick:
    """The offer that a party standing ``at`` takes.

    >>> low, high = (Offer("b", "compromise", it, -1, 2, it) for it in (0.1, 0.8))
    >>> chosen([low, high], 0.7, "kind, nearest").reason
    'the least move of 2 compromises'
    >>> chosen([low, high], 0.7, "kind, lowest").offer is low
    True
    """
    real = [it for it in offers if it.target != at]
    if not real:
        return Pick(None, "no offer to take")
    if rule.startswith("kind"):
        first = min((it.kind for it in real), key=KINDS.index)
        peers = [it for it in real if it.kind == first]
    else:
        first, peers = None, real
    by_lowest = rule == "kind, lowest" and first == "compromise"
    keys = [_key(it, at, rule, by_lowest) for it in peers]
    best = min(keys)
    level = [it for it, key in zip(peers, keys, strict=True) if key == best]
    taken = min(level, key=lambda it: (it.target, -it.other))
    apart = {_leaning(it, at) for it in peers} if by_lowest else {it.target for it in level}
    return Pick(taken, _reason(real, peers, rule, by_lowest, level), len(apart) > 1)


def _key(it: Offer, at: float, rule: Choice, by_lowest: bool) -> tuple[float, ...]:
    near = round(abs(it.target - at), _DIGITS)
    if by_lowest:
        return (_leaning(it, at),)
    return (-it.other, near) if rule == "strongest" else (near,)


def _leaning(it: Offer, at: float) -> float:
    """The two positions averaged, each by how much is expected of it; by this compromises are ordered."""
    return round((it.other * it.stand - it.own * at) / (it.other - it.own), _DIGITS)


def _reason(
    real: Sequence[Offer],
    peers: Sequence[Offer],
    rule: Choice,
    by_lowest: bool,
    level: Sequence[Offer],
) -> str:
    if len(real) == 1:
        return "the only offer"
    what = f"{peers[0].kind}s" if rule.startswith("kind") else "offers"
    if len(peers) == 1:
        return f"{peers[0].kind} comes first"
    if by_lowest:
        return f"the lowest on the scale of {len(peers)} {what}"
    best = "the strongest" if rule == "strongest" else "the least move"
    tail = ", the lower of equals" if len({it.target for it in level}) > 1 else ""
    return f"{best} of {len(peers)} {what}{tail}"
