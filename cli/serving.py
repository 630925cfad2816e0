"""What ``detente serve`` does once its options are read."""

import secrets

import click

from detente.cli.options import Reading
from detente.graph.errors import OutsideError, UsageError
from detente.server.settings import Limits, Settings


def serve_until_stopped(
    reading: Reading,
    limits: Limits,
    *,
    host: str,
    port: int,
    writable: bool,
    token: str | None,
    names: tuple[str, ...],
    origins: tuple[str, ...],
) -> None:
    """Serves, saying where and to whom. Raises UsageError and OutsideError."""
    try:
        from detente.server.run import serve
    except ModuleNotFoundError as error:
        raise OutsideError(
            f"serving needs {error.name}\n    Install it with: pip install 'detente[serve]'"
        ) from error
    if writable and (reading.as_of or reading.known_by):
        raise UsageError("--as-of and --known-by are for reading; they do not go with --writable")
    if token is not None and not writable:
        token = None  # set for every server in the environment, perhaps
    made = writable and not token
    if made:
        token = secrets.token_urlsafe(24)
    names = tuple(name.lower() for name in names)
    settings = Settings(host, port, names, origins, token, limits)
    if not settings.on_loopback and not origins:
        settings = Settings(host, port, names, ("*",), token, limits)

    def started(address: str) -> None:
        click.echo(f"Serving at {address}  SPARQL: {address}sparql  Ctrl-C stops it.")
        if made:
            click.echo(f"Token for writing: {token}")

    serve(settings, reading.open, reading.source, started)
    click.echo("Stopped.", err=True)
