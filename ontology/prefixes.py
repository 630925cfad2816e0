"""The prefixes that queries, exports and messages know without being told."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from detente.ontology.terms import CODE, NEG

PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "neg": NEG,
        "code": CODE,
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "dct": "http://purl.org/dc/terms/",
        "prov": "http://www.w3.org/ns/prov#",
        "oa": "http://www.w3.org/ns/oa#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "org": "http://www.w3.org/ns/org#",
        "schema": "https://schema.org/",
        "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
        "wd": "http://www.wikidata.org/entity/",
    }
)


def expand(name: str) -> str:
    """The full IRI of a prefixed name. Raises ValueError when the prefix is not known.

    >>> expand("prov:wasQuotedFrom")
    'http://www.w3.org/ns/prov#wasQuotedFrom'
    """
    prefix, colon, local = name.partition(":")
    if not colon or prefix not in PREFIXES:
        raise ValueError(f"{name!r}: expected one of the prefixes {', '.join(PREFIXES)}")
    return PREFIXES[prefix] + local
