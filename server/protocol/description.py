"""What this service is: SPARQL 1.1 Service Description, with the graphs and their sizes in VoID."""

import json
from collections.abc import Iterator
from http import HTTPStatus

import pyoxigraph as ox
from aiohttp import web

from detente.ontology.terms import CODE, NEG
from detente.server.engine import Ask
from detente.server.keys import ENGINE, GRAPH, SETTINGS, SIZES
from detente.server.log import note_lane
from detente.server.protocol.negotiation import GRAPHS, chosen
from detente.server.refusals import Refusal

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DCT = "http://purl.org/dc/terms/"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULT_FORMATS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads"),
)
_INPUT_FORMATS = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")
_COUNT = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
_PREFIXES = {"sd": _SD, "void": _VOID, "rdf": _RDF, "dct": _DCT, "format": _FORMATS}


async def described(request: web.Request) -> web.Response:
    """The description in the RDF format that the client likes best."""
    media_type = chosen(request.headers.getall("Accept", []), GRAPHS)
    format_ = ox.RdfFormat.from_media_type(GRAPHS[media_type])
    assert format_  # noqa: S101 - each of ours is one of the engine's
    sizes = await _sizes(request)
    origin = f"{request.scheme}://{request.host}"
    graph = request.app[GRAPH]
    triples = _triples(origin, sizes, request.app[SETTINGS].writable, graph.name if graph else "")
    body = ox.serialize(triples, format=format_, prefixes=_PREFIXES) or b""
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    return web.Response(body=body, headers={"Content-Type": media_type + charset, "Vary": "Accept"})


def forget_sizes(app: web.Application) -> None:
    """Something was written: the graphs are counted again when next asked for."""
    app[SIZES].clear()


async def _sizes(request: web.Request) -> dict[str, int]:
    known = request.app[SIZES]
    if not known:
        try:
            answer = await request.app[ENGINE].read(
                Ask.query(_COUNT, "application/sparql-results+json")
            )
        except Refusal:  # there is too much to count, or to do
            return {}
        note_lane(request, answer.lane)
        if answer.status == HTTPStatus.OK:
            rows = json.loads(answer.read())["results"]["bindings"]
            # A grouping of nothing may still be a row.
            known.update({row["g"]["value"]: int(row["n"]["value"]) for row in rows if "g" in row})
    return dict(known)


def _triples(origin: str, sizes: dict[str, int], writable: bool, title: str) -> Iterator[ox.Triple]:
    service, dataset, default = (ox.BlankNode(name) for name in ("service", "dataset", "default"))

    def one(subject: ox.BlankNode, predicate: str, object_: str | int | ox.BlankNode) -> ox.Triple:
        if isinstance(object_, str):
            return ox.Triple(subject, ox.NamedNode(predicate), ox.NamedNode(object_))
        literal = ox.Literal(object_) if isinstance(object_, int) else object_
        return ox.Triple(subject, ox.NamedNode(predicate), literal)

    endpoint = f"{origin}/sparql"
    yield one(service, f"{_RDF}type", f"{_SD}Service")
    yield one(service, f"{_SD}endpoint", endpoint)
    yield one(service, f"{_SD}supportedLanguage", f"{_SD}SPARQL11Query")
    if writable:
        yield one(service, f"{_SD}supportedLanguage", f"{_SD}SPARQL11Update")
        for name in _INPUT_FORMATS:
            yield one(service, f"{_SD}inputFormat", _FORMATS + name)
    for name in _RESULT_FORMATS:
        yield one(service, f"{_SD}resultFormat", _FORMATS + name)
    yield one(service, f"{_SD}feature", f"{_SD}UnionDefaultGraph")
    yield one(service, f"{_SD}feature", f"{_SD}EmptyGraphs")
    yield one(service, f"{_SD}defaultDataset", dataset)
    for kind in (f"{_SD}Dataset", f"{_VOID}Dataset"):
        yield one(dataset, f"{_RDF}type", kind)
    if title:
        yield ox.Triple(dataset, ox.NamedNode(f"{_DCT}title"), ox.Literal(title))
    yield one(dataset, f"{_VOID}sparqlEndpoint", endpoint)
    for vocabulary in (NEG, CODE):
        yield one(dataset, f"{_VOID}vocabulary", vocabulary)
    yield one(dataset, f"{_SD}defaultGraph", default)
    yield one(default, f"{_RDF}type", f"{_SD}Graph")
    if sizes:
        yield one(default, f"{_VOID}triples", sum(sizes.values()))
    for number, (name, size) in enumerate(sorted(sizes.items())):
        named, content = ox.BlankNode(f"named{number}"), ox.BlankNode(f"graph{number}")
        yield one(dataset, f"{_SD}namedGraph", named)
        yield one(named, f"{_RDF}type", f"{_SD}NamedGraph")
        yield one(named, f"{_SD}name", name)
        yield one(named, f"{_SD}graph", content)
        yield one(content, f"{_RDF}type", f"{_SD}Graph")
        yield one(content, f"{_VOID}triples", size)
