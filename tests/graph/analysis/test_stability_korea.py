"""A published model in eight variants: the stand-off on the Korean peninsula of October 2017.

Zach Jacobi, The Graph Model of Conflict Resolution: Introduction, and: Sensitivity Analysis (Socratic Form
Microscopy, 5 and 12 November 2017), worked by hand as taught by K. W. Hipel. Twelve states, numbered by
the options taken: strike 1, withdraw 2, invade 4, abandon 8; a strike cannot be taken back, and nobody
both strikes and withdraws. Eight of the nine published sets of equilibria are here.

The ninth, sequential stability with invasions irreversible and the preferences of the introduction, is
given as 0, 5 and 10. By the definition 12 belongs to it: North Korea could improve on it by 4 alone, from
where the United States would improve by 5, which North Korea likes less than 12; and the United States
could only go to 13 and 14, which it likes less.
"""

import pytest

from detente.graph.analysis.stability.equilibria import stability
from detente.graph.analysis.stability.model import Model
from detente.graph.analysis.stability.reading import parse_model

STATES = (0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14)

# The two preference vectors, best first, and whether an invasion can be undone.
MODELS = {
    "introduction": (
        "8 0 9 10 12 5 4 13 14 1 2 6",
        "6 14 2 10 0 4 12 5 1 13 8 9",
        True,
    ),
    "irreversible": (
        "8 0 9 10 12 5 4 13 14 1 2 6",
        "6 14 2 10 0 4 12 5 1 13 8 9",
        False,
    ),
    "belligerent": (
        "8 9 0 10 13 12 5 4 1 2 14 6",
        "6 14 4 12 5 13 2 0 10 1 9 8",
        False,
    ),
    "deterred": (
        "8 9 0 10 13 12 5 4 1 2 14 6",
        "6 14 4 12 0 10 5 13 2 1 9 8",
        False,
    ),
    "peaceful": (
        "8 0 10 2 9 12 4 5 14 13 6 1",
        "6 14 2 10 0 8 4 12 5 1 9 13",
        False,
    ),
}
# Sequential stability in the introduction is read together with simultaneous, which adds state 4.
PUBLISHED = (
    ("introduction", ("SEQ", "SIM"), "0 4 5 10"),
    ("introduction", ("SMR",), "0 4 5 10 12"),
    ("belligerent", ("SEQ",), "5 12"),
    ("belligerent", ("SMR",), "5 12"),
    ("deterred", ("SEQ",), "0 5 10 12"),
    ("deterred", ("SMR",), "0 5 10 12"),
    ("peaceful", ("SEQ",), "0 4 5"),
    ("peaceful", ("SMR",), "0 2 4 5 8 10 12"),
)


def korea(name: str) -> Model:
    united_states, north_korea, reversible = MODELS[name]
    states = "\n".join(
        f"  s{state}: {{taken: {''.join('Y' if state >> at & 1 else 'N' for at in range(4))}}}"
        for state in STATES
    )

    def ranking(states: str) -> str:
        return ", ".join(f"s{state}" for state in states.split())

    return parse_model(
        f"""
stability: 1
title: Korea
decision_makers: {{us: {{label: United States}}, nk: {{label: North Korea}}}}
options:
  strike: {{label: Strike, by: us, irreversible: taken}}
  withdraw: {{label: Withdraw, by: us}}
  invade: {{label: Invade, by: nk{"" if reversible else ", irreversible: taken"}}}
  abandon: {{label: Abandon the programme, by: nk}}
states:
{states}
preferences:
  us: {{ranking: [{ranking(united_states)}]}}
  nk: {{ranking: [{ranking(north_korea)}]}}
"""
    )


def equilibria(name: str, concepts: tuple[str, ...]) -> str:
    found = stability(korea(name))
    each = {state for concept in concepts for state in found.equilibria(concept)}
    return " ".join(str(state) for state in STATES if f"s{state}" in each)


@pytest.mark.parametrize(("name", "concepts", "expected"), PUBLISHED)
def test_published_equilibria(name: str, concepts: tuple[str, ...], expected: str) -> None:
    assert equilibria(name, concepts) == expected


def test_what_the_ninth_set_leaves_out() -> None:
    assert equilibria("irreversible", ("SEQ",)) == "0 5 10 12"


def test_each_published_set_is_here() -> None:
    assert len(PUBLISHED) == 8
    assert all(
        len(set(ranking.split())) == len(STATES)
        for united_states, north_korea, _ in MODELS.values()
        for ranking in (united_states, north_korea)
    )
