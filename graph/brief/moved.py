"""Section 2: what moved since a day, as far as it is recorded."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from detente.graph.analysis.recorded import plain
from detente.graph.brief.model import ASIDE, NAME, Listing, More, Note, Part, Section, Statement
from detente.graph.brief.since import Since
from detente.graph.brief.telling import Telling
from detente.graph.brief.wording import counted, fairly, listed, said
from detente.graph.history.changes import Change, Difference, Move, difference
from detente.graph.history.items import Position
from detente.graph.history.moment import at
from detente.graph.record import Thing
from detente.ontology.codes import ACT, FIRMNESS, STATUS, Code
from detente.ontology.terms import neg

if TYPE_CHECKING:
    from detente.graph.graph import Graph

_LABELS: dict[str, Code] = {**ACT, **FIRMNESS, **STATUS}
_FIELDS = {"act": "act", "firmness": "firmness", "status": "status", "until": "known to hold until"}

# A statement, and whose position it is about.
_Whose = tuple[str, Statement]
_LAST = "9999-12-31"
_OPEN = ("announced", "ongoing", "stalled")


def moved(telling: Telling, whole: "Graph", since: Since) -> Section:
    """What is recorded as moved between that day and the graph of ``telling``."""
    blocks = list(_Moved(telling, whole, since).blocks())
    title = f"What moved since {since.day}" if since.day else "What moved"
    return Section("moved", title, tuple(blocks))


class _Moved:
    def __init__(self, telling: Telling, whole: "Graph", since: Since) -> None:
        self.telling, self.since = telling, since
        self.whole = Telling(whole, telling.asked)
        self.found: Difference | None = None
        if since.day:
            # Both as of a day, so that what had been replaced by then is in neither.
            later = at(whole, telling.asked.as_of or _LAST)
            self.found = difference(at(whole, since.day), later)

    def blocks(self) -> Iterator[Listing]:
        found = self.found
        moves = [it for it in found.moved if self._within(it.after)] if found else []
        changes = [it for it in found.changed if self._within(it.after)] if found else []
        changes = [it for it in changes if set(it.fields) & set(_FIELDS)]
        if moves or changes:
            yield self._listing([*self._moves(moves), *map(self._change, changes)], "change", "")
        else:
            yield Listing((self._nothing(),))
        if found:
            new = [self._one(it) for it in found.new if self._within(it)]
            gone = [self._one(it) for it in found.gone if self._within(it)]
            yield from self._block("Newly recorded", new, "new position")
            yield from self._block("No longer held", gone, "position")
        if not self.telling.only_parties and not self.telling.only_issues:
            yield from self._events()
        moved = {it.after.id for it in moves}
        told = [it for it in self.telling.current if it.id not in moved]
        continued = [self._continuity(it) for it in told if it.all(neg.continuity)]
        yield from self._block("What the sources themselves say of change", continued, "position")

    def _block(self, title: str, found: list[_Whose], noun: str) -> Iterator[Listing]:
        if found:
            yield self._listing(found, noun, title)

    def _listing(self, found: list[_Whose], noun: str, title: str) -> Listing:
        most, asked = self.telling.limits.moves, self.telling.asked
        left = len(found) - most
        command = asked.difference(self.since.day) if self.since.day else asked.command("timeline")
        shown = fairly(found, most, lambda it: it[0])
        more = More(left, noun, command) if left > 0 else None
        return Listing(tuple(it for _, it in shown), title, more)

    def _within(self, position: Position) -> bool:
        return self.telling.on_issue(position.issue) and self.telling.of_party(position.holder)

    def _nothing(self) -> Statement:
        if not self.since.day:
            lead = "Nothing can be compared with an earlier day: " + self.since.why
            return said(lead, searched=self.telling.searched)
        undated = sum(not it.all(neg.validFrom) for it in self.telling.current)
        lead = f"Nothing is recorded as moved since {self.since.day} ({self.since.why})"
        dated = (
            f"; {counted(undated, 'position')} without a date of {'its' if undated == 1 else 'their'} own"
            if undated
            else ""
        )
        return said(lead, searched=self.telling.searched + dated)

    def _moves(self, moves: list[Move]) -> Iterator[_Whose]:
        """Moves to the same position are told together."""
        together: dict[str, list[Move]] = {}
        for move in moves:
            together.setdefault(move.after.id, []).append(move)
        for group in together.values():
            yield group[0].after.holder, self._move(group)

    def _move(self, moves: list[Move]) -> Statement:
        """The former in the past unless it still stands beside the new one."""
        after, still = self.telling.position(moves[0].after.id), moves[0].still_held
        before = [
            self.whole.told(self.whole.position(it.before.id), past=not still) for it in moves
        ]
        remarks = [remark for it in moves for remark in (_size(it), *_apart(it))]
        remark = "; ".join(dict.fromkeys(filter(None, remarks)))
        return said(
            Part(moves[0].after.party, NAME),
            ", ",
            self.telling.name(after.one(neg.onIssue)),
            ": still " if still else ": then ",
            listed(before),
            "; since then also " if still else "; now ",
            self.telling.told(after),
            *([Part(f" – {remark}", ASIDE)] if remark else []),
        )

    def _change(self, change: Change) -> _Whose:
        position = self.telling.position(change.after.id)
        fields = "; ".join(
            f"{_FIELDS[field]} {_label(getattr(change.before, field))} → "
            f"{_label(getattr(change.after, field))}"
            for field in change.fields
            if field in _FIELDS
        )
        told = self.telling.told(position, holder=True)
        return change.after.holder, said(told, Part(f" – {fields}", ASIDE))

    def _one(self, found: Position) -> _Whose:
        known = self.telling if found.id in self.telling.by_id[neg.Position] else self.whole
        position = known.position(found.id)
        issue = known.name(position.one(neg.onIssue))
        return found.holder, said(Part(found.party, NAME), ", ", issue, ": ", known.told(position))

    def _events(self) -> Iterator[Listing]:
        """What happened since, and what has been announced, goes on or has stalled; a line for each."""
        groups: dict[str, list[list[Part | Note]]] = {it: [] for it in ("since", *_OPEN)}
        told = self.found.new_things if self.found else ()
        new = {it.id: it for it in told if it.kind == "event"}
        for event in self.telling.record.of(neg.Event):
            status, notes = (
                self.telling.record.code(event.one(neg.status)),
                self.telling.notes(event),
            )
            dates = [it.source.date for it in notes if it.source.date]
            told_by = dict.fromkeys(it.speaker for it in notes if it.speaker)
            when = f"source of {max(dates)}" if dates else ""
            if all(it.speaker for it in notes):  # never said in a source's own voice
                when = ", ".join(filter(None, (f"as told by {', '.join(told_by)}", when)))
            if status not in _OPEN:
                since = new[event.id].since if event.id in new else None
                status, when = "since" if event.id in new else "", since.date if since else ""
            if status and notes:
                aside = [Part(f" ({when})", ASIDE)] if when else []
                groups[status].append([self.telling.name(event.iri), *aside, *notes])
        most = self.telling.limits.names
        found = []
        for status, events in groups.items():
            hidden = [[Part(f"{len(events) - most} more")]] if len(events) > most else []
            lead = (
                f"Since {self.since.day}"
                if status == "since"
                else STATUS[status].label.capitalize()
            )
            if events:
                found.append(said(f"{lead}: ", listed([*events[:most], *hidden], "; ", "; ")))
        if found:
            yield Listing(tuple(found), "Events, as their sources left them")

    def _continuity(self, position: Thing) -> _Whose:
        holder = self.telling.id_of(position, neg.holder)
        return holder, said(self.telling.told(position, holder=True))


def _size(move: Move) -> str:
    if not move.size:
        return ""
    size = f"{'+' if move.size > 0 else '−'}{plain(abs(Decimal(move.size)))}"
    return f"{size} {move.after.unit or 'on the scale'}"


def _apart(move: Move) -> Iterator[str]:
    if move.days:
        yield f"{counted(move.days, 'day')} between"
    if move.unexplained:
        yield "the two exclude each other; that one replaces the other is not coded"


def _label(code: str | None) -> str:
    return _LABELS[code].label if code in _LABELS else code or "not given"
