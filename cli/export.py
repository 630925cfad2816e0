"""``detente export``"""

import sys
from pathlib import Path

import click

from detente.cli.options import Reading, Registered, output_option, reading_options


def _formats() -> tuple[str, ...]:
    from detente.exports import FORMATS

    return tuple(FORMATS)


@click.command()
@reading_options
@click.option(
    "--to",
    "format_",
    type=Registered("format", _formats),
    metavar="FORMAT",
    help="Format to write.",
)
@output_option("File to write. Default: standard output.")
@click.option("--list", "listing", is_flag=True, help="List the formats.")
def command(reading: Reading, format_: str | None, output: Path | None, listing: bool) -> None:
    """Write the graph in another format.

    The format may be left out when the output file's ending tells it.

    \b
    Example:
      detente export --to turtle -o talks.ttl
      detente export --to csv | head
    """
    from detente.exports import FORMATS, content_of, format_of, save

    if listing:
        for name, known in FORMATS.items():
            click.echo(f"{name:<10} {known.ending:<9} {known.description}")
        return
    if not format_ and not output:
        raise click.UsageError("Say which format with --to; --list shows them.")
    content = content_of(reading.open(), format_ or format_of(output or Path()))
    if output:
        save(content, output)
        size = f" ({output.stat().st_size:,} bytes)" if output.is_file() else ""
        click.echo(f"{output} written{size}.", err=True)
    elif isinstance(content, bytes):
        sys.stdout.buffer.write(content)
    else:
        content(sys.stdout.buffer)
