"""Nested backbone of options: which of them carry the structure among parties.

After the "nested" backbone that the documentation of rDNA describes (function ``dna_backbone``, Leifeld
and Henrichsen): start from all options; in each step move the option whose removal changes the network
among parties least from the backbone into the redundant set; record the loss, the Euclidean distance
between the spectra of the full network and of the backbone's.

    loss(B) = sqrt(sum over i of (lambda_i(full) - lambda_i(B)) ** 2)

lambda are the eigenvalues, in order, of the Laplacian of the party network (subtract, negative weights
set to 0), divided by their sum.

Limits: greedy, so that a backbone of a given size need not be the best. The documentation says
"Euclidean spectral distance" and not how spectra are scaled; here they add up to 1, so that only the
pattern counts and not its volume. Figures may therefore differ from DNA's; the penalised variants by
simulated annealing are not here. The work grows with the square of the options and the cube of the
parties.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from detente.graph.analysis.stance_networks.duplicates import Counted
from detente.graph.analysis.stance_networks.onemode import one_mode
from detente.graph.analysis.stance_networks.spectrum import eigenvalues
from detente.graph.analysis.stance_networks.statements import Statement


@dataclass(frozen=True, slots=True)
class Step:
    """An option moved to the redundant set, and the loss with it and all moved before it left out."""

    option: str
    loss: float
    statements: tuple[Statement, ...]


def nested_backbone(
    said: Iterable[Counted], kind: str = "subtract", normalisation: str = "average"
) -> tuple[Step, ...]:
    """The options from the most redundant to the last that is left; of equals the first by name.

    >>> from detente.graph.analysis.stance_networks.duplicates import counted
    >>> said = [Statement(p, "joint", "for") for p in "ab"] + [Statement("c", "alone", "for")]
    >>> [(step.option, round(step.loss, 3)) for step in nested_backbone(counted(said), "congruence", "none")]
    [('alone', 0.0), ('joint', 1.0)]
    """
    left = tuple(said)
    parties = sorted({one.party for one in left})
    full = _spectrum(left, parties, kind, normalisation)
    options = sorted({one.option for one in left})
    steps = []
    while options:
        trials = []
        for option in options:
            rest = [one for one in left if one.option != option]
            spectrum = _spectrum(rest, parties, kind, normalisation)
            loss = sqrt(sum((a - b) ** 2 for a, b in zip(full, spectrum, strict=True)))
            # Rounding must not decide between equals.
            trials.append((round(loss, 12), option))
        loss, option = min(trials)
        moved = (said for one in left if one.option == option for said in one.statements)
        steps.append(Step(option, loss, tuple(moved)))
        left = tuple(one for one in left if one.option != option)
        options.remove(option)
    return tuple(steps)


def _spectrum(
    said: Iterable[Counted], parties: list[str], kind: str, normalisation: str
) -> list[float]:
    index = {party: number for number, party in enumerate(parties)}
    laplacian = [[0.0] * len(parties) for _ in parties]
    for tie in one_mode(said, kind, normalisation).ties:
        weight = max(tie.weight, 0.0)
        one, other = index[tie.one], index[tie.other]
        laplacian[one][other] = laplacian[other][one] = -weight
        laplacian[one][one] += weight
        laplacian[other][other] += weight
    total = sum(laplacian[number][number] for number in range(len(parties)))
    return [value / total for value in eigenvalues(laplacian)] if total else [0.0] * len(parties)
