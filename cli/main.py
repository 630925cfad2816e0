"""The ``detente`` command: its subcommands, its greeting, and how errors become exit codes."""

import os
import sys
from importlib import import_module
from typing import Any

import click

from detente import __version__

# command → module; each is loaded when it is needed.
_COMMANDS = {
    "build": "detente.cli.build",
    "check": "detente.cli.check",
    "view": "detente.cli.view",
    "timeline": "detente.cli.timeline",
    "diff": "detente.cli.diff",
    "import": "detente.cli.imports",
    "load": "detente.cli.load",
    "withdraw": "detente.cli.withdraw",
    "query": "detente.cli.query",
    "questions": "detente.cli.questions",
    "export": "detente.cli.export",
    "push": "detente.cli.push",
    "init": "detente.cli.init",
    "add": "detente.cli.add",
    "quote": "detente.cli.quote",
    "fmt": "detente.cli.fmt",
    "schema": "detente.cli.schema",
    "agreement": "detente.cli.agreement",
    "audit": "detente.cli.audit",
    "network": "detente.cli.network",
    "packages": "detente.cli.packages",
    "matrix": "detente.cli.matrix",
    "linkage": "detente.cli.linkage",
    "stability": "detente.cli.stability",
    "forecast": "detente.cli.forecast",
    "brief": "detente.cli.brief",
    "serve": "detente.cli.serve",
}

_GREETING = """\
Détente: who wants what in a negotiation, every edge led back to its exact words.

  detente build       check the dossier; write explorer page, Turtle and tables
  detente view        open the explorer page
  detente questions   list what can be asked; then: detente query --ask NAME

Without -g these use the bundled dossier, the May 2025 talks on a ceasefire
between Russia and Ukraine. 'detente --help' lists all commands."""


class _Commands(click.Group):
    """A group whose commands are imported one by one, in the order of the table."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        command: click.Command = import_module(_COMMANDS[name]).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in _COMMANDS:
            from detente.graph.suggest import did_you_mean

            advice = did_you_mean(args[0], _COMMANDS, "commands")
            raise click.UsageError(f"there is no command '{args[0]}'. {advice}", ctx)
        return super().resolve_command(ctx, args)


@click.command(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="detente", message="%(prog)s %(version)s")
@click.pass_context
def detente(ctx: click.Context) -> None:
    """A knowledge graph of who wants what in a negotiation, every edge led back to its exact words.

    Most commands read a graph: -g names a bundled dossier, a dossier's folder, an RDF file, a
    store on disk or a SPARQL endpoint; so does the environment variable DETENTE_GRAPH.

    Exit codes: 0 done, 1 the input has errors, 2 wrong usage, 3 something outside failed.
    """
    if ctx.invoked_subcommand is None:
        click.echo(_GREETING)


def main() -> None:
    """Runs the command line and leaves the process with its exit code."""
    code = _run()
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _quiet_stdout()
    except OSError as error:
        code = _unwritable(error)
    sys.exit(code)


def _run() -> int:
    try:
        code: Any = detente.main(standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return 2
    except click.ClickException as error:
        error.show()
        if isinstance(error, click.UsageError):
            from detente.cli.errors import graph_hint

            click.echo(graph_hint(error), err=True, nl=False)
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("\nStopped.", err=True)
        # At once: a query may still be running in its thread, and nothing is left to be written.
        os._exit(130)
    except (BrokenPipeError, SystemExit):  # click's way of saying that the pipe's reader has left
        _quiet_stdout()
        return 0
    except OSError as error:
        return _unwritable(error)
    except Exception as error:  # noqa: BLE001 - explained if ours, raised again if not
        from detente.cli.errors import (
            explained,
        )  # brings dataclasses, which a plain --help can do without

        return explained(error)
    return code if isinstance(code, int) else 0


def _unwritable(error: OSError) -> int:
    _quiet_stdout()
    click.echo(f"Error: {error.filename or 'the output'}: {error.strerror or error}", err=True)
    return 3


def _quiet_stdout() -> None:
    """The reader of the pipe has left; what Python would still flush goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
