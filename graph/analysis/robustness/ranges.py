"""How far figures can be trusted: each worked out again without one source, without one coder, and with
what coders judged by degrees changed.

Steps, for any function from a graph to named figures:
1. Work the figures out on the graph as it is.
2. Leave out one source at a time, then one coder (``left_out``); then take each single step of the weights
   that the figures rest on (``weights``), and work the figures out anew.
3. Do the same for a seeded sample of joint steps, the draws.
4. For each figure: the least and greatest value over all of these and what brought it there, what flipped it
   (``figure`` has the rule), without which sources or coders it falls away, and in how many draws it held.

A figure is *fragile* when one change alone flips it, or when it flips in most draws. That a single step of a
weight makes it fall away counts as a flip.

A figure that falls away without one source *rests on one source*; likewise coder. Whether another source
would tell the same is then not known, so it is never called steady. That is so for everything in a dossier
of one source.

Limits: what is left out is what the dossier has. Sources that copy each other count as several, and what none
of them tells is in no range. The ranges are no confidence intervals.

Leave-one-out is the jackknife's step (Quenouille 1956, Notes on bias in estimation, Biometrika 43) without
its estimate of bias or variance; changing judged weights one at a time and together is sensitivity analysis
as in Saltelli et al. (2008), Global Sensitivity Analysis: The Primer.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING

import pyoxigraph as ox

from detente.graph.analysis.robustness.figure import (
    NUMBER,
    PLACE,
    SHARE,
    Figures,
    Name,
    flips,
    values,
)
from detente.graph.analysis.robustness.left_out import Provenance, provenance, without_places
from detente.graph.analysis.robustness.weights import (
    CONFIDENCE,
    Judged,
    Step,
    drawn,
    steps,
    weights_of,
)
from detente.graph.errors import UsageError
from detente.graph.history.record import Place
from detente.graph.stores.local import LocalStore

if TYPE_CHECKING:
    from detente.graph.graph import Graph

SOURCE, CODER, WEIGHT, DRAW = "source", "coder", "weight", "draw"
FRAGILE, ONE_SOURCE, ONE_CODER, STEADY = "fragile", "one source", "one coder", "steady"
DRAWS = 20
SEED = 1

Measure = Callable[["Graph"], Figures]


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed: a source or a coder left out, a weight's step, or a draw; ``words`` tell it."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Flip:
    """A change that flips a figure, and the value it takes; None where it falls away."""

    change: Change
    value: Hashable | None


@dataclass(frozen=True, slots=True)
class Range:
    """How one figure holds out.

    ``low`` and ``high`` are the extremes of a number or a rank, the value itself included, over all
    changes; None for other answers. ``lowest_without`` and ``highest_without`` tell what brings them about;
    empty where the value itself is the extreme. ``flips`` are the single changes that flip it. ``sources``
    and ``coders`` are those without each of which it falls away. It held in ``held`` of ``draws``.
    """

    figure: Name
    value: Hashable
    low: Fraction | None
    high: Fraction | None
    lowest_without: str
    highest_without: str
    flips: tuple[Flip, ...]
    sources: tuple[str, ...]
    coders: tuple[str, ...]
    held: int
    draws: int

    @property
    def fragile(self) -> bool:
        """Whether one change alone flips it, or most draws do."""
        return bool(self.flips) or 2 * self.held < self.draws

    @property
    def verdict(self) -> str:
        """fragile, one source, one coder (it rests on), or steady; the first that is so."""
        if self.fragile:
            return FRAGILE
        if self.sources:
            return ONE_SOURCE
        return ONE_CODER if self.coders else STEADY


@dataclass(frozen=True)
class Trust:
    """The ranges of all figures by name, and what was tried.

    ``sources`` and ``coders`` are all there are; ``uncoded`` when some sheet names no coder. ``steps``
    counts the single steps of weights, ``draws`` the joint ones.
    """

    ranges: Mapping[Name, Range] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    coders: tuple[str, ...] = ()
    uncoded: bool = False
    steps: int = 0
    draws: int = 0

    def of(self, *name: str) -> Range | None:
        """The range of one figure; None when there is no such figure."""
        return self.ranges.get(name)


def ranges(
    graph: "Graph",
    measure: Measure,
    weights: Collection[str] = (),
    *,
    share: Fraction = SHARE,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Trust:
    """How the figures that ``measure`` gives hold out.

    ``weights`` are the kinds of judgement that the figures rest on (firmness, salience, capability);
    confidence is always among them. ``share`` is how far a number moves before that is a flip. A change under
    which ``measure`` raises UsageError is one under which its figures fall away.

    >>> import detente
    >>> from detente.graph.analysis.robustness.matrix_figures import zone_figures
    >>> from detente.graph.analysis.zopa import zones_of
    >>> trust = ranges(detente.open("tramway-strike"), lambda it: zone_figures(zones_of(it)), ["firmness"])
    >>> trust.of("zone", "wage-rise").verdict
    'one coder'
    """
    base = measure(graph)
    quads = graph.quads
    judged = weights_of(quads, {*weights, CONFIDENCE})
    single = [step for weight in judged for step in steps(weight)]
    found = provenance(quads)
    tried = _Tried(graph, measure)
    outcomes: list[tuple[Change, Figures]] = []
    for kind, places in ((SOURCE, found.sources), (CODER, found.coders)):
        for name, gone in places.items():
            # With nothing left there is nothing to work out.
            after = {} if gone == found.places else tried.without(found, gone)
            outcomes.append((Change(kind, name), after))
    outcomes += [(Change(WEIGHT, step.words), tried.stepped((step,))) for step in single]
    random = Random(seed)  # noqa: S311 - a sample that is the same each time, not a secret
    for number in range(draws if judged else 0):
        taken = drawn(judged, random)
        after = tried.stepped(taken) if taken else base
        outcomes.append((Change(DRAW, f"all weights at once, draw {number + 1}"), after))
    compared = [
        _Outcome(change, after, values(after), flips(base, after, share))
        for change, after in outcomes
    ]
    worth = values(base)
    return Trust(
        {name: _range(name, base, worth[name], compared) for name in base},
        tuple(found.sources),
        tuple(found.coders),
        found.uncoded,
        len(single),
        draws if judged else 0,
    )


class _Tried:
    """Works figures out on graphs that differ little from one graph."""

    def __init__(self, graph: "Graph", measure: Measure) -> None:
        self._graph, self._measure = graph, measure
        self._judged = Judged(graph.quads)
        # One store that is changed and changed back, which takes a tenth of the time of a new one.
        self._store = ox.Store()
        self._store.bulk_extend(LocalStore.in_memory(graph.quads).all_quads())

    def without(self, found: Provenance, places: frozenset[Place]) -> Figures:
        quads = self._judged.quads
        left = frozenset(without_places(self._graph.quads, found, places))
        return self._figures(quads - left, left - quads)

    def stepped(self, taken: Collection[Step]) -> Figures:
        return self._figures(*self._judged.changed(taken))

    def _figures(self, go: Collection[ox.Quad], come: Collection[ox.Quad]) -> Figures:
        from detente.graph.graph import Graph

        # What is there already, or comes back at once, must not be taken away again.
        go, come = set(go) - set(come), set(come) - self._judged.quads
        self._alter(go, come)
        try:
            graph = Graph(self._graph.name, lambda: LocalStore(self._store), base=self._graph.base)
            return self._measure(graph)
        except UsageError:
            return {}
        finally:
            self._alter(come, go)

    def _alter(self, go: Collection[ox.Quad], come: Collection[ox.Quad]) -> None:
        for quad in go:
            self._store.remove(quad)
        self._store.extend(come)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a change makes of the figures: their kinds and values, and which have flipped."""

    change: Change
    figures: Figures
    values: Mapping[Name, Hashable]
    flipped: frozenset[Name]


def _range(name: Name, base: Figures, value: Hashable, outcomes: Iterable[_Outcome]) -> Range:
    ordered = base[name].kind in (NUMBER, PLACE)
    extremes = _Extremes(value) if ordered else None
    flipping: list[Flip] = []
    lost: dict[str, list[str]] = {SOURCE: [], CODER: []}
    held = draws = 0
    for it in outcomes:
        there = name in it.figures
        now = it.values.get(name)
        if there and extremes and it.figures[name].kind in (NUMBER, PLACE):
            extremes.reach(now, it.change)
        flip = not there or name in it.flipped
        if it.change.kind == DRAW:
            draws += 1
            held += not flip
        elif not there and it.change.kind in lost:
            lost[it.change.kind].append(it.change.words)
        elif flip:
            flipping.append(Flip(it.change, now))
    low, high = (extremes.low, extremes.high) if extremes else (None, None)
    return Range(
        name,
        value,
        low,
        high,
        extremes.lowest if extremes else "",
        extremes.highest if extremes else "",
        tuple(flipping),
        tuple(lost[SOURCE]),
        tuple(lost[CODER]),
        held,
        draws,
    )


class _Extremes:
    """The least and the greatest value so far, and the first change that brought each."""

    def __init__(self, value: Hashable) -> None:
        self.low: Fraction = value  # type: ignore[assignment]
        self.high = self.low
        self.lowest = self.highest = ""

    def reach(self, value: Hashable, change: Change) -> None:
        words = f"without {change.words}" if change.kind in (SOURCE, CODER) else change.words
        if value < self.low:  # type: ignore[operator]
            self.low, self.lowest = value, words  # type: ignore[assignment]
        if value > self.high:  # type: ignore[operator]
            self.high, self.highest = value, words  # type: ignore[assignment]


def fragile(trust: Trust) -> Iterator[Range]:
    """The ranges of the fragile figures, in their order."""
    return (it for it in trust.ranges.values() if it.fragile)
