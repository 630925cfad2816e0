"""The parties, people, issues and options that a table names, each with an id of its own."""

import hashlib
import re
from dataclasses import dataclass, field

from detente.graph.authoring.ids import id_from
from detente.graph.dossier.model import Issue, Option, Party, Person

_LONGEST = 80


@dataclass(slots=True)
class Entry:
    """Something the table names; for an issue also its question, its unit, what it is part of, and its
    options."""

    kind: str
    id: str
    label: str
    question: str = ""
    unit: str | None = None
    measured: bool = False
    broader: "Entry | None" = None
    options: dict[str, "Entry"] = field(default_factory=dict)


class Vocabulary:
    """Everything named so far. What is the same in the table is the same entry; no two share an id."""

    def __init__(self, row_prefix: str) -> None:
        self._rows = re.compile(rf"{re.escape(row_prefix)}-[0-9]+")
        self._ids: set[str] = set()
        self.parties: dict[str, Entry] = {}
        self.people: dict[str, Entry] = {}
        self.issues: dict[str, Entry] = {}
        self.groups: dict[str, Entry] = {}

    def party(self, key: str, label: str) -> Entry:
        if key not in self.parties:
            self.parties[key] = Entry("party", self._id("party", label), label)
        return self.parties[key]

    def person(self, key: str, label: str) -> Entry:
        if key not in self.people:
            self.people[key] = Entry("person", self._id("person", label), label)
        return self.people[key]

    def issue(
        self,
        key: str,
        label: str,
        question: str,
        unit: str | None,
        *,
        measured: bool,
        broader: Entry | None = None,
    ) -> Entry:
        if key not in self.issues:
            name = self._id("issue", label)
            self.issues[key] = Entry("issue", name, label, question, unit, measured, broader)
        return self.issues[key]

    def group(self, key: str, label: str, question: str) -> Entry:
        """An issue that other issues are part of."""
        if key not in self.groups:
            self.groups[key] = Entry("issue", self._id("issue", label), label, question)
        return self.groups[key]

    def option(self, issue: Entry, key: str, label: str, name: str) -> Entry:
        """An option of an issue; ``name`` is what its id is made from."""
        if key not in issue.options:
            issue.options[key] = Entry("option", self._id("option", name), label)
        return issue.options[key]

    def _id(self, kind: str, label: str) -> str:
        base = id_from(label)[:_LONGEST].strip("-")
        if not base:  # a script that has no letters for ids
            base = f"{kind}-{hashlib.sha256(label.encode()).hexdigest()[:8]}"
        name, number = base, 1
        while name in self._ids or self._rows.fullmatch(name):
            name = f"{base}-{kind}" if number == 1 else f"{base}-{kind}-{number}"
            number += 1
        self._ids.add(name)
        return name

    def agenda(self) -> tuple[tuple[Party, ...], tuple[Person, ...], tuple[Issue, ...]]:
        """The parties, people and issues as a dossier has them."""
        issues = tuple(
            Issue(
                id=issue.id,
                question=issue.question,
                label=issue.label,
                scale="interval" if issue.measured else "nominal",
                unit=issue.unit,
                broader=issue.broader.id if issue.broader else None,
                options=tuple(Option(it.id, issue.id, it.label) for it in issue.options.values()),
            )
            for issue in (*self.groups.values(), *self.issues.values())
        )
        parties = tuple(Party(it.id, it.label) for it in self.parties.values())
        return parties, tuple(Person(it.id, it.label) for it in self.people.values()), issues
