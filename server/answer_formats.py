"""The formats of answers: how each is named in an address, and its media type."""

from collections.abc import Mapping

from aiohttp import web

from detente.graph.suggest import did_you_mean
from detente.server.protocol.negotiation import chosen
from detente.server.refusals import Refusal

ROWS: Mapping[str, str] = {
    "json": "application/sparql-results+json",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "xml": "application/sparql-results+xml",
}
"""Rows, as the answer to a saved question; the names are those of the command line."""

NETWORKS: Mapping[str, str] = {
    "json": "application/json",
    "graphml": "application/graphml+xml",
}
"""Networks."""


def format_asked(request: web.Request, offered: Mapping[str, str]) -> str:
    """The name of the format that ``?format=`` or the Accept header asks for; ``offered`` names them.

    Raises Refusal with status 400 for an unknown name and 406 when none is welcome.
    """
    name = request.query.get("format")
    if name is None:
        by_type = {media_type: media_type for media_type in offered.values()}
        if "json" in offered:
            by_type.setdefault("application/json", offered["json"])
        media_type = by_type[chosen(request.headers.getall("Accept", []), by_type)]
        return next(known for known, its in offered.items() if its == media_type)
    if name not in offered:
        raise Refusal(400, f"There is no format '{name}'. {did_you_mean(name, offered, 'formats')}")
    return name


def only_known(request: web.Request, known: tuple[str, ...]) -> None:
    """Raises Refusal with status 400 for a parameter that the address does not take, or one given twice."""
    for name in request.query:
        if name not in known:
            advice = did_you_mean(name, known, "parameters")
            raise Refusal(400, f"There is no parameter '{name}' here. {advice}")
        if len(request.query.getall(name)) > 1:
            raise Refusal(400, f"The parameter '{name}' is given twice.")
