"""What ``detente matrix`` shows: cells, distances, sticking points, zones, and the words behind each."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from detente.cli.errors import count
from detente.cli.matrix_trust import behind, compared, with_columns, with_signs
from detente.cli.tables import as_json, tabular
from detente.cli.trust import Marks, marks
from detente.graph.analysis.distance import ASSUMES, Distance, distances, pairs, spreads
from detente.graph.analysis.matrix import (
    NONE_CURRENT,
    NOT_RECORDED,
    NOT_STATED,
    WITHHELD,
    Matrix,
    matrix,
)
from detente.graph.analysis.recorded import Position, Recorded, plain, recorded_of
from detente.graph.analysis.robustness.figure import Figures, Name
from detente.graph.analysis.robustness.weights import FIRMNESS as FIRMNESS_WEIGHT
from detente.graph.analysis.sticking import Ranked, ranked
from detente.graph.analysis.zopa import NONE, ZONE, Ruling, Zone, zones
from detente.graph.errors import UsageError
from detente.graph.graph import Graph
from detente.graph.scope import bearing_on
from detente.graph.suggest import did_you_mean
from detente.graph.summary import sticking_points
from detente.ontology.codes import ACT, FIRMNESS

Table = tuple[Sequence[str], list[list[object]]]

MARKS = {WITHHELD: "?", NOT_STATED: "–", NOT_RECORDED: "·", NONE_CURRENT: "×"}
_LEGEND = (
    "?  withheld: declined to say   –  not stated: reported as not taken   "
    "·  not recorded: no word of it here\n×  none current: superseded, withdrawn or lapsed\n"
)
_FIGURES = ("positions", "distance", "pairs", "sticking", "zones")
_TITLES = {
    "positions": "Parties by issues",
    "distance": "Distances",
    "pairs": "Pairs of parties, over the issues on which both can be compared",
    "sticking": "Sticking points, the firmest first",
    "zones": "Zones of possible agreement",
}
_EMPTY = {
    "positions": "No party or no issue is recorded.",
    "distance": "No two parties have positions on an issue that can be compared.",
    "pairs": "No two parties have positions on an issue that can be compared.",
    "sticking": "None recorded: no two positions collide in what is coded here.",
    "zones": "No issue has a scale.",
}


@dataclass(frozen=True)
class Asked:
    """What the user asked to see."""

    figure: str | None
    issues: tuple[str, ...]
    parties: tuple[str, ...]
    between: tuple[str, ...]
    style: str
    why: bool
    trust: bool | None = None

    @property
    def no_figure(self) -> bool:
        """Whether only positions are shown: what is recorded, and no figure."""
        return self.figure == "positions" or (self.style == "csv" and self.figure is None)


def shown(graph: Graph, asked: Asked) -> str:
    """The figures as text; raises UsageError for a party or an issue that is not there."""
    figures = _Figures(graph, asked)
    if asked.style == "json":
        return as_json(figures.document())
    if asked.style == "csv":
        name = asked.figure or "positions"
        return tabular(*(figures.evidence([name]) if asked.why else figures.marked(name)), "csv")
    names = [asked.figure] if asked.figure else list(_FIGURES)
    text = "\n".join(_section(figures, name, bool(asked.figure)) for name in names)
    text += figures.marks.legend(figures.names)
    if asked.why:
        text += f"\nWhat this rests on\n\n{tabular(*figures.evidence(names), 'table')}"
        text += figures.marks.why(figures.names)
    return text


def _section(figures: "_Figures", name: str, alone: bool) -> str:
    heading = "" if alone else f"{_TITLES[name]}\n\n"
    headers, rows = figures.grid() if name == "positions" else figures.with_signs(name)
    if not rows:
        return f"{heading}{_EMPTY[name]}\n"
    wide = not sys.stdout.isatty()
    return heading + tabular(headers, rows, "table", wide=wide) + figures.remarks(name)


class _Figures:
    """Every figure, worked out when it is shown."""

    def __init__(self, graph: Graph, asked: Asked) -> None:
        self.graph, self.asked = graph, asked
        # Distances, sticking points and zones are to whoever else holds something.
        parties = asked.parties if asked.no_figure else ()
        self.scope = bearing_on(graph, asked.issues, parties)
        self.recorded: Recorded = recorded_of(graph, self.scope)
        for kind, named, known in (
            ("issue", asked.issues, self.recorded.issues),
            ("party", asked.parties, self.recorded.parties),
        ):
            for name in named:
                if name not in known:
                    plural = "issues" if kind == "issue" else "parties"
                    advice = did_you_mean(name, known, plural)
                    raise UsageError(f"there is no {kind} '{name}'\n    {advice}")

    @cached_property
    def matrix(self) -> Matrix:
        asked, of = self.asked, self.recorded
        parties = {it: of.parties[it] for it in asked.parties or of.parties}
        issues = {it: of.issues[it] for it in asked.issues or of.issues}
        return matrix(replace(of, parties=parties, issues=issues))

    @cached_property
    def distances(self) -> list[Distance]:
        return [it for it in distances(self.recorded) if self._chosen([it.issue], it.one, it.other)]

    @cached_property
    def sticking(self) -> list[Ranked]:
        held = {it.id: it for it in self.recorded.positions}
        points = ranked(
            sticking_points(self.graph, self.scope), self.recorded, distances(self.recorded)
        )
        return [
            it
            for it in points
            if self._chosen(it.issues, held[it.point.one.position], held[it.point.other.position])
        ]

    @cached_property
    def zones(self) -> list[Zone]:
        found = zones(self.recorded, self.asked.between)
        return [it for it in found if not self.asked.issues or it.issue in self.asked.issues]

    @cached_property
    def marks(self) -> Marks:
        """How far the figures asked for hold out."""
        if self.asked.no_figure:
            return Marks()
        return marks(
            self.graph,
            self.asked.trust,
            lambda graph: _Figures(graph, self.asked).compared(),
            [FIRMNESS_WEIGHT],
        )

    def compared(self) -> Figures:
        """The figures asked for, by name."""
        figure = self.asked.figure
        return compared(
            self.distances if figure in (None, "distance", "pairs") else (),
            self.sticking if figure in (None, "sticking") else (),
            self.zones if figure in (None, "zones") else (),
        )

    @cached_property
    def names(self) -> list[Name]:
        """The names of the figures that are shown."""
        asked = self.asked.figure
        figures = [asked] if asked else list(_FIGURES[1:])
        shown = [
            name for it in figures if it != "positions" for of in self.behind(it) for name in of
        ]
        if "distance" in figures:
            issues = [it.issue for it in spreads(self.distances)]
            shown += [(end, it) for it in issues for end in ("smallest", "largest")]
        return shown

    def behind(self, figure: str) -> list[tuple[Name, ...]]:
        """The figures that each row shows."""
        return behind(figure, self.distances, self.sticking, self.zones)

    def marked(self, figure: str) -> Table:
        """The rows for programs, with columns on how far they hold out."""
        headers, rows = self.rows(figure)
        if figure == "positions" or not self.marks.trust:
            return headers, rows
        return with_columns(self.marks, headers, rows, self.behind(figure))

    def with_signs(self, figure: str) -> Table:
        """The rows for people, with marks behind the figures."""
        return with_signs(self.marks, *self.rows(figure), self.behind(figure))

    def _chosen(self, issues: Iterable[str], *positions: Position) -> bool:
        by_issue = not self.asked.issues or any(it in self.asked.issues for it in issues)
        parties = self.asked.parties
        return by_issue and (not parties or any(it.party in parties for it in positions))

    def party(self, name: str) -> str:
        return self.recorded.parties[name].label

    def issue(self, name: str) -> str:
        return self.recorded.issues[name].label

    def grid(self) -> Table:
        """Issues down, parties across, as people read it."""
        parties = [it.id for it in self.matrix.parties]
        issues = [it.id for it in self.matrix.issues]
        cells = {(it.party, it.issue): it for it in self.matrix.cells}
        rows: list[list[object]] = []
        for issue in issues if parties else []:
            texts = []
            for party in parties:
                cell = cells[party, issue]
                said = [self.cell_text(it) for it in cell.positions]
                texts.append("; ".join(said) or MARKS[cell.mark])
            rows.append([self.issue(issue), *texts])
        return ["issue", *(self.party(it) for it in parties)], rows

    def cell_text(self, position: Position) -> str:
        if position.direction == "silent":
            return MARKS[WITHHELD if position.act == "withhold" else NOT_STATED]
        firmness = FIRMNESS[position.firmness].label if position.firmness in FIRMNESS else ""
        said = f"{_act(position)}: {self.recorded.stand(position)}"
        asides = [it for it in (firmness, "conditional" if position.conditions else "") if it]
        return said + (f" ({', '.join(asides)})" if asides else "")

    def rows(self, figure: str) -> Table:
        made: Table = getattr(self, f"_{figure}")()
        return made

    def _positions(self) -> Table:
        rows: list[list[object]] = []
        for cell in self.matrix.cells:
            for it in cell.positions:
                point = plain(self.recorded.point(it))
                stand = [it.act, it.option, point, it.firmness, self.recorded.stand(it)]
                mark = {"withhold": WITHHELD, "not-stated": NOT_STATED}.get(it.act, "recorded")
                rows.append([cell.party, cell.issue, mark, it.id, *stand])
            if not cell.positions:
                rows.append([cell.party, cell.issue, cell.mark, "", "", "", "", "", ""])
        headers = ["party", "issue", "mark", "position", "act", "option", "point", "firmness"]
        return [*headers, "stand"], rows

    def _distance(self) -> Table:
        rows: list[list[object]] = []
        for it in self.distances:
            ranks = "rank" if it.difference == 1 else "ranks"
            unit = self.recorded.issues[it.issue].unit if it.scale == "interval" else ranks
            apart = "" if it.difference is None else f"{plain(it.difference)} {unit}".strip()
            side = [self.party(it.one.party), self.recorded.stand(it.one)]
            facing = [self.party(it.other.party), self.recorded.stand(it.other)]
            rows.append(
                [self.issue(it.issue), it.scale, *side, *facing, apart, _share(it.share), *_ids(it)]
            )
        headers = ["issue", "scale", "party", "stand", "other party", "other stand", "difference"]
        return [*headers, "share", "position", "other position"], rows

    def _pairs(self) -> Table:
        return ["party", "other party", "nearest", "farthest", "issues"], [
            [
                self.party(it.one),
                self.party(it.other),
                _share(it.nearest),
                _share(it.farthest),
                ", ".join(self.issue(name) for name in it.issues),
            ]
            for it in pairs(self.distances)
        ]

    def _sticking(self) -> Table:
        rows: list[list[object]] = []
        for it in self.sticking:
            sides = (it.point.one, it.point.other)
            topic = " / ".join(self.issue(name) for name in it.issues)
            words = [f"{side.party}: {side.act} – {side.option}" for side in sides]
            firm = [side.firmness or "firmness not recorded" for side in sides]
            rows.append(
                [topic, *words, *firm, it.point.firmness, _share(it.apart), it.because]
                + [side.position for side in sides]
            )
        headers = ["issue", "one side", "other side", "firmness", "other firmness", "sum", "apart"]
        return [*headers, "because", "position", "other position"], rows

    def _zones(self) -> Table:
        rows: list[list[object]] = []
        for it in self.zones:
            parties = ", ".join(self.party(name) for name in it.parties)
            rows.append([self.issue(it.issue), parties, _ANSWERS[it.answer], self.reason(it)])
        return ["issue", "between", "answer", "reason"], rows

    def reason(self, zone: Zone) -> str:
        """Why the answer on a zone is what it is, in words."""
        unit = self.recorded.issues[zone.issue].unit
        if zone.answer == ZONE:
            return "; ".join(
                self._agreed(point.options, plain(point.at), unit, point.rulings)
                for point in zone.agreed
            )
        if zone.clash:
            one, other = (f"{self.party(it.party)} ({it.id})" for it in zone.clash)
            return f"a red line of {one} cannot be met with what is held by {other}"
        if zone.answer == NONE:
            return "each point of the scale is ruled out by a party"
        if len(zone.parties) < 2:
            return "no two parties to agree"
        if not zone.points:
            return "no point of the scale is recorded"
        said = []
        if zone.missing:
            names = " and ".join(self.party(name) for name in zone.missing)
            said.append(f"no point is recorded that {names} would take")
        accepted = [
            f"{self.party(party)} at {', '.join(at)}"
            for party in zone.parties
            if (
                at := [
                    plain(point.at)
                    for point in zone.points
                    for it in point.rulings
                    if it.party == party and it.verdict == "in"
                ]
            )
        ]
        if accepted:
            said.append(f"recorded: {'; '.join(accepted)}".strip() + (f" {unit}" if unit else ""))
        said.append("what else each would take is not")
        return "; ".join(said)

    def _agreed(self, options: Sequence[str], at: str, unit: str, rulings: Iterable[Ruling]) -> str:
        conditions = dict.fromkeys(
            label
            for it in rulings
            if all(held.conditions for held in it.because)
            for held in it.because
            for label in held.conditions
        )
        words = ", ".join(self.recorded.options[it].label for it in options)
        point = f"{at} {unit}".strip() + (f" ({words})" if words else "")
        return point + (f", on conditions: {', '.join(conditions)}" if conditions else "")

    def remarks(self, figure: str) -> str:
        """What has to be said below a table."""
        if figure == "positions":
            return f"\n{_LEGEND}"
        if figure == "distance":
            scales = sorted({it.scale for it in self.distances})
            lines = [f"{scale}: {ASSUMES[scale]}\n" for scale in scales]
            spread = [
                f"{self.issue(it.issue)}: {_share(it.smallest)}{self.marks.mark(('smallest', it.issue))}"
                f" to {_share(it.largest)}{self.marks.mark(('largest', it.issue))} "
                f"over {count(it.pairs, 'pair')}\n"
                for it in spreads(self.distances)
            ]
            return "\n" + "".join(lines) + "\n" + "".join(spread)
        if figure == "pairs":
            return "\nMeans of the shares, nearest and farthest; each issue is taken as worth the same.\n"
        if figure == "zones":
            return (
                "\nWhat a party asks for rules in that point alone; which other points it would take is not "
                "inferred.\n"
            )
        return ""

    def evidence(self, figures: Iterable[str]) -> Table:
        """The words behind figures, one row a quote."""
        rows: list[list[object]] = []
        for figure in figures:
            for position in dict.fromkeys(self._behind(figure)):
                said = [figure, position.id, self.party(position.party), self.issue(position.issue)]
                for quote, source in position.quotes or (("", ""),):
                    rows.append([*said, quote, source])
        return ["figure", "position", "party", "issue", "quote", "source"], rows

    def _behind(self, figure: str) -> Iterator[Position]:
        if figure == "positions":
            for cell in self.matrix.cells:
                yield from cell.positions
        elif figure == "sticking":
            held = {it.id: it for it in self.recorded.positions}
            for ranked_ in self.sticking:
                yield from (held[ranked_.point.one.position], held[ranked_.point.other.position])
        elif figure == "zones":
            for zone in self.zones:
                yield from zone.clash
                for ruling in (it for point in zone.points for it in point.rulings):
                    yield from ruling.because
        else:
            for apart in self.distances:
                yield from (apart.one, apart.other)

    def document(self) -> dict[str, object]:
        figures = [self.asked.figure] if self.asked.figure else list(_FIGURES)
        made: dict[str, object] = {}
        for name in figures:
            headers, rows = self.rows(name)
            listed = [dict(zip(headers, row, strict=True)) for row in rows]
            if name != "positions" and self.marks.trust:
                for one, names in zip(listed, self.behind(name), strict=True):
                    one |= self.marks.fields(*names)
            made[name] = listed
        if "zones" in made:
            made["points"] = [
                {
                    "issue": zone.issue,
                    "between": zone.parties,
                    "answer": zone.answer,
                    "point": float(point.at),
                    "options": point.options,
                    "rulings": {
                        it.party: {
                            "verdict": it.verdict,
                            "because": [held.id for held in it.because],
                        }
                        for it in point.rulings
                    },
                }
                for zone in self.zones
                for point in zone.points
            ]
        if {"distance", "pairs"} & set(made):
            made["assumes"] = ASSUMES
        if self.asked.why:
            headers, rows = self.evidence(figures)
            made["why"] = [dict(zip(headers, row, strict=True)) for row in rows]
        return made


_ANSWERS = {ZONE: "there is one", NONE: "there is none", "unknown": "cannot be known"}


def _act(position: Position) -> str:
    return ACT[position.act].label if position.act in ACT else position.act


def _share(share: Decimal | None) -> str:
    return plain(round(share, 3)) if share is not None else ""


def _ids(it: Distance) -> tuple[str, str]:
    return it.one.id, it.other.id
