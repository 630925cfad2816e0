"""A frozen dossier as the files of its folder: what reading it gives back, to the last quote.

Comments and layout are not part of a dossier's data; ``detente fmt`` sees to the layout of files that
people write.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from detente.graph.dossier.model import (
    Condition,
    Dossier,
    Evidence,
    Issue,
    Option,
    Position,
    Sheet,
    Source,
    Span,
    Statement,
    Thing,
)
from detente.graph.dossier.read import AGENDA, SOURCES, read_dossier
from detente.graph.dossier.yaml_text import EMPTY, to_yaml
from detente.graph.errors import InputError, Location, OutsideError, Problem, UsageError
from detente.graph.relocate import located_at

_WIKIDATA = "http://www.wikidata.org/entity/Q"

Data = Mapping[str, Any]


def write_dossier(dossier: Dossier, folder: Path) -> Dossier:
    """Write a dossier into the new folder ``folder``, whole or not at all; the dossier as it reads there.

    Raises UsageError when there is something in the folder already, InputError when the dossier says
    what its files cannot, DossierError when it is not in order, OutsideError when the system refuses.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(
            f"'{folder}' is already there; it is left as it is\n    Name a new folder."
        )
    files = written(dossier)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder.parent, prefix=".detente-") as temporary:
            there = Path(temporary) / folder.name
            (there / SOURCES).mkdir(parents=True)
            for name, content in files.items():
                (there / name).write_bytes(content)
            with located_at(there, str(folder)):
                found = read_dossier(there)
            there.replace(folder)
    except OSError as error:
        raise OutsideError(f"{folder}: cannot be written: {error.strerror or error}") from error
    return found


def written(dossier: Dossier) -> dict[str, bytes]:
    """The files of a dossier by their names within its folder.

    Raises InputError when a passage cannot be named in a sheet, or two texts have one name.
    """
    files = {AGENDA: to_yaml(_agenda(dossier)).encode()}
    for sheet in dossier.sheets:
        text = f"{SOURCES}/{sheet.source.name}"
        content = sheet.source.text.encode()
        if files.setdefault(text, content) != content:
            message = f"two texts are called '{sheet.source.name}'"
            raise InputError((Problem(Location(text), message, "Rename one of them."),))
        files[f"{SOURCES}/{sheet.name}.yaml"] = to_yaml(_SheetWriter(sheet).data()).encode()
    return files


# ------------------------------------------------------------------ agenda


def _agenda(dossier: Dossier) -> Data:
    default = f"https://w3id.org/detente/dossier/{dossier.id}/"
    return {
        "detente": Decimal(1),
        "id": dossier.id,
        "title": dossier.title,
        "description": dossier.description,
        "base": dossier.base if dossier.base != default else None,
        "language": dossier.language if dossier.language != "en" else None,
        "principals": dossier.principals,
        "parties": {it.id: _thing(it, capability=it.capability) for it in dossier.parties},
        "people": {
            it.id: _thing(it, roles=[{"party": r.party, "title": r.title} for r in it.roles])
            for it in dossier.people
        },
        "places": {it.id: _thing(it) for it in dossier.places},
        "issues": {it.id: _issue(it) for it in dossier.issues},
        "outside": [
            {"about": it.about, "date": it.date, "basis": it.basis, "url": it.url}
            for it in dossier.outside
        ],
    }


def _thing(thing: Thing, **more: Any) -> Data:
    return {
        "label": thing.label,
        "aliases": thing.aliases,
        "same_as": _same_as(thing.same_as),
        **more,
        "note": thing.note,
    }


def _same_as(iri: str | None) -> str | None:
    number = (iri or "").removeprefix(_WIKIDATA)
    return (
        f"wd:Q{number}" if iri and number != iri and number.isascii() and number.isdigit() else iri
    )


def _issue(issue: Issue) -> Data:
    return {
        "question": issue.question,
        "label": issue.label,
        "scale": issue.scale if issue.scale != "nominal" else None,
        "unit": issue.unit,
        "broader": issue.broader,
        "note": issue.note,
        "options": {it.id: _option(it) for it in issue.options} or EMPTY,
    }


def _option(option: Option) -> Data:
    return {
        "label": option.label,
        "value": option.value,
        "performer": option.performer,
        "affects": option.affects,
        "entails": option.entails,
        "incompatible_with": option.incompatible_with,
        "note": option.note,
    }


# ------------------------------------------------------------------ sheets


class _SheetWriter:
    """One sheet as data; finds for each span the words, and how to say which ones are meant."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.text = sheet.source.text

    def data(self) -> Data:
        sheet, coding = self.sheet, self.sheet.coding
        return {
            "source": _source(sheet.source),
            "coding": {"coder": coding.coder, "date": coding.date, "note": coding.note}
            if coding
            else None,
            "offices": [
                {
                    "person": it.person,
                    "party": it.party,
                    "title": it.title,
                    "evidence": self._evidence(it.evidence),
                }
                for it in sheet.offices
            ],
            "positions": [self._position(it) for it in sheet.positions],
            "claims": [
                {
                    "id": it.id,
                    "kind": it.kind,
                    "label": it.label,
                    "about": it.about,
                    "value": it.value,
                    "unit": it.unit,
                    "contradicts": it.contradicts,
                    "confidence": it.confidence,
                    "note": it.note,
                    "evidence": self._evidence(it.evidence),
                }
                for it in sheet.claims
            ],
            "events": [
                {
                    "id": it.id,
                    "label": it.label,
                    "status": it.status,
                    "participants": it.participants,
                    "place": it.place,
                    "date": it.date,
                    "time": it.time,
                    "same_event_as": it.same_event_as,
                    "note": it.note,
                    "evidence": self._evidence(it.evidence),
                }
                for it in sheet.events
            ],
        }

    def _position(self, position: Position) -> Data:
        return {
            "id": position.id,
            "holder": position.holder,
            "issue": position.issue,
            "act": position.act,
            "option": position.option,
            "value": position.value,
            "firmness": position.firmness,
            "status": position.status,
            "continuity": position.continuity,
            "addressee": position.addressee,
            "conditions": [self._condition(it) for it in position.conditions],
            "rationale": position.rationale,
            "from": position.from_,
            "until": position.until,
            "supersedes": position.supersedes,
            "salience": position.salience,
            "confidence": position.confidence,
            "note": position.note,
            "evidence": self._evidence(position.evidence),
        }

    def _condition(self, condition: Condition) -> Data:
        return {
            "id": condition.id,
            "label": condition.label,
            "party": condition.party,
            "option": condition.option,
            **self._quote(condition.quote),
        }

    def _evidence(self, evidence: Iterable[Evidence]) -> list[Data]:
        return [self._piece(it.quote, it.statement) for it in evidence]

    def _piece(self, quote: Span, statement: Statement) -> Data:
        outer = statement.quoted_from
        return {
            **self._quote(quote, statement.passage),
            "mode": statement.mode,
            "speaker": statement.speaker,
            "on_behalf_of": statement.on_behalf_of,
            "addressee": statement.addressee,
            "made_during": statement.made_during,
            "hedge": statement.hedge,
            "time": statement.time,
            "quoted_from": self._piece(outer.passage, outer) if outer else None,
        }

    def _quote(self, span: Span, passage: Span | None = None) -> Data:
        """The words of a span; ``within`` and ``occurrence`` where the words alone are not enough."""
        words, wider, within = self._words(span), None, Span(0, len(self.text))
        if passage is not None and passage != span:
            wider, within = self._words(passage), passage
            if len(_starts(self.text, wider, Span(0, len(self.text)))) > 1:
                message = f"the passage '{wider[:60]}' occurs more than once in its text"
                advice = "A sheet cannot say which one is meant."
                raise InputError((Problem(self._where(), message, advice),))
        starts = _starts(self.text, words, within)
        occurrence = Decimal(starts.index(span.start) + 1) if len(starts) > 1 else None
        return {"quote": words, "within": wider, "occurrence": occurrence}

    def _words(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def _where(self) -> Location:
        return Location(f"{SOURCES}/{self.sheet.name}.yaml")


def _source(source: Source) -> Data:
    return {
        "text": source.name,
        "language": source.language,
        "title": source.title,
        "publisher": source.publisher,
        "author": source.author,
        "said": source.said,
        "published": source.published,
        "recorded": source.recorded,
        "url": source.url,
    }


def _starts(text: str, words: str, region: Span) -> list[int]:
    starts, start = [], text.find(words, region.start, region.end)
    while start >= 0:
        starts.append(start)
        start = text.find(words, start + 1, region.end)
    return starts
