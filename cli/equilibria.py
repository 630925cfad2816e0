"""What ``detente stability`` shows of its results."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from functools import cached_property

from detente.cli.errors import count
from detente.cli.tables import as_json, tabular
from detente.cli.trust import Marks, marks
from detente.graph.analysis.robustness.figure import Name
from detente.graph.analysis.robustness.stability_figures import stability_figures, state_name
from detente.graph.analysis.robustness.weights import FIRMNESS
from detente.graph.analysis.stability.coalitions import (
    COALITIONAL,
    CoalitionalStability,
    coalitional_stability,
)
from detente.graph.analysis.stability.concepts import NAMES
from detente.graph.analysis.stability.equilibria import Stability, concepts_of, stability
from detente.graph.analysis.stability.model import Model
from detente.graph.analysis.stability.report import (
    EvidenceRow,
    ReasonRow,
    StateRow,
    evidence_rows,
    in_common,
    indifferent_about,
    reason_rows,
    state_rows,
)
from detente.graph.graph import Graph

_MOST_ROWS = 40
# Larger models are not worked out dozens of times without being asked to.
_MOST_STATES = 300


@dataclass(frozen=True)
class Asked:
    """What the user asked to see."""

    concepts: tuple[str, ...]
    together: bool
    states: tuple[str, ...]
    everything: bool
    style: str
    why: bool
    graph: Graph | None
    derived: bool = False
    issues: tuple[str, ...] = ()
    trust: bool | None = None


def shown(model: Model, asked: Asked) -> str:
    """The results as text."""
    return {"table": _text, "csv": _csv, "json": _json}[asked.style](_Results(model, asked))


class _Results:
    """What was asked, worked out when it is shown."""

    def __init__(self, model: Model, asked: Asked) -> None:
        self.model = model
        self.asked = asked
        named = tuple(dict.fromkeys(it.upper() for it in asked.concepts))
        self.found: Stability = stability(model, named or concepts_of(model))
        self.together: CoalitionalStability | None = None
        if asked.together:
            coalitional = tuple(it for it in named or COALITIONAL if it in COALITIONAL)
            self.together = coalitional_stability(model, coalitional)

    @cached_property
    def concepts(self) -> tuple[str, ...]:
        return (
            *self.found.stable,
            *(f"C{it}" for it in (self.together.stable if self.together else ())),
        )

    @cached_property
    def states(self) -> list[StateRow]:
        rows = state_rows(self.found, self.together)
        if self.asked.states:
            return [row for row in rows if row.id in self.asked.states]
        return [row for row in rows if self.asked.everything or row.equilibrium]

    @cached_property
    def reasons(self) -> list[ReasonRow]:
        return list(reason_rows(self.found, self.asked.states, self.together))

    @cached_property
    def evidence(self) -> list[EvidenceRow]:
        if not self.asked.why:
            return []
        rests = any(
            it.positions
            for levels in self.model.levels
            for level in levels
            for it in level.statements
        )
        quotes = {}
        if rests and self.asked.graph:
            from detente.graph.analysis.stability.evidence import quotes_of

            quotes = quotes_of(self.asked.graph)
        return list(evidence_rows(self.model, quotes))

    @cached_property
    def marks(self) -> Marks:
        """How far the equilibria of a model derived from a graph hold out."""
        asked = self.asked
        if not asked.derived or asked.graph is None:
            return Marks()
        if asked.trust is None and len(self.model.states) > _MOST_STATES:
            return Marks(too_large=True)
        concepts = self.found.concepts
        return marks(
            asked.graph,
            asked.trust,
            lambda it: stability_figures(it, asked.issues, concepts),
            [FIRMNESS],
        )

    def name(self, row: StateRow) -> Name:
        """What a state is called among the figures."""
        return state_name(self.model, self.model.state(row.id))

    @cached_property
    def names(self) -> list[Name]:
        """The figures that are shown: the equilibria of each concept, and the states."""
        if not self.model.options:
            return []
        concepts = [("equilibria", it) for it in self.found.concepts]
        return [*concepts, *(self.name(row) for row in self.states)]

    @cached_property
    def silent(self) -> list[str]:
        return [self.model.decision_makers[it].label for it in sorted(self.model.silent)]

    def state_table(
        self, rows: list[StateRow], *, signs: bool = True
    ) -> tuple[list[str], list[list[object]]]:
        """The states; with a mark behind each, or for programs with columns on how far each holds out."""
        headers = ["state", "options" if self.model.options else "label", *self.concepts]
        body: list[list[object]] = [
            [
                row.id,
                row.pattern or row.words,
                *(", ".join(row.left_by[it]) or "E" for it in self.concepts),
            ]
            for row in rows
        ]
        if self.marks.trust:
            for line, row in zip(body, rows, strict=True):
                if signs:
                    line[0] = f"{row.id}{self.marks.mark(self.name(row))}"
                else:
                    line += self.marks.cells(self.name(row))
            headers += () if signs else self.marks.headers()
        return headers, body


_REASONS = ["state", "concept", "who", "stable", "because"]
_EVIDENCE = ["decision maker", "importance", "statement", "position", "quote", "source"]


def _text(results: _Results) -> str:
    parts = [part.rstrip("\n") for part in _parts(results)]
    return "\n".join(parts).rstrip("\n") + "\n"


def _parts(results: _Results) -> Iterator[str]:
    model, asked = results.model, results.asked
    makers = ", ".join(maker.label for maker in model.decision_makers)
    yield f"{model.title}\n{count(len(model.states), 'state')}; decision makers: {makers}."
    for label in results.silent:
        yield f"{label}: no preference is recorded; taken to be indifferent between all states."
    for label, own in indifferent_about(model):
        yield (
            f"{label}: its preferences do not speak of “{'”, “'.join(own)}”; "
            "it counts as indifferent about that in itself."
        )
    for number, option in enumerate(model.options, 1):
        if number == 1:
            yield "\nOptions, in the order of the letters (Y taken, N not, - either):"
        by = " or ".join(model.decision_makers[it].label for it in option.by)
        yield f"  {number}. {option.id} ({by}): {option.label}"
    rows = results.states if asked.everything or asked.states else results.states[:_MOST_ROWS]
    if rows:
        yield "\n" + tabular(*results.state_table(rows), "table")
        yield "E: equilibrium, nobody would leave; else who would."
    if len(rows) < len(results.states):
        yield f"… and {len(results.states) - len(rows)} more equilibria: --all shows all states."
    if not asked.states:
        yield from _summary(results)
    yield results.marks.legend(results.names)
    if results.reasons:
        yield "\n" + tabular(_REASONS, _cells(_gathered(results.reasons)), "table")
    if asked.why:
        yield "\n" + (
            tabular(_EVIDENCE, _cells(results.evidence), "table")
            if results.evidence
            else "The preferences are rankings of the model file; they rest on no recorded positions."
        )
        yield results.marks.why(results.names)


def _summary(results: _Results) -> Iterator[str]:
    yield ""
    for concept in results.concepts:
        source = results.found
        plain = concept
        if concept not in results.found.stable:
            assert results.together is not None  # noqa: S101 - a coalitional concept comes from there
            plain = concept.removeprefix("C")
            states = results.together.equilibrium_set(plain)
        else:
            states = source.equilibrium_set(concept)
        sign = results.marks.mark(("equilibria", concept))
        name = NAMES[plain] if concept == plain else f"coalitional {NAMES[plain]}"
        number = states.bit_count()
        if not number:
            yield f"{concept} ({name}): no equilibrium{sign}."
            continue
        words = "1 equilibrium" if number == 1 else f"{number:,} equilibria"
        yield f"{concept} ({name}): {words}{sign}."
        if number > 1:
            always, never = in_common(results.model, states)
            if always:
                yield f"  in all of them: {'; '.join(always)}"
            if never:
                yield f"  in none of them: {'; '.join(never)}"


def _gathered(rows: list[ReasonRow]) -> list[ReasonRow]:
    """Rows that differ in the concept alone as one, all its concepts named."""
    concepts: dict[ReasonRow, list[str]] = {}
    for row in rows:
        concepts.setdefault(replace(row, concept=""), []).append(row.concept)
    return [replace(row, concept=" ".join(names)) for row, names in concepts.items()]


def _cells(rows: list[ReasonRow] | list[EvidenceRow]) -> list[list[object]]:
    return [
        ["yes" if it is True else "no" if it is False else it for it in asdict(row).values()]
        for row in rows
    ]


def _csv(results: _Results) -> str:
    """One table: the evidence if it was asked for, else the reasons for states, else the states."""
    if results.asked.why:
        return tabular(_EVIDENCE, _cells(results.evidence), "csv")
    if results.asked.states:
        return tabular(_REASONS, _cells(results.reasons), "csv")
    return tabular(*results.state_table(results.states, signs=False), "csv")


def _json(results: _Results) -> str:
    model = results.model
    data: dict[str, object] = {
        "title": model.title,
        "decision_makers": [asdict(maker) for maker in model.decision_makers],
        "indifferent_about": dict(indifferent_about(model)),
        "indifferent": [model.decision_makers[it].id for it in sorted(model.silent)],
        "options": [
            {"id": it.id, "label": it.label, "by": [model.decision_makers[by].id for by in it.by]}
            for it in model.options
        ],
        "number_of_states": len(model.states),
        "states": [
            {
                "id": row.id,
                "options": row.pattern,
                "words": row.words,
                "equilibrium": row.equilibrium,
                "left_by": row.left_by,
                **(results.marks.fields(results.name(row)) if results.marks.trust else {}),
            }
            for row in results.states
        ],
    }
    if results.marks.trust:
        data["trust"] = {
            it: results.marks.fields(("equilibria", it)) for it in results.found.concepts
        }
    if results.asked.states:
        data["reasons"] = [asdict(row) for row in results.reasons]
    if results.asked.why:
        data["evidence"] = [asdict(row) for row in results.evidence]
    return as_json(data)
