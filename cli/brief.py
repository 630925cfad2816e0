"""``detente brief``"""

from pathlib import Path

import click

from detente.cli.options import Reading, output_option, reading_options


@click.command(short_help="Write two pages to read before a meeting, every statement footnoted.")
@reading_options
@click.option(
    "--since",
    metavar="DATE",
    help="Compare with that day. Default: the day of the last but one source.",
)
@click.option("--issue", "issues", multiple=True, metavar="ID", help="Only this; repeatable.")
@click.option("--party", "parties", multiple=True, metavar="ID", help="Only this; repeatable.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["markdown", "html"]),
    help="Default: html for a FILE that ends in .html or .htm, else markdown.",
)
@output_option("File to write. Default: standard output.")
def command(
    reading: Reading,
    since: str | None,
    issues: tuple[str, ...],
    parties: tuple[str, ...],
    style: str | None,
    output: Path | None,
) -> None:
    """Write a brief: two pages to read before a meeting, every statement footnoted to its words.

    Where the parties stand, with three kinds of silence told apart; what moved; sticking points in both
    sides' words; linkages and deadlocks; packages that the record leaves open; what is not known. What is
    said to be absent tells what was searched. Footnotes follow on a page of their own if need be.

    \b
    Example:
      detente brief
      detente brief -g tramway-strike --since 2024-03-05 -o brief.html
      detente brief -g tramway-strike --issue conductors --party tramworkers-union
    """
    from detente.exports.brief import STYLES
    from detente.graph.brief import brief_of

    whole = Reading(reading.source, None, reading.known_by).open()
    brief = brief_of(
        whole,
        since=since,
        as_of=reading.as_of,
        issues=issues,
        parties=parties,
        source=reading.source or "",
        known_by=reading.known_by,
    )
    ending = output.suffix.lower() if output else ""
    text = STYLES[style or ("html" if ending in (".html", ".htm") else "markdown")](brief)
    if output:
        from detente.exports import save

        save(text.encode(), output)
    else:
        click.echo(text, nl=False)
