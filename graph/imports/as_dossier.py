"""A table's stands as a dossier: the table is the source, each row the evidence of what it says."""

from decimal import Decimal
from pathlib import Path

from detente.graph.dossier.model import (
    Dossier,
    Evidence,
    Position,
    Sheet,
    Source,
    Span,
    Statement,
)
from detente.graph.dossier.write import write_dossier
from detente.graph.errors import InputError, Location, Problem, UsageError
from detente.graph.imports.mapping import TableMapping
from detente.graph.imports.rejects import Rejects
from detente.graph.imports.stands import Refused, Stand, Stands
from detente.graph.suggest import did_you_mean

MOST = 5_000  # rows; a person cannot look after more by hand


def into_dossier(stands: Stands, folder: Path, rejects: Rejects) -> Dossier:
    """Write a dossier of a table into the new folder ``folder``; rows that cannot be read to ``rejects``.

    Raises UsageError when there are more rows than a dossier is good for, or the folder is there.
    """
    text = stands.table.text()
    positions: list[Position] = []
    for found in stands:
        if isinstance(found, Refused):
            rejects.add(found)
            continue
        if len(positions) == MOST:
            raise UsageError(
                f"the table has more than {MOST:,} rows that say something\n"
                "    A dossier is for people to look after: import into a FILE.nq or FILE.trig instead."
            )
        positions.append(_position(stands, found, text))
    sheet = Sheet(sheet_name(stands), source(stands, text, ""), positions=tuple(positions))
    return write_dossier(agenda(stands, (sheet,)), folder)


def agenda(stands: Stands, sheets: tuple[Sheet, ...]) -> Dossier:
    """The dossier of a table that has been read.

    Raises InputError when nothing was read, or a principal is no party of the table.
    """
    mapping = stands.mapping
    parties, people, issues = stands.vocabulary.agenda()
    if not parties:
        advice = "The rows that cannot be read say why; is the mapping right?"
        raise InputError(
            (Problem(Location(str(stands.table.path)), "no row could be read", advice),)
        )
    return Dossier(
        id=mapping.id,
        title=mapping.title,
        language=mapping.language,
        base=base(mapping),
        principals=_principals(stands) or tuple(party.id for party in parties),
        parties=parties,
        people=people,
        issues=issues,
        sheets=sheets,
    )


def base(mapping: TableMapping) -> str:
    return f"https://w3id.org/detente/dossier/{mapping.id}/"


def sheet_name(stands: Stands) -> str:
    """What the sheet is called, and the graph: after the table."""
    return stands.prefix if stands.prefix not in ("agenda", "outside") else f"{stands.prefix}-table"


def source(stands: Stands, text: str, sha256: str) -> Source:
    form = stands.mapping.table
    name = stands.table.name
    return Source(
        name=f"{name}.txt" if name.endswith((".yaml", ".yml")) else name,
        text=text,
        sha256=sha256,
        title=form.title,
        publisher=form.publisher,
        published=form.published,
        url=form.url,
    )


def _principals(stands: Stands) -> tuple[str, ...]:
    known = {it.label: it.id for it in stands.vocabulary.parties.values()}
    known |= {key: it.id for key, it in stands.vocabulary.parties.items()}
    missing = [name for name in stands.mapping.principals if name not in known]
    if missing:
        raise InputError(
            tuple(
                Problem(
                    Location(str(stands.table.path)),
                    f"the table names no party '{name}', which the mapping calls a principal",
                    did_you_mean(name, known, "parties"),
                )
                for name in missing
            )
        )
    return tuple(dict.fromkeys(known[name] for name in stands.mapping.principals))


def _position(stands: Stands, stand: Stand, text: str) -> Position:
    row = stand.row
    place, quote = Span(row.start, row.end), Span(*stand.quote)
    # A passage that is there twice can be named only when it is the quote itself.
    if quote != place and text.count(row.text) > 1:
        quote = place
    statement = Statement(
        passage=place,
        mode="indirect" if stand.speaker else "narrator",
        speaker=stand.speaker.id if stand.speaker else None,
        on_behalf_of=stand.holder.id if stand.speaker else None,
    )
    return Position(
        id=f"{stands.prefix}-{row.number}",
        holder=stand.holder.id,
        issue=stand.issue.id,
        act=stand.act,
        confidence=stands.mapping.confidence,
        evidence=(Evidence(quote, statement),),
        option=stand.option.id if stand.option else None,
        value=None if stand.value is None else Decimal(stand.value),
        firmness=stand.firmness,
        from_=stand.since,
        until=stand.until,
        note=stand.note or None,
    )
