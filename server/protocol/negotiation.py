"""Which format a client gets: content negotiation as in RFC 9110, section 12.5.1."""

from collections.abc import Mapping, Sequence

from detente.server.refusals import Refusal

RESULTS: Mapping[str, str] = {
    "application/sparql-results+json": "application/sparql-results+json",
    "application/sparql-results+xml": "application/sparql-results+xml",
    "text/csv": "text/csv",
    "text/tab-separated-values": "text/tab-separated-values",
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
}
"""Media types for rows and truth values, the first the one that is given when all are welcome; each
with the type that the engine is asked for."""

TRUTH: Mapping[str, str] = {
    name: engine
    for name, engine in RESULTS.items()
    if not name.startswith("text/") or name == "text/xml"
}
"""The same for ASK, for which CSV and TSV are not defined."""

GRAPHS: Mapping[str, str] = {
    "text/turtle": "text/turtle",
    "application/n-triples": "application/n-triples",
    "application/rdf+xml": "application/rdf+xml",
    "application/ld+json": "application/ld+json",
    "application/trig": "application/trig",
    "application/n-quads": "application/n-quads",
    "text/n3": "text/turtle",
    "application/x-turtle": "text/turtle",
    "text/plain": "application/n-triples",
    "application/json": "application/ld+json",
    "application/xml": "application/rdf+xml",
    "text/xml": "application/rdf+xml",
}
"""Media types for triples."""

DATASETS: Mapping[str, str] = {
    "application/trig": "application/trig",
    "application/n-quads": "application/n-quads",
    "application/ld+json": "application/ld+json",
}
"""Media types that can hold several graphs."""


def chosen(accept: Sequence[str], offered: Mapping[str, str]) -> str:
    """The media type out of ``offered`` that the Accept headers like best; on a tie, the first.

    Raises Refusal with status 406 and the list when none is welcome.

    >>> chosen(["text/turtle;q=0.5, application/rdf+xml"], GRAPHS)
    'application/rdf+xml'
    >>> chosen(["*/*"], RESULTS)
    'application/sparql-results+json'
    """
    ranges = [parsed for header in accept for parsed in _ranges(header)]
    if not ranges:
        return next(iter(offered))
    best, best_quality = "", 0.0
    for name in offered:
        quality = _quality(name, ranges)
        if quality > best_quality:
            best, best_quality = name, quality
    if not best:
        raise Refusal(
            406, f"None of the formats asked for can be given. These can: {', '.join(offered)}."
        )
    return best


def _ranges(header: str) -> list[tuple[str, float]]:
    found = []
    for part in header.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if name == "*":  # what java.net.HttpURLConnection sends for everything
            name = "*/*"
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip() == "q":
                quality = _number(value.strip())
        if name:
            found.append((name, quality))
    return found


def _number(text: str) -> float:
    try:
        quality = float(text)
    except ValueError:
        return 0.0
    return quality if 0 <= quality <= 1 else 0.0


def _quality(name: str, ranges: Sequence[tuple[str, float]]) -> float:
    """Of the ranges that ``name`` falls into, the most specific counts."""
    group = name.partition("/")[0] + "/*"
    for wanted in (name, group, "*/*"):
        qualities = [quality for given, quality in ranges if given == wanted]
        if qualities:
            return max(qualities)
    return 0.0
