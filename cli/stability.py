"""``detente stability``"""

from pathlib import Path

import click

from detente.cli.options import Reading, output_option, reading_options
from detente.cli.trust import trust_option


@click.command(short_help="Find which outcomes nobody would leave (graph model).")
@click.argument(
    "model", required=False, type=click.Path(path_type=Path, dir_okay=False), metavar="[MODEL]"
)
@reading_options
@click.option("--derive", is_flag=True, help="Write the model that the positions give, to edit.")
@click.option(
    "--issue", "issues", multiple=True, metavar="ID", help="Derive from this issue; repeatable."
)
@click.option(
    "--concept",
    "concepts",
    multiple=True,
    type=click.Choice(["R", "GMR", "SMR", "SEQ", "SIM"], case_sensitive=False),
    help="Only this concept; repeatable.",
)
@click.option("--coalitions", "together", is_flag=True, help="Also what coalitions would leave.")
@click.option(
    "--state", "states", multiple=True, metavar="ID", help="Reasons for this state; repeatable."
)
@click.option("--all", "everything", is_flag=True, help="All states, not equilibria alone.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    help="table for people, json or csv for programs.",
)
@click.option("--why", is_flag=True, help="List the positions and quotes the preferences rest on.")
@trust_option
@output_option("File to write. Default: standard output.")
def command(
    model: Path | None,
    reading: Reading,
    derive: bool,
    issues: tuple[str, ...],
    concepts: tuple[str, ...],
    together: bool,
    states: tuple[str, ...],
    everything: bool,
    style: str,
    why: bool,
    trust: bool | None,
    output: Path | None,
) -> None:
    """Find the outcomes that nobody would leave: the graph model for conflict resolution.

    MODEL is a file with decision makers, options or moves, and preferences. Without one, a model is
    derived from the positions of the graph: options that have a performer and that another party
    takes a stand on. --derive writes that model with its quotes, to be corrected and read again.

    Concepts: R Nash, GMR and SMR general and symmetric metarationality, SEQ sequential, SIM
    simultaneous stability; with --coalitions CR, CGMR, CSMR, CSEQ. "~" behind a figure of a derived model
    means that it is fragile.

    \b
    Example:
      detente stability --issue territory --issue nato-bid
      detente stability --derive -o model.yaml
      detente stability model.yaml --coalitions --state 5
    """
    from detente.cli.equilibria import Asked, shown
    from detente.graph.analysis.stability.reading import read_model
    from detente.graph.analysis.stability.writing import derived_model, derived_text

    if model and (derive or issues):
        raise click.UsageError("--derive and --issue make a model; leave MODEL out.")
    graph = None if model and not why else reading.open()
    if derive and graph:
        text = derived_text(graph, issues)
    else:
        read = (
            derived_model(graph, issues) if graph and not model else read_model(Path(model or ""))
        )
        asked = Asked(
            concepts, together, states, everything, style, why, graph, not model, issues, trust
        )
        text = shown(read, asked)
    if output:
        from detente.exports import save

        save(text.encode(), output)
    else:
        click.echo(text, nl=False)
