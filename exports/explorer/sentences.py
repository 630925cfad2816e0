"""A position as a sentence that stays grammatical whatever the labels are.

Option labels are neutral phrases or sentences of any shape, so they stand after a colon:
"Russia demands: Ukraine cedes four regions and Crimea. Insisted; reaffirmed."
"""

from collections.abc import Mapping
from typing import Any

_VERBS = {
    "demand": "demands",
    "propose": "proposes",
    "offer": "offers",
    "accept": "is willing",
    "commit": "is committed",
    "concede": "concedes",
    "refuse": "refuses",
    "warn": "warns",
    "withhold": "declines to state a position on the question",
    "not-stated": "is reported to have taken no position on the question",
}


def verb(act: str, label: str) -> str:
    """The act as a verb; an act unknown here keeps its label."""
    return _VERBS.get(act, f"({label})")


def _stop(text: str) -> str:
    return text if text.rstrip('”"’)').endswith((".", "!", "?", "…")) else f"{text}."


def _first_capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _number(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


def topic(position: Mapping[str, Any], things: Mapping[str, Mapping[str, Any]]) -> str:
    """What the position is about: its option, its value with the unit, or else the question."""
    issue = things.get(position.get("issue", ""), {})
    if position.get("option") in things:
        return str(things[position["option"]]["label"])
    if "value" in position:
        return " ".join(
            filter(None, [_number(position["value"]), issue.get("unit", ""), f"({issue['label']})"])
        )
    return str(issue.get("question") or issue.get("label", ""))


def sentence(
    position: Mapping[str, Any],
    things: Mapping[str, Mapping[str, Any]],
    codes: Mapping[str, Mapping[str, Any]],
) -> str:
    """Who does what with which option, how firmly, and on what condition."""

    def code(name: str) -> str:
        value = position.get(name, "")
        return str(codes.get(value, {}).get("label", value))

    holder = things.get(position.get("holder", ""), {}).get("label", "Someone")
    parts = [
        _stop(f"{holder} {verb(position.get('act', ''), code('act'))}: {topic(position, things)}")
    ]
    status = code("status") if position.get("status", "current") != "current" else ""
    tail = "; ".join(filter(None, [code("firmness"), code("continuity"), status]))
    if tail:
        parts.append(_stop(_first_capital(tail)))
    conditions = [things[key]["label"] for key in position.get("conditions", []) if key in things]
    if conditions:
        parts.append(_stop("On condition: " + "; ".join(conditions)))
    return " ".join(parts)
