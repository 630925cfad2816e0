"""What the server offers beside SPARQL, as OpenAPI 3.1: made from the tables it is served from."""

from functools import cache
from typing import Any

from detente import __version__
from detente.exports import FORMATS
from detente.graph.networks import NETWORKS
from detente.graph.questions import Question, questions
from detente.server import answer_formats
from detente.server.problems import MEDIA_TYPE
from detente.server.terms import LISTED

_TEXT = {"type": "string"}
_SCOPE = {
    "issue": "the id of an issue: only what is on it, and on the issues that are part of it",
    "since": "a day, month or year: only positions first held then or later",
    "until": "a day, month or year: only positions first held then or earlier",
}


@cache
def description() -> dict[str, Any]:
    """The whole description.

    >>> description()["openapi"]
    '3.1.0'
    """
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Détente",
            "version": __version__,
            "summary": "Who wants what in a negotiation, every edge led back to its exact words",
            "description": "Saved questions, networks and exports of one graph. SPARQL 1.1 Protocol is at "
            "/sparql, which describes itself as a SPARQL 1.1 service description; the Graph Store "
            "Protocol is at /store.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "tags": [
            {"name": "questions", "description": "Saved questions and their answers"},
            {"name": "networks", "description": "Parties, options and sources as networks"},
            {"name": "exports", "description": "The whole graph in a format"},
            {"name": "terms", "description": "What names and terms there are"},
            {"name": "server", "description": "The server itself"},
        ],
        "paths": {**_questions(), **_networks(), **_exports(), **_terms(), **_server()},
        "components": {"schemas": _SCHEMAS, "responses": _RESPONSES},
    }


def _questions() -> dict[str, Any]:
    paths = {"/api/questions": _get("questions", "listQuestions", "The saved questions", _list())}
    for each in questions():
        paths[f"/api/questions/{each.name}"] = _question(each)
    return paths


def _question(asked: Question) -> dict[str, Any]:
    parameters = [
        _in_query(each.name, f"{each.help} (the id of a {each.kind})") for each in asked.parameters
    ]
    content = {
        media_type: {"schema": {"type": "object"} if name == "json" else _TEXT}
        for name, media_type in answer_formats.ROWS.items()
    }
    return _get(
        "questions",
        f"ask_{asked.name}",
        asked.wording,
        content,
        [*parameters, _format(answer_formats.ROWS)],
        asked.explanation,
    )


def _networks() -> dict[str, Any]:
    paths = {"/api/networks": _get("networks", "listNetworks", "The kinds of networks", _list())}
    content = {
        "application/json": {"schema": {"$ref": "#/components/schemas/Network"}},
        "application/graphml+xml": {"schema": _TEXT},
    }
    parameters = [
        *(_in_query(name, means) for name, means in _SCOPE.items()),
        _format(answer_formats.NETWORKS),
    ]
    for kind, make in NETWORKS.items():
        summary = (make.__doc__ or kind).strip().splitlines()[0]
        paths[f"/api/networks/{kind}"] = _get(
            "networks", f"network_{kind}", summary, content, parameters
        )
    return paths


def _exports() -> dict[str, Any]:
    paths = {"/export": _get("exports", "listExports", "The formats of exports", _list())}
    for known in FORMATS.values():
        schema = {"type": "object"} if known.media_type.endswith("json") else _TEXT
        paths[f"/export/{known.name}"] = _get(
            "exports",
            f"export_{known.name}",
            f"The whole graph: {known.description}",
            {known.media_type: {"schema": schema}},
        )
    return paths


def _terms() -> dict[str, Any]:
    paths = {"/api/terms": _get("terms", "listTerms", "Prefixes and the ontology's terms", _list())}
    for kind, type_ in LISTED.items():
        paths[f"/api/things/{kind}"] = _get(
            "terms",
            f"list_{kind}",
            f"The things of class {type_}: address, id and name",
            _list(),
            [_in_query("q", "only those whose name or id contains this text")],
        )
    remarks = _operation("terms", "remarks", "Names in a query that nothing has", _list())
    remarks["requestBody"] = {
        "description": "a SPARQL query",
        "required": True,
        "content": {"application/sparql-query": {"schema": _TEXT}},
    }
    paths["/api/remarks"] = {"post": remarks}
    return paths


def _server() -> dict[str, Any]:
    return {
        "/health": _get("server", "health", "Whether questions are answered", _list()),
        "/openapi.json": _get("server", "openapi", "This description", _list()),
    }


def _get(
    tag: str,
    operation: str,
    summary: str,
    content: dict[str, Any],
    parameters: list[dict[str, Any]] | None = None,
    more: str = "",
) -> dict[str, Any]:
    found = _operation(tag, operation, summary, content)
    if parameters:
        found["parameters"] = parameters
    if more:
        found["description"] = more
    return {"get": found}


def _operation(tag: str, operation: str, summary: str, content: dict[str, Any]) -> dict[str, Any]:
    return {
        "tags": [tag],
        "operationId": operation,
        "summary": summary,
        "responses": {
            "200": {"description": "The answer", "content": content},
            "4XX": {"$ref": "#/components/responses/Refused"},
            "5XX": {"$ref": "#/components/responses/Refused"},
        },
    }


def _list() -> dict[str, Any]:
    return {"application/json": {"schema": {"type": "object"}}}


def _in_query(name: str, means: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": means, "schema": _TEXT}


def _format(offered: Any) -> dict[str, Any]:
    return {
        "name": "format",
        "in": "query",
        "description": "instead of the Accept header",
        "schema": {"type": "string", "enum": list(offered)},
    }


_SCHEMAS: dict[str, Any] = {
    "Problem": {
        "type": "object",
        "description": "RFC 9457 problem details",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string", "format": "uri-reference"},
            "title": _TEXT,
            "status": {"type": "integer"},
            "detail": {
                "type": "string",
                "description": "a plain sentence: what is wrong, what to do",
            },
        },
    },
    "Network": {
        "type": "object",
        "description": "node-link data, as networkx reads it",
        "required": ["directed", "multigraph", "nodes", "edges"],
        "properties": {
            "directed": {"type": "boolean"},
            "multigraph": {"type": "boolean"},
            "nodes": {
                "type": "array",
                "items": {"type": "object", "required": ["id"], "properties": {"id": _TEXT}},
            },
            "edges": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["source", "target"],
                    "properties": {
                        "source": _TEXT,
                        "target": _TEXT,
                        "positions": {"type": "array", "items": _TEXT},
                        "quotes": {"type": "array", "items": _TEXT},
                    },
                },
            },
        },
    },
}

_RESPONSES: dict[str, Any] = {
    "Refused": {
        "description": "Why not, in a plain sentence",
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
}
