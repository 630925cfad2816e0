"""The closed code lists as plain data, for code that needs them without reading Turtle.

Each maps a code's name to its English label, in the order of the ontology.

>>> ACT["propose"], DIRECTION["propose"]
('proposal', 'for')
>>> FIRMNESS_RANK["red-line"]
5
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

Labels = Mapping[str, str]

DIRECTIONS: Final[Labels] = MappingProxyType(
    {
        "for": "for the option",
        "against": "against the option",
        "exit": "ready to impose the option",
        "silent": "takes no stand",
    }
)
ACT: Final[Labels] = MappingProxyType(
    {
        "demand": "demand",
        "propose": "proposal",
        "offer": "offer",
        "accept": "willing",
        "commit": "commitment",
        "concede": "concession",
        "refuse": "refusal",
        "warn": "warning",
        "withhold": "withheld",
        "not-stated": "not stated",
    }
)
# act → direction
DIRECTION: Final[Mapping[str, str]] = MappingProxyType(
    {
        "demand": "for",
        "propose": "for",
        "offer": "for",
        "accept": "for",
        "commit": "for",
        "concede": "for",
        "refuse": "against",
        "warn": "exit",
        "withhold": "silent",
        "not-stated": "silent",
    }
)
FIRMNESS: Final[Labels] = MappingProxyType(
    {
        "red-line": "red line",
        "insisted": "insisted",
        "stated": "stated",
        "open": "open",
        "hinted": "hinted",
    }
)
# firmness → rank, 5 the firmest
FIRMNESS_RANK: Final[Mapping[str, int]] = MappingProxyType(
    {
        "red-line": 5,
        "insisted": 4,
        "stated": 3,
        "open": 2,
        "hinted": 1,
    }
)
POSITION_STATUS: Final[Labels] = MappingProxyType(
    {
        "current": "current",
        "superseded": "superseded",
        "withdrawn": "withdrawn",
        "lapsed": "lapsed",
    }
)
EVENT_STATUS: Final[Labels] = MappingProxyType(
    {
        "occurred": "occurred",
        "ongoing": "ongoing",
        "announced": "announced",
        "stalled": "stalled",
        "claimed": "claimed",
    }
)
STATUS: Final[Labels] = MappingProxyType({**POSITION_STATUS, **EVENT_STATUS})
CONTINUITY: Final[Labels] = MappingProxyType(
    {
        "reaffirmed": "reaffirmed",
        "softened": "softened",
        "hardened": "hardened",
        "reversed": "reversed",
    }
)
SPEECH: Final[Labels] = MappingProxyType(
    {
        "direct-quote": "direct quote",
        "partial-quote": "partial quote",
        "indirect": "indirect speech",
        "narrator": "narrator",
        "presupposed": "presupposed",
    }
)
# Modes that report someone's words and so need a speaker; the others must have none.
SPOKEN: Final = frozenset({"direct-quote", "partial-quote", "indirect"})
CLAIM: Final[Labels] = MappingProxyType(
    {
        "report": "report of fact",
        "assessment": "assessment",
        "characterisation": "characterisation",
        "prediction": "prediction",
    }
)
SCALE: Final[Labels] = MappingProxyType(
    {
        "nominal": "nominal",
        "ordinal": "ordinal",
        "interval": "interval",
    }
)
# code list → its codes; the directions are broader codes of acts and no acts themselves
LISTS: Final[Mapping[str, Labels]] = MappingProxyType(
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
# any code's name → its label
LABELS: Final[Labels] = MappingProxyType(
    {name: label for names in (DIRECTIONS, *LISTS.values()) for name, label in names.items()}
)
