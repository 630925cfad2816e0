"""Section 3: sticking points in both sides' words, ranked as ``detente matrix`` ranks them."""

from detente.graph.analysis.distance import distances
from detente.graph.analysis.robustness.matrix_figures import sticking_name
from detente.graph.analysis.sticking import Ranked, ranked
from detente.graph.brief.model import ASIDE, Grid, Part, Row, Section, Statement
from detente.graph.brief.telling import Telling
from detente.graph.brief.wording import said
from detente.graph.summary import sticking_points
from detente.ontology.terms import neg

_INTRO = (
    "Pairs of current positions that cannot both be met, in the order of detente matrix: first those that "
    "the sources word most firmly, then those farthest apart. Importance is not weighed. Demand, offer and "
    "the like are the coder’s terms for the act; a demand asks or requires."
)
_AGAIN = (
    "the ranking without each source, coder and uncertain position, and with each firmness changed"
)
_NONE = (
    "No two current positions of different parties are recorded as impossible to meet together; which "
    "options exclude each other is as the agenda has it"
)


def sticking(telling: Telling) -> Section:
    """What cannot both be met, both sides' words side by side."""
    points = [it for it in _ranked(telling) if _concerns(telling, it)]
    most = telling.limits.sticking
    headers = (Part("Issue"), Part("One side"), Part("The other"))
    more = telling.more(len(points) - most, "sticking point", "matrix sticking")
    rows = tuple(_row(telling, number, it) for number, it in enumerate(points[:most], 1))
    fragile = [f"{n} ({row.fragile})" for n, row in enumerate(rows, 1) if row.fragile]
    below = () if points else (said(_NONE, searched=telling.searched),)
    if fragile:
        lead = f"~ Fragile in their place: {'; '.join(fragile)}"
        below = (said(lead, searched=_AGAIN),)
    grid = Grid(
        headers,
        rows,
        below,
        (more,) if more else (),
        key="sticking",
    )
    return Section(
        "sticking", "Sticking points, in both sides’ words", (grid,), _INTRO if points else ""
    )


def _ranked(telling: Telling) -> tuple[Ranked, ...]:
    points = sticking_points(telling.graph)
    return ranked(points, telling.recorded, distances(telling.recorded)) if points else ()


def _concerns(telling: Telling, it: Ranked) -> bool:
    """Whether both sides are of parties asked for, on an issue asked for."""
    sides = [telling.position(side.position) for side in (it.point.one, it.point.other)]
    parties = all(telling.of_party(telling.id_of(side, neg.holder)) for side in sides)
    return parties and any(telling.on_issue(issue) for issue in it.issues)


def _row(telling: Telling, number: int, it: Ranked) -> Row:
    about: list[Part] = [Part(f"{number} ")]
    for place, name in enumerate(it.issues):
        about += [Part(" / "), telling.issue(name)] if place else [telling.issue(name)]
    about.append(Part(f" – {it.because}", ASIDE))
    sides = sorted(
        (it.point.one.position, it.point.other.position),
        key=lambda name: (
            telling.rank(telling.id_of(telling.position(name), neg.holder)),
            name,
        ),
    )
    fragile = telling.footing.fragile("matrix", sticking_name(it))
    return Row(tuple(about), tuple((_side(telling, name),) for name in sides), fragile)


def _side(telling: Telling, name: str) -> Statement:
    position = telling.position(name)
    return said(telling.in_words(position), Part(f" – {telling.codes(position)}", ASIDE))
