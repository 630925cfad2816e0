"""What a build says at its end: who is in it, where it sticks, what was written."""

from collections.abc import Mapping
from pathlib import Path

import click
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from detente.cli.errors import count
from detente.graph.graph import Graph
from detente.graph.summary import StickingPoint, Summary, summary

_MOST = 12


def print_summary(graph: Graph, written: Mapping[Path, int]) -> None:
    """Prints parties, issues, positions, sticking points with both sides' words, and the files."""
    console = Console(highlight=False)
    with console.capture() as captured:
        _print(console, summary(graph), written)
    # Rich pads its lines to the width of the table; a pipe has no use for that.
    click.echo("\n".join(line.rstrip() for line in captured.get().splitlines()))


def _print(console: Console, found: Summary, written: Mapping[Path, int]) -> None:
    console.print(Text(f"\n{found.title}\n", style="bold"))
    console.print(_counts(found))
    _print_sticking_points(console, found.sticking_points)
    console.print(Text("\nWritten\n", style="bold"))
    files = Table.grid(padding=(0, 2))
    for path, size in written.items():
        files.add_row(Text(str(path)), Text(f"{max(1, round(size / 1000)):,} kB", justify="right"))
    console.print(Padding(files, (0, 0, 0, 2)))


def _counts(found: Summary) -> Padding:
    grid = Table.grid(padding=(0, 2))
    by_party = ", ".join(f"{name} {number}" for name, number in found.positions_by_party)
    by_issue = ", ".join(f"{name} {number}" for name, number in found.positions_by_issue)
    grid.add_row("Positions", Text(str(found.positions), justify="right"), Text(by_party))
    grid.add_row("Issues", Text(str(found.issues), justify="right"), Text(by_issue))
    counted = ((found.claims, "claim"), (found.events, "event"), (found.quotes, "quote"))
    rest = ", ".join(count(number, noun) for number, noun in counted) + " checked"
    grid.add_row("Sources", Text(str(found.sources), justify="right"), Text(rest))
    return Padding(grid, (0, 0, 0, 2))


def _print_sticking_points(console: Console, points: tuple[StickingPoint, ...]) -> None:
    console.print(Text("\nSticking points", style="bold"))
    if not points:
        console.print(Text("\n  None recorded: no two positions collide in what is coded here."))
    for point in points[:_MOST]:
        console.print(Text(f"\n  {point.question}", style="italic"))
        grid = Table.grid(padding=(0, 2))
        for side in (point.one, point.other):
            wording = f"{side.act}: {side.option}" + (
                f" ({side.firmness})" if side.firmness else ""
            )
            grid.add_row(Text(side.party, style="bold"), Text(wording))
            for quote in side.quotes:
                grid.add_row("", Text(f"“{quote}”", style="dim"))
        console.print(Padding(grid, (0, 0, 0, 4)))
    if len(points) > _MOST:
        console.print(Text(f"\n  … and {len(points) - _MOST} more: detente query --ask conflicts"))
