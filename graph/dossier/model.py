"""What a dossier says, as frozen data. Every item remembers the file, line and column it came from."""

from dataclasses import dataclass, field
from decimal import Decimal

from detente.graph.errors import Location

NOWHERE = Location("")


@dataclass(frozen=True, slots=True)
class Thing:
    """What parties, people and places have in common."""

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    same_as: str | None = None
    note: str | None = None
    at: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Party(Thing):
    """A collective that can hold a position."""

    capability: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """An office as the agenda lists it: a party and a title."""

    party: str
    title: str
    at: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Person(Thing):
    """Someone who speaks."""

    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Place(Thing):
    """Where things happen."""


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer to one issue, whoever favours it."""

    id: str
    issue: str
    label: str
    value: Decimal | None = None
    performer: tuple[str, ...] = ()
    affects: tuple[str, ...] = ()
    entails: tuple[str, ...] = ()
    incompatible_with: tuple[str, ...] = ()
    note: str | None = None
    at: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Issue:
    """A question the negotiation has to settle."""

    id: str
    question: str
    label: str
    scale: str = "nominal"
    unit: str | None = None
    broader: str | None = None
    options: tuple[Option, ...] = ()
    note: str | None = None
    at: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class OutsideDate:
    """A date no coded text gives, and how it is known."""

    about: str
    date: str
    basis: str
    url: str | None = None
    at: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Span:
    """An exact passage of a text: offsets in Unicode code points, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One act of saying, as one document reports it; ``passage`` is where it is reported."""

    passage: Span
    mode: str
    speaker: str | None = None
    on_behalf_of: str | None = None
    addressee: tuple[str, ...] = ()
    made_during: str | None = None
    hedge: str | None = None
    time: str | None = None
    quoted_from: "Statement | None" = None
    at: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The narrowest words that carry an item, and the statement they are part of."""

    quote: Span
    statement: Statement


@dataclass(frozen=True, slots=True)
class Office:
    """An office the text names, with the words that name it."""

    person: str
    party: str
    title: str
    evidence: tuple[Evidence, ...]
    at: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Condition:
    """What a position depends on."""

    id: str
    label: str
    quote: Span
    party: str | None = None
    option: str | None = None
    at: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Position:
    """What one party holds on one issue, as shown by statements."""

    id: str
    holder: str
    issue: str
    act: str
    confidence: Decimal
    evidence: tuple[Evidence, ...]
    option: str | None = None
    value: Decimal | None = None
    firmness: str | None = None
    status: str | None = None
    continuity: str | None = None
    addressee: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    rationale: str | None = None
    from_: str | None = None
    until: str | None = None
    supersedes: tuple[str, ...] = ()
    salience: Decimal | None = None
    note: str | None = None
    at: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Claim:
    """How things are said to be. Recording a claim does not assert it."""

    id: str
    kind: str
    label: str
    confidence: Decimal
    evidence: tuple[Evidence, ...]
    about: tuple[str, ...] = ()
    value: Decimal | None = None
    unit: str | None = None
    contradicts: tuple[str, ...] = ()
    note: str | None = None
    at: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, is going on, or is announced."""

    id: str
    label: str
    status: str
    evidence: tuple[Evidence, ...]
    participants: tuple[str, ...] = ()
    place: str | None = None
    date: str | None = None
    time: str | None = None
    same_event_as: tuple[str, ...] = ()
    note: str | None = None
    at: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Source:
    """One fixed text and what is known about it."""

    name: str
    text: str
    sha256: str
    language: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    said: str | None = None
    published: str | None = None
    recorded: str | None = None
    url: str | None = None
    at: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Coding:
    """Who coded a text, and when."""

    coder: str
    date: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one source text says. ``name`` is the sheet's file name without its ending."""

    name: str
    source: Source
    coding: Coding | None = None
    offices: tuple[Office, ...] = ()
    positions: tuple[Position, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Dossier:
    """A negotiation: its agenda and the coding sheets of its source texts."""

    id: str
    title: str
    base: str
    principals: tuple[str, ...]
    parties: tuple[Party, ...]
    issues: tuple[Issue, ...]
    people: tuple[Person, ...] = ()
    places: tuple[Place, ...] = ()
    outside: tuple[OutsideDate, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    language: str = "en"
    description: str | None = None
    at: Location = field(default=NOWHERE, compare=False)
