"""What two coders' sheets are compared in: units with their passages, and variables with their level.

A unit is a position, a claim or an event; its passages are the narrow quotes of its evidence. A
variable is one thing a coder decides about a unit. Its level of measurement says which differences
count: nominal (the same or not), ordinal (ranks), interval (numbers). Ids, labels, notes and
rationales are each coder's own wording and are not compared.

Where a coder may rightly leave something out (an option, a continuity), leaving it out is a decision
and counts as a value of a nominal variable; an ordinal or interval variable has no place for it, and
such a pair is left out of the coefficient and told among the disagreements.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from detente.graph.coders.matching import Spans
from detente.graph.dossier.model import Claim, Event, Evidence, Issue, Position, Sheet
from detente.graph.errors import Location
from detente.ontology.codes import ACT, FIRMNESS

Item = Position | Claim | Event
Value = str | Decimal | None
NONE = "none"  # what a nominal variable has when the coder left it out


@dataclass(frozen=True, slots=True)
class Unit:
    """One coded item; ``section`` and ``index`` are its place in the sheet."""

    kind: str
    section: str
    index: int
    item: Item
    quotes: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.item.id

    @property
    def at(self) -> Location:
        return self.item.at

    @property
    def spans(self) -> Spans:
        return [(piece.quote.start, piece.quote.end) for piece in self.item.evidence]


@dataclass(frozen=True, slots=True)
class Variable:
    """Something coders decide about a unit of ``kind``; ``read`` gives what one coder decided.

    ``shown`` is how a value is told, ``judged`` whether a difference is one to settle: a degree of
    confidence is each coder's own, and the direction follows from the act.
    """

    name: str
    kind: str
    level: str
    read: Callable[[Any], Value]
    shown: Callable[[Any], str]
    judged: bool = True


def _nominal(kind: str, name: str, read: Callable[[Any], str | None]) -> Variable:
    return Variable(
        name, kind, "nominal", lambda item: read(item) or NONE, lambda i: read(i) or NONE
    )


def _number(kind: str, name: str, read: Callable[[Any], Decimal | None]) -> Variable:
    return Variable(
        name, kind, "interval", read, lambda item: number_text(read(item)), judged=False
    )


def number_text(number: Decimal | None) -> str:
    return NONE if number is None else str(number)


def _rank(position: Position) -> Decimal | None:
    return Decimal(FIRMNESS[position.firmness].rank) if position.firmness else None


def _direction(position: Position) -> str:
    return ACT[position.act].direction


def _conditions(position: Position) -> str | None:
    """What a position depends on, by what the conditions are about: their wording is the coder's."""
    return _together(tuple(item.option or item.party or "" for item in position.conditions))


def _together(ids: tuple[str, ...]) -> str | None:
    return ", ".join(sorted(ids)) or None


def _speech(name: str) -> Variable:
    key = name.replace(" ", "_")
    return _nominal("statement", name, lambda piece: getattr(piece.statement, key))


VARIABLES: tuple[Variable, ...] = (
    _nominal("position", "holder", lambda item: item.holder),
    _nominal("position", "issue", lambda item: item.issue),
    _nominal("position", "act", lambda item: item.act),
    Variable("direction", "position", "nominal", _direction, _direction, judged=False),
    _nominal("position", "option", lambda item: item.option),
    Variable("firmness", "position", "ordinal", _rank, lambda item: item.firmness or NONE),
    _nominal("position", "status", lambda item: item.status),
    _nominal("position", "continuity", lambda item: item.continuity),
    _nominal("position", "conditions", _conditions),
    _nominal("position", "addressee", lambda item: _together(item.addressee)),
    _nominal("position", "from", lambda item: item.from_),
    _nominal("position", "until", lambda item: item.until),
    _nominal("position", "supersedes", lambda item: _together(item.supersedes)),
    _number("position", "confidence", lambda item: item.confidence),
    _number("position", "salience", lambda item: item.salience),
    _nominal("claim", "claim kind", lambda item: item.kind),
    _number("claim", "confidence", lambda item: item.confidence),
    _nominal("event", "status", lambda item: item.status),
    _nominal("event", "participants", lambda item: _together(item.participants)),
    _nominal("event", "place", lambda item: item.place),
    _nominal("event", "date", lambda item: item.date),
    _speech("mode"),
    _speech("speaker"),
    _speech("on behalf of"),
)


def values_on_issue(issue: Issue) -> Variable:
    """The point that positions on a scaled issue take: the named option's value, or their own.

    Ordinal or interval as the issue's scale is. Each issue is measured by itself: days and ranks
    have no common distance.
    """
    points = {option.id: option.value for option in issue.options}

    def read(position: Position) -> Decimal | None:
        return points.get(position.option) if position.option else position.value

    unit = f" {issue.unit}" if issue.unit else ""
    name = f"value ({issue.id})"
    return Variable(
        name, "position", issue.scale, read, lambda item: number_text(read(item)) + unit
    )


def figures_in(unit: str) -> Variable:
    """The figures that claims give, counted in one unit of measurement."""
    return Variable(
        f"figure ({unit})" if unit else "figure",
        "claim",
        "interval",
        lambda claim: claim.value,
        figure_text,
    )


def figure_text(claim: Claim) -> str:
    """A claim's figure with its unit, in words."""
    return NONE if claim.value is None else f"{claim.value} {claim.unit or ''}".strip()


def units_of(sheet: Sheet) -> dict[str, tuple[Unit, ...]]:
    """A sheet's units by kind, in the order of the sheet."""
    sections: Mapping[str, tuple[Item, ...]] = {
        "position": sheet.positions,
        "claim": sheet.claims,
        "event": sheet.events,
    }
    return {
        kind: tuple(
            Unit(kind, f"{kind}s", index, item, _quotes(sheet, item.evidence))
            for index, item in enumerate(items)
        )
        for kind, items in sections.items()
    }


def _quotes(sheet: Sheet, evidence: tuple[Evidence, ...]) -> tuple[str, ...]:
    text = sheet.source.text
    return tuple(text[piece.quote.start : piece.quote.end] for piece in evidence)
