"""``detente linkage``"""

from pathlib import Path

import click

from detente.cli.options import Reading, output_option, reading_options
from detente.cli.tables import STYLES
from detente.cli.trust import trust_option


@click.command(short_help="Show what hangs on what, loops of preconditions, and ways out.")
@click.argument(
    "figure",
    required=False,
    metavar="[FIGURE]",
    type=click.Choice(["links", "chains", "loops", "waivers", "sequence"]),
)
@reading_options
@click.option(
    "--waive", "waived", multiple=True, metavar="ID", help="As if this condition fell; repeatable."
)
@click.option(
    "--format",
    "style",
    type=click.Choice(STYLES),
    default="table",
    help="table for people, json or csv for programs.",
)
@click.option("--why", is_flag=True, help="List the positions and quotes each figure rests on.")
@trust_option
@output_option("File to write. Default: standard output.")
def command(reading: Reading, output: Path | None, **asked: object) -> None:
    """Show what hangs on what, where conditions wait for each other, and what would untie them.

    FIGURE is one of: links, conditions of current positions; chains, from a first move to an end; loops,
    conditions that wait for each other, in the words that form them; waivers, the smallest sets of
    conditions whose waiver breaks every loop; sequence, moves in an order that meets every condition.
    Without it, all of them (as CSV, links). "~" behind a figure means that it is fragile.

    \b
    Example:
      detente linkage
      detente linkage loops -g tramway-strike --as-of 2024-03-10
      detente linkage sequence -g tramway-strike --waive as-long-as-trams-run
    """
    from detente.cli.linkage_report import Asked, shown

    text = shown(reading.open(), Asked(**asked))  # type: ignore[arg-type]
    if output:
        from detente.exports import save

        save(text.encode(), output)
    else:
        click.echo(text, nl=False)
