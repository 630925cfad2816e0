"""``detente packages``"""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.options import Reading, reading_options
from detente.cli.trust import marks, trust_option

if TYPE_CHECKING:
    from detente.graph.analysis.packages.search import Search
    from detente.graph.analysis.robustness.figure import Figures
    from detente.graph.graph import Graph


@click.command(short_help="Find packages all sides could live with, and who must move for them.")
@reading_options
@click.option(
    "--hold",
    type=click.Choice(["red-line", "insisted", "stated", "open", "hinted"]),
    default="insisted",
    show_default=True,
    help="Positions at least as firm are not to be broken.",
)
@click.option("--issue", "issues", multiple=True, metavar="ID", help="Only this issue; repeatable.")
@click.option(
    "--party", "parties", multiple=True, metavar="ID", help="Only this party; repeatable."
)
@click.option(
    "--without",
    "moved",
    multiple=True,
    metavar="ID",
    help="Suppose that this position has moved; repeatable.",
)
@click.option(
    "--over",
    type=click.Choice(["all", "held"]),
    default="all",
    show_default=True,
    help="Bargain over all packages, or over those alone that keep what is held.",
)
@click.option(
    "--rule",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="How positions become utilities; see --show-rule.",
)
@click.option("--show-rule", is_flag=True, help="Print the default rule, to change, and stop.")
@click.option(
    "--most",
    type=click.IntRange(1, 1000),
    default=10,
    show_default=True,
    metavar="N",
    help="List at most so many packages of a kind.",
)
@click.option(
    "--format",
    "style",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    help="table for people, json or csv for programs.",
)
@click.option("--why", is_flag=True, help="List the positions and quotes that the figures rest on.")
@trust_option
def command(
    reading: Reading,
    hold: str,
    issues: tuple[str, ...],
    parties: tuple[str, ...],
    moved: tuple[str, ...],
    over: str,
    rule: Path | None,
    show_rule: bool,
    most: int,
    style: str,
    why: bool,
    trust: bool | None,
) -> None:
    """Find packages: combinations of options that can be carried out together.

    First those that keep every red line and every insisted position, with what else has to move; if
    these collide, the smallest sets of positions that would have to move. Then the packages that no
    other is better than for everyone, and where bargaining solutions lie among them, by a rule that
    turns positions into utilities.

    Nothing recorded is not consent: who would have to act without a word of theirs is named. "~" behind a
    figure means that it is fragile.
    Needs python-sat: pip install 'detente[analysis]'.

    \b
    Example:
      detente packages
      detente packages --hold stated --issue territory --issue nato-bid --why
      detente packages --show-rule > rule.yaml
      detente packages --rule rule.yaml --party russia --party ukraine --format json
    """
    from detente.cli.package_report import STYLES
    from detente.graph.analysis.packages.reading import narrowed, situation_of
    from detente.graph.analysis.packages.rule import DEFAULT_RULE, read_rule
    from detente.graph.analysis.packages.search import search
    from detente.graph.analysis.robustness.methods import MOST_IN_PACKAGES
    from detente.graph.analysis.robustness.package_figures import search_figures
    from detente.graph.analysis.robustness.weights import FIRMNESS, SALIENCE

    if show_rule:
        click.echo(DEFAULT_RULE.read_text(encoding="utf-8"), nl=False)
        return
    weights = read_rule(rule)
    graph = reading.open()

    def found_in(graph: "Graph", gone: tuple[str, ...], most: int) -> "Search":
        situation = narrowed(situation_of(graph), issues, parties, gone)
        return search(situation, hold, most=most, rule=weights, held_only=over == "held")

    def figures(changed: "Graph") -> "Figures":
        # What is supposed to have moved may be gone with its source; and what comes later in a longer list
        # has not fallen away.
        there = {it.id for it in situation_of(changed).positions}
        left = tuple(it for it in moved if it in there)
        return search_figures(found_in(changed, left, max(most, 50)))

    found = found_in(graph, moved, most)
    held = marks(graph, trust, figures, [FIRMNESS, SALIENCE], MOST_IN_PACKAGES)
    click.echo(STYLES[style](found, held, hold=hold, most=most, why=why), nl=False)
