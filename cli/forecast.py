"""``detente forecast``"""

from pathlib import Path

import click

from detente.cli.options import Reading, output_option, reading_options
from detente.cli.tables import STYLES
from detente.cli.trust import trust_option


@click.command(short_help="Work out where an issue would settle, from stated weights.")
@reading_options
@click.option("--issue", "issues", multiple=True, metavar="ID", help="Only this; repeatable.")
@click.option(
    "--assume",
    "assume",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Numbers that the texts do not give; marked as assumed wherever they are shown.",
)
@click.option(
    "--change",
    type=click.IntRange(1, 99),
    default=10,
    show_default=True,
    metavar="PERCENT",
    help="How far each input is changed to see what hangs on it.",
)
@click.option(
    "--rounds",
    type=click.IntRange(1, 100),
    is_flag=False,
    flag_value=8,
    metavar="[N]",
    help="Run the expected-utility round model too, N rounds at most (8 if no number is given).",
)
@click.option(
    "--format",
    "style",
    type=click.Choice(STYLES),
    default="table",
    help="table for people, json or csv for programs.",
)
@click.option("--why", is_flag=True, help="List the positions and quotes that the figures rest on.")
@trust_option
@output_option("File to write. Default: standard output.")
def command(
    reading: Reading,
    issues: tuple[str, ...],
    assume: Path | None,
    change: int,
    rounds: int | None,
    style: str,
    why: bool,
    trust: bool | None,
    output: Path | None,
) -> None:
    """Forecast issues that have an interval scale: the compromise and the weighted median.

    Both weigh each party's position by salience times capability. The mean assumes that all give way by
    their weight, the median that a weighted majority decides between any two points. Every salience,
    capability and position is then changed alone, to show how far the figures move. "~" behind a figure
    means that it is fragile.

    --rounds runs the round model of Bueno de Mesquita as well, in which parties challenge each other and
    take offers. Its publications can be read in many ways that part widely: shown is the reading that
    gives the published rounds, in both directions of the scale, and beside it the range over all readings.
    It ends when nobody moves, or after N rounds.

    Nothing is guessed: while an input is missing there is no figure, and what is missing is listed by
    party and issue. FILE is YAML: capability: {PARTY: number}, issues: {ISSUE: {parties: {PARTY:
    {position: number, salience: 0 to 1}}, without: [PARTY, …]}}.

    \b
    Example:
      detente forecast
      detente forecast -g tramway-strike --why
      detente forecast -g tramway-strike --assume assumptions.yaml --change 25
      detente forecast -g tramway-strike --assume assumptions.yaml --rounds
    """
    from detente.cli.forecast_report import Asked, shown

    text = shown(reading.open(), Asked(issues, assume, change, style, why, trust, rounds))
    if output:
        from detente.exports import save

        save(text.encode(), output)
    else:
        click.echo(text, nl=False)
