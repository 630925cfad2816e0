"""The addresses (IRIs) of a dossier's things: the same from run to run and from machine to machine."""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote

from detente.graph.dossier.model import Span, Statement

WIKIDATA = "http://www.wikidata.org/entity/"


@dataclass(frozen=True, slots=True)
class Names:
    """IRIs under one dossier's base.

    >>> Names("https://w3id.org/detente/dossier/x/").of("party", "russia")
    'https://w3id.org/detente/dossier/x/party/russia'
    """

    base: str

    @property
    def negotiation(self) -> str:
        return f"{self.base}negotiation"

    def of(self, kind: str, name: str) -> str:
        """The IRI of a thing that has a readable id, such as a party or a position."""
        return f"{self.base}{kind}/{name}"

    def graph(self, name: str) -> str:
        """The IRI of a named graph: ``agenda``, ``outside`` or a sheet's name."""
        return f"{self.base}graph/{quote(name, safe='')}"

    def coding(self, sheet: str) -> str:
        return f"{self.base}coding/{quote(sheet, safe='')}"

    def office(self, person: str, party: str, title: str) -> str:
        return f"{self.base}office/{person}-{party}-{slug(title)}"

    def document(self, sha256: str) -> str:
        """A document is known by the first 16 digits of its hash; the whole hash is a property."""
        return f"{self.base}document/{sha256[:16]}"

    def passage(self, sha256: str, span: Span) -> str:
        return f"{self.base}passage/{sha256[:16]}-{span.start}-{span.end}"

    def statement(self, sha256: str, statement: Statement) -> str:
        who = f"{statement.speaker}-{statement.mode}" if statement.speaker else statement.mode
        span = statement.passage
        return f"{self.base}statement/{sha256[:16]}-{span.start}-{span.end}-{who}"


def file_graph(name: str) -> str:
    """The IRI of the named graph, in a store or at an endpoint, of what an RDF file says outside named
    graphs; ``name`` is the file's without its ending.

    >>> file_graph("talks 2025")
    'https://w3id.org/detente/graph/talks%202025'
    """
    return f"https://w3id.org/detente/graph/{quote(name, safe='')}"


def same_as(value: str) -> str:
    """The full address of a ``same_as`` value: ``wd:Q159`` is Wikidata's Q159."""
    return WIKIDATA + value.removeprefix("wd:") if value.startswith("wd:") else value


def slug(text: str) -> str:
    """A text as part of an address: letters and digits of any script, joined by hyphens.

    >>> slug("Foreign Minister (acting)")
    'foreign-minister-acting'
    """
    words = re.findall(r"\w+", unicodedata.normalize("NFC", text).lower())
    return quote("-".join(words), safe="-")
