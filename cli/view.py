"""``detente view``"""

import tempfile
from pathlib import Path
from typing import Any

import click

from detente.cli.options import Reading, output_option, page_options, reading_options
from detente.cli.trust import trust_option


@click.command()
@reading_options
@output_option("Where to write the page. Default: a temporary file.")
@click.option("--no-open", is_flag=True, help="Write the page and do not open it.")
@click.option(
    "--view",
    metavar="VIEW",
    help="View to open: positions, agreement, linkage, matrix, timeline, sources.",
)
@click.option("--select", metavar="ID", help="Id of the party, issue, option or position to open.")
@click.option(
    "--filter",
    "filters",
    multiple=True,
    metavar="K=V",
    help="Show only this, such as act=demand; repeatable.",
)
@page_options
@trust_option
def command(
    reading: Reading,
    output: Path | None,
    no_open: bool,
    view: str | None,
    select: str | None,
    filters: tuple[str, ...],
    trust: bool | None,
    **look: Any,
) -> None:
    """Write the explorer page and open it in the browser.

    \b
    Example:
      detente view
      detente view --view matrix --select russia --filter act=demand
      detente view -o talks.html --no-open --title 'The talks'
    """
    from detente.exports import save
    from detente.exports.explorer.page import page_options, render

    graph = reading.open()
    options = page_options(graph, view=view, select=select, filters=filters, trust=trust, **look)
    if output is None:
        output = Path(tempfile.mkdtemp(prefix="detente-")) / f"{graph.name}.html"
    save(render(graph, options).encode(), output)
    click.echo(output)
    if not no_open:
        click.launch(str(output))
