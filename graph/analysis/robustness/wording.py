"""How far a figure holds out, in words: the same wherever a figure is shown."""

from collections.abc import Hashable, Iterable, Iterator
from fractions import Fraction

from detente.graph.analysis.robustness.ranges import (
    CODER,
    FRAGILE,
    ONE_CODER,
    ONE_SOURCE,
    SOURCE,
    STEADY,
    Flip,
    Range,
    Trust,
)

MARKS = {FRAGILE: "~", ONE_SOURCE: "¹", ONE_CODER: "¹", STEADY: ""}
_MOST = 3


def mark(found: Range | None, trust: Trust) -> str:
    """The sign to put behind a figure: ~ fragile, ¹ rests on one source or coder, or none.

    What all figures share, there being one source or one coder, is not marked; ``legend`` says it.
    """
    if found is None:
        return ""
    if found.fragile:
        return MARKS[FRAGILE]
    alone = found.sources if len(trust.sources) > 1 else ()
    coded = found.coders if len(trust.coders) > 1 else ()
    return MARKS[ONE_SOURCE] if alone or coded else ""


def fragility(found: Range | None) -> bool | None:
    """True if fragile, False if steady, None where it cannot be known: it rests on one source or coder."""
    if found is None or found.verdict in (ONE_SOURCE, ONE_CODER):
        return None
    return found.fragile


def because(found: Range | None) -> str:
    """Why a figure is called fragile, or rests on one source or coder; empty when it is steady."""
    return "; ".join(reasons(found))


def reasons(*figures: Range | None) -> tuple[str, ...]:
    """The same of several figures, one by one and each once."""
    return tuple(dict.fromkeys(said for it in figures if it for said in _reasons(it)))


def _reasons(found: Range) -> Iterator[str]:
    yield from map(_flip, found.flips[:_MOST])
    if len(found.flips) > _MOST:
        yield f"{len(found.flips) - _MOST} more"
    if 2 * found.held < found.draws:
        yield f"flips in {found.draws - found.held} of {found.draws} draws"
    for kind, names in ((SOURCE, found.sources), (CODER, found.coders)):
        for name in names:
            yield f"falls away without {kind} {name}"


def _flip(flip: Flip) -> str:
    kind, words = flip.change.kind, flip.change.words
    said = f"without {kind} {words}" if kind in (SOURCE, CODER) else words
    if flip.value is None:
        return f"{said}: falls away"
    value = shown(flip.value)
    return f"{said}: {value}" if value else said


def shown(value: Hashable) -> str:
    """A value in short; nothing for one that takes more than a few words.

    >>> shown(Fraction(1, 3)), shown(("unknown",)), shown(frozenset("ab"))
    ('0.333', 'unknown', '')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Fraction):
        return f"{float(value):.3f}".rstrip("0").rstrip(".")
    if isinstance(value, tuple) and all(isinstance(it, str) for it in value):
        return ", ".join(value)
    return value if isinstance(value, str) else ""


def legend(trust: Trust, figures: Iterable[Range | None] | None = None) -> tuple[str, ...]:
    """The lines below figures that say what their marks mean and what is not known.

    ``figures`` are those that are shown; all of them without. None when there are no figures.
    """
    ranges = trust.ranges.values() if figures is None else figures
    known = [it for it in ranges if it is not None]
    if not known:
        return ()
    marks = {mark(it, trust) for it in known}
    lines = []
    if MARKS[FRAGILE] in marks:
        lines.append(
            "~  fragile: flips without one source or coder, when one judged weight is changed by a step, "
            "or in most draws"
        )
    if MARKS[ONE_SOURCE] in marks:
        lines.append("¹  rests on one source or coder, and falls away without it")
    only = alone(trust)
    if only:
        lines.append(f"All rests on {only}; what others would show is not known.")
    return tuple(lines)


def alone(trust: Trust) -> str:
    """What everything rests on, where that is one source or one coder, or is not recorded; else empty."""
    sources = {0: "no recorded source", 1: "one source"}.get(len(trust.sources), "")
    coders = {0: "coders not recorded", 1: "one coder"}.get(len(trust.coders), "")
    if trust.uncoded and trust.coders:
        coders = ""
    return " and ".join(it for it in (sources, coders) if it)
