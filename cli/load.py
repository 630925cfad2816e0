"""``detente load``"""

import sys
from pathlib import Path

import click

from detente.cli.options import Source


@click.command(short_help="Load dossiers and RDF files into a store on disk.")
@click.argument("sources", nargs=-1, required=True, type=Source(), metavar="SOURCE…")
@click.option(
    "--into",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folder of the store; made when it is not there.",
)
@click.option(
    "--graph",
    metavar="IRI",
    help="Named graph for an RDF file's triples. Default: one named after the file.",
)
def command(sources: tuple[str, ...], folder: Path, graph: str | None) -> None:
    """Load dossiers and RDF files into a store on disk, in bulk.

    The store answers like any graph: name it with -g. Loading again replaces what has changed and
    leaves the rest; a load that was stopped is taken up where it stopped.

    \b
    Example:
      detente load ru-ua-2025 votes.nt.gz --into store
      detente query -g store --ask demands
    """
    from detente.cli.errors import count
    from detente.graph.stores.load import load
    from detente.graph.stores.loadable import loadables

    said = _Progress()
    for loaded in load(loadables(sources, graph), folder, said.tell):
        said.over()
        click.echo(f"{loaded.name}: {loaded.done}, {count(loaded.quads, 'quad')}.", err=True)
    click.echo(f"{folder} is ready: detente query -g {folder} --ask positions", err=True)


class _Progress:
    """How far a source is, on a terminal, in one line that is gone when the source is done."""

    def __init__(self) -> None:
        self._on = sys.stderr.isatty()
        self._shown = ""

    def tell(self, name: str, done: int, total: int) -> None:
        """Shows the share of the source that was read."""
        line = f"Loading {name} … {100 * done // max(total, 1)} %"
        if self._on and line != self._shown:
            self._shown = line
            sys.stderr.write(f"\r\x1b[K{line}")
            sys.stderr.flush()

    def over(self) -> None:
        """Takes the line away."""
        if self._shown:
            self._shown = ""
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
