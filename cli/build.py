"""``detente build``"""

from pathlib import Path

import click

from detente.cli.options import Reading, reading_options
from detente.cli.progress import working

# What a build writes: file name (NAME stands for the dossier's) → export format.
_FILES = {
    "index.html": "html",
    "NAME.ttl": "turtle",
    "NAME.md": "markdown",
    "positions.csv": "csv",
}


@click.command(short_help="Check, and write explorer page, Turtle and tables.")
@reading_options
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folder to write into. Default: out/NAME.",
)
def command(reading: Reading, folder: Path | None) -> None:
    """Check the dossier; write explorer page, Turtle and tables; print a summary.

    Nothing is written when there are errors.

    \b
    Example:
      detente build
      detente build -g my-dossier -o public
    """
    from detente.cli.summary import print_summary
    from detente.exports import export, save
    from detente.graph.check import check
    from detente.graph.errors import DossierError

    with working("Checking"):
        graph = reading.open()
        problems = check(graph)
    if problems:
        raise DossierError(problems)
    folder = folder or Path("out") / graph.name
    written = {}
    for name, format_ in _FILES.items():
        path = folder / name.replace("NAME", graph.name)
        with working(f"Writing {path.name}"):
            content = export(graph, format_)
            save(content, path)
        written[path] = len(content)
    print_summary(graph, written)
