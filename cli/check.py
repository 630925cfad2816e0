"""``detente check``"""

import json
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

import click

from detente.cli.options import graph_option
from detente.cli.progress import working


@click.command()
@graph_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    help="text for people, json for programs.",
)
@click.option("--watch", is_flag=True, help="Check again at each save; show what changed.")
def command(source: str | None, format_: str, watch: bool) -> int:
    """Check files, quotes, references and shapes; list every error.

    Each error names file, line and column, what was expected, and the nearest right thing.
    Leaves with 1 when anything is wrong. With --watch, Ctrl-C ends it.

    \b
    Example:
      detente check -g my-dossier
      detente check -g my-dossier --watch
      detente check -g my-dossier --format json | jq '.problems[].message'
    """
    if watch:
        return _watch(source, format_)
    from detente.graph.check import check, uncoded_texts
    from detente.graph.dossier.read import SOURCES
    from detente.graph.errors import InputError
    from detente.graph.open import open_graph

    notes: tuple[str, ...] = ()
    try:
        with working("Checking"):
            graph = open_graph(source)
            problems = check(graph)
        name = graph.name
        if graph.dossier and source and Path(source).is_dir():
            notes = tuple(
                f"{Path(source) / SOURCES / text} has no sheet: what it says is not in the graph."
                for text in uncoded_texts(graph.dossier, Path(source))
            )
    except InputError as error:
        problems, name = error.problems, str(source)
    if format_ == "json":
        found = [asdict(problem) for problem in problems]
        click.echo(json.dumps({"source": name, "problems": found}, ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            click.echo(problem)
        click.echo(_verdict(name, len(problems)), err=bool(problems))
        for note in notes:
            click.echo(note, err=True)
    return 1 if problems else 0


def _watch(source: str | None, format_: str) -> int:
    from detente.graph.authoring.watch import watch

    if source is None or format_ != "text":
        raise click.UsageError(
            "--watch is for people at work on a dossier: name its folder with -g"
        )
    with suppress(KeyboardInterrupt):
        for turn, (changed, number) in enumerate(watch(Path(source))):
            for problem in changed.new:
                click.echo(problem)
            for problem in changed.gone:
                click.echo(f"mended: {problem.where.file}: {problem.message}")
            if changed.new or changed.gone or turn == 0:
                click.echo(_verdict(source, number), err=True)
    return 0


def _verdict(name: str, number: int) -> str:
    from detente.cli.errors import count

    if number:
        return f"\n{name}: {count(number, 'error')}."
    return f"{name}: no errors. Every quote is in its source text."
