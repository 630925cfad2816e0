"""``detente import``"""

from pathlib import Path

import click

_SHOWN = 5


@click.group(short_help="Make a dossier, or RDF, of what was coded elsewhere.")
def command() -> None:
    """Bring in what was coded elsewhere.

    \b
    Example:
      detente import csv statements.csv --into my-dossier
      detente import rdf talks.ttl --into my-dossier
    """


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
