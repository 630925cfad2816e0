"""Every address that is served."""

from aiohttp import web

from detente.server.people import people
from detente.server.protocol.graph_store import graph_store
from detente.server.protocol.sparql import sparql


def routes() -> list[web.RouteDef]:
    """For programs: SPARQL and graphs. For people: pages, and what they load."""
    return [
        web.route("*", "/sparql", sparql),
        web.route("*", "/sparql/", sparql),
        web.route("*", "/store", graph_store),
        web.route("*", "/store/{graph:.*}", graph_store),
        *people(),
    ]
