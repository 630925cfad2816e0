"""Who is for and against which option, and which stances agree or collide.

A stance is a current position that is for an option (demand, propose, offer, accept, commit, concede)
or against it (refuse). What a party is for, it is for with everything that option entails; what it is
against, it is against in every option that entails it. Warnings, silence and positions without an
option take no part.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from detente.graph.answer import Term
from detente.graph.graph import Graph
from detente.graph.scope import EVERYTHING, Scope
from detente.ontology.codes import ACT
from detente.ontology.terms import CODE

# Within a scope no fixed value and no list of codes: the engine would start from those, and go through all
# that is current, or all positions of an act. Rows are put into order, and acts into directions, below.
_STANCES = """
SELECT ?p ?h ?o ?act {{
    {scope}
    ?p neg:holder ?h ; neg:option ?o ; neg:act ?act ; {current} .
}}
"""
_CURRENT = "neg:status code:current"
_CURRENT_IN_SCOPE = "neg:status ?status . FILTER(?status = code:current)"
_NAMES = """
SELECT ?thing ?id {
    VALUES ?class { neg:Party neg:Option }
    ?thing a ?class ; dct:identifier ?id .
}
"""
_THEIR_NAMES = "SELECT ?thing ?id {{ VALUES ?thing {{ {those} }} ?thing dct:identifier ?id }}"
_FEW = 500
_POSITION_NAMES = "SELECT ?p ?id {{ {scope} ?p neg:option ?o ; dct:identifier ?id }}"
_RELATIONS = """
SELECT DISTINCT ?relation ?one ?other {
    VALUES (?property ?relation) { (neg:entails "entails") (neg:incompatibleWith "incompatible") }
    ?a ?property ?b .
    OPTIONAL { ?a dct:identifier ?aid } OPTIONAL { ?b dct:identifier ?bid }
    BIND(COALESCE(?aid, STR(?a)) AS ?one)
    BIND(COALESCE(?bid, STR(?b)) AS ?other)
}
ORDER BY ?relation ?one ?other
"""


class Stance(NamedTuple):
    """One position for or against one option; all fields are ids."""

    position: str
    party: str
    option: str
    direction: str


@dataclass(frozen=True, slots=True, order=True)
class Meeting:
    """Two stances of different parties that agree or collide; ``one`` is the party that sorts first."""

    one: Stance
    other: Stance


class Relations:
    """How options bear on each other: what entails what, what excludes what."""

    def __init__(
        self, entails: Mapping[str, frozenset[str]], incompatible: Mapping[str, frozenset[str]]
    ) -> None:
        self._entails = entails
        self._incompatible = incompatible
        self._entailed: dict[str, frozenset[str]] = {}
        self._entailing: dict[str, frozenset[str]] = {}

    def entailed(self, option: str) -> frozenset[str]:
        """The option and everything it entails, directly or through others."""
        if option not in self._entailed:
            seen, waiting = {option}, [option]
            while waiting:
                new = self._entails.get(waiting.pop(), frozenset()) - seen
                seen |= new
                waiting += new
            self._entailed[option] = frozenset(seen)
        return self._entailed[option]

    def entailing(self, option: str) -> frozenset[str]:
        """The option and everything that entails it, directly or through others."""
        if self._entails and not self._entailing:
            entailing: dict[str, set[str]] = defaultdict(set)
            for other in self._entails:
                for inner in self.entailed(other):
                    entailing[inner].add(other)
            self._entailing = {name: frozenset(it) for name, it in entailing.items()}
        return self._entailing.get(option, frozenset()) | {option}

    def stands_alone(self, option: str) -> bool:
        """Whether the option entails no other and no other entails it."""
        self.entailing(option)
        return option not in self._entailing

    def excluded(self, option: str) -> frozenset[str]:
        """What is asserted incompatible with the option or with anything it entails."""
        return frozenset().union(
            *(self._incompatible.get(inner, frozenset()) for inner in self.entailed(option))
        )

    def collide(self, one: tuple[str, str], other: tuple[str, str]) -> bool:
        """Whether two stances, each an option and a direction, cannot both be met.

        One is for what the other is against, or each is for an option that excludes the other's.
        """
        directions = {one[1], other[1]}
        if directions == {"for", "against"}:
            wanted, refused = (one, other) if one[1] == "for" else (other, one)
            return refused[0] in self.entailed(wanted[0])
        if directions != {"for"}:
            return False
        return not self.excluded(one[0]).isdisjoint(self.entailed(other[0]))


@dataclass(frozen=True)
class Stances:
    """All stances of a graph and the relations of the options they are about."""

    stances: tuple[Stance, ...]
    relations: Relations

    def agreements(self) -> Iterator[Meeting]:
        """Stances of two parties in the same direction, on options of which one entails the other."""
        for one, other in self._pairs():
            same = one.direction == other.direction
            if same and (
                other.option in self.relations.entailed(one.option)
                or one.option in self.relations.entailed(other.option)
            ):
                yield Meeting(*sorted((one, other), key=lambda stance: stance.party))

    def collisions(self) -> Iterator[Meeting]:
        """Stances of two parties that cannot both be met: one for what the other is against, or each
        for an option that excludes the other's."""
        for one, other in self._pairs():
            if self._collide(one, other):
                yield Meeting(*sorted((one, other), key=lambda stance: stance.party))

    def _collide(self, one: Stance, other: Stance) -> bool:
        return self.relations.collide((one.option, one.direction), (other.option, other.direction))

    def _pairs(self) -> Iterator[tuple[Stance, Stance]]:
        """Pairs of stances of different parties whose options can have to do with each other.

        Options are grouped into families joined by entailment or incompatibility, so that the work
        grows with the pairs that meet and not with all pairs.
        """
        families: dict[str, list[Stance]] = defaultdict(list)
        family = self._families()
        for stance in self.stances:
            families[family[stance.option]].append(stance)
        for members in families.values():
            for index, one in enumerate(members):
                for other in members[index + 1 :]:
                    if one.party != other.party:
                        yield one, other

    def _families(self) -> dict[str, str]:
        import networkx

        graph: networkx.Graph[str] = networkx.Graph()
        graph.add_nodes_from(stance.option for stance in self.stances)
        for option in list(graph):
            graph.add_edges_from((option, entailed) for entailed in self.relations.entailed(option))
            graph.add_edges_from((option, excluded) for excluded in self.relations.excluded(option))
        return {
            option: min(component)
            for component in networkx.connected_components(graph)
            for option in component
        }


def stances_of(graph: Graph, scope: Scope = EVERYTHING) -> Stances:
    """The stances of a graph, in the order of their positions.

    >>> import detente
    >>> found = stances_of(detente.open())
    >>> {meeting.one.party for meeting in found.collisions()} <= {s.party for s in found.stances}
    True
    """
    ids = position_ids(graph, scope)
    named = (it._replace(position=ids.get(it.position, it.position)) for it in held(graph, scope))
    return Stances(tuple(sorted(set(named))), relations_of(graph))


def held(graph: Graph, scope: Scope = EVERYTHING) -> Iterator[Stance]:
    """The stances as they come, each position by its address: most is known without the positions' ids.

    >>> import detente
    >>> {stance.direction for stance in held(detente.open())}
    {'for'}
    """
    directions = {CODE + name: act.direction for name, act in ACT.items()}
    current = _CURRENT if scope.whole else _CURRENT_IN_SCOPE
    found = []
    for terms in graph.terms(_STANCES.format(scope=scope.where(), current=current)):
        position, party, option, act = map(_text, terms)
        direction = directions.get(act)
        if direction in ("for", "against"):
            found.append((position, party, option, direction))
    names = _names(graph, {name for _, party, option, _ in found for name in (party, option)})
    for position, party, option, direction in found:
        yield Stance(position, names.get(party, party), names.get(option, option), direction)


def _names(graph: Graph, things: set[str]) -> dict[str, str]:
    """The ids of parties and options, at least of these; of a few, only theirs are read."""
    query = _NAMES
    if len(things) <= _FEW and all(":" in thing for thing in things):  # none of them blank nodes
        those = " ".join(f"<{thing}>" for thing in sorted(things))
        query = _THEIR_NAMES.format(those=those)
    return {_text(thing): _text(id_) for thing, id_ in graph.terms(query)}


def position_ids(graph: Graph, scope: Scope = EVERYTHING) -> dict[str, str]:
    """The ids of positions that are about an option, by their addresses."""
    found = graph.terms(_POSITION_NAMES.format(scope=scope.where()))
    return {_text(position): _text(id_) for position, id_ in found}


def _text(term: Term | None) -> str:
    return getattr(term, "value", "")


def relations_of(graph: Graph) -> Relations:
    """How the options of a graph bear on each other."""
    relations: dict[str, dict[str, set[str]]] = {
        "entails": defaultdict(set),
        "incompatible": defaultdict(set),
    }
    for row in graph.rows(_RELATIONS):
        one, other = str(row["one"]), str(row["other"])
        relations[str(row["relation"])][one].add(other)
        if row["relation"] == "incompatible":
            relations["incompatible"][other].add(one)
    frozen = {
        name: {option: frozenset(others) for option, others in mapping.items()}
        for name, mapping in relations.items()
    }
    return Relations(frozen["entails"], frozen["incompatible"])
