"""``detente import``"""

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from detente.graph.imports.guess import Guess

_SHOWN = 5


@click.group(short_help="Make a dossier, or RDF, of what was coded elsewhere.")
def command() -> None:
    """Bring in what was coded elsewhere.

    \b
    Example:
      detente import csv statements.csv --into my-dossier
      detente import rdf talks.ttl --into my-dossier
    """


@command.command("csv")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    metavar="DIR|FILE",
    help="New dossier folder; for large tables a new FILE.nq or FILE.trig.",
)
@click.option(
    "--mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="What the columns are. Default: guessed, and shown.",
)
@click.option("--encoding", metavar="NAME", help="Encoding of the table, if it is not UTF-8.")
@click.option("--guess", "guessing", is_flag=True, help="Print the guessed mapping, and stop.")
@click.option(
    "--rejects",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where rows go that cannot be read. Default: beside the result.",
)
@click.option("--yes", is_flag=True, help="Take the guessed mapping without asking.")
def csv(
    file: Path,
    into: Path | None,
    mapping: Path | None,
    encoding: str | None,
    guessing: bool,
    rejects: Path | None,
    yes: bool,
) -> None:
    """Make positions of a table: a spreadsheet of statements, a Discourse Network Analyzer export, votes.

    A mapping says which column is what; without one the columns are guessed and shown first. The
    table is kept as the source, and each position leads to the exact place of its row. Rows that
    cannot be read go into a file with their numbers and reasons; the rest goes in.

    \b
    Example:
      detente import csv statements.csv --guess > mapping.yaml
      detente import csv statements.csv --mapping mapping.yaml --into my-dossier
      detente import csv votes.csv.gz --mapping votes.yaml --into votes.trig
    """
    from detente.cli.errors import count
    from detente.cli.progress import working
    from detente.graph.imports.guess import guess
    from detente.graph.imports.mapping import read_mapping, written_mapping
    from detente.graph.imports.table import Table
    from detente.graph.imports.tables import import_table

    if mapping:
        chosen = read_mapping(mapping)
        table = chosen.table if encoding is None else replace(chosen.table, encoding=encoding)
        chosen = replace(chosen, table=table)
    else:
        guessed = guess(Table(file, encoding=encoding or "utf-8"))
        chosen = guessed.mapping
        if encoding:
            chosen = replace(chosen, table=replace(chosen.table, encoding=encoding))
        if guessing:
            click.echo(written_mapping(chosen), nl=False)
            return
        _confirm(file, guessed, yes)
    if into is None:
        raise click.UsageError("Say with --into what to make: a new folder, or a new FILE.nq.")
    with working("Importing"):
        done = import_table(file, chosen, into, rejects)
    counts = done.counts
    click.echo(
        f"{into}: {count(counts.stands, 'position')} of {count(done.parties, 'party')} "
        f"on {count(done.issues, 'issue')}, from {count(counts.rows, 'row')}."
    )
    if counts.left_out:
        click.echo(f"{count(counts.left_out, 'row')} left out, as the mapping says.", err=True)
    if done.rejects:
        click.echo(f"{count(counts.refused, 'row')} could not be read: {done.rejects}", err=True)


def _confirm(file: Path, guessed: "Guess", yes: bool) -> None:
    """Shows what the columns are taken for, and asks whether that is right."""
    from detente.exports.report import columns

    click.echo(f"What the columns of {file.name} are taken for:", err=True)
    codes = guessed.mapping.act.codes
    meanings = ", ".join(
        f"{text or '(nothing)'} → {code or 'left out'}" for text, code in codes.items()
    )
    rows = [
        [name, term or "not used", meanings if term == "act" else ""]
        for name, term in guessed.columns.items()
    ]
    for line in (*columns(rows), *guessed.doubts):
        click.echo(line, err=True)
    if yes:
        return
    if not sys.stdin.isatty():
        raise click.UsageError(
            "Nothing was written. Add --yes if this is right; if not, save it with --guess, "
            "change it, and give it as --mapping."
        )
    click.confirm("Is this right?", abort=True, err=True)


@command.command("rdf")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--into",
    "folder",
    type=click.Path(path_type=Path),
    required=True,
    metavar="DIR",
    help="New folder.",
)
def rdf(file: Path, folder: Path) -> None:
    """Make a dossier again of RDF that was exported from one.

    The same RDF comes out of it, byte for byte. What of the file has no place in a dossier is listed.

    \b
    Example:
      detente import rdf talks.trig --into talks
    """
    from detente.cli.errors import count
    from detente.graph.imports.rdf import import_rdf
    from detente.graph.open import open_graph

    imported = import_rdf(open_graph(file), folder)
    sheets = imported.dossier.sheets
    positions = len({it.id for sheet in sheets for it in sheet.positions})
    click.echo(f"{folder}: {count(positions, 'position')} from {count(len(sheets), 'sheet')}.")
    for lines, what in (
        (imported.lost, "of the file that a dossier does not hold"),
        (imported.added, "of the dossier that the file does not hold"),
    ):
        if lines:
            click.echo(f"{count(len(lines), 'statement')} {what}:", err=True)
        for line in lines[:_SHOWN]:
            click.echo(f"  {line}", err=True)
        if len(lines) > _SHOWN:
            click.echo(f"  and {len(lines) - _SHOWN:,} more", err=True)
