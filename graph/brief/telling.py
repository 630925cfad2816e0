"""Positions in words: what all sections of a brief share.

The verbs are the weakest that the definition of each act allows, because one verb has to fit every source:
"asks for" stands for what is coded as a demand, however it was put. How strongly is said by the firmness,
and by the words in the footnote.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from detente.graph.analysis.recorded import Recorded, recorded_of
from detente.graph.brief.asked import Asked
from detente.graph.brief.footing import Footing
from detente.graph.brief.limits import Limits
from detente.graph.brief.model import ASIDE, NAME, QUOTED, More, Note, Part
from detente.graph.brief.notes import Footnotes
from detente.graph.brief.wording import Words, counted, shortened
from detente.graph.record import ID, OFFICE, PERSON, Record, Thing
from detente.ontology.codes import ACT, CONTINUITY, FIRMNESS, SPEECH, STATUS
from detente.ontology.prefixes import expand
from detente.ontology.terms import neg

if TYPE_CHECKING:
    from detente.graph.answer import Value
    from detente.graph.graph import Graph

_CLASSES = (
    *(neg.Negotiation, neg.Party, PERSON, OFFICE, neg.Issue, neg.Option, neg.Position, neg.Condition),
    *(neg.Claim, neg.Event, neg.Statement, neg.Passage, neg.Document),
)  # fmt: skip
_LANGUAGES = """
SELECT DISTINCT ?thing ?label ?language {
    ?thing rdfs:label|skos:prefLabel ?label . BIND(LANG(?label) AS ?language)
    FILTER(?language != "" && ?language != "en")
    FILTER NOT EXISTS { ?thing a neg:Code }
}
ORDER BY ?thing ?label ?language
"""
# What a party does now with an option, and what it did.
_VERBS = {
    "demand": ("asks for", "asked for"),
    "propose": ("puts forward", "put forward"),
    "offer": ("holds out", "held out"),
    "accept": ("is willing", "was willing"),
    "commit": ("is committed to", "was committed to"),
    "concede": ("concedes", "conceded"),
    "refuse": ("is against", "was against"),
    "warn": ("raises the prospect of", "raised the prospect of"),
    "withhold": ("declined to say", "declined to say"),
    "not-stated": ("reported as not set", "reported as not set"),
}
_HINTED = ("hints at", "hinted at")
_MEMBER, _ORGANISATION = expand("org:member"), expand("org:organization")
_SILENT = ("withhold", "not-stated")
_NARRATED = tuple(SPEECH[it].label for it in ("narrator", "presupposed"))
UNSURE = 0.7  # a coder's confidence below which the reader is told of it


class Telling:
    """One graph, ready to be told of: things by id, their names, and notes of their evidence."""

    def __init__(
        self,
        graph: "Graph",
        asked: Asked | None = None,
        limits: Limits | None = None,
    ) -> None:
        self.graph = graph
        self.asked = asked or Asked()
        self.limits = limits or Limits()
        self.only_issues = frozenset(self.asked.issues)
        self.only_parties = frozenset(self.asked.parties)
        self.footing = Footing(graph, self.limits.tried)
        self.record = Record(graph, *_CLASSES)
        self.footnotes = Footnotes(graph, self.record)

    # ------------------------------------------------------------------ what is known

    @cached_property
    def recorded(self) -> Recorded:
        """The input of the analyses."""
        return recorded_of(self.graph)

    @cached_property
    def by_id(self) -> Mapping[str, Mapping[str, Thing]]:
        """Class → id → thing."""
        return {
            class_: {
                name: it for it in self.record.of(class_) for name in it.texts(ID) or (it.iri,)
            }
            for class_ in _CLASSES
        }

    def position(self, name: str) -> Thing:
        """The position of that id."""
        return self.by_id[neg.Position][name]

    @cached_property
    def positions(self) -> list[Thing]:
        """All positions within what was asked for, by id."""
        return [it for it in self.record.of(neg.Position) if self.within(it)]

    @cached_property
    def current(self) -> list[Thing]:
        """Those of them that are current."""
        return [it for it in self.positions if self.status(it) == "current"]

    def within(self, position: Thing) -> bool:
        """Whether a position is of a party and on an issue that were asked for."""
        return self.on_issue(self.id_of(position, neg.onIssue)) and self.of_party(
            self.id_of(position, neg.holder)
        )

    def on_issue(self, issue: str) -> bool:
        return not self.only_issues or issue in self.only_issues

    def of_party(self, party: str) -> bool:
        return not self.only_parties or party in self.only_parties

    def id_of(self, thing: Thing, property_: str) -> str:
        """The id of what a property leads to."""
        return self.record.get(thing.one(property_)).id if thing.all(property_) else ""

    def status(self, position: Thing) -> str:
        return self.record.code(position.one(neg.status))

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """The parties within what was asked for: the principals first, then by name."""
        ordered = sorted(
            self.recorded.parties.values(), key=lambda it: (not it.principal, it.label, it.id)
        )
        return tuple(it.id for it in ordered if self.of_party(it.id))

    def rank(self, party: str) -> int:
        """Where a party stands among them; those beyond come last."""
        return self.parties.index(party) if party in self.parties else len(self.parties)

    @cached_property
    def issues(self) -> tuple[str, ...]:
        """The issues within what was asked for, by name."""
        ordered = sorted(self.recorded.issues.values(), key=lambda it: (it.label, it.id))
        return tuple(it.id for it in ordered if self.on_issue(it.id))

    @cached_property
    def searched(self) -> str:
        """What was looked through: all positions within what was asked for."""
        sources = counted(len(self.record.of(neg.Document)), "source")
        return f"{counted(len(self.positions), 'position')} from {sources}"

    def more(self, number: int, noun: str, command: str) -> More | None:
        """What is not shown; None when all is."""
        return More(number, noun, self.asked.command(command)) if number > 0 else None

    # ------------------------------------------------------------------ names

    def name(self, iri: "Value") -> Part:
        """What a thing is called, in its language."""
        label = self.record.label(iri)
        return Part(label, NAME, self._languages.get((str(iri), label), ""))

    def party(self, name: str) -> Part:
        return self._named(neg.Party, name, self.recorded.parties[name].label)

    def issue(self, name: str) -> Part:
        return self._named(neg.Issue, name, self.recorded.issues[name].label)

    def option(self, name: str) -> Part:
        known = self.recorded.options.get(name)
        return self._named(neg.Option, name, known.label if known else name)

    def _named(self, class_: str, name: str, label: str) -> Part:
        thing = self.by_id[class_].get(name)
        return Part(label, NAME, self._languages.get((thing.iri, label), "") if thing else "")

    @cached_property
    def _languages(self) -> dict[tuple[str, str], str]:
        return {
            (str(row["thing"]), str(row["label"])): str(row["language"])
            for row in self.graph.rows(_LANGUAGES)
        }

    # ------------------------------------------------------------------ notes

    def notes(self, thing: Thing) -> tuple[Note, ...]:
        """The evidence of a position, claim or event as footnotes, in the order of the texts."""
        return self.footnotes.of(thing)

    def some_notes(self, positions: Iterable[Thing]) -> list[Note]:
        """Notes of several positions, no more than may stand behind one statement."""
        found: dict[Note, None] = {}
        for position in positions:
            found |= dict.fromkeys(self.notes(position))
            if len(found) >= self.limits.notes:
                break
        return list(found)[: self.limits.notes]

    def some(self, groups: Sequence[Words], noun: str) -> list[Words]:
        """Groups of names, no more than may be named; the rest is counted."""
        left = len(groups) - self.limits.names
        return [
            *groups[: self.limits.names],
            *([(Part(f"{left:,} more {noun}"),)] if left > 0 else []),
        ]

    def quoted(self, note: Note) -> tuple[Part, Note]:
        """A note's words, shortened where they are long, with the note itself behind them."""
        return Part(shortened(note.quote, self.limits.words), QUOTED, note.source.language), note

    # ------------------------------------------------------------------ positions

    def stand(self, position: Thing) -> Part:
        """What a position is about: its option, or its value with the unit, or else its issue."""
        if option := position.one(neg.option):
            return self.name(option)
        issue = self.record.get(position.one(neg.onIssue))
        if value := position.text(neg.value):
            return Part(f"{value} {issue.text(expand('schema:unitText'))}".strip(), NAME)
        return self.name(issue.iri)

    def act(self, position: Thing) -> str:
        """The label of the act."""
        code = self.record.code(position.one(neg.act))
        return ACT[code].label if code in ACT else code

    def firmness(self, position: Thing) -> str:
        """The label of the firmness; empty where none is recorded."""
        code = self.record.code(position.one(neg.firmness))
        return FIRMNESS[code].label if code in FIRMNESS else code

    def told(self, position: Thing, *, holder: bool = False, past: bool = False) -> Words:
        """A position in words with its notes; silences with the words that report them."""
        act = self.record.code(position.one(neg.act))
        notes = self.notes(position)
        lead = self._verb(position, act, past or self.status(position) != "current")
        if holder:
            link = " – " if self.presupposed(position) or act == "not-stated" else " "
            subject: Words = (self.name(position.one(neg.holder)), Part(link))
        else:
            subject = ()
        if act in _SILENT:
            words = [part for note in notes for part in (Part(" "), *self.quoted(note))]
            return *subject, Part(f"{lead}{':' if words else ''}"), *words
        remarks = ", ".join(filter(None, self._remarks(position, past)))
        aside = (Part(f" ({remarks})", ASIDE),) if remarks else ()
        told = (*subject, Part(f"{lead}: "), self.stand(position), *aside, *notes)
        return (*told, *self._conditions(position))

    def _verb(self, position: Thing, act: str, past: bool) -> str:
        if self.presupposed(position):
            return "taken for granted by the source"
        if act not in _SILENT and self.record.code(position.one(neg.firmness)) == "hinted":
            return _HINTED[past]
        return _VERBS[act][past] if act in _VERBS else f"({self.act(position)})"

    def in_words(self, position: Thing) -> Words:
        """A party and its position in words: its own where it is quoted, the source's told apart."""
        notes, party = self.notes(position), self.name(position.one(neg.holder))
        own = [it for it in notes if it.mode not in _NARRATED]
        others = [it for it in notes if it.mode in _NARRATED]
        words: list[Part | Note] = [party]
        if not notes:
            words += [Part(": "), self.stand(position)]
        if own:
            words += [Part(":"), *self._side_by_side(own)]
        if others and self.presupposed(position):
            lead = ", of whom no words are recorded; the source takes for granted:"
            words += [Part(lead), *self._side_by_side(others)]
        elif others:
            lead = "; the source:" if own else ", in the source’s words:"
            words += [Part(lead), *self._side_by_side(others, wide=True)]
        return tuple(words)

    def _side_by_side(self, notes: Sequence[Note], *, wide: bool = False) -> Iterator[Part | Note]:
        """The words of notes; with ``wide`` the whole passage where it is short enough."""
        most = self.limits.words
        for note in notes[:2]:
            whole = note.within if wide and len(note.within) <= most else note.quote
            yield Part(" ")
            yield Part(shortened(whole, most), QUOTED, note.source.language)
            yield note
        yield from notes[2:]

    def codes(self, position: Thing) -> str:
        """Act and firmness, as they are coded."""
        firmness = self.firmness(position) or "firmness not recorded"
        return f"{self.act(position)}, {firmness}"

    def presupposed(self, position: Thing) -> bool:
        """Whether no one says it: the source's own wording takes it for granted."""
        modes = {piece.mode for piece in self.record.evidence(position)}
        return modes == {"presupposed"}

    def _remarks(self, position: Thing, past: bool) -> Iterator[str]:
        firmness = self.record.code(position.one(neg.firmness))
        if firmness != "hinted" and not self.presupposed(position):
            yield self.firmness(position)
        continuity = self.record.code(position.one(neg.continuity))
        yield CONTINUITY[continuity].label if continuity in CONTINUITY else continuity
        status = self.status(position)
        if not past and status and status != "current":
            yield STATUS[status].label if status in STATUS else status
        for party in sorted(self.told_by(position)):
            yield f"as told by {self.record.label(party)}"
        if self.unsure(position):
            yield f"the coder is unsure, {position.text(neg.confidence)}"

    @cached_property
    def sides(self) -> Mapping[str, frozenset[str]]:
        """Person or party → the parties they belong to."""
        sides: dict[str, set[str]] = defaultdict(set)
        for office in self.record.of(OFFICE):
            sides[office.text(_MEMBER)].add(office.text(_ORGANISATION))
        for party in self.record.of(neg.Party):
            sides[party.iri].add(party.iri)
        return {name: frozenset(its) for name, its in sides.items()}

    def told_by(self, position: Thing) -> frozenset[str]:
        """The other parties through whose words alone a position is known; empty where there are none."""
        speakers = {self.record.get(iri).text(neg.speaker) for iri in position.all(neg.evidencedBy)}
        voices = [self.sides.get(it, frozenset[str]()) for it in speakers]
        if not all(voices) or any(position.text(neg.holder) in voice for voice in voices):
            return frozenset()
        return frozenset().union(*voices)

    def unsure(self, thing: Thing) -> bool:
        """Whether the coder's confidence in the reading is low."""
        confidence = thing.one(neg.confidence)
        return confidence is not None and _number(confidence) < UNSURE

    def _conditions(self, position: Thing) -> Iterator[Part | Note]:
        for number, iri in enumerate(position.all(neg.subjectTo)):
            condition = self.record.get(iri)
            yield Part(", and on condition: " if number else ", on condition: ")
            notes = self.footnotes.of_condition(position, condition)
            for note in notes[:1]:
                yield from self.quoted(note)
            yield from notes[1:]
            if not notes:
                yield self.name(iri)


def _number(value: object) -> float:
    try:
        return float(str(value))
    except ValueError:  # not a number, though the place is one for numbers
        return 1.0
