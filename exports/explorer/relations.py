"""Where parties agree and where they collide, as far as the pictures need it.

Agreement: both are for an option, or both against it. Conflict: one is for and the other against,
or they are for options that cannot both be carried out. To be for an option is to be for all it
entails; incompatibility is inherited the same way. Only positions that still stand count.
"""

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

Thing = Mapping[str, Any]
GONE = ("superseded", "withdrawn", "lapsed")


def closure(options: Mapping[str, Thing]) -> dict[str, frozenset[str]]:
    """Each option with all that it entails, itself included."""
    closed: dict[str, frozenset[str]] = {}
    for key in options:
        seen, todo = {key}, [key]
        while todo:
            for other in options.get(todo.pop(), {}).get("entails", ()):
                if other not in seen:
                    seen.add(other)
                    todo.append(other)
        closed[key] = frozenset(seen)
    return closed


def stands(things: Iterable[Thing], codes: Mapping[str, Thing]) -> dict[str, list[tuple[str, str]]]:
    """Option → (party, direction) for the positions that still stand and take a side."""
    taken: dict[str, list[tuple[str, str]]] = {}
    for thing in things:
        if thing["kind"] != "position" or thing.get("status") in GONE:
            continue
        direction = codes.get(thing.get("act", ""), {}).get("broader")
        if direction in ("for", "against") and "option" in thing and "holder" in thing:
            taken.setdefault(thing["option"], []).append((thing["holder"], direction))
    return taken


def between(
    things: list[Thing], codes: Mapping[str, Thing]
) -> tuple[dict[tuple[str, str], int], dict[tuple[str, str], int]]:
    """Pairs of parties → number of pairs of positions that agree, and that collide."""
    options = {t["key"]: t for t in things if t["kind"] == "option"}
    closed = closure(options)
    taken = stands(things, codes)
    clash = {
        frozenset((key, other))
        for key, option in options.items()
        for other in option.get("incompatible", ())
    }
    rivals: dict[str, set[str]] = {}
    holders_of: dict[str, set[str]] = {}  # what is entailed → the taken options that entail it
    for key in taken:
        for up in closed.get(key, {key}):
            holders_of.setdefault(up, set()).add(key)
    for pair in clash:
        a, b = sorted(pair) if len(pair) == 2 else (next(iter(pair)),) * 2
        for low in holders_of.get(a, ()):
            for high in holders_of.get(b, ()):
                rivals.setdefault(low, set()).add(high)
                rivals.setdefault(high, set()).add(low)
    related: dict[tuple[str, str], None] = {}
    for keys in holders_of.values():
        related.update(dict.fromkeys((a, b) for a, b in combinations(sorted(keys), 2)))
    related.update(dict.fromkeys((a, b) for a in rivals for b in rivals[a] if a < b))
    related.update(dict.fromkeys((a, a) for a in taken))

    agree: dict[tuple[str, str], int] = {}
    collide: dict[tuple[str, str], int] = {}
    for one, other in sorted(related):
        up, down = closed.get(one, frozenset((one,))), closed.get(other, frozenset((other,)))
        pairs = (
            combinations(taken[one], 2)
            if one == other
            else ((p, q) for p in taken[one] for q in taken[other])
        )
        for (a, for_a), (b, for_b) in pairs:
            if a == b:
                continue
            pair = (a, b) if a < b else (b, a)
            if _collide(one, other, for_a, for_b, up, down, rivals):
                collide[pair] = collide.get(pair, 0) + 1
            elif _agree(one, other, for_a, for_b, up, down):
                agree[pair] = agree.get(pair, 0) + 1
    return agree, collide


def _collide(
    one: str,
    other: str,
    for_a: str,
    for_b: str,
    up: frozenset[str],
    down: frozenset[str],
    rivals: Mapping[str, set[str]],
) -> bool:
    if for_a == for_b == "for":
        return other in rivals.get(one, ())
    if for_a == for_b:
        return False
    # the one who is for an option is for what it entails; the other is against exactly that
    return other in up if for_a == "for" else one in down


def _agree(
    one: str, other: str, for_a: str, for_b: str, up: frozenset[str], down: frozenset[str]
) -> bool:
    if for_a != for_b:
        return False
    return bool(up & down) if for_a == "for" else other in up or one in down
