"""``detente matrix``"""

from pathlib import Path

import click

from detente.cli.options import Reading, output_option, reading_options
from detente.cli.tables import STYLES
from detente.cli.trust import trust_option


@click.command(short_help="Show who stands where, how far apart, and where agreement is possible.")
@click.argument(
    "figure",
    required=False,
    metavar="[FIGURE]",
    type=click.Choice(["positions", "distance", "pairs", "sticking", "zones"]),
)
@reading_options
@click.option("--issue", "issues", multiple=True, metavar="ID", help="Only this; repeatable.")
@click.option("--party", "parties", multiple=True, metavar="ID", help="Only this; repeatable.")
@click.option(
    "--between", multiple=True, metavar="ID", help="Zones between these parties; repeatable."
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
    """Show parties by issues, distances, sticking points, and zones of possible agreement.

    FIGURE is one of: positions, the matrix; distance, between positions on an issue; pairs, of parties
    over issues; sticking, what cannot both be met, the firmest first; zones, of possible agreement on
    scaled issues, between the principals or the parties named with --between. Without it, all of them
    (as CSV, positions).

    In the matrix, "?" is withheld, "–" reported as not stated, "·" not recorded, which is not the
    same as no position. "~" behind a figure means that it is fragile.

    \b
    Example:
      detente matrix
      detente matrix zones -g tramway-strike --why
      detente matrix distance --issue nato-bid --format csv
    """
    from detente.cli.matrix_report import Asked, shown

    text = shown(reading.open(), Asked(**asked))  # type: ignore[arg-type]
    if output:
        from detente.exports import save

        save(text.encode(), output)
    else:
        click.echo(text, nl=False)
