"""What a forecast rests on: who takes part in an issue, each input with where it comes from, and what is
missing.

For each issue with an interval scale:

1. The parties: the principals, whoever has a current position on the issue, and whoever an assumption
   names; without those that an assumption leaves out.
2. Position: the point that the party's current positions are for (demand, proposal, offer, willingness,
   commitment, concession). Several points are not averaged and none is preferred: the input is missing.
   What a party refuses gives no point.
3. Salience: as coded on its current positions on the issue; capability: as coded on the party.
4. An assumption stands in for what is missing, or in place of what is recorded; either way it is marked,
   and what is recorded is kept beside it.

An issue of which any input is missing gets no figure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from detente.graph.analysis.assumptions import Assumptions
from detente.graph.analysis.forecast import (
    CAPABILITY,
    DEFAULT_CHANGE,
    POSITION,
    SALIENCE,
    Actor,
    Forecast,
    forecast,
)
from detente.graph.analysis.recorded import Issue, Position, Recorded, recorded_of
from detente.graph.errors import UsageError
from detente.graph.graph import Graph
from detente.graph.suggest import did_you_mean

_CAPABILITY = """
SELECT DISTINCT ?party ?value {
    ?p neg:capability ?value . OPTIONAL { ?p dct:identifier ?id }
    BIND(COALESCE(?id, STR(?p)) AS ?party)
}
ORDER BY ?party ?value
"""
_SALIENCE = """
SELECT DISTINCT ?position ?value {
    ?p neg:salience ?value . OPTIONAL { ?p dct:identifier ?id }
    BIND(COALESCE(?id, STR(?p)) AS ?position)
}
ORDER BY ?position ?value
"""


# A quantity, its recorded values, the positions they rest on, and the assumed value.
_Known = tuple[str, Sequence[Fraction], Sequence[Position], Fraction | None]


@dataclass(frozen=True, slots=True)
class Input:
    """One number; ``assumed`` if it is the analyst's, with what is ``recorded`` in its place, if anything.

    ``because`` are the positions that the recorded number rests on.
    """

    party: str
    quantity: str
    value: Fraction
    assumed: bool = False
    recorded: tuple[Fraction, ...] = ()
    because: tuple[Position, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """An input that is neither recorded nor assumed, and why."""

    party: str
    quantity: str
    reason: str
    because: tuple[Position, ...] = ()


@dataclass(frozen=True)
class Outlook:
    """One issue: its inputs, what is missing of them, and the forecast if nothing is."""

    issue: Issue
    inputs: tuple[Input, ...]
    missing: tuple[Missing, ...]
    left_out: tuple[str, ...] = ()
    forecast: Forecast | None = None

    @property
    def assumed(self) -> bool:
        """Whether anything here is the analyst's assumption."""
        return bool(self.left_out) or any(it.assumed for it in self.inputs)


def outlook(
    recorded: Recorded,
    issue: str,
    capability: Mapping[str, Sequence[Fraction]],
    salience: Mapping[str, Sequence[Fraction]],
    assumptions: Assumptions,
    change: Fraction = DEFAULT_CHANGE,
) -> Outlook:
    """One issue's inputs and, if they are complete, its forecast.

    ``capability`` is as recorded by party, ``salience`` by position.
    Raises UsageError when ``change`` is out of range.
    """
    left_out = assumptions.without.get(issue, ())
    held = [it for it in recorded.positions if it.issue == issue and it.current]
    named = {
        party for about, party in (*assumptions.position, *assumptions.salience) if about == issue
    }
    named |= {it.party for it in held} | {it.id for it in recorded.parties.values() if it.principal}
    inputs: list[Input] = []
    missing: list[Missing] = []
    for party in sorted(named - set(left_out)):
        own = [it for it in held if it.party == party]
        judged = [it for it in own if it.id in salience]
        stands = [it for it in own if it.direction == "for" and recorded.point(it) is not None]
        points = [Fraction(str(recorded.point(it))) for it in stands]
        saliences = [value for it in judged for value in salience[it.id]]
        known: tuple[_Known, ...] = (
            (POSITION, points, stands, assumptions.position.get((issue, party))),
            (SALIENCE, saliences, judged, assumptions.salience.get((issue, party))),
            (CAPABILITY, capability.get(party, ()), [], assumptions.capability.get(party)),
        )
        for quantity, values, because, assumed in known:
            found = tuple(sorted(set(values)))
            if assumed is not None:
                inputs.append(Input(party, quantity, assumed, True, found, tuple(because)))
            elif len(found) == 1 and _fits(quantity, found[0]):
                inputs.append(Input(party, quantity, found[0], False, found, tuple(because)))
            else:
                seen = because or own if quantity == POSITION else because
                reason = _reason(quantity, found, own)
                missing.append(Missing(party, quantity, reason, tuple(seen)))
    actors = () if missing else _actors(inputs)
    if not missing and not any(it.weight for it in actors):
        missing.append(Missing("", "weight", "no party has a salience and a capability above 0"))
    result = None if missing else forecast(actors, change)
    return Outlook(recorded.issues[issue], tuple(inputs), tuple(missing), left_out, result)


def outlooks_of(
    graph: Graph,
    assumptions: Assumptions | None = None,
    issues: Sequence[str] = (),
    change: Fraction = DEFAULT_CHANGE,
    recorded: Recorded | None = None,
) -> tuple[Outlook, ...]:
    """All issues of a graph with an interval scale, or those named.

    Raises UsageError when a named issue has no such scale, and as ``outlook``.

    >>> import detente
    >>> ceasefire, = outlooks_of(detente.open())
    >>> ceasefire.forecast is None, ("russia", "position") in {
    ...     (it.party, it.quantity) for it in ceasefire.missing}
    (True, True)
    """
    known = recorded or recorded_of(graph)
    scaled = sorted(it.id for it in known.issues.values() if it.scale == "interval")
    for name in issues:
        if name not in scaled:
            advice = did_you_mean(name, scaled, "issues with an interval scale")
            raise UsageError(f"there is no issue '{name}' with an interval scale\n    {advice}")
    capability, salience = (
        _judged(graph, _CAPABILITY, "party"),
        _judged(graph, _SALIENCE, "position"),
    )
    return tuple(
        outlook(known, name, capability, salience, assumptions or Assumptions(), change)
        for name in dict.fromkeys(issues or scaled)
    )


def _judged(graph: Graph, query: str, of: str) -> dict[str, list[Fraction]]:
    found: dict[str, list[Fraction]] = {}
    for row in graph.rows(query):
        found.setdefault(str(row[of]), []).append(Fraction(str(row["value"])))
    return found


def _fits(quantity: str, value: Fraction) -> bool:
    """Whether a number can be what it is recorded as; a dossier's always can, other RDF may not."""
    return quantity == POSITION or 0 <= value <= (1 if quantity == SALIENCE else value)


def _reason(quantity: str, found: Sequence[Fraction], own: Sequence[Position]) -> str:
    if found:
        values = ", ".join(f"{float(it):g}" for it in found)
        return f"several are recorded: {values}" if len(found) > 1 else f"{values} is out of range"
    if quantity == POSITION and own:
        return "what is recorded gives no point that it is for"
    return "not recorded"


def _actors(inputs: Sequence[Input]) -> tuple[Actor, ...]:
    values = {(it.party, it.quantity): it.value for it in inputs}
    return tuple(
        Actor(party, *(values[party, it] for it in (POSITION, SALIENCE, CAPABILITY)))
        for party in dict.fromkeys(it.party for it in inputs)
    )
