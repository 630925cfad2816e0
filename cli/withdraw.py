"""``detente withdraw``"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from detente.graph.withdrawal import Item, Withdrawal


@click.command()
@click.argument(
    "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR"
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.option("--dry-run", is_flag=True, help="List what would go, and change nothing.")
@click.option("--yes", is_flag=True, help="Do it without asking.")
def command(folder: Path, sources: tuple[str, ...], dry_run: bool, yes: bool) -> None:
    """Withdraw sources, with everything that rests on them alone.

    SOURCE is a text's or sheet's name. What goes, what stays with less evidence and what holds again
    is listed first. Files are moved to the folder 'withdrawn' of the dossier, none is deleted. A source
    is not withdrawn while others refer to what would go with it.

    \b
    Example:
      detente withdraw my-dossier second-day.txt --dry-run
      detente withdraw my-dossier second-day two-weeks-later --yes
    """
    from detente.graph.withdrawal import withdraw, withdrawal

    planned = withdrawal(folder, sources)
    _show(planned)
    if dry_run:
        return
    if not yes:
        if not sys.stdin.isatty():
            raise click.UsageError("Nothing was changed. Add --yes to do it, or --dry-run.")
        click.confirm("\nWithdraw?", abort=True, err=True)
    withdraw(planned)
    click.echo(f"\nWithdrawn. The files are in {folder / 'withdrawn'}.")


def _show(planned: "Withdrawal") -> None:
    click.echo("Moves to 'withdrawn':")
    for file in planned.files:
        click.echo(f"  {file}")
    _list("Goes, because it rests on this alone", planned.gone, ())
    _list("Stays, on other sources", planned.kept, ("statement", "left"))
    _list("Holds again, because what superseded it goes", planned.current, ())


def _list(title: str, items: "tuple[Item, ...]", counted: tuple[str, ...]) -> None:
    from detente.cli.errors import count
    from detente.exports.report import columns

    if not items:
        return
    click.echo(f"\n{title}:")
    rows = [
        [
            it.kind,
            it.id,
            it.label,
            f"({count(it.statements, counted[0])} {counted[1]})" if counted else "",
        ]
        for it in items
    ]
    for line in columns(rows):
        click.echo(line)
