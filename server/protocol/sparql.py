"""``/sparql``: queries, updates, and what this service is."""

import re
from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import urlencode

from aiohttp import web

from detente.graph.sparql import syntax_error
from detente.graph.sparql.prologue import form, with_prefixes
from detente.graph.sparql.tokens import tokens
from detente.server.engine import Ask
from detente.server.engine.ask import Fields, dataset
from detente.server.keys import ENGINE, PREFIXES, SETTINGS, VOCABULARY
from detente.server.log import note
from detente.server.protocol.access import may_write
from detente.server.protocol.answers import engine_words, sent
from detente.server.protocol.description import described, forget_sizes
from detente.server.protocol.negotiation import GRAPHS, RESULTS, TRUTH, chosen
from detente.server.protocol.operation import QUERY, UPDATE, Operation, operation_of
from detente.server.protocol.refused import checked_query, checked_update
from detente.server.refusals import Refusal

_OFFERED = {"SELECT": RESULTS, "ASK": TRUTH, "CONSTRUCT": GRAPHS, "DESCRIBE": GRAPHS}
ALLOWED = "GET, HEAD, POST, OPTIONS"


async def sparql(request: web.Request) -> web.StreamResponse:
    """One operation of the SPARQL 1.1 Protocol."""
    if request.method == "OPTIONS":
        return web.Response(status=204, headers={"Allow": ALLOWED})
    if request.method not in ("GET", "HEAD", "POST"):
        raise Refusal(405, "Queries are asked by GET or POST, updates by POST.", {"Allow": ALLOWED})
    operation = await operation_of(request, request.app[SETTINGS].limits)
    if operation is None:
        return await described(request)
    note(request, operation.kind, operation.text)
    work = _query if operation.kind == "query" else _update
    return await work(request, operation)


async def _query(request: web.Request, operation: Operation) -> web.StreamResponse:
    checked_query(operation.text, request.app[VOCABULARY].graphs)
    accept = request.headers.getall("Accept", [])
    offered = _OFFERED.get(form(operation.text), {**RESULTS, **GRAPHS})
    media_type = chosen(accept, offered)
    prefixes = request.app[PREFIXES]
    text = with_prefixes(operation.text, prefixes)
    answer = await request.app[ENGINE].read(
        Ask(
            "POST",
            "/query?" + urlencode(dataset(operation.text, operation.dataset)),
            {
                "Content-Type": QUERY,
                "Accept": offered[media_type],
                "Host": request.host,  # what relative addresses in the query are relative to
            },
            text.encode(),
        )
    )
    if answer.status == HTTPStatus.BAD_REQUEST:
        raise Refusal(400, _explained(operation.text, text, engine_words(answer), prefixes))
    return await sent(request, answer, media_type)


def _explained(query: str, sent_as: str, words: str, prefixes: Mapping[str, str]) -> str:
    """The engine's words about a malformed query, at their place in what the client wrote."""
    before = len(sent_as) - len(query)  # the prefixes declared on the first line

    def moved(match: re.Match[str]) -> str:
        return f"error at 1:{max(1, int(match[1]) - before)}:"

    words = re.sub(r"\Aerror at 1:([0-9]+):", moved, words)
    return str(syntax_error(query, SyntaxError(words), prefixes))


async def _update(request: web.Request, operation: Operation) -> web.StreamResponse:
    may_write(request)
    checked_update(operation.text)
    text = with_prefixes(operation.text, request.app[PREFIXES])
    answer = await request.app[ENGINE].write(
        Ask(
            "POST",
            "/update?" + urlencode(_seen_by_update(operation)),
            {"Content-Type": UPDATE, "Host": request.host},
            text.encode(),
        )
    )
    forget_sizes(request.app)
    return await sent(request, answer)


def _seen_by_update(operation: Operation) -> Fields:
    """The union of all graphs, as for queries, unless the update or the protocol names graphs."""
    words = {text.upper() for kind, text, _ in tokens(operation.text) if kind == "word"}
    union = not operation.dataset and not words & {"USING", "WITH"}
    return (("using-union-graph", ""),) if union else operation.dataset
