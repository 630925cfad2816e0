"""The graph as pages, networks and exports see it, and when it has changed."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from aiohttp import web

from detente.graph.graph import Graph
from detente.server.engine_store import EngineStore, graph_over
from detente.server.keys import ENGINE, GRAPH, SETTINGS
from detente.server.work import Content, Work

T = TypeVar("T")

WORK = web.AppKey("WORK", Work)


def prepare(app: web.Application) -> None:
    """Gives the app the threads that pages and networks are made in."""
    app[WORK] = Work()

    async def close(app: web.Application) -> None:
        app[WORK].close()

    app.on_cleanup.append(close)


async def with_graph(app: web.Application, use: Callable[[Graph], T]) -> T:
    """What ``use`` makes of the graph, in a thread."""
    make = _maker(app)
    return await app[WORK].do(lambda: use(make()))


async def made(app: web.Application, key: str, use: Callable[[Graph], bytes]) -> Content:
    """The same, kept under ``key`` until the data changes."""
    make = _maker(app)
    return await app[WORK].content((app[ENGINE].changes, key), lambda: use(make()))


def _maker(app: web.Application) -> Callable[[], Graph]:
    held = app.get(GRAPH)
    if held is not None and not held.stored and not app[SETTINGS].writable:
        return lambda: held  # it is in memory whole, with its texts as they were written
    store = EngineStore(app[ENGINE], asyncio.get_running_loop())
    return lambda: graph_over(store, held.name if held else "negotiation")
