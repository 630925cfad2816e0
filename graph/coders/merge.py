"""One sheet from two coders': what they agree on as it is, what they do not as it was decided.

A unit in which the coders agree is taken over from the first sheet. A disagreement is settled by a
decision; without one both versions are written as comments, so that the sheet can be read and
finished by hand. Confidence, notes and the wording of labels are the first coder's. An office that
only one coder recorded is taken over. The second coder's ids become the first's where both mean the
same unit, in references too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from detente.graph.check import check
from detente.graph.coders.agreement import Agreement, Pair
from detente.graph.coders.decisions import Decision, Key
from detente.graph.coders.layout import comment, dump
from detente.graph.coders.sheets import (
    CodedSheet,
    Setting,
    check_sheet,
    dossier_with,
    parse_sheet,
)
from detente.graph.coders.units import Unit
from detente.graph.dossier.model import Dossier
from detente.graph.encode import encode
from detente.graph.errors import DossierError, Problem
from detente.graph.graph import Graph
from detente.graph.names import slug
from detente.graph.stores.local import LocalStore

_SECTIONS = ("positions", "claims", "events")
_REFERENCES = frozenset(("about", "contradicts", "made_during", "supersedes"))


@dataclass(frozen=True, slots=True)
class Merged:
    """The adjudicated sheet, what is left to decide in it, and what is wrong with it as it stands."""

    text: str
    left: tuple[Pair, ...]
    problems: tuple[Problem, ...]


def merge(
    sheets: tuple[CodedSheet, CodedSheet],
    found: Agreement,
    setting: Setting,
    decisions: Mapping[Key, Decision],
    file: str,
) -> Merged:
    """One sheet from two; ``file`` is what problems in it are located by."""
    merging = _Merging(sheets, found, decisions)
    text = "\n".join(merging.lines()) + "\n"
    left = tuple(pair for pair in found.pairs if merging.take(pair) is None)
    return Merged(text, left, _problems(setting, text, file))


@dataclass(frozen=True)
class _Merging:
    sheets: tuple[CodedSheet, CodedSheet]
    found: Agreement
    decisions: Mapping[Key, Decision]

    @cached_property
    def renamed(self) -> dict[str, str]:
        """The second coder's ids → what they are called in the merged sheet."""
        names = {}
        for pair in self.found.pairs:
            if pair.second and (decision := self.decisions.get(_key(pair))):
                same = pair.first is not None and decision.take != "both"
                kept = pair.first.id if pair.first and same else pair.second.id
                names[pair.second.id] = str(decision.set.get("id", kept))
            elif pair.first and pair.second:
                names[pair.second.id] = pair.first.id
        return names

    def take(self, pair: Pair) -> str | None:
        """Whose version of a unit is taken; None when that is not decided."""
        if pair.first and pair.second and not pair.differences:
            return "first"
        decision = self.decisions.get(_key(pair))
        return decision.take if decision else None

    def lines(self) -> Iterator[str]:
        one, other = self.found.coders
        yield comment(
            f"{self.found.text} as coded by {one} and {other}, their differences settled."
        )
        data = [sheet.written.data for sheet in self.sheets]
        yield dump({"source": {**data[1]["source"], **data[0]["source"]}}).rstrip()
        yield dump({"coding": {"coder": one if one == other else f"{one} and {other}"}}).rstrip()
        offices = self._offices()
        if offices:
            yield "\n" + dump({"offices": offices}).rstrip()
        for section in _SECTIONS:
            yield from self._section(section)

    def _offices(self) -> list[Any]:
        known: dict[tuple[str, str, str], Any] = {}
        for number, sheet in enumerate(self.sheets):
            for item in sheet.written.data.get("offices", ()):
                key = (item["person"], item["party"], slug(item["title"]))
                known.setdefault(key, self._with_names(item) if number else item)
        return list(known.values())

    def _section(self, section: str) -> Iterator[str]:
        """The units of a section; one that is a position to one coder and a claim to the other stands
        where the version stands that is taken, and while open where the first coder has it."""
        written: list[str] = []
        live = False
        for pair in self.found.pairs:
            take = self.take(pair)
            if take is None:
                shown = pair.first or pair.second
                if shown and shown.section == section:
                    written += self._open(pair)
            for side in (0, 1):
                unit = pair.second if side else pair.first
                if unit and unit.section == section and take in (("first", "second")[side], "both"):
                    written += _indented(self._item(pair, side))
                    live = True
        if written:
            yield f"\n{section}:" if live else f"\n# {section}:"
            yield from written

    def _open(self, pair: Pair) -> Iterator[str]:
        yield ""
        what = ", ".join(difference.variable for difference in pair.differences)
        yield comment(f"TO DECIDE: {what}" if what else "TO DECIDE: coded by one only")
        for side, coder in enumerate(self.found.coders):
            unit = pair.second if side else pair.first
            if unit is None:
                yield comment(f"{coder}: not coded")
                continue
            elsewhere = pair.first and unit.section != pair.first.section
            yield comment(f"{coder}{f', in {unit.section}' if elsewhere else ''}:")
            yield from (f"# {line}" for line in _indented(self._item(pair, side)))

    def _item(self, pair: Pair, side: int) -> dict[str, Any]:
        """One coder's version of a unit as it goes into the merged sheet."""
        unit = pair.second if side else pair.first
        assert unit is not None  # noqa: S101 - callers have looked
        item: dict[str, Any] = self.sheets[side].written.data[unit.section][unit.index]
        if side:
            item = self._with_names(item)
            item = {**item, "id": self.renamed.get(unit.id, unit.id)}
        decision = self.decisions.get(_key(pair))
        both = decision is not None and decision.take == "both"
        # What is set on "both" is set on the second: the first stays as it was coded.
        return {**item, **decision.set} if decision and not (both and not side) else item

    def _with_names(self, data: Any, key: str = "") -> Any:
        if isinstance(data, dict):
            return {name: self._with_names(value, name) for name, value in data.items()}
        if isinstance(data, list):
            return [self._with_names(value, key) for value in data]
        return self.renamed.get(data, data) if key in _REFERENCES else data


def _key(pair: Pair) -> Key:
    def name(unit: Unit | None) -> str | None:
        return unit.id if unit else None

    return name(pair.first), name(pair.second)


def _indented(item: dict[str, Any]) -> list[str]:
    return [f"  {line}" for line in dump([item]).splitlines()]


def _problems(setting: Setting, text: str, file: str) -> tuple[Problem, ...]:
    """What the reader and the shapes say against the sheet."""
    try:
        coded = check_sheet(setting, parse_sheet(text, file), Path(file).stem)
    except DossierError as error:
        return error.problems
    dossier = dossier_with(setting, coded.sheet)
    if dossier is None:
        return ()
    return tuple(problem for problem in check(_graph(dossier)) if problem.where.file == file)


def _graph(dossier: Dossier) -> Graph:
    encoding = encode(dossier)
    return Graph(
        dossier.id,
        lambda: LocalStore.in_memory(encoding.quads),
        dossier=dossier,
        origins=lambda: encoding.origins,
        base=dossier.base,
    )
