"""``detente add``"""

from pathlib import Path
from typing import Any

import click


@click.command(short_help="Add a source text to a dossier, with an empty sheet.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("file", metavar="FILE", type=click.File("rb"))
@click.option("--name", metavar="NAME", help="Name of the new files. Default: as FILE is called.")
@click.option(
    "--as",
    "kind",
    type=click.Choice(["text", "markdown", "html"]),
    help="What FILE is. Default: as its ending says, else text.",
)
@click.option("--encoding", metavar="NAME", help="How FILE is encoded. Default: utf-8.")
@click.option("--title", metavar="TEXT", help="Headline of the text.")
@click.option("--publisher", metavar="TEXT", help="Who published it.")
@click.option("--author", metavar="TEXT", help="Who wrote it.")
@click.option("--published", metavar="DATE", help="When, as YYYY-MM-DD, YYYY-MM or YYYY.")
@click.option("--url", metavar="URL", help="Where it stands.")
@click.option("--language", metavar="TAG", help="Its language, such as en or pt-br.")
def command(
    folder: Path,
    file: Any,
    name: str | None,
    kind: str | None,
    encoding: str | None,
    **metadata: str | None,
) -> None:
    """Add the text in FILE to the dossier DIR, with an empty sheet to code it in.

    FILE is plain text, Markdown or a page in HTML, of which the article is kept (that needs
    'detente[html]'); - reads standard input. What the text says about itself is filled in. Nothing is
    written over, and a text that is there already is not added twice.

    \b
    Example:
      detente add strike courier.txt --published 2024-03-05
      detente add strike saved-page.html
      pdftotext report.pdf - | detente add strike - --name report
    """
    from detente.graph.authoring.add import add
    from detente.graph.dossier.files import LARGEST

    added = add(
        folder,
        file.read(LARGEST + 1),
        file.name if file.name != "<stdin>" else "-",
        kind=kind,
        name=name,
        encoding=encoding,
        metadata={key: value for key, value in metadata.items() if value is not None},
    )
    if not added.new:
        click.echo(f"This text is in the dossier already: {added.text}. Nothing was written.")
        return
    click.echo(f"{added.text}  SHA-256 {added.sha256}")
    found = ", ".join(added.metadata) or "nothing was found"
    click.echo(f"{added.sheet}  empty sheet; filled in: {found}")
