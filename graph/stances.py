"""Who is for and against which option, and which stances agree or collide.

A stance is a current position that is for an option (demand, propose, offer, accept, commit, concede)
or against it (refuse). What a party is for, it is for with everything that option entails; what it is
against, it is against in every option that entails it. Warnings, silence and positions without an
option take no part.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from detente.graph.graph import Graph

_STANCES = """
SELECT DISTINCT ?position ?party ?option ?direction {
    ?p a neg:Position ; neg:holder ?h ; neg:option ?o ; neg:status code:current ;
       neg:act/skos:broader ?d .
    FILTER(?d IN (code:for, code:against))
    OPTIONAL { ?p dct:identifier ?pid } OPTIONAL { ?h dct:identifier ?hid }
    OPTIONAL { ?o dct:identifier ?oid }
    BIND(COALESCE(?pid, STR(?p)) AS ?position)
    BIND(COALESCE(?hid, STR(?h)) AS ?party)
    BIND(COALESCE(?oid, STR(?o)) AS ?option)
    BIND(IF(?d = code:for, "for", "against") AS ?direction)
}
ORDER BY ?position ?option
"""
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


@dataclass(frozen=True, slots=True, order=True)
class Stance:
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


def stances_of(graph: Graph) -> Stances:
    """The stances of a graph, in the order of their positions.

    >>> import detente
    >>> found = stances_of(detente.open())
    >>> {meeting.one.party for meeting in found.collisions()} <= {s.party for s in found.stances}
    True
    """
    stances = tuple(Stance(**row) for row in graph.rows(_STANCES))  # type: ignore[arg-type]
    return Stances(stances, relations_of(graph))


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
