"""The results as rows, for tables and files."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from detente.graph.analysis.stability.coalitions import Coalition, CoalitionalStability, Together
from detente.graph.analysis.stability.equilibria import Stability
from detente.graph.analysis.stability.model import Model, members
from detente.graph.analysis.stability.moves import Moves
from detente.graph.analysis.stability.reasons import Reason, coalition_reason, reason, sentence


@dataclass(frozen=True, slots=True)
class StateRow:
    """One state and, by concept, who would leave it: coalitions as ids joined by +; nobody if stable.

    Coalitional concepts have a C before their name.
    """

    id: str
    pattern: str
    words: str
    left_by: Mapping[str, tuple[str, ...]]

    @property
    def equilibrium(self) -> tuple[str, ...]:
        """The concepts under which nobody would leave."""
        return tuple(concept for concept, movers in self.left_by.items() if not movers)


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """Why a state is stable, or not, for one decision maker or coalition under one concept."""

    state: str
    concept: str
    movers: str
    stable: bool
    because: str


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A preference statement, its importance (1 the highest) and the words it rests on."""

    decision_maker: str
    importance: int
    statement: str
    position: str
    quote: str
    source: str


def state_rows(
    found: Stability, together: CoalitionalStability | None = None
) -> Iterator[StateRow]:
    """All states in their order."""
    model = found.model
    for place, state in enumerate(model.states):
        left_by = {
            concept: tuple(
                model.decision_makers[mover].id
                for mover, stable in enumerate(sets)
                if not stable >> place & 1
            )
            for concept, sets in found.stable.items()
        }
        for concept, by_coalition in (together.stable if together else {}).items():
            left_by[f"C{concept}"] = tuple(
                joined(model, coalition)
                for coalition, stable in by_coalition.items()
                if not stable >> place & 1
            )
        yield StateRow(state.id, model.pattern(place), model.described(place), left_by)


def reason_rows(
    found: Stability, names: Iterable[str], together: CoalitionalStability | None = None
) -> Iterator[ReasonRow]:
    """The reasons for some states. Raises UsageError when there is no such state."""
    model = found.model
    places = [model.state(name) for name in names]
    moves = Moves(model)
    joint = Together(moves)
    for place in places:
        for concept in found.concepts:
            for mover in moves.everyone:
                yield _row(model, concept, reason(moves, concept, place, mover))
        for concept, by_coalition in (together.stable if together else {}).items():
            for coalition in by_coalition:
                if len(coalition) > 1:
                    why = coalition_reason(joint, concept, place, coalition)
                    yield _row(model, f"C{concept}", why)


def _row(model: Model, concept: str, why: Reason) -> ReasonRow:
    return ReasonRow(
        model.states[why.state].id,
        concept,
        joined(model, why.movers),
        why.stable,
        sentence(model, why),
    )


def evidence_rows(
    model: Model, quotes: Mapping[str, tuple[tuple[str, str], ...]]
) -> Iterator[EvidenceRow]:
    """The statements that the preferences are made of, each with its positions' words.

    ``quotes`` gives (quote, source) by position. A statement without a position stands alone.
    """
    for maker, levels in zip(model.decision_makers, model.levels, strict=True):
        for importance, level in enumerate(levels, 1):
            for statement in level.statements:
                for position in statement.positions or ("",):
                    for quote, source in quotes.get(position) or (("", ""),):
                        yield EvidenceRow(
                            maker.id, importance, statement.text, position, quote, source
                        )


def indifferent_about(model: Model) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The decision makers whose statements leave out options of their own, with these, by label."""
    for mover, levels in enumerate(model.levels):
        mentioned = {
            bit for level in levels for statement in level.statements for bit in statement.mentions
        }
        own = [
            option.label
            for bit, option in enumerate(model.options)
            if mover in option.by and bit not in mentioned
        ]
        if levels and own:
            yield model.decision_makers[mover].label, tuple(own)


def joined(model: Model, coalition: Coalition) -> str:
    """A coalition as ids joined by +."""
    return "+".join(model.decision_makers[mover].id for mover in coalition)


def in_common(model: Model, states: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The options taken in all of the states of a set, and those taken in none, by label."""
    places = list(members(states))
    patterns = [model.pattern(place) for place in places]
    always, never = [], []
    for bit, option in enumerate(model.options):
        letters = {pattern[bit] for pattern in patterns}
        if letters == {"Y"}:
            always.append(option.label)
        elif letters == {"N"}:
            never.append(option.label)
    return tuple(always), tuple(never)
