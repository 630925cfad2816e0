"""How the publications on the round model can be read: every choice that they leave open, by name.

The formulas are those of Scholz, Calbert and Smith (2011), Unravelling Bueno de Mesquita's Group Decision
Model; ``REPLICATED`` follows a replication (https://github.com/jmckib/bdm-scholz-expected-utility-model),
which divides the chance of success by the votes over all pairs and takes, of several compromises, the lowest
on the scale, both after the authors' code as it says, and lets votes bend with the voter's risk.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Literal, get_args

Security = Literal["others", "own"]
Risk = Literal["perceiver", "challenger"]
Span = Literal["start", "now"]
Conflict = Literal["weaker moves", "nobody moves"]
Choice = Literal["kind, lowest", "kind, nearest", "nearest", "strongest"]
Votes = Literal["bent", "straight"]
Divisor = Literal["all pairs", "pair"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the model.

    - ``security``: a party's security is made of what the others expect of challenging it, or of what it
      expects (its own) of challenging them.
    - ``risk``: what one party thinks that another expects is reckoned with the risk exponent of the party
      that perceives, or of the challenger whose expectation it is.
    - ``span``: distances are divided by the range of the positions at the start, or by the range now.
    - ``conflict``: where both sides expect to gain, the weaker moves to the other's position, or nobody.
    - ``choice``: among offers, conflict comes before compromise and compromise before capitulation, and of
      one kind the nearest is taken ("kind, nearest"), or of several compromises the one lowest on the scale
      ("kind, lowest"); or the nearest of any kind; or the one whose maker expects most ("strongest").
    - ``votes``: a vote is weight times the difference of two distances, each raised to the voter's risk
      exponent (bent), or as it is (straight).
    - ``divisor``: the chance of success is votes for the challenger divided by the votes between all pairs
      of positions, or by those between the two at issue.
    """

    security: Security = "others"
    risk: Risk = "perceiver"
    span: Span = "start"
    conflict: Conflict = "weaker moves"
    choice: Choice = "kind, lowest"
    votes: Votes = "bent"
    divisor: Divisor = "all pairs"


REPLICATED = Reading()
# As the formulas are printed; what these leave open is chosen as in the figure and the words beside them.
PRINTED = Reading(span="now", choice="kind, nearest", votes="straight", divisor="pair")


def readings() -> Iterator[Reading]:
    """All readings, each once.

    >>> len(set(readings())), REPLICATED in readings(), PRINTED in readings()
    (256, True, True)
    """
    choices = (Security, Risk, Span, Conflict, Choice, Votes, Divisor)
    for chosen in product(*map(get_args, choices)):
        yield Reading(*chosen)
