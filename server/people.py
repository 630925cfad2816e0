"""What `detente serve` gives people: the explorer at ``/``, the query page, and what they load."""

from aiohttp import web

from detente.graph.graph import Graph
from detente.server.known import LOOKUPS, looked_up, made
from detente.server.page import assets
from detente.server.programs import programs
from detente.server.refusals import Refusal
from detente.server.work import Content

_HTML = "text/html; charset=utf-8"
_NAME = """
SELECT ?label ?description {
  ?n a neg:Negotiation . OPTIONAL { ?n rdfs:label ?label } OPTIONAL { ?n dct:description ?description }
} ORDER BY ?n ?label LIMIT 1
"""


def people() -> list[web.RouteDef]:
    """The addresses for people, and those for programs that go with them."""
    return [
        web.get("/", explorer),
        web.get("/query", query_page),
        web.get("/page/{name}", asset),
        *programs(),
    ]


async def explorer(request: web.Request) -> web.Response:
    """The explorer page of the graph; where it cannot be made, a page that says why."""
    try:
        content = await made(request.app, "explorer", _explorer)
    except Refusal as refusal:
        page = assets.sorry("The explorer page cannot be made", refusal.sentence)
        return web.Response(
            status=refusal.status,
            body=page.encode(),
            headers={"Content-Type": _HTML, **assets.PAGE_HEADERS, **refusal.headers},
        )
    # The page brings a policy of its own, with the hashes of its scripts.
    headers = {"Content-Security-Policy": "frame-ancestors 'none'", **assets.OPENER}
    return content.response(request, _HTML, headers)


def _explorer(graph: Graph) -> bytes:
    from detente.exports.explorer.page import PageOptions, render

    return render(graph, PageOptions(query="/query")).encode()


async def query_page(request: web.Request) -> web.Response:
    """The query page; it is the same for every query, which stands in the fragment of the address."""
    content = await looked_up(request.app, "query", _query_page)
    return content.response(request, _HTML, assets.PAGE_HEADERS)


def _query_page(graph: Graph) -> bytes:
    row = next(graph.rows(_NAME), {})
    title = str(row.get("label") or graph.name)
    return assets.query_page(title, str(row.get("description") or "")).encode()


async def asset(request: web.Request) -> web.Response:
    """A style sheet or a script of the pages."""
    name = request.match_info["name"]
    if name not in assets.ASSETS:
        raise Refusal(404, "There is nothing at this address.")
    kind = assets.ASSETS[name]
    content: Content = await request.app[LOOKUPS].content(name, lambda: kind.make().encode())
    return content.response(request, kind.media_type)
