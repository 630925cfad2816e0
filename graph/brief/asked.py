"""What was asked for, and the commands that show more of the same."""

import shlex
from dataclasses import dataclass

from detente.graph.open import DEFAULT


@dataclass(frozen=True, slots=True)
class Asked:
    """The source as a user names it (empty: the bundled one), the days, and on what the brief is."""

    source: str = ""
    as_of: str = ""
    known_by: str = ""
    issues: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()

    def command(self, name: str) -> str:
        """A command on the same source as of the same days.

        >>> Asked("my talks", as_of="2024-03").command("linkage loops")
        "detente linkage loops -g 'my talks' --as-of 2024-03"
        """
        given = (("-g", self.source), ("--as-of", self.as_of), ("--known-by", self.known_by))
        options = (f"{option} {shlex.quote(value)}" for option, value in given if value)
        return " ".join(("detente", name, *options))

    def difference(self, since: str) -> str:
        """The command that shows all that changed since a day.

        >>> Asked("tramway-strike").difference("2024-03-05")
        'detente diff tramway-strike@2024-03-05 tramway-strike'
        """
        source = self.source or DEFAULT
        later = f"{source}@{self.as_of}" if self.as_of else source
        known = f" --known-by {shlex.quote(self.known_by)}" if self.known_by else ""
        return f"detente diff {shlex.quote(f'{source}@{since}')} {shlex.quote(later)}{known}"
