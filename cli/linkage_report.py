"""What ``detente linkage`` shows: links, chains, loops, waivers, a sequence, and the words behind each."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from detente.cli.tables import as_json, tabular
from detente.cli.trust import Marks, marks
from detente.graph.analysis.linkage import Held, Linkage, chains, linkage_of
from detente.graph.analysis.loops import Loops, loops
from detente.graph.analysis.robustness.figure import Name
from detente.graph.analysis.robustness.linkage_figures import (
    linkage_figures,
    loop_name,
    waiver_name,
)
from detente.graph.analysis.sequence import Sequence as Order
from detente.graph.analysis.sequence import sequence
from detente.graph.analysis.waivers import Knot, waivers
from detente.graph.errors import UsageError
from detente.graph.graph import Graph
from detente.graph.suggest import did_you_mean
from detente.ontology.codes import ACT

Table = tuple[Sequence[str], list[list[object]]]

_MOST_CHAINS = 100
_SEQUENCE: Name = ("sequence",)
_TITLES = {
    "links": "What hangs on what",
    "chains": "Chains, from a first move to an end",
    "loops": "Loops of conditions that wait for each other",
    "waivers": "Smallest sets of conditions whose waiver breaks every loop",
    "sequence": "A sequence of moves",
}
_EMPTY = {
    "links": "No current position is recorded as subject to a condition.",
    "chains": "No chain: nothing that is held out hangs on a condition.",
    "loops": "No loop: no conditions wait for each other.",
    "waivers": "No loop, so nothing need be waived.",
    "sequence": "Nothing that is held out hangs on a condition.",
}


@dataclass(frozen=True)
class Asked:
    """What the user asked to see."""

    figure: str | None
    waived: tuple[str, ...]
    style: str
    why: bool
    trust: bool | None = None


def shown(graph: Graph, asked: Asked) -> str:
    """The figures as text; raises UsageError for a condition that is not there."""
    figures = _Figures(graph, asked)
    if asked.style == "json":
        return as_json(figures.document())
    if asked.style == "csv":
        name = asked.figure or "links"
        return tabular(*(figures.evidence([name]) if asked.why else figures.marked(name)), "csv")
    names = [asked.figure] if asked.figure else list(_TITLES)
    wide = not sys.stdout.isatty()
    parts = []
    for name in names:
        headers, rows = figures.with_signs(name)
        table = tabular(headers, rows, "table", wide=wide) if rows else f"{_EMPTY[name]}\n"
        heading = "" if asked.figure else f"{_TITLES[name]}\n\n"
        parts.append(heading + table + figures.remarks(name))
    about = figures.names(names)
    parts[-1] += figures.marks.legend(about)
    if asked.why:
        table = tabular(*figures.evidence(names), "table", wide=wide)
        parts.append(f"What this rests on\n\n{table}{figures.marks.why(about, wide=wide)}")
    return "\n".join(parts)


class _Figures:
    """Every figure, worked out when it is shown."""

    def __init__(self, graph: Graph, asked: Asked) -> None:
        self.graph, self.asked = graph, asked
        self.found: Linkage = linkage_of(graph)
        for name in asked.waived:
            if name not in self.found.conditions:
                advice = did_you_mean(name, self.found.conditions, "conditions")
                raise UsageError(f"there is no condition '{name}'\n    {advice}")

    @cached_property
    def loops(self) -> Loops:
        return loops(self.found, self.asked.waived)

    @cached_property
    def knots(self) -> tuple[Knot, ...]:
        return waivers(self.found, self.asked.waived)

    @cached_property
    def order(self) -> Order:
        return sequence(self.found, self.asked.waived)

    @cached_property
    def chains(self) -> tuple[tuple[tuple[str, ...], ...], ...]:
        return chains(self.found, self.asked.waived, _MOST_CHAINS + 1)

    @cached_property
    def conditional(self) -> list[Held]:
        return [it for _, it in sorted(self.found.held.items()) if it.conditions]

    @cached_property
    def marks(self) -> Marks:
        """How far loops, waivers and the sequence hold out."""
        name = self.asked.figure or ("links" if self.asked.style == "csv" else "")
        if name in ("links", "chains"):
            return Marks()  # what is recorded, and no figure
        waived = self.asked.waived
        return marks(self.graph, self.asked.trust, lambda it: linkage_figures(it, waived))

    def behind(self, figure: str) -> list[Name]:
        """The figure that each row shows."""
        if figure == "loops":
            return [
                loop_name(loop)
                for loop in self.loops.loops
                for step in loop
                for _ in step.links or (None,)
            ]
        if figure == "waivers":
            return [waiver_name(them) for knot in self.knots for them in knot.waivers]
        if figure == "sequence":
            return [_SEQUENCE for _ in self.order.moves]
        return []

    def names(self, figures: Iterable[str]) -> list[Name]:
        """The figures that are shown, each once."""
        shown = [name for figure in figures for name in self.behind(figure)]
        return list(dict.fromkeys([*shown, *([_SEQUENCE] if "sequence" in figures else [])]))

    def marked(self, figure: str) -> Table:
        """The rows for programs, with columns on how far they hold out."""
        headers, rows = self.rows(figure)
        behind = self.behind(figure)
        if not behind or not self.marks.trust:
            return headers, rows
        joined = zip(rows, behind, strict=True)
        return [*headers, *self.marks.headers()], [
            [*row, *self.marks.cells(name)] for row, name in joined
        ]

    def with_signs(self, figure: str) -> Table:
        """The rows for people, with marks behind the number of a loop or a move and behind a waiver."""
        headers, rows = self.rows(figure)
        column = 3 if figure == "waivers" else 0
        for row, name in zip(rows, self.behind(figure), strict=False):
            row[column] = f"{row[column]}{self.marks.mark(name)}"
        return headers, rows

    def rows(self, figure: str) -> Table:
        made: Table = getattr(self, f"_{figure}")()
        return made

    def _names(self, ids: Iterable[str]) -> str:
        return ", ".join(self.found.label(it) for it in ids)

    def _links(self) -> Table:
        rows: list[list[object]] = []
        for held in self.conditional:
            for name in held.conditions:
                condition = self.found.conditions[name]
                rows.append(
                    [
                        self.found.label(condition.node),
                        self._names(self.found.performers.get(condition.node, condition.parties)),
                        self.found.label(held.end),
                        self.found.label(held.party),
                        ACT[held.act].label if held.act in ACT else held.act,
                        "waived" if name in self.asked.waived else "",
                        " / ".join(condition.quotes),
                        held.id,
                        name,
                    ]
                )
        headers = ["first", "by", "then", "party", "act", "waived", "words", "position"]
        return [*headers, "condition"], rows

    def _chains(self) -> Table:
        rows: list[list[object]] = []
        for number, chain in enumerate(self.chains[:_MOST_CHAINS], 1):
            blocks = [" ⇄ ".join(self.found.label(it) for it in block) for block in chain]
            movers = dict.fromkeys(who for it in chain[0] for who in self._movers(it))
            first = self._names(movers) or "not recorded"
            if len(chain[0]) > 1:
                first = "none: a loop"
            rows.append([number, first, " → ".join(blocks)])
        return ["chain", "first mover", "from first to end"], rows

    def _movers(self, node: str) -> tuple[str, ...]:
        bare = self.found.conditions.get(node)
        return self.found.performers.get(node, bare.parties if bare else ())

    def _loops(self) -> Table:
        rows: list[list[object]] = []
        for number, loop in enumerate(self.loops.loops, 1):
            for step in loop:
                ends = [self.found.label(step.first), self.found.label(step.then)]
                if not step.links:
                    rows.append([number, *ends, "", "the first carries out the second", "", ""])
                for link in step.links:
                    held = self.found.held[link.position]
                    words = " / ".join(quote for quote, _ in held.quotes)
                    party = self.found.label(held.party)
                    rows.append([number, *ends, party, words, held.id, link.condition])
        return ["loop", "first", "then", "party", "words", "position", "condition"], rows

    def _waivers(self) -> Table:
        rows: list[list[object]] = []
        for number, knot in enumerate(self.knots, 1):
            for conditions in knot.waivers:
                words = [
                    f"{self._holders(name)}: “{' / '.join(self.found.conditions[name].quotes)}”"
                    for name in conditions
                ]
                size = len(conditions)
                sure = "yes" if knot.exact else "not known to be"
                rows.append([number, size, sure, " + ".join(conditions), "; ".join(words)])
        return ["knot", "size", "smallest", "conditions", "words"], rows

    def _holders(self, condition: str) -> str:
        return self._names(
            dict.fromkeys(it.party for it in self.conditional if condition in it.conditions)
        )

    def _sequence(self) -> Table:
        rows: list[list[object]] = []
        for it in self.order.moves:
            refused = [
                f"{self.found.label(self.found.held[name].party)} ({name})" for name in it.against
            ]
            rows.append(
                [
                    it.number,
                    self.found.label(it.node),
                    self._names(it.performers) or "not recorded",
                    ", ".join(map(str, it.after)),
                    self._names(it.brings),
                    ", ".join(self._ready(it.performers, it.stands)),
                    ", ".join(refused),
                ]
            )
        headers = ["move", "what", "by", "after", "carries out too", "stands for it", "against it"]
        return headers, rows

    def _ready(self, performers: Sequence[str], stands: Sequence[str]) -> Iterator[str]:
        held = [self.found.held[it] for it in stands]
        for it in held:
            yield f"{self.found.label(it.party)} ({it.id})"
        for party in performers:
            if party not in {it.party for it in held}:
                yield f"{self.found.label(party)}: not recorded"

    def remarks(self, figure: str) -> str:
        """What has to be said below a table."""
        if figure == "loops" and self.loops.loops:
            more = "" if self.loops.complete else "There are more loops than are listed.\n"
            tied = {it for knot in self.knots for it in knot.nodes}
            if tied.isdisjoint(self.order.stuck):
                way = (
                    "A sequence leads past the loops without a waiver: detente linkage sequence.\n"
                )
                return f"\n{more}{way}"
            return f"\n{more}As recorded, what is in a loop waits for itself.\n"
        if figure == "chains" and len(self.chains) > _MOST_CHAINS:
            return "\nThere are more chains than are listed.\n"
        if figure == "sequence":
            said = []
            if self.order.stuck:
                said.append(f"In no order, as recorded: {self._names(self.order.stuck)}.\n")
            for one, other in self.order.clashes:
                pair = f"“{self.found.label(one)}” and “{self.found.label(other)}”"
                said.append(f"{pair} exclude each other: not both can be carried out.\n")
            if self.order.moves:
                said.append("That an order exists does not say that anyone would take it.\n")
            return "\n" + "".join(said) if said else ""
        return ""

    def evidence(self, figures: Iterable[str]) -> Table:
        """The words behind figures, one row a quote."""
        rows: list[list[object]] = []
        for figure in figures:
            for name in dict.fromkeys(self._behind(figure)):
                held = self.found.held[name]
                for quote, source in held.quotes or (("", ""),):
                    rows.append([figure, name, self.found.label(held.party), quote, source])
        return ["figure", "position", "party", "quote", "source"], rows

    def _behind(self, figure: str) -> Iterator[str]:
        if figure == "sequence":
            for move in self.order.moves:
                yield from (*move.stands, *move.against)
        elif figure in ("loops", "waivers"):
            for loop in self.loops.loops:
                yield from (link.position for step in loop for link in step.links)
        else:
            yield from (it.id for it in self.conditional)

    def document(self) -> dict[str, object]:
        figures = [self.asked.figure] if self.asked.figure else list(_TITLES)
        made: dict[str, object] = {}
        for name in figures:
            headers, rows = self.rows(name)
            listed = [dict(zip(headers, row, strict=True)) for row in rows]
            if self.marks.trust:
                for one, of in zip(listed, self.behind(name), strict=False):
                    one |= self.marks.fields(of)
            made[name] = listed
        if "sequence" in made:
            made["stuck"] = self.order.stuck
            made["clashes"] = self.order.clashes
            made["complete"] = self.order.complete
        if "loops" in made:
            made["all_loops_listed"] = self.loops.complete
        if self.asked.why:
            headers, rows = self.evidence(figures)
            made["why"] = [dict(zip(headers, row, strict=True)) for row in rows]
        return made
