"""What coders judge by degrees, and the steps by which each is changed.

- *firmness*: one degree firmer and one softer (hinted, open, stated, insisted, red line);
- *salience* and *capability*, where recorded: a tenth of themselves more and less (salience at most 1);
- *confidence*: no figure is weighed by it. It says how sure a coder is that a position is there, so its
  step is that the position is not: those of a confidence below 0.8 are left out, one at a time.

All at once, by a seeded sample: in each draw every firmness, salience and capability is a step less, the same
or a step more, each as likely, and every position is left out with the chance that its confidence leaves (one
of 0.95 in a draw of twenty).

Limits: a step is a convention, and the draws take the coder's judgements as independent; which steps they
take depends on the order of ids. A confidence that is not recorded is taken as 1.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from random import Random

import pyoxigraph as ox

from detente.graph.encode import decimal_literal
from detente.graph.history.pruning import TYPE, links, with_support, without
from detente.ontology.codes import FIRMNESS as DEGREES
from detente.ontology.prefixes import expand
from detente.ontology.terms import CODE, code, neg

FIRMNESS, SALIENCE, CAPABILITY, CONFIDENCE = "firmness", "salience", "capability", "confidence"
DOUBTFUL = Decimal("0.8")

_STEP = Decimal("0.1")
_PROPERTIES = {
    neg.firmness: FIRMNESS,
    neg.salience: SALIENCE,
    neg.capability: CAPABILITY,
    neg.confidence: CONFIDENCE,
}
_IDENTIFIER = expand("dct:identifier")
_FIRMER = dict(pairwise(sorted(DEGREES, key=lambda it: DEGREES[it].rank)))
_SOFTER = {firmer: softer for softer, firmer in _FIRMER.items()}

Quads = tuple[ox.Quad, ...]
Delta = tuple[Collection[ox.Quad], Collection[ox.Quad]]  # what goes, what comes
_Value = ox.NamedNode | ox.Literal


@dataclass(frozen=True, slots=True)
class Weight:
    """One judgement: of what kind, about which node (with its id), and its value as a term."""

    kind: str
    name: str
    node: str
    value: _Value

    @property
    def number(self) -> Decimal | None:
        """The value of what is judged by a number; None where it is none."""
        try:
            number = Decimal(self.value.value)
        except ArithmeticError:
            return None
        return number if number.is_finite() else None


@dataclass(frozen=True, slots=True)
class Step:
    """A weight changed to ``value``, or its position left out where that is None."""

    weight: Weight
    value: _Value | None

    @property
    def words(self) -> str:
        """The step as people read it."""
        if self.value is None:
            return f"without {self.weight.name} (confidence {self.weight.value.value})"
        was, now = (it.value.removeprefix(CODE) for it in (self.weight.value, self.value))
        return f"{self.weight.kind} of {self.weight.name} {now} instead of {was}"


def weights_of(quads: Iterable[ox.Quad], kinds: Collection[str]) -> tuple[Weight, ...]:
    """The judgements of some kinds, in the order of kind and id.

    Firmness and salience of current positions alone: no figure rests on those of others.

    >>> import detente
    >>> first = weights_of(detente.open().quads, ["firmness"])[0]
    >>> first.name, first.value.value.rpartition("/")[2]
    ('russia-compromise', 'stated')
    """
    ids: dict[str, str] = {}
    current: set[str] = set()
    positions: set[str] = set()
    judged: list[tuple[str, str, _Value]] = []
    for quad in quads:
        subject, value = quad.subject, quad.object
        if not isinstance(subject, ox.NamedNode) or not isinstance(
            value, (ox.NamedNode, ox.Literal)
        ):
            continue
        name = quad.predicate.value
        if name == _IDENTIFIER:
            ids[subject.value] = value.value
        elif name == neg.status and value.value == code.current:
            current.add(subject.value)
        elif name == TYPE and value.value == neg.Position:
            positions.add(subject.value)
        elif name in _PROPERTIES:
            judged.append((_PROPERTIES[name], subject.value, value))
    found = {
        Weight(kind, ids.get(node, node), node, value)
        for kind, node, value in judged
        if kind in kinds
        and (kind not in (FIRMNESS, SALIENCE) or node in current)
        and (kind != CONFIDENCE or node in positions)
    }
    return tuple(sorted(found, key=lambda it: (it.kind, it.name, it.node, it.value.value)))


def steps(weight: Weight) -> tuple[Step, ...]:
    """The ways to change one weight alone, less before more.

    >>> stated = Weight("firmness", "a", "", ox.NamedNode(code.stated))
    >>> [step.words for step in steps(stated)]
    ['firmness of a open instead of stated', 'firmness of a insisted instead of stated']
    """
    if weight.kind == CONFIDENCE:
        number = weight.number
        return (Step(weight, None),) if number is not None and number < DOUBTFUL else ()
    if weight.kind == FIRMNESS:
        degree = weight.value.value.removeprefix(CODE)
        near = (_SOFTER.get(degree), _FIRMER.get(degree))
        return tuple(Step(weight, ox.NamedNode(CODE + it)) for it in near if it)
    number = weight.number
    if number is None:
        return ()
    most = max(number, Decimal(1)) if weight.kind == SALIENCE else None
    changed = (number * (1 - _STEP), number * (1 + _STEP))
    capped = (it if most is None else min(it, most) for it in changed)
    return tuple(Step(weight, decimal_literal(it)) for it in capped if it != number)


def drawn(weights: Iterable[Weight], random: Random) -> tuple[Step, ...]:
    """One draw: a step, or none, of each weight."""
    found = []
    for weight in weights:
        if weight.kind == CONFIDENCE:
            chance = random.random()
            if weight.number is not None and chance >= weight.number:
                found.append(Step(weight, None))
        else:
            step = random.choice((None, *_both(weight)))
            if step:
                found.append(step)
    return tuple(found)


def _both(weight: Weight) -> tuple[Step | None, Step | None]:
    """The step down and the step up; None where there is none, so that it stays as it is."""
    possible = steps(weight)
    if len(possible) == 2:
        return possible[0], possible[1]
    return (possible[0] if possible else None), None


class Judged:
    """The quads of a graph, kept so that steps are told as quads that go and quads that come."""

    def __init__(self, quads: Quads) -> None:
        self.quads = frozenset(quads)
        self._links = links(quads)
        self._saying: dict[tuple[str, str, str], list[ox.Quad]] = defaultdict(list)
        for quad in quads:
            kind = _PROPERTIES.get(quad.predicate.value)
            if kind and isinstance(quad.subject, ox.NamedNode):
                value = getattr(quad.object, "value", "")
                self._saying[kind, quad.subject.value, value].append(quad)

    def changed(self, taken: Collection[Step]) -> Delta:
        """What steps do, wherever the judgement stands; what is left out takes its support along."""
        values = [step for step in taken if step.value is not None]
        gone = {step.weight.node for step in taken if step.value is None}
        come: set[ox.Quad] = set()
        go: set[ox.Quad] = set()
        for step in values:
            weight = step.weight
            for quad in self._saying[weight.kind, weight.node, weight.value.value]:
                go.add(quad)
                if weight.node not in gone:
                    value = step.value or weight.value
                    come.add(ox.Quad(quad.subject, quad.predicate, value, quad.graph_name))
        if gone:
            free = {old for old, new in self._links.superseding().items() if new <= gone} - gone
            left = frozenset(without(self.quads, with_support(self._links, gone), free))
            go |= self.quads - left
            come |= left - self.quads
        return go, come
