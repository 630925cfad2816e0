"""Running the server: listening, saying to whom it is open, and stopping cleanly."""

import asyncio
import signal
import socket
from collections.abc import Callable

from aiohttp import web

from detente.graph.errors import OutsideError
from detente.graph.graph import Graph
from detente.server.app import make_app
from detente.server.engine import Engine
from detente.server.engine.keeper import Keeper
from detente.server.engine.readers import Readers
from detente.server.engine.writer import Writer
from detente.server.log import RequestLog, say
from detente.server.settings import Settings
from detente.server.source import Served, reading, refuse_endpoint, writing

Started = Callable[[str], None]


def serve(
    settings: Settings, graph: Callable[[], Graph], source: str | None, started: Started
) -> None:
    """Serve until the process is told to stop; ``started`` gets the address once it answers.

    ``graph`` opens the source; it is called only for reading. Raises UsageError for a source that
    cannot be served so, OutsideError when the port is taken or the engine does not start.
    """
    refuse_endpoint(source)
    listening = _listening(settings)
    try:
        keeper = Keeper()
        try:
            if settings.writable:
                asyncio.run(_run(settings, writing(source), keeper, listening, started))
            else:
                with reading(graph(), source, keeper) as served:
                    asyncio.run(_run(settings, served, keeper, listening, started))
        finally:
            keeper.close()
    finally:
        listening.close()


async def _run(
    settings: Settings,
    served: Served,
    keeper: Keeper,
    listening: socket.socket,
    started: Started,
) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    kind = Writer if settings.writable else Readers
    engine: Engine = await kind.start(served.location, keeper, settings.limits)
    try:
        runner = web.AppRunner(
            _app(settings, engine, served.graph),
            access_log_class=RequestLog,
            keepalive_timeout=settings.limits.header_seconds,
            handler_cancellation=True,
            max_line_size=1024 * 1024,  # longer ones than allowed are told so by the app
            max_field_size=16 * 1024,
            lingering_time=0.5,  # for what a client still sends after it was refused
            shutdown_timeout=2.0,
        )
        await runner.setup()
        server = await loop.create_server(_bounded(runner, settings), sock=listening, backlog=512)
        try:
            address = _address(settings, listening)
            say(f"listening at {address} {_openness(settings)}")
            started(address)
            await stop.wait()
            say("stopping")
        finally:
            server.close()
            await runner.cleanup()
    finally:
        await engine.close()


def _app(settings: Settings, engine: Engine, graph: Graph | None) -> web.Application:
    if graph is None:
        return make_app(settings, engine)
    return make_app(
        settings, engine, graph, prefixes=graph.prefixes, graphs=frozenset(graph.store.graphs)
    )


def _listening(settings: Settings) -> socket.socket:
    try:
        found = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)
        family, kind, protocol, _, address = found[0]
        listening = socket.socket(family, kind, protocol)
    except OSError as error:
        raise OutsideError(
            f"'{settings.host}' is not an address of this machine: {error}"
        ) from error
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(512)
    except OSError as error:
        listening.close()
        raise OutsideError(
            f"port {settings.port} on {settings.host} cannot be used: {error.strerror or error}\n"
            "    Choose another with --port; 0 takes any that is free."
        ) from error
    listening.setblocking(False)
    return listening


def _bounded(runner: web.AppRunner, settings: Settings) -> Callable[[], asyncio.BaseProtocol]:
    """Connections up to the limit; the next one is told that there are too many."""
    server = runner.server
    assert server  # noqa: S101 - so it is after setup
    loop = asyncio.get_running_loop()
    beginning = 0  # accepted, and not yet among the server's connections

    def begun() -> None:
        nonlocal beginning
        beginning -= 1

    def protocol() -> asyncio.BaseProtocol:
        nonlocal beginning
        if len(server.connections) + beginning >= settings.limits.connections:
            return _Full()
        beginning += 1
        loop.call_soon(loop.call_soon, begun)  # after the connection has been made
        return server()

    return protocol


class _Full(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - for the type checker
        body = b"Too many connections are open. Ask again in a few seconds.\n"
        head = (
            "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\n"
            f"Content-Type: text/plain; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        transport.write(head.encode() + body)
        transport.close()


def _address(settings: Settings, listening: socket.socket) -> str:
    port = listening.getsockname()[1]
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{port}/"


def _openness(settings: Settings) -> str:
    readers = "this-machine" if settings.on_loopback else "everyone-who-reaches-it"
    writers = "who-has-the-token" if settings.writable else "nobody"
    pages = ",".join(settings.origins) or "this-machine"
    return f"reading={readers} writing={writers} web-pages={pages}"
