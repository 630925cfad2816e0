"""``detente network``"""

from pathlib import Path

import click

from detente.cli.options import Reading, output_option, reading_options
from detente.cli.trust import trust_option


@click.command(short_help="Find who says yes and no to the same (discourse network analysis).")
@click.argument(
    "figure",
    required=False,
    default="ties",
    metavar="[FIGURE]",
    type=click.Choice(
        ["ties", "balance", "brokers", "communities", "options", "polarisation", "phases"]
    ),
)
@reading_options
@click.option(
    "--kind",
    default="subtract",
    show_default=True,
    metavar="KIND",
    type=click.Choice(["congruence", "conflict", "subtract", "two-mode", "combine"]),
    help="congruence, conflict, subtract (one from the other); of parties and options: two-mode "
    "(for less against), combine (1 for, 2 against, 3 both).",
)
@click.option("--options", "of_options", is_flag=True, help="Tie options and not parties.")
@click.option(
    "--normalise",
    "normalisation",
    default="none",
    show_default=True,
    metavar="HOW",
    type=click.Choice(
        ["none", "average", "jaccard", "cosine", "product", "activity", "prominence"]
    ),
    help="average, jaccard, cosine, product; two-mode: activity, prominence.",
)
@click.option(
    "--duplicates",
    default="all",
    show_default=True,
    metavar="PER",
    type=click.Choice(["all", "document", "week", "month", "year", "range"]),
    help="Count all; or the same thing once per document, week, month, year, or over the whole range.",
)
@click.option("--implied", is_flag=True, help="Count what follows by entailment and exclusion.")
@click.option("--issue", metavar="ID", help="Only on this issue and what is part of it.")
@click.option("--superseded", is_flag=True, help="Also positions that were replaced since.")
@click.option(
    "--without",
    "excluded",
    multiple=True,
    metavar="FIELD=ID",
    help="Leave out by party, option, issue, direction, document, position or mode; repeatable.",
)
@click.option(
    "--window",
    metavar="UNIT[:SIZE]",
    help="Window by window: events, days, weeks, months or years, and how many.",
)
@click.option("--backbone", "level", type=float, metavar="LEVEL", help="Significant ties alone.")
@click.option("--weighted", is_flag=True, help="Balance by weight, not by number of ties.")
@click.option(
    "--format",
    "style",
    default="table",
    type=click.Choice(["table", "csv", "json", "matrix", "graphml", "svg"]),
    help="table for people, svg a picture; csv, json, matrix or graphml for programs.",
)
@click.option("--why", is_flag=True, help="List the statements each figure rests on.")
@trust_option
@output_option("File to write. Default: standard output.")
def command(reading: Reading, output: Path | None, **asked: object) -> None:
    """Find who is for and against the same options, as in discourse network analysis.

    FIGURE is one of: ties (the default); balance, how far parties are from two camps; brokers, who
    agrees with two that disagree; communities, and how sure they are; options, from the most redundant
    to the one that carries most; polarisation, window by window; phases, which windows are alike
    and where the debate changes. "~" behind a figure means that it is fragile.

    \b
    Example:
      detente network --implied --why
      detente network --kind two-mode --format matrix
      detente network polarisation --window months:3
      detente network phases --window months:1 --kind two-mode
    """
    from detente.cli.stance_reports import Asked
    from detente.cli.stances import shown

    text, remark = shown(Asked(**asked), reading.open())  # type: ignore[arg-type]
    if remark:
        click.echo(remark, err=True)
    if output:
        from detente.exports import save

        save(text.encode(), output)
    else:
        click.echo(text, nl=False)
