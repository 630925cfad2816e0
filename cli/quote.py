"""``detente quote``"""

import os
import sys
from pathlib import Path

import click

_MOST = 20


@click.command(short_help="Find a passage in the texts, as evidence ready to paste.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("words", metavar="TEXT...", nargs=-1, required=True)
def command(folder: Path, words: tuple[str, ...]) -> int:
    """Find TEXT in the texts of the dossier DIR, exactly or nearly.

    Prints the text's own words as an entry for 'evidence', ready to paste into the sheet of that text;
    the mode is left for you to choose. A - as TEXT reads standard input. Leaves with 1 when nothing
    comes close.

    \b
    Example:
      detente quote strike wage rise of 8 percent
    """
    from detente.graph.authoring.find import find

    given = sys.stdin.buffer.read() if words == ("-",) else os.fsencode(" ".join(words))
    found = find(folder, given.decode("utf-8", "replace"))
    for passage in found[:_MOST]:
        click.echo(passage.as_yaml())
    if len(found) > _MOST:
        click.echo(f"… and {len(found) - _MOST} more places: give more words.", err=True)
    if not found:
        click.echo("Nothing in the texts comes close.", err=True)
    return 0 if found else 1
