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

WORK = web.AppKey("WORK", Work)  # pages, networks and exports, which may take long
LOOKUPS = web.AppKey("LOOKUPS", Work)  # names and ids, which others wait for as they type


def prepare(app: web.Application) -> None:
    """Gives the app the threads that pages and networks are made in."""
    app[WORK], app[LOOKUPS] = Work(threads=2), Work(threads=4)

    async def close(app: web.Application) -> None:
        app[WORK].close()
        app[LOOKUPS].close()

    app.on_cleanup.append(close)


async def with_graph(app: web.Application, use: Callable[[Graph], T]) -> T:
    """What ``use`` looks up in the graph, in a thread."""
    make = _maker(app)
    return await app[LOOKUPS].do(lambda: use(make()))


async def made(app: web.Application, key: str, use: Callable[[Graph], bytes]) -> Content:
    """What ``use`` makes of the graph, in a thread; kept under ``key`` until the data changes."""
    return await _kept(app, app[WORK], key, use)


async def looked_up(app: web.Application, key: str, use: Callable[[Graph], bytes]) -> Content:
    """The same for what is made quickly: it does not wait behind pages and networks."""
    return await _kept(app, app[LOOKUPS], key, use)


async def _kept(
    app: web.Application, work: Work, key: str, use: Callable[[Graph], bytes]
) -> Content:
    make = _maker(app)
    return await work.content((app[ENGINE].changes, key), lambda: use(make()))


def _maker(app: web.Application) -> Callable[[], Graph]:
    held = app.get(GRAPH)
    if held is not None and not held.stored and not app[SETTINGS].writable:
        return lambda: held  # it is in memory whole, with its texts as they were written
    store = EngineStore(app[ENGINE], asyncio.get_running_loop())
    return lambda: graph_over(store, held.name if held else "negotiation")
