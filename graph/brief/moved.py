"""Section 2: what moved since a day, as far as it is recorded."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from detente.graph.analysis.recorded import plain
from detente.graph.brief.model import ASIDE, NAME, Listing, Note, Part, Section, Statement
from detente.graph.brief.since import Since
from detente.graph.brief.telling import Telling, counted, listed, said
from detente.graph.history.changes import Change, Difference, Move, difference
from detente.graph.history.items import Position
from detente.graph.history.items import Thing as Told
from detente.graph.history.moment import at
from detente.ontology.codes import ACT, FIRMNESS, STATUS, Code
from detente.ontology.terms import neg

if TYPE_CHECKING:
    from detente.graph.graph import Graph

_LABELS: dict[str, Code] = {**ACT, **FIRMNESS, **STATUS}
_FIELDS = {"act": "act", "firmness": "firmness", "status": "status", "until": "known to hold until"}

_OPEN = ("announced", "ongoing", "stalled")


def moved(telling: Telling, whole: "Graph", since: Since) -> Section:
    """What is recorded as moved between that day and the graph of ``telling``."""
    blocks = list(_Moved(telling, whole, since).blocks())
    title = f"What moved since {since.day}" if since.day else "What moved"
    return Section("moved", title, tuple(blocks))


class _Moved:
    def __init__(self, telling: Telling, whole: "Graph", since: Since) -> None:
        self.telling, self.since = telling, since
        self.whole = Telling(whole, tuple(telling.only_issues), tuple(telling.only_parties))
        self.before = at(whole, since.day) if since.day else None
        self.found: Difference | None = None
        if self.before is not None:
            self.found = difference(self.before, telling.graph)

    def blocks(self) -> Iterator[Listing]:
        found, limits = self.found, self.telling.limits
        moves = [it for it in found.moved if self._within(it.after)] if found else []
        changes = [it for it in found.changed if self._within(it.after)] if found else []
        changes = [it for it in changes if set(it.fields) & set(_FIELDS)]
        new = [it for it in found.new if self._within(it)] if found else []
        gone = [it for it in found.gone if self._within(it)] if found else []
        shifts = [*map(self._move, moves), *map(self._change, changes)]
        most = limits.moves
        if shifts:
            yield self._listing(shifts, most, "change", "")
        else:
            yield Listing((self._nothing(),))
        yield from self._block("Newly recorded", map(self._one, new), "new position")
        yield from self._block("No longer held", map(self._one, gone), "position")
        if not self.telling.only_parties and not self.telling.only_issues and found:
            events = [it for it in found.new_things if it.kind == "event"]
            yield from self._block("Events since", map(self._event, events), "event")
        if not self.telling.only_parties and not self.telling.only_issues:
            yield from self._open()
        moved = {it.after.id for it in moves}
        told = [it for it in self.telling.current if it.id not in moved]
        told = [it for it in told if it.all(neg.continuity)]
        yield from self._block(
            "What the sources themselves say of change", map(self._continuity, told), "position"
        )

    def _block(self, title: str, found: Iterable[Statement], noun: str) -> Iterator[Listing]:
        statements = list(found)
        if statements:
            yield self._listing(statements, self.telling.limits.moves, noun, title)

    def _listing(self, found: list[Statement], most: int, noun: str, title: str) -> Listing:
        command = f"diff SOURCE@{self.since.day} SOURCE" if self.since.day else "timeline"
        more = self.telling.more(len(found) - most, noun, command)
        return Listing(tuple(found[:most]), title, more)

    def _within(self, position: Position) -> bool:
        return self.telling.on_issue(position.issue) and self.telling.of_party(position.holder)

    def _nothing(self) -> Statement:
        if not self.since.day:
            lead = "Nothing can be compared with an earlier day: " + self.since.why
            return said(lead, searched=self.telling.searched)
        undated = sum(not it.all(neg.validFrom) for it in self.telling.current)
        lead = f"Nothing is recorded as moved since {self.since.day} ({self.since.why})"
        dated = f"; {counted(undated, 'position')} without a date of its own" if undated else ""
        return said(lead, searched=self.telling.searched + dated)

    def _move(self, move: Move) -> Statement:
        before = self.whole.told(self.whole.position(move.before.id), past=True)
        after = self.telling.told(self.telling.position(move.after.id))
        words = ("and now beside it, ", "then ") if move.still_held else ("now ", "then ")
        size = "; ".join(filter(None, (_size(move), _apart(move))))
        return said(
            Part(move.after.party, NAME),
            ", ",
            self.telling.name(self.telling.position(move.after.id).one(neg.onIssue)),
            f": {words[1]}",
            before,
            f"; {words[0]}",
            after,
            *([Part(f" – {size}", ASIDE)] if size else []),
        )

    def _change(self, change: Change) -> Statement:
        position = self.telling.position(change.after.id)
        fields = "; ".join(
            f"{_FIELDS[field]} {_label(getattr(change.before, field))} → "
            f"{_label(getattr(change.after, field))}"
            for field in change.fields
            if field in _FIELDS
        )
        return said(self.telling.told(position, holder=True), Part(f" – {fields}", ASIDE))

    def _one(self, found: Position) -> Statement:
        known = self.telling if found.id in self.telling.by_id[neg.Position] else self.whole
        position = known.position(found.id)
        issue = known.name(position.one(neg.onIssue))
        return said(Part(found.party, NAME), ", ", issue, ": ", known.told(position))

    def _event(self, found: Told) -> Statement:
        event = self.telling.by_id[neg.Event][found.id]
        when = f" ({found.since.date})" if found.since else ""
        return said(self.telling.name(event.iri), Part(when, ASIDE), self.telling.notes(event))

    def _open(self) -> Iterator[Listing]:
        """Events that have been announced, go on or have stalled, in one sentence for each standing."""
        standing: dict[str, list[list[Part | Note]]] = {it: [] for it in _OPEN}
        for event in self.telling.record.of(neg.Event):
            status = self.telling.record.code(event.one(neg.status))
            notes = self.telling.notes(event)
            if status in standing and notes:
                standing[status].append([self.telling.name(event.iri), *notes])
        most = self.telling.limits.names
        found = []
        for status, events in standing.items():
            hidden = [[Part(f"{len(events) - most} more")]] if len(events) > most else []
            if events:
                lead = f"{STATUS[status].label.capitalize()}: "
                found.append(said(lead, listed([*events[:most], *hidden], "; ", "; ")))
        if found:
            yield Listing(tuple(found), "Events without a recorded end")

    def _continuity(self, position: object) -> Statement:
        return said(self.telling.told(position, holder=True))  # type: ignore[arg-type]


def _size(move: Move) -> str:
    if not move.size:
        return ""
    size = f"{'+' if move.size > 0 else '−'}{plain(abs(Decimal(move.size)))}"
    return f"{size} {move.after.unit or 'on the scale'}"


def _apart(move: Move) -> str:
    parts = [f"{counted(move.days, 'day')} between"] if move.days else []
    if move.unexplained:
        parts.append("the two cannot be held together, and no source is coded as joining them")
    return "; ".join(parts)


def _label(code: str | None) -> str:
    return _LABELS[code].label if code in _LABELS else code or "not given"
