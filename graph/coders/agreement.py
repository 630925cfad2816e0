"""How far two coders of one text agree: in the passages they coded, and variable by variable.

Units are paired first (see ``matching``), within positions, claims and events, and what is left over
across these kinds: one coder's position may be the other's claim. Within a pair, pieces of evidence
are paired in the same way. Each variable is then measured over the pairs (see ``alpha``, ``kappa``),
the passages over all spans (see ``unitizing``).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from detente.graph.coders.alpha import Estimate, alpha_with_interval
from detente.graph.coders.kappa import kappa
from detente.graph.coders.matching import match
from detente.graph.coders.sheets import CodedSheet
from detente.graph.coders.unitizing import (
    SpanAgreement,
    all_spans,
    character_alpha,
    exact_agreement,
    overlap_agreement,
)
from detente.graph.coders.units import (
    VARIABLES,
    Unit,
    Value,
    Variable,
    figure_text,
    figures_in,
    number_text,
    units_of,
    values_on_issue,
)
from detente.graph.dossier.model import Claim, Evidence, Issue, Position
from detente.graph.errors import Location

KINDS = ("position", "claim", "event")


@dataclass(frozen=True, slots=True)
class Figure:
    """How far coders agree in one variable: ``agreed`` of ``pairs`` are the same.

    Alpha and kappa are None where they are not defined or do not fit the level; ``remark`` says why.
    """

    kind: str
    variable: str
    level: str
    pairs: int
    agreed: int
    alpha: Estimate | None
    kappa: Estimate | None
    remark: str


@dataclass(frozen=True, slots=True)
class Passages:
    """How far coders marked the same passages, for units of one kind or all."""

    kind: str
    exact: SpanAgreement
    overlapping: SpanAgreement
    alpha: float | None


@dataclass(frozen=True, slots=True)
class Coded:
    """One coder's side of a disagreement."""

    id: str
    kind: str
    at: Location
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A variable in which two coders differ, with what each has, in words."""

    variable: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Units of two coders that differ, or one that the other coder does not have."""

    first: Coded | None
    second: Coded | None
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A unit of each coder that are taken to be the same; one is None if the other stands alone."""

    first: Unit | None
    second: Unit | None
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """The comparison of two coders' sheets on one text."""

    text: str
    coders: tuple[str, str]
    files: tuple[str, str]
    passages: tuple[Passages, ...]
    figures: tuple[Figure, ...]
    pairs: tuple[Pair, ...]

    @property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """What there is to settle, in the order of the first sheet, then of the second."""
        return tuple(
            Disagreement(_coded(pair.first), _coded(pair.second), pair.differences)
            for pair in self.pairs
            if pair.differences or not (pair.first and pair.second)
        )


def agreement(
    first: CodedSheet, second: CodedSheet, issues: Mapping[str, Issue], least: float = 0.0
) -> Agreement:
    """How far two coders agree; ``least`` is the overlap that makes two units one, 0 to 1.

    ``issues`` are the agenda's, by id: their scales say how values are measured.
    """
    ours, theirs = units_of(first.sheet), units_of(second.sheet)
    pairs = list(_pairs(ours, theirs, least))
    matched = [(pair.first, pair.second) for pair in pairs if pair.first and pair.second]
    return Agreement(
        text=first.sheet.source.name,
        coders=(first.coder, second.coder),
        files=(first.file, second.file),
        passages=tuple(_passages(ours, theirs, len(first.sheet.source.text))),
        figures=tuple(_figures(matched, issues)),
        pairs=tuple(pairs),
    )


def _pairs(
    ours: Mapping[str, Sequence[Unit]],
    theirs: Mapping[str, Sequence[Unit]],
    least: float,
) -> Iterator[Pair]:
    partner: dict[Unit, Unit] = {}
    for kind in KINDS:
        partner |= _matched(ours[kind], theirs[kind], least)
    taken = set(partner.values())
    left = [unit for kind in KINDS for unit in ours[kind] if unit not in partner]
    over = [unit for kind in KINDS for unit in theirs[kind] if unit not in taken]
    partner |= _matched(left, over, least)
    taken = set(partner.values())
    for kind in KINDS:
        for unit in ours[kind]:
            other = partner.get(unit)
            found = tuple(_differences(unit, other)) if other else ()
            yield Pair(unit, other, found)
    for kind in KINDS:
        for unit in theirs[kind]:
            if unit not in taken:
                yield Pair(None, unit, ())


def _matched(ours: Sequence[Unit], theirs: Sequence[Unit], least: float) -> dict[Unit, Unit]:
    found = match(
        [unit.spans for unit in ours],
        [unit.spans for unit in theirs],
        lambda i, j: _likeness(ours[i], theirs[j]),
        least,
    )
    return {ours[i]: theirs[j] for i, j in found}


def _likeness(one: Unit, other: Unit) -> float:
    """The share of variables in which two units are the same."""
    if one.kind != other.kind:
        return 0.0
    same = [v.read(one.item) == v.read(other.item) for v in VARIABLES if v.kind == one.kind]
    return sum(same) / len(same)


def _differences(one: Unit, other: Unit) -> Iterator[Difference]:
    if one.kind != other.kind:
        yield Difference("kind", one.kind, other.kind)
        return
    for variable in VARIABLES:
        if variable.kind == one.kind and variable.judged:
            yield from _difference(variable, one.item, other.item)
    for name, amount in (("value", _value), ("figure", _claimed)):
        if amount(one) != amount(other):
            yield Difference(name, amount(one), amount(other))
    paired = _evidence_pairs(one, other)
    for variable in VARIABLES:
        if variable.kind == "statement":
            for piece, its in paired:
                yield from _difference(variable, piece, its)
    pieces, theirs = len(one.item.evidence), len(other.item.evidence)
    if pieces != theirs or len(paired) != pieces:
        yield Difference("pieces of evidence", str(pieces), str(theirs))


def _value(unit: Unit) -> str:
    """The point a position takes of its own, without a named option."""
    return number_text(unit.item.value) if isinstance(unit.item, Position) else ""


def _claimed(unit: Unit) -> str:
    return figure_text(unit.item) if isinstance(unit.item, Claim) else ""


def _difference(variable: Variable, one: Any, other: Any) -> Iterator[Difference]:
    if variable.read(one) != variable.read(other):
        yield Difference(variable.name, variable.shown(one), variable.shown(other))


def _measured(unit: Unit, issues: Mapping[str, Issue]) -> list[tuple[str, Variable]]:
    """The measured variables that a unit has a value of, each with what it is measured on."""
    item = unit.item
    if isinstance(item, Position) and issues[item.issue].scale != "nominal":
        return [(item.issue, values_on_issue(issues[item.issue]))]
    if isinstance(item, Claim) and item.value is not None:
        return [(item.unit or "", figures_in(item.unit or ""))]
    return []


def _names(unit: Unit, issues: Mapping[str, Issue]) -> set[tuple[str, str]]:
    return {(key, variable.name) for key, variable in _measured(unit, issues)}


def _evidence_pairs(one: Unit, other: Unit) -> list[tuple[Evidence, Evidence]]:
    found = match([[span] for span in one.spans], [[span] for span in other.spans])
    return [(one.item.evidence[i], other.item.evidence[j]) for i, j in found]


def _passages(
    ours: Mapping[str, Sequence[Unit]], theirs: Mapping[str, Sequence[Unit]], size: int
) -> Iterator[Passages]:
    for kind in ("all", *KINDS):
        kinds = KINDS if kind == "all" else (kind,)
        one = all_spans([unit.spans for k in kinds for unit in ours[k]])
        other = all_spans([unit.spans for k in kinds for unit in theirs[k]])
        if one or other:
            yield Passages(
                kind,
                exact_agreement(one, other),
                overlap_agreement(one, other),
                character_alpha(one, other, size),
            )


def _figures(matched: Sequence[tuple[Unit, Unit]], issues: Mapping[str, Issue]) -> Iterator[Figure]:
    if matched:
        yield _figure("unit", "kind", "nominal", [(a.kind, b.kind) for a, b in matched])
    alike = [(one, other) for one, other in matched if one.kind == other.kind]
    for kind in KINDS:
        units = [pair for pair in alike if pair[0].kind == kind]
        for variable in VARIABLES:
            if variable.kind == kind and units:
                read = variable.read
                values = [(read(one.item), read(other.item)) for one, other in units]
                if _said(values):
                    yield _figure(kind, variable.name, variable.level, values)
        yield from _measured_figures(kind, units, issues)
    pieces = [pair for one, other in alike for pair in _evidence_pairs(one, other)]
    for variable in VARIABLES:
        if variable.kind == "statement" and pieces:
            values = [(variable.read(one), variable.read(other)) for one, other in pieces]
            yield _figure("statement", variable.name, variable.level, values)


def _said(values: Sequence[tuple[Value, Value]]) -> bool:
    """Whether either coder gave the variable a value at all."""
    return any(value not in (None, "none") for pair in values for value in pair)


def _measured_figures(
    kind: str, units: Sequence[tuple[Unit, Unit]], issues: Mapping[str, Issue]
) -> Iterator[Figure]:
    """One figure for each scaled issue and each unit of measurement that both coders use."""
    values: dict[tuple[str, str], list[tuple[Value, Value]]] = {}
    variables: dict[tuple[str, str], Variable] = {}
    for one, other in units:
        for key, variable in _measured(one, issues):
            name = (variable.name, key)
            if (key, variable.name) in _names(other, issues):
                variables[name] = variable
                pair = (variable.read(one.item), variable.read(other.item))
                values.setdefault(name, []).append(pair)
    for name in sorted(values):
        if _said(values[name]):
            yield _figure(kind, name[0], variables[name].level, values[name])


def _figure(kind: str, variable: str, level: str, values: Sequence[tuple[Value, Value]]) -> Figure:
    known = [(one, other) for one, other in values if one is not None and other is not None]
    agreed = sum(one == other for one, other in known)
    estimate = alpha_with_interval(known, level)
    measured = _kappa(known, level)
    remarks = []
    if len(known) < len(values):
        missing = len(values) - len(known)
        remarks.append(f"{missing} left out: no value from one coder or both")
    if estimate is None:
        one_value = len({value for pair in known for value in pair}) == 1
        remarks.append("only one value occurs" if one_value else "too few values")
    return Figure(kind, variable, level, len(known), agreed, estimate, measured, "; ".join(remarks))


def _kappa(values: Sequence[tuple[Value, Value]], level: str) -> Estimate | None:
    if level == "interval":  # kappa counts categories; a number is not one
        return None
    found = kappa(values, ordered=level == "ordinal")
    return Estimate(found.value, found.low, found.high) if found else None


def _coded(unit: Unit | None) -> Coded | None:
    return Coded(unit.id, unit.kind, unit.at, unit.quotes) if unit else None
