"""Options that several commands share."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from detente.graph.graph import Graph

F = TypeVar("F", bound=Callable[..., Any])


class Source(click.ParamType[str]):
    """A graph to read; completes bundled dossiers and paths."""

    name = "source"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from detente.graph.open import bundled

        names = [CompletionItem(name) for name in bundled() if name.startswith(incomplete)]
        return [*names, CompletionItem(incomplete, type="file")]


class Registered(click.ParamType[str]):
    """A name from one of the library's registries; looked up late, so that --help stays quick."""

    def __init__(self, name: str, names: Callable[[], tuple[str, ...]]) -> None:
        self.name = name
        self._names = names

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        return [CompletionItem(name) for name in self._names() if name.startswith(incomplete)]


def graph_option(command: F) -> F:
    """``-g/--graph SOURCE``, also from DETENTE_GRAPH."""
    return click.option(
        "-g",
        "--graph",
        "source",
        type=Source(),
        envvar="DETENTE_GRAPH",
        metavar="SOURCE",
        help="Bundled dossier, dossier folder, RDF file, store, or endpoint's address. "
        "Default: ru-ua-2025.",
    )(command)


class Reading(NamedTuple):
    """A graph to read, and the day as of which."""

    source: str | None
    as_of: str | None = None
    known_by: str | None = None

    def open(self) -> "Graph":
        """The graph; what has to be said of it goes to standard error."""
        from detente.graph.open import open_graph

        graph = open_graph(self.source, as_of=self.as_of, known_by=self.known_by)
        for remark in graph.remarks:
            click.echo(remark, err=True)
        return graph


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """``-g``, ``--as-of`` and ``--known-by``, handed to the command as its ``reading``."""

    @wraps(command)
    def with_reading(
        source: str | None, as_of: str | None, known_by: str | None, **rest: Any
    ) -> Any:
        return command(reading=Reading(source, as_of, known_by), **rest)

    for name, help_text in (
        ("--known-by", "Only what had been recorded by that day."),
        ("--as-of", "Only what is known to hold on that day."),
    ):
        with_reading = click.option(name, metavar="DATE", help=help_text)(with_reading)
    return graph_option(with_reading)


def style_option(command: F) -> F:
    """``--format``: text or markdown for people, json for programs."""
    return click.option(
        "--format",
        "style",
        type=click.Choice(["text", "markdown", "json"]),
        default="text",
        help="text or markdown for people, json for programs.",
    )(command)


def output_option(help_text: str) -> Callable[[F], F]:
    """``-o/--output FILE``."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help=help_text,
    )


def page_options(command: F) -> F:
    """What a publisher sets on the explorer page."""
    options = [
        click.option("--title", metavar="TEXT", help="Heading of the page."),
        click.option("--subtitle", metavar="TEXT", help="Line below the heading."),
        click.option(
            "--logo",
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            metavar="FILE",
            help="Picture beside the heading (PNG, JPEG, SVG, WebP).",
        ),
        click.option("--colour", metavar="#RRGGBB", help="Accent colour of the page."),
    ]
    for option in reversed(options):
        command = option(command)
    return command
