"""``detente diff``"""

import click

from detente.cli.options import graph_option, style_option


@click.command()
@click.argument("sides", nargs=-1, metavar="[A B]")
@graph_option
@click.option("--from", "before", metavar="DATE", help="The earlier day, with --to.")
@click.option("--to", "after", metavar="DATE", help="The later day, with --from.")
@click.option("--known-by", metavar="DATE", help="Only what had been recorded by that day.")
@style_option
def command(
    sides: tuple[str, ...],
    source: str | None,
    before: str | None,
    after: str | None,
    known_by: str | None,
    style: str,
) -> None:
    """Show what changed: new, gone and moved positions, with both sides' words.

    A and B are sources, such as two dossiers or two RDF files; SOURCE@DATE is a source as of a day,
    PATH@REVISION a dossier or file in a git revision. With --from and --to, two days of one source.

    A move shows its size and direction on the issue's scale and the days between. A reversal that
    no 'supersedes' joins is pointed out.

    \b
    Example:
      detente diff --from 2025-05-16 --to 2025-05-19
      detente diff ru-ua-2025@2025-05-16 ru-ua-2025@2025-05-19 --format markdown
      detente diff my-dossier@HEAD~1 my-dossier
    """
    from detente.exports.history import DIFFERENCE_STYLES
    from detente.graph.history.changes import difference
    from detente.graph.history.sides import open_side

    days = before is not None and after is not None
    if len(sides) != (0 if days else 2) or (before is None) != (after is None):
        raise click.UsageError("Give A and B, or --from and --to with a date each.")
    places = ((source, before), (source, after)) if days else [(side, None) for side in sides]
    graphs = [open_side(name, day, known_by) for name, day in places]
    for remark in dict.fromkeys(remark for graph in graphs for remark in graph.remarks):
        click.echo(remark, err=True)
    click.echo(DIFFERENCE_STYLES[style](difference(*graphs)), nl=False)
