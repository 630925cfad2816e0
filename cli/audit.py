"""``detente audit``"""

import click

from detente.cli.options import Reading, Registered, reading_options


def _kinds() -> tuple[str, ...]:
    from detente.graph.audit import CHECKS

    return tuple(CHECKS)


@click.command(short_help="List what is thin, old, one-sided or open, and how to mend it.")
@reading_options
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help="text or markdown for people, json for programs.",
)
@click.option(
    "--only",
    "kinds",
    type=Registered("kind", _kinds),
    multiple=True,
    metavar="KIND",
    help="Only this kind of finding, such as stale; repeatable.",
)
@click.option(
    "--stale-after",
    type=click.IntRange(min=0),
    default=90,
    show_default=True,
    metavar="DAYS",
    help="Positions last shown so many days before the newest date are perhaps out of date.",
)
def command(reading: Reading, style: str, kinds: tuple[str, ...], stale_after: int) -> None:
    """List what a graph leaves open or rests on thinly, each with how to mend it.

    Parties and issues with nothing recorded (which is not the same as no position), positions that
    rest on one source or on the narrator alone or are perhaps out of date, parties known only
    through others, options without a performer, issues perhaps worded as one side's answer, and what
    does not hold together. Findings are no errors: the exit code is 0.

    \b
    Example:
      detente audit
      detente audit -g my-dossier --only one-source --only stale --stale-after 30
      detente audit --format markdown > audit.md
    """
    from detente.exports.audit import STYLES
    from detente.graph.audit import audit

    click.echo(STYLES[style](audit(reading.open(), kinds, stale_after)), nl=False)
