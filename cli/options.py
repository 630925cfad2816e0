"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

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
        help="Bundled dossier, dossier folder, RDF file or store. Default: ru-ua-2025.",
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
