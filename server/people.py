"""For people: the explorer page at ``/``."""

import asyncio

from aiohttp import web

from detente.graph.graph import Graph
from detente.server.keys import GRAPH
from detente.server.refusals import Refusal


def people() -> list[web.RouteDef]:
    """The addresses of the pages."""
    return [web.get("/", explorer)]


async def explorer(request: web.Request) -> web.Response:
    """The explorer page of the graph that is served."""
    graph = request.app[GRAPH]
    if graph is None:
        raise Refusal(404, "A server that is written to has no page here; SPARQL is at /sparql.")
    body = await asyncio.to_thread(_page, graph)
    return web.Response(body=body, content_type="text/html", charset="utf-8")


def _page(graph: Graph) -> bytes:
    return graph.export("html")
