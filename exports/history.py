"""Timelines and differences as text, Markdown and JSON."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from decimal import Decimal

from detente.exports.markdown_text import plain
from detente.exports.report import printable
from detente.graph.history.changes import Change, Difference, Move
from detente.graph.history.dating import BASES, Dated
from detente.graph.history.items import Position, Quote, Thing
from detente.graph.history.timeline import Entry, Timeline
from detente.ontology.codes import ACT, CONTINUITY, FIRMNESS, STATUS, Code

_MOST = 3  # quotes shown to people with one item
_BASIS = {
    "own": "",
    "outside": "outside knowledge",
    "occasion": "said at an event of that day",
    "said": "said",
    "published": "published",
}
_LABELS: dict[str, Code] = {**ACT, **FIRMNESS, **STATUS, **CONTINUITY}

Clean = Callable[[object], str]


# ------------------------------------------------------------------ timeline


def timeline_text(found: Timeline) -> str:
    """A timeline for people: what is dated by date, then the rest."""
    return _joined(_timeline_text(found))


def _timeline_text(found: Timeline) -> Iterator[str]:
    for entry in found.dated:
        yield f"{entry.since.date if entry.since else '':<10}  {_entry(entry, printable)}"
        yield from _quotes(entry.quotes, " " * 12, printable)
    if found.undated:
        yield f"\nNo date ({len(found.undated)})"
    for entry in found.undated:
        yield f"{'':<10}  {_entry(entry, printable)}"
        yield from _quotes(entry.quotes, " " * 12, printable)
    if not found.dated and not found.undated:
        yield "No position and no event is recorded."


def timeline_markdown(found: Timeline) -> str:
    """A timeline as Markdown."""
    return _joined(_timeline_markdown(found))


def _timeline_markdown(found: Timeline) -> Iterator[str]:
    yield "# Timeline\n"
    if not found.dated:
        yield "Nothing that is recorded has a date."
    for entry in found.dated:
        yield f"- **{entry.since.date if entry.since else ''}** {_entry(entry, plain)}"
        yield from _quotes(entry.quotes, "  - ", plain)
    if found.undated:
        yield "\n## No date\n"
    for entry in found.undated:
        yield f"- {_entry(entry, plain)}"
        yield from _quotes(entry.quotes, "  - ", plain)


def _entry(entry: Entry, clean: Clean) -> str:
    remarks = [_basis(entry.since)]
    remarks += [f"until {entry.until}"] if entry.until else []
    remarks += [_code(entry.status)] if entry.status not in ("current", "occurred", "") else []
    remarks += [f"in the text: “{time}”" for time in entry.times]
    return clean(entry.label) + _bracketed(remarks, clean)


def timeline_json(found: Timeline) -> str:
    """A timeline for programs."""
    return _json({"bases": dict(BASES), **asdict(found)})


# ------------------------------------------------------------------ difference


def difference_text(found: Difference) -> str:
    """A difference for people."""
    return _joined(_sections(found, printable, "{}", "  ", "      "))


def difference_markdown(found: Difference) -> str:
    """A difference as Markdown."""
    return _joined(("# What changed", *_sections(found, plain, "\n## {}\n", "- ", "  - ")))


def _sections(
    found: Difference, clean: Clean, heading: str, item: str, quote: str
) -> Iterator[str]:
    if not found:
        yield (
            "Nothing that is recorded differs."
            if item != "- "
            else "\nNothing that is recorded differs."
        )
    sections: tuple[tuple[str, Sequence[object], Callable[..., Iterator[str]]], ...] = (
        ("Moved", found.moved, _move),
        ("New", (*found.new, *found.new_things), _one),
        ("Gone", (*found.gone, *found.gone_things), _one),
        ("Changed", found.changed, _change),
    )
    for title, members, lines in sections:
        if members:
            yield heading.format(f"{title} ({len(members)})")
        for member in members:
            yield from lines(member, clean, item, quote)
        if members and item != "- ":
            yield ""


def _move(move: Move, clean: Clean, item: str, quote: str) -> Iterator[str]:
    before, after = move.before, move.after
    yield f"{item}{clean(f'{after.party}, {after.topic}')}: {clean(_size(move))}"
    for side in (before, after):
        yield f"{quote}{clean(_held(side))}{_bracketed(_when(side), clean)}"
        yield from _quotes(side.quotes, f"  {quote}", clean)
    if move.unexplained:
        stands = "; the former still stands on record" if move.still_held else ""
        wording = f"The two cannot be held together, and no 'supersedes' joins them{stands}."
        yield f"{quote}{clean(wording)}"


def _size(move: Move) -> str:
    parts = []
    if move.size is not None:
        size = f"{move.size:+f}"
        size = size.rstrip("0").rstrip(".") if "." in size else size
        unit = move.after.unit or "on the scale"
        parts.append(f"{size} {unit} ({move.direction})")
    elif move.before.direction != move.after.direction:
        parts.append(f"from {_code(move.before.act)} to {_code(move.after.act)}")
    parts.append("days between: not known" if move.days is None else _days(move.days))
    if move.unexplained and move.before.direction != move.after.direction:
        parts.append("a reversal")
    return "; ".join(parts)


def _days(days: int) -> str:
    return f"{days} day{'' if abs(days) == 1 else 's'} between"


def _one(found: Position | Thing, clean: Clean, item: str, quote: str) -> Iterator[str]:
    wording = found.label if isinstance(found, Position) else f"{found.kind}: {found.label}"
    yield f"{item}{clean(wording)}{_bracketed(_when(found), clean)}"
    yield from _quotes(found.quotes, quote, clean)


def _change(change: Change, clean: Clean, item: str, quote: str) -> Iterator[str]:
    fields = (
        f"{field} {_code(getattr(change.before, field)) or 'not given'} → "
        f"{_code(getattr(change.after, field)) or 'not given'}"
        for field in change.fields
    )
    yield f"{item}{clean(change.after.label)}: {clean('; '.join(fields))}"
    yield from _quotes(change.after.quotes, quote, clean)


def _held(position: Position) -> str:
    firmness = f", {_code(position.firmness)}" if position.firmness else ""
    value = ""
    if position.option is None and position.value is not None:
        value = f", {position.value:f} {position.unit}".rstrip()
    return f"{_code(position.act)}: {position.stand}{value}{firmness}"


def _when(found: Position | Thing) -> list[str]:
    return [found.since.date, _basis(found.since)] if found.since else ["no date"]


def difference_json(found: Difference) -> str:
    """A difference for programs."""
    moved = [
        {**asdict(it), "direction": it.direction, "unexplained": it.unexplained}
        for it in found.moved
    ]
    return _json({**asdict(found), "moved": moved})


# ------------------------------------------------------------------ shared


def _quotes(quotes: Sequence[Quote], indent: str, clean: Clean) -> Iterator[str]:
    for quote in quotes[:_MOST]:
        source = f" ({clean(quote.source)})" if quote.source else ""
        yield f"{indent}“{clean(quote.text)}”{source}"
    if len(quotes) > _MOST:
        yield f"{indent}and {len(quotes) - _MOST} more"


def _bracketed(remarks: Sequence[str], clean: Clean) -> str:
    given = [remark for remark in remarks if remark]
    return f" ({clean(', '.join(given))})" if given else ""


def _basis(dated: Dated | None) -> str:
    return _BASIS[dated.basis] if dated else ""


def _code(name: str | None) -> str:
    return _LABELS[name].label if name in _LABELS else name or ""


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip("\n") + "\n"


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2, default=_number) + "\n"


def _number(value: object) -> int | float:
    if not isinstance(value, Decimal):
        raise TypeError(f"not for JSON: {value!r}")
    return int(value) if value == value.to_integral_value() else float(value)


TIMELINE_STYLES: dict[str, Callable[[Timeline], str]] = {
    "text": timeline_text,
    "markdown": timeline_markdown,
    "json": timeline_json,
}
DIFFERENCE_STYLES: dict[str, Callable[[Difference], str]] = {
    "text": difference_text,
    "markdown": difference_markdown,
    "json": difference_json,
}
