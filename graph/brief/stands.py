"""Section 1: where the parties stand, party by issue, with the three silences shown apart."""

from collections.abc import Iterator

from detente.graph.analysis.matrix import NONE_CURRENT, Cell, Matrix, matrix
from detente.graph.analysis.matrix import NOT_RECORDED as EMPTY
from detente.graph.brief.model import (
    NOT_RECORDED,
    NOT_STATED,
    WITHHELD,
    Grid,
    Part,
    Row,
    Section,
    Statement,
)
from detente.graph.brief.telling import Telling
from detente.graph.brief.wording import counted, listed, said
from detente.graph.record import Thing
from detente.ontology.terms import neg

_SILENCES = {"withhold": WITHHELD, "not-stated": NOT_STATED}
_INTRO = (
    "In brackets: firmness as coded from the words (red line, insisted, stated, open, hinted) and what the "
    "source says of change. Three silences are kept apart: ? a party declined to say; – a source reports "
    "that none was set; · not recorded, which is not the same as having no position."
)


def stands(telling: Telling) -> Section:
    """Who holds what on which issue."""
    return Section("stands", "Where the parties stand", (_Table(telling).grid(),), _INTRO)


class _Table:
    def __init__(self, telling: Telling) -> None:
        self.telling = telling
        self.matrix: Matrix = matrix(telling.recorded)
        self.cells = {(it.party, it.issue): it for it in self.matrix.cells}
        held = {name: self._held(name) for name in telling.parties}
        self.held = {name: number for name, number in held.items() if number}
        principals = {it.id for it in self.matrix.parties if it.principal}
        chosen = sorted(self.held, key=lambda it: (it not in principals, -self.held[it], it))
        shown = set(chosen[: telling.limits.parties])
        self.parties = [it for it in telling.parties if it in shown]
        self.issues = self._issues()

    def _held(self, party: str) -> int:
        return sum(len(self.cells[party, issue].positions) for issue in self.telling.issues)

    def _issues(self) -> list[str]:
        """Issues of which something is recorded; of too many those that most parties speak to."""
        spoken = {
            issue: sum(bool(self.cells[party, issue].positions) for party in self.parties)
            for issue in self.telling.issues
        }
        chosen = sorted((it for it in spoken if spoken[it]), key=lambda it: -spoken[it])
        shown = set(chosen[: self.telling.limits.issues])
        self.issues_left = len(chosen) - len(shown)
        return [it for it in self.telling.issues if it in shown]

    def grid(self) -> Grid:
        telling = self.telling
        headers = tuple(telling.party(it) for it in self.parties)
        rows = tuple(
            Row(
                (telling.issue(issue),),
                tuple(tuple(self._cell(self.cells[party, issue])) for party in self.parties),
            )
            for issue in self.issues
        )
        more = (
            telling.more(len(self.held) - len(self.parties), "party", "matrix positions"),
            telling.more(self.issues_left, "issue", "matrix positions"),
        )
        return Grid(
            (Part("Issue"), *headers),
            rows,
            tuple(self._below()),
            tuple(it for it in more if it),
            key="stands",
        )

    def _cell(self, cell: Cell) -> Iterator[Statement]:
        if cell.mark == EMPTY:
            yield said("not recorded", searched=self.telling.searched, silence=NOT_RECORDED)
        elif cell.mark == NONE_CURRENT:
            yield from (said("no longer: ", self.telling.told(it)) for it in self._past(cell))
        most = self.telling.limits.positions
        for held in cell.positions[:most]:
            told = self.telling.told(self.telling.position(held.id))
            yield said(told, silence=_SILENCES.get(held.act, ""))
        left = cell.positions[most:]
        if left:
            notes = self.telling.some_notes(self.telling.position(it.id) for it in left)
            yield said(f"and {len(left):,} more", notes)

    def _past(self, cell: Cell) -> Iterator[Thing]:
        """Positions of a cell in which nothing is current."""
        for it in self.telling.positions:
            place = (self.telling.id_of(it, neg.holder), self.telling.id_of(it, neg.onIssue))
            if place == (cell.party, cell.issue):
                yield it

    def _below(self) -> Iterator[Statement]:
        telling = self.telling
        if not self.held:
            yield said("No current position is recorded", searched=telling.searched)
        past = [it for it in telling.positions if telling.status(it) != "current"]
        silent = []
        for party in telling.parties:
            if party in self.held:
                continue
            own = [it for it in past if telling.id_of(it, neg.holder) == party]
            for position in own[: telling.limits.positions]:
                yield said("No longer current: ", telling.told(position, holder=True))
            if not own:
                silent.append(telling.party(party))
        if silent and self.held:
            most = telling.limits.names
            shown = silent[:most] + (
                [Part(counted(len(silent) - most, "other party", "other parties"))]
                if len(silent) > most
                else []
            )
            yield said(
                "No position is recorded from ", listed(shown, " or "), searched=telling.searched
            )
