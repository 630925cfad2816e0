"""``detente serve``"""

import click

from detente.cli.options import Reading, reading_options


@click.command()
@reading_options
@click.option(
    "--host", default="127.0.0.1", metavar="ADDRESS", help="Listen there. Default: 127.0.0.1."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=7880,
    metavar="PORT",
    help="Default: 7880; 0 takes any that is free.",
)
@click.option("--writable", is_flag=True, help="Take updates and graphs; -g is a store's folder.")
@click.option(
    "--token",
    envvar="DETENTE_TOKEN",
    metavar="TOKEN",
    help="What writers have to show; better in DETENTE_TOKEN. Default: a new one, printed.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=30,
    metavar="SECONDS",
    help="Longest query. Default: 30.",
)
@click.option(
    "--max-result",
    type=click.IntRange(1),
    default=64,
    metavar="MB",
    help="Largest answer. Default: 64.",
)
@click.option(
    "--at-once",
    type=click.IntRange(1),
    default=16,
    metavar="N",
    help="Long queries at once. Default: 16.",
)
@click.option(
    "--memory",
    type=click.IntRange(16),
    default=512,
    metavar="MB",
    help="Memory of one query. Default: 512.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="Another host name under which it is asked; repeatable.",
)
@click.option(
    "--cors",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    help="Web pages that may read answers, * for all; repeatable.",
)
def command(
    reading: Reading,
    host: str,
    port: int,
    writable: bool,
    token: str | None,
    timeout: float,
    max_result: int,
    at_once: int,
    memory: int,
    names: tuple[str, ...],
    origins: tuple[str, ...],
) -> None:
    """Serve a graph: pages for people, a SPARQL endpoint for programs.

    It is read only and open to this machine alone unless told otherwise. SPARQL is at /sparql, graphs
    are at /store. Each request is a line on standard error. Needs aiohttp and oxigraph:
    pip install 'detente[serve]'.

    \b
    Example:
      detente serve
      detente serve -g votes.store --timeout 60
      DETENTE_TOKEN=… detente serve -g votes.store --writable
    """
    from detente.cli.serving import serve_until_stopped
    from detente.server.settings import MB, Limits

    limits = Limits(
        timeout=timeout, max_result=max_result * MB, at_once=at_once, memory=memory * MB
    )
    serve_until_stopped(
        reading,
        limits,
        host=host,
        port=port,
        writable=writable,
        token=token,
        names=names,
        origins=origins,
    )
