"""What readings of the expected-utility round model give: ``python benchmarks/round_model.py``.

The model is not part of Détente, because no reading of its published formulas reproduces its published
rounds. This is the computation behind that sentence (docs/analysis/forecast.md). Formulas, data and the
published rounds: Scholz, Calbert and Smith 2011, Unravelling Bueno de Mesquita's Group Decision Model, with
the status quo certain (Q = 1), as there.

u_s, u_f = 2 − 4(½ ∓ ½|x_i − x_j|/R)^r and u_q = 2 − 4·½^r are the utilities of success, failure and
status quo; P = Σ votes for i over j / Σ |votes between i and j| by c_k s_k(|x_k − x_j| − |x_k − x_i|);
E_ij = s_j(P u_s + (1 − P) u_f) + (1 − s_j) u_s − u_q; the security of i is Σ_j E_ji at r = 1, put on −1 to 1
between the least and the most secure as R_i, and r_i = (1 − R_i/3)/(1 + R_i/3).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import product

# Position (years until emission standards for cars begin), salience, capability.
ACTORS = (
    (4, 0.8, 0.08),
    (7, 0.4, 0.08),
    (4, 0.2, 0.03),
    (4, 0.8, 0.16),
    (10, 0.6, 0.16),
    (10, 0.6, 0.16),
    (10, 0.9, 0.16),
    (7, 0.1, 0.05),
    (4, 1.0, 0.05),
    (7, 0.7, 0.08),
)
PUBLISHED_MEDIANS = (8.4, 9.9, 9.9, 9.9, 9.9, 7.4, 8.8, 9.6)
PUBLISHED_MEANS = (7.4, 7.5, 7.6, 7.3, 7.3, 7.4, 7.5, 7.6)
WEIGHTS = tuple(salience * capability for _, salience, capability in ACTORS)
ALL = range(len(ACTORS))


@dataclass(frozen=True)
class Reading:
    """One way to read what the publications leave open; the last two fields go against their words."""

    range_now: bool  # R is the range of the positions of this round, not of the first
    own_risk: bool  # what j expects, as i sees it, is reckoned with j's risk exponent, not with i's
    feared: bool  # security is what others expect of challenging i, not what i expects of challenging them
    conflict_moves: (
        bool  # where both expect to gain, the one who expects less gives in; else nobody moves
    )
    choice: str  # among offers: "kind" (conflict, compromise, compel) then nearest; "nearest"; "strongest"
    # P is divided by the votes between all pairs of positions, and votes bend with the voter's risk
    all_votes: bool = False
    lowest: bool = False  # among compromises the one lowest on the scale is taken


def rounds(reading: Reading, number: int = 8) -> Iterator[tuple[float, float]]:
    """Weighted median and mean after each round."""
    x = [float(position) for position, *_ in ACTORS]
    start = max(x) - min(x)
    for _ in range(number):
        x = one_round(x, max(x) - min(x) if reading.range_now else start, reading)
        yield median(x), sum(w * it for w, it in zip(WEIGHTS, x, strict=True)) / sum(WEIGHTS)


def one_round(x: list[float], span: float, reading: Reading) -> list[float]:
    if span < 1e-9:
        return x
    neutral = [1.0] * len(x)
    expected = expectations(x, span, neutral, reading)
    others = [[j for j in ALL if j != i] for i in ALL]
    security = [
        sum(expected(j, i, 1) if reading.feared else expected(i, j, 1) for j in others[i])
        for i in ALL
    ]
    low, high = min(security), max(security)
    basis = [(2 * it - high - low) / (high - low) if high > low else 0 for it in security]
    risk = [(1 - it / 3) / (1 + it / 3) for it in basis]
    expected = expectations(x, span, risk, reading)
    moved = list(x)
    for i in ALL:
        offers = []
        for j in others[i]:
            mine = expected(i, j, risk[i])
            theirs = expected(j, i, risk[j] if reading.own_risk else risk[i])
            if x[i] == x[j] or theirs <= 0:
                continue
            if theirs > mine > 0 and reading.conflict_moves:
                offers.append((0, x[j], theirs, x[j]))
            elif mine < 0 and theirs > -mine:
                lean = (theirs * x[j] - mine * x[i]) / (theirs - mine)
                offers.append((1, x[i] + (x[j] - x[i]) * -mine / theirs, theirs, lean))
            elif mine < 0:
                offers.append((2, x[j], theirs, x[j]))
        if offers:
            moved[i] = best(offers, x[i], reading)[1]
    return moved


def best(
    offers: list[tuple[int, float, float, float]], at: float, reading: Reading
) -> tuple[int, float, float, float]:
    def order(offer: tuple[int, float, float, float]) -> tuple[float, ...]:
        kind, target, strength, lean = offer
        if reading.choice == "strongest":
            return (-strength, abs(target - at))
        near = lean if reading.lowest and kind == 1 else abs(target - at)
        return (kind, near) if reading.choice == "kind" else (near,)

    return min(offers, key=order)


def expectations(
    x: list[float], span: float, risk: list[float], reading: Reading
) -> Callable[[int, int, float], float]:
    """E_ij as a function of i, j and the risk exponent it is reckoned with."""
    bend = risk if reading.all_votes else [1.0] * len(x)

    def votes(one: float, other: float) -> list[float]:
        return [
            w * ((abs(it - other) / span) ** r - (abs(it - one) / span) ** r)
            for w, it, r in zip(WEIGHTS, x, bend, strict=True)
        ]

    everything = 0.0
    if reading.all_votes:
        everything = sum(abs(vote) for a, b in product(x, x) for vote in votes(a, b))

    def expected(i: int, j: int, r: float) -> float:
        cast = votes(x[i], x[j])
        total = everything or sum(map(abs, cast))
        success = sum(vote for vote in cast if vote > 0) / total if total else 0
        apart = min(abs(x[i] - x[j]) / span, 1)
        won, lost = 2 - 4 * (0.5 - 0.5 * apart) ** r, 2 - 4 * (0.5 + 0.5 * apart) ** r
        salience = ACTORS[j][1]
        fought = salience * (success * won + (1 - success) * lost)
        return fought + (1 - salience) * won - (2 - 4 * 0.5**r)

    return expected


def median(x: list[float]) -> float:
    so_far = 0.0
    for at, weight in sorted(zip(x, WEIGHTS, strict=True)):
        so_far += weight
        if so_far >= sum(WEIGHTS) / 2:
            return at
    raise AssertionError


def alike(found: list[float], published: tuple[float, ...]) -> int:
    return sum(abs(one - other) < 0.1 for one, other in zip(found, published, strict=True))


def main() -> None:
    ends, most = [], (0, 0, 0)
    for choices in product(*[(True, False)] * 4, ("kind", "nearest", "strongest")):
        medians, means = map(list, zip(*rounds(Reading(*choices)), strict=True))
        ends.append(medians[-1])
        hits = alike(medians, PUBLISHED_MEDIANS), alike(means, PUBLISHED_MEANS)
        most = max(most, (sum(hits), *hits))
    print(
        f"{len(ends)} readings: the median after eight rounds is {min(ends):.1f} to {max(ends):.1f}"
    )
    print(
        f"nearest to the published rounds: {most[0]} of 16 figures ({most[1]} medians, {most[2]} means)"
    )
    printed = Reading(True, False, True, True, "kind")
    for name, reading in (
        ("conflict moves the weaker", printed),
        ("conflict moves nobody", replace(printed, conflict_moves=False)),
        ("the strongest offer", replace(printed, choice="strongest")),
        ("P over all votes", replace(printed, all_votes=True)),
        ("P over all votes, lowest", replace(printed, all_votes=True, lowest=True)),
    ):
        for what, values in zip(
            ("median", "mean"), zip(*rounds(reading), strict=True), strict=True
        ):
            print(f"{name:26} {what:7}", *(f"{it:5.2f}" for it in values))
    print(f"{'published':26} median ", *(f"{it:5.1f}" for it in PUBLISHED_MEDIANS))
    print(f"{'published':26} mean   ", *(f"{it:5.1f}" for it in PUBLISHED_MEANS))


if __name__ == "__main__":
    main()
