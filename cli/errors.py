"""What the library raises, as a message and an exit code."""

import os
import sys

import click

from detente.graph.errors import (
    DetenteError,
    InputError,
    OutsideError,
    QueryTimeout,
    UsageError,
)

# The first that fits counts.
_EXIT_CODES: tuple[tuple[type[DetenteError], int], ...] = (
    (InputError, 1),
    (UsageError, 2),
    (OutsideError, 3),
    (DetenteError, 1),
)


def explained(error: Exception) -> int:
    """Tells the user what went wrong; the exit code. What is not ours to explain is raised again."""
    if not isinstance(error, DetenteError):
        raise error
    click.echo(_message(error), err=True)
    code = next(code for kind, code in _EXIT_CODES if isinstance(error, kind))
    if isinstance(error, QueryTimeout):
        # At once: the query still runs in its thread and would hold the process up.
        sys.stdout.flush()
        os._exit(code)
    return code


def _message(error: DetenteError) -> str:
    if isinstance(error, InputError):
        return f"{error}\n\n{count(len(error.problems), 'error')}."
    return f"Error: {error}"


def graph_hint(error: click.UsageError) -> str:
    """How the graph is named, when a command was given it in the way of another; else nothing."""
    if error.ctx is None:
        return ""
    command, name = error.ctx.command, error.ctx.info_name
    takes_graph = any(param.name == "source" for param in command.params)
    if takes_graph and "unexpected extra argument" in error.message:
        return f"    A graph is named with -g: detente {name} -g SOURCE\n"
    if isinstance(error, click.NoSuchOption) and error.option_name in ("-g", "--graph"):
        folder = next(
            (param for param in command.params if isinstance(param, click.Argument)), None
        )
        if folder:
            return f"    The folder is named without an option: detente {name} {folder.metavar}\n"
    return ""


def count(number: int, noun: str) -> str:
    """A number with its noun: '1 error', '2 errors'."""
    plural = noun[:-1] + "ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"
