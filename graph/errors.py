"""What can go wrong, and how it is told.

DetenteError
├── InputError             what the user wrote has errors; carries every Problem (exit code 1)
│   ├── DossierError       a dossier's files, quotes, references or shapes
│   └── QueryError         a SPARQL query that cannot be parsed, or is refused
├── UsageError             asked for something that does not exist: a name, a format (exit code 2)
└── OutsideError           a file, a process or an endpoint failed (exit code 3)
    └── QueryTimeout       a query took longer than allowed
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file; line and column count from 1, 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong: where, what, and how to mend it.

    >>> print(Problem(Location("a.yaml", 3, 7), "unknown key 'hodler'", "Did you mean 'holder'?"))
    a.yaml:3:7: unknown key 'hodler'
        Did you mean 'holder'?
    """

    where: Location
    message: str
    help: str = ""

    def __str__(self) -> str:
        advice = "".join(f"\n    {line}" for line in self.help.splitlines())
        return f"{self.where}: {self.message}{advice}"


class DetenteError(Exception):
    """Base of all errors that Détente raises on purpose; its text is meant for users."""


class InputError(DetenteError):
    """What the user wrote has errors.

    ``problems`` holds all of them, in the order of the files and lines.
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class DossierError(InputError):
    """A dossier has errors in its files, quotes, references or shapes."""


class QueryError(InputError):
    """A SPARQL query cannot be parsed, or would do something that is not allowed."""


class UsageError(DetenteError):
    """A name, format or option that does not exist; the text names those that do."""


class OutsideError(DetenteError):
    """Something outside failed: a file, a process, an endpoint."""


class QueryTimeout(OutsideError):  # noqa: N818 - the word users know
    """A query took longer than allowed."""
