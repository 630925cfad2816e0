"""An offer of the round model, and of which kind it can be."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["conflict", "compromise", "capitulation", "stalemate"]
KINDS: tuple[Kind, ...] = ("conflict", "compromise", "capitulation", "stalemate")


@dataclass(frozen=True, slots=True)
class Offer:
    """What party ``by`` offers to another: to stand at ``target``, while it stands itself at ``stand``.

    ``own`` is what the receiver expects of challenging ``by``, ``other`` what it thinks that ``by`` expects
    of challenging it. A stalemate, and a conflict in which nobody moves, has the receiver's own position for
    target.
    """

    by: str
    kind: Kind
    target: float
    own: float
    other: float
    stand: float
