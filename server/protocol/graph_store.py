"""``/store``: graphs by their addresses, as in the SPARQL 1.1 Graph Store HTTP Protocol."""

from urllib.parse import urlencode, urljoin

from aiohttp import web

from detente.server.engine import Ask
from detente.server.keys import ENGINE, SETTINGS
from detente.server.protocol.access import may_write
from detente.server.protocol.answers import sent
from detente.server.protocol.bodies import spooled_body
from detente.server.protocol.description import forget_sizes
from detente.server.protocol.multipart import as_ntriples
from detente.server.protocol.negotiation import DATASETS, GRAPHS, chosen
from detente.server.refusals import Refusal

ALLOWED = "GET, HEAD, PUT, POST, DELETE, OPTIONS"
_DEFAULT = "default"


async def graph_store(request: web.Request) -> web.StreamResponse:
    """One operation on a graph."""
    if request.method == "OPTIONS":
        return web.Response(status=204, headers={"Allow": ALLOWED})
    graph = _graph(request)
    if request.method in ("GET", "HEAD"):
        return await _read(request, graph)
    if request.method in ("PUT", "POST", "DELETE"):
        may_write(request)
        return await _write(request, graph)
    raise Refusal(405, f"{request.method} does not work on graphs.", {"Allow": ALLOWED})


def _graph(request: web.Request) -> str | None:
    """The address of the graph that is meant, "default", or None for all of them."""
    own = str(request.url.origin()) + request.raw_path.partition("?")[0]
    if request.match_info.get("graph"):
        if request.query:
            raise Refusal(400, "The address names a graph already, so it takes no parameters.")
        return own
    names = [name for name, _ in request.query.items()]
    if names == ["graph"]:
        return _absolute(urljoin(own, request.query["graph"]))
    if names == [_DEFAULT]:
        return _DEFAULT
    if names:
        raise Refusal(400, "Name one graph: ?graph=ADDRESS, or ?default.")
    return None


def _absolute(address: str) -> str:
    if ":" not in address or not address.isprintable() or set(address) & set(' <>"{}|\\^`'):
        raise Refusal(400, "The graph's name is not an address.")
    return address


def _target(graph: str | None) -> str:
    if graph is None:
        return "/store"
    return "/store?default" if graph == _DEFAULT else "/store?" + urlencode({"graph": graph})


async def _read(request: web.Request, graph: str | None) -> web.StreamResponse:
    offered = DATASETS if graph is None else GRAPHS
    media_type = chosen(request.headers.getall("Accept", []), offered)
    headers = {"Accept": offered[media_type], "Host": request.host}
    answer = await request.app[ENGINE].read(Ask("GET", _target(graph), headers))
    return await sent(request, answer, media_type)


async def _write(request: web.Request, graph: str | None) -> web.StreamResponse:
    if graph is None and request.method != "POST":
        raise Refusal(400, "Name the graph: ?graph=ADDRESS, or ?default.")
    headers = {"Host": request.host}
    target = _target(graph)
    limits = request.app[SETTINGS].limits
    with await spooled_body(request, limits.max_body, limits) as body:
        content: object = None
        if request.method != "DELETE":
            headers["Content-Type"] = request.headers.get("Content-Type", "")
            content = body
            if request.content_type == "multipart/form-data":
                content = await as_ntriples(headers["Content-Type"], body, graph or "")
                headers["Content-Type"] = "application/n-triples"
            if not headers["Content-Type"]:
                raise Refusal(
                    415, f"Say what the graph is with a Content-Type: {', '.join(GRAPHS)}."
                )
        answer = await request.app[ENGINE].write(Ask(request.method, target, headers, content))  # type: ignore[arg-type]
    forget_sizes(request.app)
    return await sent(request, answer)
