"""What the analysis finds, for the panels of the page: scales with their zones, sticking points, loops.

The methods are those of ``detente.graph.analysis``; here their results become plain data that names the
page's things by key, so that every mark and every sentence leads to its quotes. Scales and sticking points
are not reckoned for a graph in which more than ``MOST_PAIRS`` of positions would have to be compared, or
more than ``MOST_STEPS`` taken to see what every position says of every point; then the page says so.
Beside what is fragile stand a mark and the reasons (``trust``).
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from detente.exports.explorer.trust import Notes, distance_names, notes
from detente.graph.analysis.distance import Distance, distances
from detente.graph.analysis.linkage import linkage_of
from detente.graph.analysis.loops import loops
from detente.graph.analysis.recorded import Position, Recorded, recorded_of
from detente.graph.analysis.robustness.linkage_figures import loop_name, waiver_name
from detente.graph.analysis.robustness.matrix_figures import sticking_name
from detente.graph.analysis.sequence import sequence
from detente.graph.analysis.sticking import REFUSED, ranked
from detente.graph.analysis.waivers import waivers
from detente.graph.analysis.zopa import Zone, zone, zones
from detente.graph.graph import Graph
from detente.graph.summary import sticking_points

Thing = Mapping[str, Any]

MOST_PAIRS = 100_000
MOST_STEPS = 2_000_000
MOST_STICKING = 100
MOST_LOOPS = 20
EFFORT = 500  # steps of search for the smallest waivers: a page is made at once

_SCALED = ("ordinal", "interval")


class _Keys:
    """The key on the page of what the analysis names by its id, or by its address where it has none."""

    def __init__(self, things: Sequence[Thing], base: str) -> None:
        self._of: dict[tuple[str, str], str] = {}
        for thing in things:
            kind, key = thing["kind"], thing["key"]
            name = thing.get("id", key) or thing.get("iri", f"{base}{kind}/{key}")
            self._of.setdefault((kind, str(name)), key)

    def __call__(self, kind: str, name: str) -> str:
        return self._of.get((kind, name), name)

    def many(self, kind: str, names: Sequence[str]) -> list[str]:
        return [self(kind, name) for name in names]


def findings(
    things: Sequence[Thing],
    graph: Graph,
    base: str = "",
    *,
    colliding: bool = True,
    trust: bool | None = None,
) -> dict[str, Any]:
    """``scales``, ``sticking`` and ``linkage`` of a graph whose ``things`` the page shows.

    ``base`` is the beginning of addresses that ``things`` leaves out; ``colliding`` says whether any two
    positions are known to collide, so that a large graph in which none do need not be asked again; ``trust``
    whether to work out how far the figures hold out, which is done by itself for a small graph.

    >>> import detente
    >>> from detente.exports.explorer.payload import build
    >>> graph = detente.open("tramway-strike")
    >>> found = findings(build(graph)["things"], graph)
    >>> [scale["answer"] for scale in found["scales"]], found["linkage"]["waivers"][0]["sets"]
    (['unknown', 'unknown'], [['as-long-as-talks-go-on'], ['as-long-as-trams-run']])
    """
    keys = _Keys(things, base)
    held = [thing for thing in things if thing["kind"] == "position"]
    found: dict[str, Any] = {}
    too_many = _too_many(things, held)
    scaled = any(it.get("scale") in _SCALED for it in things if it["kind"] == "issue")
    hanging = any("conditions" in it for it in held)
    some = held and not too_many and (colliding or scaled or hanging)
    known = notes(graph, trust) if some else Notes()
    if too_many:
        found["tooMany"] = True
    elif colliding or scaled:
        recorded = recorded_of(graph)
        apart = distances(recorded)
        found["scales"] = _scales(recorded, apart, keys, known)
        found["scalesLegend"] = known.legend()
        if colliding:
            found.update(_sticking(graph, recorded, apart, keys, known))
            found["stickingLegend"] = known.legend()
    if hanging:
        found["linkage"] = _linkage(graph, keys, known)
        found["linkage"]["legend"] = known.legend()
    return found


def _too_many(things: Sequence[Thing], held: Sequence[Thing]) -> bool:
    on_issue = Counter(str(it.get("issue", "")) for it in held)
    kinds = Counter(str(it["kind"]) for it in things)
    points = sum("value" in it for it in things if it["kind"] in ("option", "position"))
    pairs = sum(number * (number - 1) // 2 for number in on_issue.values())
    return pairs > MOST_PAIRS or points * kinds["party"] * len(held) > MOST_STEPS


def _scales(
    recorded: Recorded, apart: Sequence[Distance], keys: _Keys, known: Notes
) -> list[dict[str, Any]]:
    """Each scaled issue: its points, who is where, and what is known of a zone between the principals."""
    made = []
    for answered in zones(recorded):
        holders = {it.party for it in recorded.positions if it.issue == answered.issue}
        parties = [*answered.parties, *sorted(holders - set(answered.parties))]
        whole = zone(recorded, answered.issue, parties)
        if whole.points:
            scale = _scale(recorded, answered, whole, keys)
            if note := known.of(("zone", answered.issue)):
                scale["note"] = note
            own = [it for it in apart if it.issue == answered.issue]
            if between := _apart(own, answered.parties, keys, known):
                scale["apart"] = between
            made.append(scale)
    return made


def _apart(
    found: Sequence[Distance], parties: Sequence[str], keys: _Keys, known: Notes
) -> list[list[Any]]:
    """Pairs of parties of whose distance something is to be noted."""
    pairs: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for it in found:
        if it.one.party in parties and it.other.party in parties:
            pairs[it.one.party, it.other.party].append((it.one.id, it.other.id))
    noted = ((pair, known.of(*distance_names(between))) for pair, between in pairs.items())
    return [[*keys.many("party", pair), note] for pair, note in noted if note]


def _scale(recorded: Recorded, answered: Zone, whole: Zone, keys: _Keys) -> dict[str, Any]:
    marks: dict[str, list[list[Any]]] = {party: [] for party in whole.parties}
    for number, point in enumerate(whole.points):
        for ruling in point.rulings:
            for it in ruling.because:
                inside = (
                    it.direction == "for"
                    and it.issue == whole.issue
                    and recorded.point(it) == point.at
                )
                mark = [number, "in" if inside else "out", keys("position", it.id)]
                marks[ruling.party].append(mark)
    scale: dict[str, Any] = {
        "issue": keys("issue", whole.issue),
        "between": keys.many("party", answered.parties),
        "answer": answered.answer,
        "points": [[float(it.at), keys.many("option", it.options)] for it in whole.points],
        "lanes": [[keys("party", party), marks[party]] for party in whole.parties],
    }
    if agreed := [at for at, it in enumerate(whole.points) if _agreed(answered, it.at)]:
        scale["agreed"] = agreed
    if answered.clash:
        scale["clash"] = keys.many("position", [it.id for it in answered.clash])
    if answered.missing:
        scale["missing"] = keys.many("party", answered.missing)
    return scale


def _agreed(answered: Zone, at: object) -> bool:
    return any(it.at == at for it in answered.agreed)


def _sticking(
    graph: Graph, recorded: Recorded, apart: Sequence[Distance], keys: _Keys, known: Notes
) -> dict[str, Any]:
    """Pairs of positions that cannot both be met, the firmest first: both, whether refused, how far."""
    held: dict[str, Position] = {it.id: it for it in recorded.positions}
    points = [
        it for it in sticking_points(graph) if it.one.position in held and it.other.position in held
    ]
    if not points:
        return {}
    order = ranked(points, recorded, apart)
    rows = [
        [
            keys("position", it.point.one.position),
            keys("position", it.point.other.position),
            int(it.because == REFUSED),
            None if it.apart is None else round(float(it.apart), 3),
            known.of(sticking_name(it)),
        ]
        for it in order[:MOST_STICKING]
    ]
    return {"sticking": rows, "stickingInAll": len(order)}


def _linkage(graph: Graph, keys: _Keys, known: Notes) -> dict[str, Any]:
    """Loops as their steps, the smallest sets of conditions that break them, and whether an order exists."""
    linkage = linkage_of(graph)

    def node(name: str) -> str:
        return keys("condition" if name in linkage.conditions else "option", name)

    found = loops(linkage, most=MOST_LOOPS)
    return {
        "loops": [
            [
                {
                    "first": node(step.first),
                    "then": node(step.then),
                    "by": [
                        [keys("position", it.position), keys("condition", it.condition)]
                        for it in step.links
                    ],
                }
                for step in loop
            ]
            for loop in found.loops
        ],
        "notes": [known.of(loop_name(loop)) for loop in found.loops],
        "complete": found.complete,
        "waivers": [
            {
                "sets": [keys.many("condition", it) for it in knot.waivers],
                "exact": knot.exact,
                "note": known.of(*(waiver_name(it) for it in knot.waivers)),
            }
            for knot in (waivers(linkage, effort=EFFORT) if found.loops else ())
        ],
        "order": sequence(linkage).complete,
        "orderNote": known.of(("sequence",)),
    }
