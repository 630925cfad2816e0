"""``detente timeline``"""

import click

from detente.cli.options import Reading, reading_options, style_option


@click.command()
@reading_options
@style_option
def command(reading: Reading, style: str) -> None:
    """List positions and events in the order of their dates.

    A position without a date of its own is dated by the event at which it was said, by the day its
    source reports, or by the day its source was published; the line says which. What nothing dates
    stands at the end, in a lane of its own.

    \b
    Example:
      detente timeline
      detente timeline --as-of 2025-05-19 --format markdown
    """
    from detente.exports.history import TIMELINE_STYLES
    from detente.graph.history.timeline import timeline

    click.echo(TIMELINE_STYLES[style](timeline(reading.open())), nl=False)
