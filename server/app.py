"""The app: addresses, what their handlers need, and what holds for all of them."""

from collections.abc import Mapping

from aiohttp import web

from detente.graph.graph import Graph
from detente.ontology.prefixes import PREFIXES as KNOWN
from detente.server import keys
from detente.server.door import add_headers, door
from detente.server.engine import Engine
from detente.server.known import prepare
from detente.server.routes import routes
from detente.server.settings import Settings


def make_app(
    settings: Settings,
    engine: Engine,
    graph: Graph | None = None,
    *,
    prefixes: Mapping[str, str] | None = None,
    graphs: frozenset[str] | None = None,
) -> web.Application:
    """The app that answers with ``engine``; ``graph`` is what its pages are made from, if they are.

    ``graphs`` are those that FROM may name (None: any), ``prefixes`` those that need no declaring.
    """
    app = web.Application(
        middlewares=[door],
        client_max_size=settings.limits.max_query,
    )
    app[keys.SETTINGS] = settings
    app[keys.ENGINE] = engine
    app[keys.GRAPH] = graph
    app[keys.PREFIXES] = dict(KNOWN) if prefixes is None else prefixes
    app[keys.VOCABULARY] = keys.Vocabulary(graphs)
    app[keys.HELD] = keys.Held()
    app[keys.SIZES] = {}
    app.on_response_prepare.append(add_headers)
    prepare(app)
    app.add_routes(routes())
    return app
