"""What package search looks at: issues, their options, and who wants what of them.

Plain data, so that a search can be set up by hand as well as read from a graph.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from detente.graph.stances import Relations

NO_RELATIONS = Relations({}, {})

# Firmness codes with their rank in the ontology: how much it says for a position to move.
FIRMNESS: Mapping[str, int] = {"red-line": 5, "insisted": 4, "stated": 3, "open": 2, "hinted": 1}
ACTS = ("demand", "propose", "offer", "accept", "commit", "concede", "refuse")


@dataclass(frozen=True, slots=True)
class Issue:
    """A question to be settled; ``scale`` is nominal, ordinal or interval."""

    id: str
    label: str
    scale: str = "nominal"
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to one issue; ``value`` is its rank or measure on a scaled issue."""

    id: str
    issue: str
    label: str = ""
    value: Fraction | None = None
    performers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """What one party holds for or against one option, and in whose words.

    ``conditions`` are options all of which have to hold for it. ``outside`` are conditions that are
    no options: whether they are met is not for a package to say.
    """

    id: str
    party: str
    option: str
    direction: str = "for"
    act: str = "demand"
    firmness: str = "stated"
    salience: Fraction | None = None
    conditions: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def rank(self) -> int:
        """How firm, 5 (red line) to 1 (hinted); ``stated`` where no firmness is recorded."""
        return FIRMNESS.get(self.firmness, FIRMNESS["stated"])


@dataclass(frozen=True)
class Situation:
    """Parties by id, issues, options, positions, and how options bear on each other.

    ``recorded`` are the pairs (party, issue) of which anything at all is recorded, silence included.
    """

    parties: Mapping[str, str]
    issues: tuple[Issue, ...]
    options: tuple[Option, ...]
    positions: tuple[Position, ...]
    relations: Relations = NO_RELATIONS
    recorded: frozenset[tuple[str, str]] = frozenset()
    _options: dict[str, Option] = field(init=False, repr=False, compare=False)
    _issues: dict[str, Issue] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_options", {option.id: option for option in self.options})
        object.__setattr__(self, "_issues", {issue.id: issue for issue in self.issues})
        for option in self.options:
            if option.issue not in self._issues:
                raise ValueError(f"option '{option.id}' is of an unknown issue '{option.issue}'")
        for position in self.positions:
            for option_id in (position.option, *position.conditions):
                if option_id not in self._options:
                    raise ValueError(f"'{position.id}' is about an unknown option '{option_id}'")

    def option(self, option: str) -> Option:
        return self._options[option]

    def issue_of(self, option: str) -> Issue:
        return self._issues[self._options[option].issue]

    def entailed(self, option: str) -> frozenset[str]:
        """The option and everything it entails among the options of this situation."""
        return frozenset(it for it in self.relations.entailed(option) if it in self._options)

    def label(self, option: str) -> str:
        return self._options[option].label or option

    def party(self, party: str) -> str:
        return self.parties.get(party, party)

    def only(self, issues: Iterable[str] = (), parties: Iterable[str] = ()) -> "Situation":
        """The part on some issues, and with the positions of some parties alone; none named: all.

        A condition on an option that is left out becomes one outside the package.
        """
        about, held_by = set(issues) or set(self._issues), set(parties) or None
        options = tuple(option for option in self.options if option.issue in about)
        known = {option.id for option in options}
        positions = tuple(
            _within(position, known, self)
            for position in self.positions
            if position.option in known and (held_by is None or position.party in held_by)
        )
        kept = tuple(issue for issue in self.issues if issue.id in about)
        return Situation(
            self.parties, kept, options, positions, self.relations, recorded=self.recorded
        )

    def without(self, positions: Iterable[str]) -> "Situation":
        """The same situation once the given positions have moved out of the way."""
        gone = set(positions)
        left = tuple(position for position in self.positions if position.id not in gone)
        return Situation(
            self.parties, self.issues, self.options, left, self.relations, recorded=self.recorded
        )


def _within(position: Position, known: set[str], situation: Situation) -> Position:
    lost = tuple(situation.label(it) for it in position.conditions if it not in known)
    if not lost:
        return position
    return replace(
        position,
        conditions=tuple(it for it in position.conditions if it in known),
        outside=(*position.outside, *lost),
    )
