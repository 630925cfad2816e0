"""Why a state is stable for someone, or who would leave it by which move."""

from collections.abc import Iterable
from dataclasses import dataclass

from detente.graph.analysis.stability.coalitions import Coalition, Together, coalitions
from detente.graph.analysis.stability.concepts import CONCEPTS, sim
from detente.graph.analysis.stability.model import Model, members
from detente.graph.analysis.stability.moves import Moves
from detente.graph.analysis.stability.paths import Step, shortest_path


@dataclass(frozen=True, slots=True)
class Improvement:
    """A move to something better, and how the others could answer it.

    ``answer`` is a shortest legal sequence that deters it, its last step the sanction; empty when
    nothing does. Under simultaneous stability it is one step of all who move at the same time.
    """

    to: int
    answer: tuple[Step, ...]

    @property
    def deterred(self) -> bool:
        """Whether some answer takes the gain away."""
        return bool(self.answer)


@dataclass(frozen=True, slots=True)
class Reason:
    """Whether ``state`` is stable for ``movers`` under ``concept``, and each improvement from it."""

    state: int
    movers: Coalition
    concept: str
    improvements: tuple[Improvement, ...]

    @property
    def stable(self) -> bool:
        """Stable when each improvement is deterred, and so when there is none."""
        return all(it.deterred for it in self.improvements)


def reason(moves: Moves, concept: str, state: int, mover: int) -> Reason:
    """The reason for one decision maker."""
    return Reason(
        state,
        (mover,),
        concept,
        tuple(
            Improvement(better, _answer(moves, concept, state, mover, better))
            for better in members(moves.improvements[mover][state])
        ),
    )


def _answer(moves: Moves, concept: str, state: int, mover: int, better: int) -> tuple[Step, ...]:
    sanctions = CONCEPTS[concept](moves, mover, state, better)
    if not sanctions:
        return ()
    others = moves.others((mover,))
    if concept == "SIM":
        return (_at_once(moves, state, mover, better, others),)
    arcs = moves.improvements if concept == "SEQ" else moves.model.reach
    return shortest_path({(it,): arcs[it] for it in others}, better, sanctions)


def _at_once(moves: Moves, state: int, mover: int, better: int, others: Coalition) -> Step:
    """The smallest group of others whose moves at the same time take the gain away."""
    return next(
        Step(group, next(members(harm)))
        for group in coalitions(others)
        if (harm := sim.sanctions(moves, mover, state, better, group))
    )


def coalition_reason(together: Together, concept: str, state: int, coalition: Coalition) -> Reason:
    """The reason for a coalition."""
    moves = together.moves
    others = moves.others(coalition)
    harm = together.harm(coalition, state)
    found = []
    for better in members(together.improvements(coalition)[state]):
        sanctions = 0
        for answer in together.sanctions(concept, coalition, harm, better):
            sanctions |= 1 << answer
        arcs: dict[Coalition, tuple[int, ...]] = (
            together.arcs(others)
            if concept == "SEQ"
            else {(it,): moves.model.reach[it] for it in others}
        )
        path = shortest_path(arcs, better, sanctions) if sanctions else ()
        found.append(Improvement(better, path))
    return Reason(state, coalition, concept, tuple(found))


def sentence(model: Model, why: Reason) -> str:
    """A reason in words, naming decision makers by their labels and states by their ids."""
    who = _names(model, why.movers)
    if not why.improvements:
        return f"{who} can move to nothing better."
    open_ways = [it for it in why.improvements if not it.deterred]
    if open_ways:
        ends = _or(_state(model, it.to) for it in open_ways)
        return f"{who} would move to {ends}{'' if why.concept == 'R' else ', and no answer deters it'}."
    return " ".join(_deterred(model, who, why.concept, it) for it in why.improvements)


def _deterred(model: Model, who: str, concept: str, it: Improvement) -> str:
    if concept == "SIM":
        (step,) = it.answer
        movers = _names(model, step.movers)
        return (
            f"{who} could move to {_state(model, it.to)}, but if {movers} moved at the same time, all "
            f"might end in {_state(model, step.to)}."
        )
    way = ", then ".join(
        f"{_names(model, step.movers)} to {_state(model, step.to)}" for step in it.answer
    )
    trap = ", with no way out" if concept == "SMR" else ""
    return (
        f"{who} could move to {_state(model, it.to)}, but then {way}: no better than before{trap}."
    )


def _names(model: Model, movers: Coalition) -> str:
    labels = [model.decision_makers[it].label for it in movers]
    return " and ".join(filter(None, [", ".join(labels[:-1]), labels[-1]]))


def _state(model: Model, place: int) -> str:
    return model.states[place].id


def _or(names: Iterable[str]) -> str:
    found = list(names)
    return " or ".join(filter(None, [", ".join(found[:-1]), found[-1]]))
