"""Checked data of a dossier's files as the frozen dossier. Nothing here can fail: all is checked before."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from detente.graph.dossier.marked import Marked
from detente.graph.dossier.marked import Path as DataPath
from detente.graph.dossier.model import (
    Claim,
    Coding,
    Condition,
    Dossier,
    Event,
    Evidence,
    Issue,
    Office,
    Option,
    OutsideDate,
    Party,
    Person,
    Place,
    Position,
    Role,
    Sheet,
    Source,
    Span,
    Statement,
)


def build_dossier(agenda: Marked, sheets: tuple[Sheet, ...]) -> Dossier:
    """The dossier that ``dossier.yaml`` and its sheets say."""
    data = agenda.data
    return Dossier(
        id=data["id"],
        title=data["title"],
        description=data.get("description"),
        base=data.get("base") or f"https://w3id.org/detente/dossier/{data['id']}/",
        language=data.get("language", "en"),
        principals=tuple(data["principals"]),
        parties=tuple(
            Party(
                **_thing(agenda, "parties", name, item), capability=_number(item.get("capability"))
            )
            for name, item in data["parties"].items()
        ),
        people=tuple(
            Person(**_thing(agenda, "people", name, item), roles=_roles(agenda, name, item))
            for name, item in (data.get("people") or {}).items()
        ),
        places=tuple(
            Place(**_thing(agenda, "places", name, item))
            for name, item in (data.get("places") or {}).items()
        ),
        issues=tuple(_issue(agenda, name, item) for name, item in data["issues"].items()),
        outside=tuple(
            OutsideDate(at=agenda.at(("outside", i)), **item)
            for i, item in enumerate(data.get("outside") or ())
        ),
        sheets=sheets,
        at=agenda.at(("id",)),
    )


def build_sheet(
    sheet: Marked, name: str, text: str, sha256: str, spans: Mapping[DataPath, Span]
) -> Sheet:
    """The coding sheet ``name`` of a text, with the spans at which its quotes stand."""
    data = sheet.data
    reader = _SheetReader(sheet, spans)
    source = {key: value for key, value in data["source"].items() if key != "text"}
    return Sheet(
        name=name,
        source=Source(
            name=data["source"]["text"],
            text=text,
            sha256=sha256,
            at=sheet.at(("source",)),
            **source,
        ),
        coding=Coding(**data["coding"]) if data.get("coding") else None,
        offices=tuple(reader.offices()),
        positions=tuple(reader.positions()),
        claims=tuple(reader.claims()),
        events=tuple(reader.events()),
    )


def _thing(agenda: Marked, section: str, name: str, item: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": name,
        "label": item["label"],
        "aliases": tuple(item.get("aliases", ())),
        "same_as": item.get("same_as"),
        "note": item.get("note"),
        "at": agenda.at_key((section, name)),
    }


def _roles(agenda: Marked, person: str, item: Mapping[str, Any]) -> tuple[Role, ...]:
    return tuple(
        Role(party=role["party"], title=role["title"], at=agenda.at(("people", person, "roles", i)))
        for i, role in enumerate(item.get("roles", ()))
    )


def _issue(agenda: Marked, name: str, item: Mapping[str, Any]) -> Issue:
    options = tuple(
        Option(
            id=option,
            issue=name,
            label=entry["label"],
            value=_number(entry.get("value")),
            performer=_ids(entry.get("performer")),
            affects=_ids(entry.get("affects")),
            entails=_ids(entry.get("entails")),
            incompatible_with=_ids(entry.get("incompatible_with")),
            note=entry.get("note"),
            at=agenda.at_key(("issues", name, "options", option)),
        )
        for option, entry in item["options"].items()
    )
    return Issue(
        id=name,
        question=item["question"],
        label=item.get("label") or name.replace("-", " ").capitalize(),
        scale=item.get("scale", "nominal"),
        unit=item.get("unit"),
        broader=item.get("broader"),
        options=options,
        note=item.get("note"),
        at=agenda.at_key(("issues", name)),
    )


class _SheetReader:
    """The sections of one sheet; holds the marks and spans that every item needs."""

    def __init__(self, sheet: Marked, spans: Mapping[DataPath, Span]) -> None:
        self.sheet = sheet
        self.spans = spans

    def _items(self, section: str) -> Any:
        for path, item in self.sheet.find((section, "*")):
            yield path, item, self._evidence(path, item)

    def offices(self) -> Any:
        for path, item, evidence in self._items("offices"):
            yield Office(**item | {"evidence": evidence, "at": self.sheet.at(path)})

    def positions(self) -> Any:
        for path, item, evidence in self._items("positions"):
            yield Position(
                id=item["id"],
                holder=item["holder"],
                issue=item["issue"],
                act=item["act"],
                option=item.get("option"),
                value=_number(item.get("value")),
                firmness=item.get("firmness"),
                status=item.get("status"),
                continuity=item.get("continuity"),
                addressee=_ids(item.get("addressee")),
                conditions=tuple(
                    self._condition((*path, "conditions", i), condition)
                    for i, condition in enumerate(item.get("conditions", ()))
                ),
                rationale=item.get("rationale"),
                from_=item.get("from"),
                until=item.get("until"),
                supersedes=_ids(item.get("supersedes")),
                salience=_number(item.get("salience")),
                confidence=_decimal(item["confidence"]),
                note=item.get("note"),
                evidence=evidence,
                at=self.sheet.at(path),
            )

    def claims(self) -> Any:
        for path, item, evidence in self._items("claims"):
            yield Claim(
                id=item["id"],
                kind=item["kind"],
                label=item["label"],
                about=_ids(item.get("about")),
                value=_number(item.get("value")),
                unit=item.get("unit"),
                contradicts=_ids(item.get("contradicts")),
                confidence=_decimal(item["confidence"]),
                note=item.get("note"),
                evidence=evidence,
                at=self.sheet.at(path),
            )

    def events(self) -> Any:
        for path, item, evidence in self._items("events"):
            lists = {key: _ids(item.get(key)) for key in ("participants", "same_event_as")}
            yield Event(**item | lists | {"evidence": evidence}, at=self.sheet.at(path))

    def _condition(self, path: DataPath, item: Mapping[str, Any]) -> Condition:
        return Condition(
            id=item["id"],
            label=item["label"],
            party=item.get("party"),
            option=item.get("option"),
            quote=self.spans[(*path, "quote")],
            at=self.sheet.at(path),
        )

    def _evidence(self, path: DataPath, item: Mapping[str, Any]) -> tuple[Evidence, ...]:
        return tuple(
            Evidence(
                quote=self.spans[(*path, "evidence", i, "quote")],
                statement=self._statement((*path, "evidence", i), evidence),
            )
            for i, evidence in enumerate(item["evidence"])
        )

    def _statement(self, path: DataPath, item: Mapping[str, Any]) -> Statement:
        outer = item.get("quoted_from")
        return Statement(
            passage=self.spans.get((*path, "within")) or self.spans[(*path, "quote")],
            mode=item["mode"],
            speaker=item.get("speaker"),
            on_behalf_of=item.get("on_behalf_of"),
            addressee=_ids(item.get("addressee")),
            made_during=item.get("made_during"),
            hedge=item.get("hedge"),
            time=item.get("time"),
            quoted_from=self._statement((*path, "quoted_from"), outer) if outer else None,
            at=self.sheet.at(path),
        )


def _ids(value: str | list[str] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def _number(value: float | None) -> Decimal | None:
    return None if value is None else _decimal(value)


def _decimal(value: float) -> Decimal:
    return Decimal(str(value))
