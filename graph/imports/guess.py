"""What the columns of a table probably are, from their headings and the first rows.

Good for a spreadsheet of statements, a statement export of Discourse Network Analyzer (person,
organization, concept, agreement, date, text) and a roll-call table (voter, question, vote). A guess is
there to be looked at and changed: it is shown, and can be saved as a mapping.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from detente.graph.authoring.ids import id_from
from detente.graph.errors import InputError, Location, Problem
from detente.graph.history.dates import period
from detente.graph.imports.mapping import Coded, Dated, Named, TableMapping
from detente.graph.imports.stands import is_date
from detente.graph.imports.table import Table
from detente.ontology.codes import ACT, FIRMNESS

_SAMPLE = 1_000  # rows looked at
_MOST_CODES = 40  # more different cells than this are no codes

# Term → the headings that mean it, in the order in which they are preferred; letters only.
_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "holder": (
        *("holder", "party", "organization", "organisation", "country", "state", "member"),
        *("delegation", "voter", "group", "actor", "faction", "organizationname", "who"),
    ),
    "speaker": ("speaker", "person", "politician", "personname", "saidby"),
    "issue": (
        *("issue", "topic", "question", "theme", "motion", "resolution", "bill", "rollcall"),
        *("rollcallid", "rcid", "voteid", "ballot", "category"),
    ),
    "concept": ("concept", "conceptname", "frame", "claim"),
    "option": ("option", "answer", "stand", "demand", "proposal", "position"),
    "value": ("value", "figure", "amount"),
    "act": ("act", "vote", "agreement", "agree", "stance", "qualifier", "support", "action"),
    "firmness": ("firmness", "strength"),
    "date": ("date", "day", "datum", "time", "from", "since", "datetime"),
    "until": ("until", "validuntil"),
    "quote": ("quote", "text", "statement", "words", "excerpt", "wording"),
    "note": ("note", "notes", "comment", "comments", "remark", "remarks"),
}
_FOR = (
    *("1", "1.0", "true", "yes", "y", "yea", "aye", "agree", "agrees", "support", "supports"),
    *("pro", "for", "in favour", "in favor", "+"),
)
_AGAINST = (
    *("0", "0.0", "-1", "false", "no", "n", "nay", "nein", "disagree", "disagrees", "oppose"),
    *("opposes", "contra", "against", "-"),
)
_SILENT = ("abstain", "abstains", "abstained", "abstention", "abst")
_ABSENT = ("absent", "not voting", "did not vote", "excused", "nv", "")
_MEANINGS: Mapping[str, str | None] = {
    **dict.fromkeys(_FOR, "accept"),
    **dict.fromkeys(_AGAINST, "refuse"),
    **dict.fromkeys(_SILENT, "withhold"),
    **dict.fromkeys(_ABSENT, None),
}
_DATE_FORMATS = ("%d.%m.%Y", "%Y/%m/%d", "%d.%m.%Y %H:%M:%S", "%d %B %Y", "%B %d, %Y", "%d %b %Y")


@dataclass(frozen=True, slots=True)
class Guess:
    """A mapping that was guessed; ``columns`` are the table's with the term each is taken for, empty
    for those not used; ``doubts`` are what a person should look at."""

    mapping: TableMapping
    columns: Mapping[str, str]
    doubts: tuple[str, ...]


def guess(table: Table) -> Guess:
    """What the columns of a table are taken for.

    Raises InputError when no column can be taken for the party or for the issue.
    """
    heading = table.heading()
    rows = [row.cells for row in islice(table.rows(), _SAMPLE) if not row.fault]
    sample = {name: [row[i].strip() for row in rows] for i, name in enumerate(heading)}
    taken = _taken(sample)
    issue, option = _issue_and_option(taken)
    if "holder" not in taken and "speaker" in taken:
        taken["holder"] = taken.pop("speaker")  # people who speak for nobody else are parties
    _require(table, heading, taken, issue)
    doubts: list[str] = []
    mapping = TableMapping(
        id=(id_from(table.name.partition(".")[0]) or "table")[:80].strip("-"),
        title=table.name.partition(".")[0],
        holder=Named(taken["holder"]),
        speaker=Named(taken["speaker"]) if "speaker" in taken else None,
        issue=issue or Named(),
        option=option,
        value=taken.get("value"),
        act=_act(taken.get("act"), sample, doubts),
        firmness=_firmness(taken.get("firmness"), sample),
        date=_date(taken.get("date"), sample, doubts),
        until=_date(taken.get("until"), sample, doubts),
        quote=taken.get("quote"),
        note=taken.get("note"),
    )
    terms = {column: term for term, column in taken.items()}
    return Guess(mapping, {name: terms.get(name, "") for name in heading}, tuple(doubts))


def _taken(sample: Mapping[str, list[str]]) -> dict[str, str]:
    """Term → the column that is taken for it; no column for two terms."""
    plain = {column: re.sub(r"[^a-z]", "", column.lower()) for column in sample}
    taken: dict[str, str] = {}
    for term, headings in _HEADINGS.items():
        for wanted in headings:
            fitting = [
                column
                for column, name in plain.items()
                if name == wanted and column not in taken.values() and _fits(term, sample[column])
            ]
            if fitting:
                taken[term] = fitting[0]
                break
    return taken


def _fits(term: str, cells: list[str]) -> bool:
    """Whether the cells can be what the heading says: a column 'position' may hold offsets."""
    given = [cell for cell in cells if cell]
    numbers = sum(bool(re.fullmatch(r"-?[0-9]+([.,][0-9]+)?", cell)) for cell in given)
    if term in ("option", "concept", "quote", "holder", "speaker"):
        return not given or numbers < len(given)
    return term != "value" or 2 * numbers > len(given)


def _issue_and_option(taken: dict[str, str]) -> tuple[Named | None, Named | None]:
    concept = taken.get("concept")
    if "issue" in taken:
        issue = Named(taken["issue"])
    elif concept:
        # In discourse networks a concept is what one agrees or disagrees with: issue and answer in one.
        issue = Named(concept, question=f"Should it be so: {{{concept}}}?")
    else:
        return None, None
    if "option" in taken:
        return issue, Named(taken["option"])
    if concept:
        return issue, Named(concept)
    return issue, None if "value" in taken else Named(label="It is adopted")


def _require(
    table: Table, heading: list[str], taken: Mapping[str, str], issue: Named | None
) -> None:
    wanting = []
    if "holder" not in taken:
        wanting.append("whose position a row is")
    if issue is None:
        wanting.append("on which issue")
    if wanting:
        raise InputError(
            (
                Problem(
                    Location(str(table.path), 1),
                    f"no column can be seen to say {' and '.join(wanting)}",
                    f"The columns are: {', '.join(heading)}.\nSay with a mapping what they are.",
                ),
            )
        )


def _act(column: str | None, sample: Mapping[str, list[str]], doubts: list[str]) -> Coded:
    if column is None:
        doubts.append("No column says what the parties do; each row is taken for a proposal.")
        return Coded(default="propose")
    codes, unknown = _codes(sample[column], ACT)
    if unknown:
        shown = ", ".join(f"'{it}'" for it in unknown[:5])
        doubts.append(f"What {shown} under '{column}' means is not known; such rows are refused.")
    return Coded(column, codes)


def _codes(cells: Iterable[str], known: Iterable[str]) -> tuple[dict[str, str | None], list[str]]:
    found = sorted({cell.lower() for cell in cells})[:_MOST_CODES]
    own = set(known)
    codes = {cell: _MEANINGS[cell] for cell in found if cell in _MEANINGS and cell not in own}
    return codes, [cell for cell in found if cell not in _MEANINGS and cell not in own]


def _firmness(column: str | None, sample: Mapping[str, list[str]]) -> Coded:
    if column is None or _codes(sample[column], FIRMNESS)[1]:
        return Coded(default="stated")
    return Coded(column, default="stated")


def _date(column: str | None, sample: Mapping[str, list[str]], doubts: list[str]) -> Dated | None:
    if column is None:
        return None
    cells = [cell for cell in sample[column] if cell]
    iso = sum(bool(period(re.split("[T ]", cell)[0])) for cell in cells)
    if 2 * iso > len(cells) or not cells:
        if iso < len(cells):
            odd = next(cell for cell in cells if not period(re.split("[T ]", cell)[0]))
            doubts.append(
                f"'{odd}' under '{column}' is not written YYYY-MM-DD; such rows are refused."
            )
        return Dated(column)
    for format_ in _DATE_FORMATS:
        if all(is_date(cell, format_) for cell in cells):
            return Dated(column, format_)
    doubts.append(
        f"How the dates under '{column}' are written is not clear; they are left out. "
        "Say it with 'format' in a mapping."
    )
    return None
