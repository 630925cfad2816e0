"""The operation a request asks for: SPARQL 1.1 Protocol, section 2."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl

from aiohttp import web

from detente.server.protocol.bodies import body_of
from detente.server.refusals import Refusal
from detente.server.settings import Limits

FORM = "application/x-www-form-urlencoded"
QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
_DATASET = {
    "query": ("default-graph-uri", "named-graph-uri"),
    "update": ("using-graph-uri", "using-named-graph-uri"),
}


@dataclass(frozen=True, slots=True)
class Operation:
    """A query or an update: its ``kind``, its text and the graphs that the protocol names."""

    kind: str  # "query" or "update"
    text: str
    dataset: tuple[tuple[str, str], ...] = ()


async def operation_of(request: web.Request, limits: Limits) -> Operation | None:
    """The operation; None when there is none, which asks for the service description.

    Raises Refusal with status 400, 405, 408, 413 or 415.
    """
    in_url = _pairs(request.rel_url.raw_query_string.encode("ascii", "replace"), "address")
    if request.method in ("GET", "HEAD"):
        if "update" in dict(in_url):
            raise Refusal(405, "An update is sent by POST.", {"Allow": "POST"})
        if "query" in _names(in_url):
            return _operation(in_url, "query")
        if in_url:
            raise Refusal(400, "The parameter 'query' is missing.")
        return None
    media_type = request.content_type if "Content-Type" in request.headers else ""
    if media_type == FORM:
        fields = [*in_url, *_pairs(await body_of(request, limits.max_query, limits), "form")]
        kinds = _names(fields) & {"query", "update"}
        if len(kinds) != 1:
            raise Refusal(400, "The form has to have one field 'query' or one field 'update'.")
        return _operation(fields, kinds.pop())
    if media_type in (QUERY, UPDATE):
        kind = "query" if media_type == QUERY else "update"
        if _names(in_url) & {"query", "update"}:
            raise Refusal(400, "There is an operation in the address and another in the body.")
        most = limits.max_query if kind == "query" else limits.max_body
        text = _text(await body_of(request, most, limits), request.charset)
        return _operation([*in_url, (kind, text)], kind)
    raise Refusal(
        415,
        f"A POST has to say what its body is with a Content-Type: {QUERY}, {UPDATE} or {FORM}.",
        {"Accept-Post": f"{QUERY}, {UPDATE}, {FORM}"},
    )


def _operation(fields: list[tuple[str, str]], kind: str) -> Operation:
    texts = [value for name, value in fields if name == kind]
    if len(texts) != 1:
        raise Refusal(400, f"There are {len(texts)} parameters '{kind}'; there has to be one.")
    dataset = tuple((name, value) for name, value in fields if name in _DATASET[kind])
    return Operation(kind, texts[0], dataset)


def _names(fields: Iterable[tuple[str, str]]) -> set[str]:
    return {name for name, _ in fields}


def _pairs(encoded: bytes, where: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1000
        )
    except UnicodeError:
        raise Refusal(400, f"The {where} is not percent-encoded UTF-8.") from None
    except ValueError:
        raise Refusal(400, f"The {where} has more than 1000 fields.") from None


def _text(body: bytes, charset: str | None) -> str:
    if charset and charset.lower().replace("_", "-") not in ("utf-8", "utf8", "us-ascii"):
        raise Refusal(415, "SPARQL is sent in UTF-8.")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise Refusal(400, "The body is not UTF-8.") from None
