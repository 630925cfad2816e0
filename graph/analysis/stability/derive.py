"""A model derived from a dossier: what the recorded positions say about moves and preferences.

    decision makers   the parties that would have to act for some option that is in
    options           one for each option and party that would have to act: what several must do
                      together is taken only when each of them does its part
    infeasible        what the dossier calls incompatible, and an option without what it entails
    preferences       statements from each party's current positions:
                      demand, propose, commit   the option holds
                      refuse                    it does not
                      offer, accept, concede    it holds; less important than all of the above,
                                                for they say what a party would go along with
                      under conditions          it holds if the conditions do
                      most important first: by firmness, and of one firmness all on one level

Which options are in: those that some party other than the one that would carry it out takes a stand on,
and what these entail, are entailed by or exclude; an option that its only performer alone speaks of
decides nothing between parties. What is left out is listed, with the reason.

Nothing is added that is not recorded. A party on whose preferences nothing is recorded is left without
any, and so indifferent: say in the file what it prefers, or read the result as silent on it.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from detente.graph.analysis.stability.evidence import (
    Evidence,
    RecordedOption,
    RecordedPosition,
    evidence_of,
)
from detente.graph.analysis.stability.statements import RESERVED
from detente.graph.errors import UsageError
from detente.graph.graph import Graph
from detente.graph.stances import Relations, relations_of
from detente.graph.suggest import did_you_mean

WANTS = ("demand", "propose", "commit", "refuse")
GOES_ALONG = ("offer", "accept", "concede")


@dataclass(frozen=True, slots=True)
class DerivedOption:
    """One party's part in an option of the dossier."""

    id: str
    label: str
    by: str
    issue: str


@dataclass(frozen=True, slots=True)
class DerivedStatement:
    """A preference statement and the position it comes from."""

    text: str
    position: RecordedPosition
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuledOut:
    """A statement that no state may fulfil, and why."""

    text: str
    because: str


@dataclass(frozen=True)
class Derived:
    """A model as it is derived, before it is written out.

    ``levels`` by party, most important first; ``unrecorded`` by party the issues in the model on which
    nothing is recorded of it; ``left_out`` what of the dossier is not in, and why.
    """

    title: str
    parties: dict[str, str]
    options: tuple[DerivedOption, ...]
    infeasible: tuple[RuledOut, ...]
    levels: dict[str, tuple[tuple[DerivedStatement, ...], ...]]
    unrecorded: dict[str, tuple[str, ...]]
    left_out: tuple[str, ...]


def derived_from(graph: Graph, issues: Collection[str] = ()) -> Derived:
    """The model that a graph's positions give; with ``issues`` all options of these, and no others.

    Raises UsageError for an issue that there is not, and when no option can be in.

    >>> import detente
    >>> model = derived_from(detente.open(), ["territory"])
    >>> [option.id for option in model.options]
    ['four-regions-and-crimea', 'some-territory']
    >>> [str(rule.text) for rule in model.infeasible]
    ['four-regions-and-crimea and not some-territory']
    """
    return derive(evidence_of(graph), relations_of(graph), issues)


def derive(evidence: Evidence, relations: Relations, issues: Collection[str] = ()) -> Derived:
    """The same from what was read from a graph."""
    known = {option.issue for option in evidence.options}
    for issue in issues:
        if issue not in known:
            raise UsageError(
                f"there is no issue '{issue}'\n    {did_you_mean(issue, known, 'issues')}"
            )
    options, left_out = _chosen(evidence, relations, issues)
    if not options:
        raise UsageError(
            "no model can be derived: no option that has a performer is spoken of by another party\n"
            "    Name issues with --issue, or write a model file yourself."
        )
    parts = {option.id: _parts(option, evidence.parties) for option in options}
    movers = sorted({part.by for each in parts.values() for part in each})
    texts = {name: _all(part.id for part in each) for name, each in parts.items()}
    levels = {mover: _levels(evidence, mover, texts) for mover in movers}
    return Derived(
        evidence.title,
        {mover: evidence.parties[mover] for mover in movers},
        tuple(part for option in options for part in parts[option.id]),
        tuple(_infeasible(options, texts, relations)),
        levels,
        {mover: _unrecorded(evidence, mover, options) for mover in movers},
        (*left_out, *_unheard(evidence, movers, texts), *_only_values(evidence, issues)),
    )


def _chosen(
    evidence: Evidence, relations: Relations, issues: Collection[str]
) -> tuple[tuple[RecordedOption, ...], tuple[str, ...]]:
    """The options that are in, and what is left out and why."""
    stands = [it for it in evidence.positions if it.direction in ("for", "against")]
    by_id = {option.id: option for option in evidence.options}
    contested = {
        it.option
        for it in stands
        if it.option in by_id and by_id[it.option].performers not in ((), (it.holder,))
    }
    related = contested | {
        name
        for name in by_id
        if any(
            one in relations.entailed(name)
            or name in relations.entailed(one)
            or name in relations.excluded(one)
            or one in relations.excluded(name)
            for one in contested
        )
    }
    chosen, left_out = [], []
    spoken = {it.option for it in evidence.positions}
    for option in evidence.options:
        if issues and option.issue not in issues:
            continue
        if not option.performers:
            why = "nobody is recorded who would have to act for it"
        elif issues or option.id in related:
            chosen.append(option)
            continue
        else:
            why = "nobody but the party that would carry it out takes a stand on it"
        if option.id in spoken:
            left_out.append(f"“{option.label}”: {why}.")
    return tuple(chosen), tuple(left_out)


def _parts(option: RecordedOption, parties: dict[str, str]) -> tuple[DerivedOption, ...]:
    # Statements read a bare number or one of their own words otherwise.
    name = f"option-{option.id}" if option.id.isdecimal() or option.id in RESERVED else option.id
    if len(option.performers) == 1:
        return (DerivedOption(name, option.label, option.performers[0], option.issue),)
    return tuple(
        DerivedOption(
            f"{name}-by-{party}",
            f"{option.label} ({parties[party]}’s part)",
            party,
            option.issue,
        )
        for party in option.performers
    )


def _all(names: Iterable[str]) -> str:
    found = list(names)
    return found[0] if len(found) == 1 else f"({' and '.join(found)})"


def _infeasible(
    options: tuple[RecordedOption, ...], texts: dict[str, str], relations: Relations
) -> Iterator[RuledOut]:
    labels = {option.id: option.label for option in options}
    for one in options:
        entailed = sorted(relations.entailed(one.id) & labels.keys() - {one.id})
        for other in entailed:
            because = f"“{one.label}” entails “{labels[other]}”."
            yield RuledOut(f"{texts[one.id]} and not {texts[other]}", because)
        # What an option inherits from one that it entails is ruled out with that one.
        inherited = frozenset().union(*(relations.excluded(inner) for inner in entailed))
        for other in sorted(relations.excluded(one.id) & labels.keys() - inherited):
            if one.id < other or one.id not in relations.excluded(other):
                because = f"“{one.label}” and “{labels[other]}” are incompatible."
                yield RuledOut(f"{texts[one.id]} and {texts[other]}", because)


def _levels(
    evidence: Evidence, holder: str, texts: dict[str, str]
) -> tuple[tuple[DerivedStatement, ...], ...]:
    grouped: dict[tuple[int, float], list[DerivedStatement]] = {}
    for position in evidence.positions:
        willing = position.act in GOES_ALONG
        if position.holder != holder or position.option not in texts:
            continue
        if not willing and position.act not in WANTS:
            continue
        key = (int(willing), -position.rank)
        grouped.setdefault(key, []).append(_statement(position, texts))
    return tuple(tuple(grouped[key]) for key in sorted(grouped))


def _statement(position: RecordedPosition, texts: dict[str, str]) -> DerivedStatement:
    text = texts[position.option]
    if position.direction == "against":
        text = f"not {text}"
    inside = [it for it in position.conditions if it.option in texts]
    if inside:
        text = f"{text} if {_all(texts[it.option] for it in inside)}"
    remarks = tuple(
        f"its condition “{it.label}” is not an option of this model; the statement goes without it"
        for it in position.conditions
        if it.option not in texts
    )
    return DerivedStatement(text, position, remarks)


def _unrecorded(
    evidence: Evidence, party: str, options: tuple[RecordedOption, ...]
) -> tuple[str, ...]:
    spoken = {it.option for it in evidence.positions if it.holder == party}
    issues = {option.issue: option.issue_label for option in options}
    heard = {option.issue for option in evidence.options if option.id in spoken}
    return tuple(label for issue, label in issues.items() if issue not in heard)


def _unheard(evidence: Evidence, movers: list[str], texts: dict[str, str]) -> tuple[str, ...]:
    """The parties that have something to say about the options but cannot move."""
    speakers = {it.holder for it in evidence.positions if it.option in texts} - set(movers)
    return tuple(
        f"{evidence.parties[party]}: speaks of these options but performs none of them, and so cannot move."
        for party in sorted(speakers)
    )


def _only_values(evidence: Evidence, issues: Collection[str]) -> tuple[str, ...]:
    """The positions that take a point on a scale and name no option."""
    return tuple(
        f"Position {name} takes a point on a scale and names no option: {issue_label}."
        for name, issue, issue_label in evidence.only_values
        if not issues or issue in issues
    )
