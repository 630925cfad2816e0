"""What `detente serve` gives programs beside SPARQL: saved questions, networks, exports."""

import json
from typing import Any

from aiohttp import web

from detente.exports import FORMATS
from detente.graph.errors import QueryError, UsageError
from detente.graph.graph import Graph
from detente.graph.networks import NETWORKS
from detente.graph.parameters import parameter_term
from detente.graph.questions import Question, question, questions
from detente.graph.sparql import fill
from detente.graph.sparql.prologue import with_prefixes
from detente.graph.sparql.unknown import misspelt, unknown_terms
from detente.graph.suggest import did_you_mean
from detente.ontology.prefixes import PREFIXES
from detente.server import answer_formats, networks, terms
from detente.server.engine import Ask
from detente.server.keys import ENGINE, SETTINGS
from detente.server.known import looked_up, made, with_graph
from detente.server.openapi import description
from detente.server.problems import answered, refusal_of
from detente.server.protocol.answers import sent
from detente.server.protocol.bodies import body_of
from detente.server.refusals import Refusal

SCOPE = ("issue", "since", "until")
_JSON = "application/json"


def programs() -> list[web.RouteDef]:
    """The addresses for programs, without SPARQL's own."""
    return [
        web.get(path, answered(handler))
        for path, handler in (
            ("/api/questions", list_questions),
            ("/api/questions/{name}", ask_question),
            ("/api/networks", list_networks),
            ("/api/networks/{kind}", network),
            ("/api/terms", list_terms),
            ("/api/things/{kind}", list_things),
            ("/export", list_exports),
            ("/export/{format}", export),
            ("/health", health),
            ("/openapi.json", openapi),
        )
    ] + [web.post("/api/remarks", answered(remarks))]


async def list_questions(request: web.Request) -> web.Response:
    """The saved questions: what each answers, its parameters and its SPARQL."""
    return _json({"questions": [_shown(each) for each in questions()]})


def _shown(asked: Question) -> dict[str, Any]:
    return {
        "name": asked.name,
        "asks": asked.wording,
        "row": asked.explanation,
        "empty": asked.empty,
        "parameters": [
            {"name": each.name, "kind": each.kind, "help": each.help} for each in asked.parameters
        ],
        "sparql": asked.sparql,
        "href": f"/api/questions/{asked.name}",
    }


async def ask_question(request: web.Request) -> web.StreamResponse:
    """The answer to a saved question."""
    try:
        asked = question(request.match_info["name"])
    except UsageError as error:
        raise refusal_of(error, 404) from None
    names = tuple(parameter.name for parameter in asked.parameters)
    answer_formats.only_known(request, (*names, "format"))
    format_ = answer_formats.format_asked(request, answer_formats.ROWS)
    given = {name: request.query[name] for name in names if request.query.get(name)}
    sparql = asked.sparql
    if given:
        sparql = await with_graph(request.app, lambda graph: _filled(graph, asked, given))
    media_type = answer_formats.ROWS[format_]
    ask = Ask.query(with_prefixes(fill(sparql, {}), PREFIXES), media_type)
    return await sent(request, await request.app[ENGINE].read(ask), media_type)


def _filled(graph: Graph, asked: Question, given: dict[str, str]) -> str:
    terms_ = {
        name: parameter_term(graph.resolve(asked.parameter(name).kind, value))
        for name, value in given.items()
    }
    return fill(asked.sparql, terms_)


async def list_networks(request: web.Request) -> web.Response:
    """The kinds of networks."""
    return _json(
        {"networks": [{"kind": kind, "href": f"/api/networks/{kind}"} for kind in NETWORKS]}
    )


async def network(request: web.Request) -> web.Response:
    """A network, whole or of an issue and a span of time."""
    kind = _one_of(request.match_info["kind"], NETWORKS, "network", "networks")
    answer_formats.only_known(request, (*SCOPE, "format"))
    format_ = answer_formats.format_asked(request, answer_formats.NETWORKS)
    scope = {name: request.query[name] for name in SCOPE if request.query.get(name)}
    content = await made(
        request.app,
        f"network {kind} {format_} {sorted(scope.items())}",
        lambda graph: networks.written(graph, kind, format_, scope),
    )
    return content.response(request, answer_formats.NETWORKS[format_])


async def list_exports(request: web.Request) -> web.Response:
    """The formats that the whole graph can be had in."""
    return _json(
        {
            "formats": [
                {
                    "name": each.name,
                    "type": each.media_type,
                    "holds": each.description,
                    "href": f"/export/{each.name}",
                }
                for each in FORMATS.values()
            ]
        }
    )


async def export(request: web.Request) -> web.Response:
    """The whole graph in a format."""
    name = _one_of(request.match_info["format"], FORMATS, "export format", "formats")
    answer_formats.only_known(request, ())
    known = FORMATS[name]
    content = await made(request.app, f"export {name}", known.write)
    charset = "; charset=utf-8" if known.media_type.startswith("text/") else ""
    return content.response(
        request,
        known.media_type + charset,
        {"Content-Disposition": f'attachment; filename="positions{known.ending}"'},
    )


async def list_terms(request: web.Request) -> web.Response:
    """Prefixes, and the ontology's terms with their meaning."""
    content = await looked_up(request.app, "terms", terms.terms)
    return content.response(request, _JSON)


async def list_things(request: web.Request) -> web.Response:
    """Parties, issues and so on: address, id and name, those whose name or id contains ``?q=``."""
    kind = _one_of(request.match_info["kind"], terms.LISTED, "kind of thing", "kinds")
    answer_formats.only_known(request, ("q",))
    wanted = request.query.get("q", "")[:200]
    content = await looked_up(
        request.app,
        f"things {kind} {wanted}",
        lambda graph: terms.things(graph, kind, wanted),
    )
    return content.response(request, _JSON)


async def remarks(request: web.Request) -> web.Response:
    """Names in a query, the body, that nothing has: a misspelt term fits nothing."""
    limits = request.app[SETTINGS].limits
    query = (await body_of(request, limits.max_query, limits)).decode(errors="replace")

    def found(graph: Graph) -> list[dict[str, Any]]:
        try:
            # In a store there may be too many things to look for the nearest among all of them.
            told = unknown_terms(query, graph.prefixes) if graph.stored else misspelt(graph, query)
        except QueryError:  # it names things that cannot be names
            told = ()
        return [
            {"line": each.where.line, "column": each.where.column, "says": each.message}
            for each in told
        ]

    return _json({"remarks": await with_graph(request.app, found)})


async def health(request: web.Request) -> web.Response:
    """Whether questions are answered: one is asked."""
    answer = await request.app[ENGINE].read(Ask.query("ASK {}", "text/csv"))
    answer.read()
    if answer.status != 200:
        raise Refusal(503, "The query engine does not answer.")
    return _json({"status": "ok"})


async def openapi(request: web.Request) -> web.Response:
    """What there is beside SPARQL, as OpenAPI 3.1."""
    return _json(description())


def _one_of(name: str, known: Any, noun: str, nouns: str) -> str:
    if name not in known:
        raise Refusal(404, f"There is no {noun} '{name}'. {did_you_mean(name, known, nouns)}")
    return name


def _json(data: Any) -> web.Response:
    return web.Response(
        body=json.dumps(data, ensure_ascii=False).encode(),
        content_type=_JSON,
        headers={"Cache-Control": "no-cache"},
    )
