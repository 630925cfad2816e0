"""The closed code lists as plain data, for code that needs them without reading Turtle.

Each list maps the names of its codes to what is known of them, in the order of the ontology.

>>> ACT["propose"].label, ACT["propose"].direction
('proposal', 'for')
>>> FIRMNESS["red-line"].rank
5
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Code:
    """A value of a closed list; ``label`` is its English name."""

    label: str


@dataclass(frozen=True, slots=True)
class Act(Code):
    """What a party does with an option; ``direction`` is a key of DIRECTION."""

    direction: str


@dataclass(frozen=True, slots=True)
class Degree(Code):
    """A degree of firmness; ``rank`` runs from 1, the most movable, to 5."""

    rank: int


DIRECTION: Final[Mapping[str, Code]] = MappingProxyType(
    {
        "for": Code("for the option"),
        "against": Code("against the option"),
        "exit": Code("ready to impose the option"),
        "silent": Code("takes no stand"),
    }
)

ACT: Final[Mapping[str, Act]] = MappingProxyType(
    {
        "demand": Act("demand", "for"),
        "propose": Act("proposal", "for"),
        "offer": Act("offer", "for"),
        "accept": Act("willing", "for"),
        "commit": Act("commitment", "for"),
        "concede": Act("concession", "for"),
        "refuse": Act("refusal", "against"),
        "warn": Act("warning", "exit"),
        "withhold": Act("withheld", "silent"),
        "not-stated": Act("not stated", "silent"),
    }
)

FIRMNESS: Final[Mapping[str, Degree]] = MappingProxyType(
    {
        "red-line": Degree("red line", 5),
        "insisted": Degree("insisted", 4),
        "stated": Degree("stated", 3),
        "open": Degree("open", 2),
        "hinted": Degree("hinted", 1),
    }
)

POSITION_STATUS: Final[Mapping[str, Code]] = MappingProxyType(
    {
        "current": Code("current"),
        "superseded": Code("superseded"),
        "withdrawn": Code("withdrawn"),
        "lapsed": Code("lapsed"),
    }
)

EVENT_STATUS: Final[Mapping[str, Code]] = MappingProxyType(
    {
        "occurred": Code("occurred"),
        "ongoing": Code("ongoing"),
        "announced": Code("announced"),
        "stalled": Code("stalled"),
        "claimed": Code("claimed"),
    }
)

STATUS: Final[Mapping[str, Code]] = MappingProxyType({**POSITION_STATUS, **EVENT_STATUS})

CONTINUITY: Final[Mapping[str, Code]] = MappingProxyType(
    {
        "reaffirmed": Code("reaffirmed"),
        "softened": Code("softened"),
        "hardened": Code("hardened"),
        "reversed": Code("reversed"),
    }
)

SPEECH: Final[Mapping[str, Code]] = MappingProxyType(
    {
        "direct-quote": Code("direct quote"),
        "partial-quote": Code("partial quote"),
        "indirect": Code("indirect speech"),
        "narrator": Code("narrator"),
        "presupposed": Code("presupposed"),
    }
)

# The modes that report someone's words: they need a speaker, the others must have none.
SPOKEN: Final = frozenset({"direct-quote", "partial-quote", "indirect"})

CLAIM: Final[Mapping[str, Code]] = MappingProxyType(
    {
        "report": Code("report of fact"),
        "assessment": Code("assessment"),
        "characterisation": Code("characterisation"),
        "prediction": Code("prediction"),
    }
)

SCALE: Final[Mapping[str, Code]] = MappingProxyType(
    {
        "nominal": Code("nominal"),
        "ordinal": Code("ordinal"),
        "interval": Code("interval"),
    }
)

# Directions are the broader codes of acts and no values of neg:act, hence not listed here.
LISTS: Final[Mapping[str, Mapping[str, Code]]] = MappingProxyType(
    {
        "act": ACT,
        "firmness": FIRMNESS,
        "status": STATUS,
        "continuity": CONTINUITY,
        "speech": SPEECH,
        "claim": CLAIM,
        "scale": SCALE,
    }
)
