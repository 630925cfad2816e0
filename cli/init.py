"""``detente init``"""

import shlex
import sys
from pathlib import Path

import click


@click.command(short_help="Start a dossier.")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--title", metavar="TEXT", help="What the negotiation is called.")
@click.option(
    "--principal",
    "principals",
    metavar="NAME",
    multiple=True,
    help="A party whose dispute it is; repeatable. Its id is made from the name.",
)
@click.option(
    "--language", metavar="TAG", default="en", help="Language of the labels. Default: en."
)
def command(folder: Path, title: str | None, principals: tuple[str, ...], language: str) -> None:
    """Start a dossier in DIR: an agenda with its principals, ready to be written on.

    Asks on a terminal for what no option gives. Never writes over anything.

    \b
    Example:
      detente init strike --title 'Strike on the trams' --principal Union --principal Company
    """
    from detente.graph.authoring.start import start

    title = title or _asked("Title of the negotiation", "--title")
    principals = principals or tuple(_principals())
    for path in start(folder, title, principals, language):
        click.echo(path)
    click.echo(f"Next: detente add {shlex.quote(str(folder))} TEXT-FILE", err=True)


def _principals() -> list[str]:
    """Names until an empty line; a dispute has two sides, so two are asked for."""
    names = [_asked("A party whose dispute it is", "--principal")]
    while name := click.prompt(
        "Another one (Enter when done)", default="", show_default=False, err=True
    ):
        names.append(name)
    return names


def _asked(question: str, option: str) -> str:
    if not sys.stdin.isatty():
        raise click.UsageError(f"give {option}")
    answer: str = click.prompt(question, err=True)
    return answer
