"""One round: what each party is offered, which offer it takes, and where that puts it.

1. With all risk exponents 1, the security of each party is the sum of expectations that the reading names,
   and from it comes its risk exponent (``expectation``).
2. Each party i compares, for each other party j, what it expects of challenging j (own = E_ij) with what it
   thinks j expects of challenging it (other = E_ji):

   - other > own > 0: **conflict**, which i would lose; it moves to x_j, or nobody moves (reading)
   - other > 0 > own, other > −own: **compromise**; i moves by (x_j − x_i)(−own)/other
   - other > 0 > own, other ≤ −own: **capitulation**; i moves to x_j
   - other ≤ 0 and own ≤ 0: **stalemate**; both stay

   In all else j makes i no offer, and parties at one place make each other none.
3. i takes one of its offers (``choice``), and all move at once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.graph.analysis.rounds.choice import chosen
from detente.graph.analysis.rounds.expectation import chances, expected, exponents
from detente.graph.analysis.rounds.offer import Kind, Offer
from detente.graph.analysis.rounds.reading import Reading
from detente.graph.analysis.rounds.table import Table, kept


@dataclass(frozen=True, slots=True)
class Move:
    """One party in one round: the offers it had, which it took and why.

    ``sided`` if the choice hung on which end of the scale is called low.
    """

    party: str
    was: float
    now: float
    taken: Offer | None
    reason: str
    offers: tuple[Offer, ...]
    sided: bool


def play(parties: Table, reading: Reading, rounds: int) -> Iterator[tuple[Move, ...]]:
    """The moves of each round, on 0 to 1 in the table's order, until nobody moves."""
    x = parties.x
    for _ in range(rounds):
        moves = tuple(_moves(parties, x, reading))
        yield moves
        after = tuple(it.now for it in moves)
        if after == x:
            return
        x = after


def _moves(parties: Table, x: Sequence[float], reading: Reading) -> Iterator[Move]:
    names = [it.party for it in parties.actors]
    if max(x) == min(x):
        for name, at in zip(names, x, strict=True):
            yield Move(name, at, at, None, "all agree", (), False)
        return
    everyone = range(len(x))
    own, other = _expectations(parties, x, reading)
    for i in everyone:
        offers = tuple(
            Offer(
                names[j],
                kind,
                _target(kind, x[i], x[j], own[i][j], other[i][j], reading),
                own[i][j],
                other[i][j],
                x[j],
            )
            for j in everyone
            if x[i] != x[j] and (kind := _kind(own[i][j], other[i][j]))
        )
        pick = chosen(offers, x[i], reading.choice)
        now = pick.offer.target if pick.offer else x[i]
        yield Move(names[i], x[i], now, pick.offer, pick.reason, offers, pick.sided)


def _expectations(
    parties: Table, x: Sequence[float], reading: Reading
) -> tuple[list[list[float]], list[list[float]]]:
    """By i and j: what i expects of challenging j, and what i thinks that j expects of challenging i."""
    everyone = range(len(x))
    span = max(x) - min(x) if reading.span == "now" else 1.0
    apart = [[min(abs(one - two) / span, 1) for two in x] for one in x]
    s, all_pairs = parties.salience, reading.divisor == "all pairs"
    chance = chances(x, parties.weights, span, [1.0] * len(x), all_pairs=all_pairs)
    hopes = [
        [expected(chance[i][j], apart[i][j], s[j], 1) if i != j else 0 for j in everyone]
        for i in everyone
    ]
    if reading.security == "others":
        risk = exponents([sum(row[i] for row in hopes) for i in everyone])
    else:
        risk = exponents([sum(row) for row in hopes])
    if reading.votes == "bent":
        chance = chances(x, parties.weights, span, risk, all_pairs=all_pairs)
    mine = reading.risk == "perceiver"
    own = [[expected(chance[i][j], apart[i][j], s[j], risk[i]) for j in everyone] for i in everyone]
    other = [
        [expected(chance[j][i], apart[i][j], s[i], risk[i if mine else j]) for j in everyone]
        for i in everyone
    ]
    return own, other


def _kind(own: float, other: float) -> Kind | None:
    if other > own > 0:
        return "conflict"
    if other > 0 > own:
        return "compromise" if other > -own else "capitulation"
    return "stalemate" if other <= 0 and own <= 0 else None


def _target(
    kind: Kind, at: float, theirs: float, own: float, other: float, reading: Reading
) -> float:
    if kind == "compromise":
        return kept(at + (theirs - at) * -own / other)
    if kind == "stalemate" or (kind == "conflict" and reading.conflict == "nobody moves"):
        return at
    return theirs
