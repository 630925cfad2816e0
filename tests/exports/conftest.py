"""Graphs to export, and foreign readers to load them with."""

import subprocess
from collections.abc import Callable

import pyoxigraph as ox
import pytest

from detente.graph.graph import Graph
from detente.graph.open import open_graph
from detente.graph.stores.local import LocalStore
from detente.ontology.prefixes import PREFIXES

BASE = "https://w3id.org/detente/dossier/t/"
HEAD = f"@prefix : <{BASE}> .\n" + "".join(
    f"@prefix {name}: <{namespace}> .\n" for name, namespace in PREFIXES.items()
)

# What labels and quotes may hold.
HOSTILE = {
    "quotes": "\"'\"\"\"'''\\",
    "lines": "one\ntwo\r\nthree\rfour\u2028five",
    "markup": "</script><b>&amp;<!--]]>",
    "markdown": "- *a* _b_ | [c](http://d) ![e](f) `g` <h> # i\n# j\n1. k ~~l~~ [^1] www.m.n",
    "directions": "\u202eabc \u2067def",
    "emoji": "👩‍👩‍👧 🇺🇦",
    "control": "a\x01c\x0bd\x7fe\x85",
    "long": "long " * 2_000,
    "formula": "=1+cmd|' /C calc'!A0",
    "at": "@SUM(1)",
    "spaces": "  a\tb  ",
    "template": "{{ 7*7 }} {% raw %} ${x}",
}


@pytest.fixture(scope="session")
def seed() -> Graph:
    return open_graph()


@pytest.fixture(scope="session")
def make() -> Callable[[str], Graph]:
    """A graph from TriG text, which may use all known prefixes and ``:`` for its own things."""

    def made(trig: str) -> Graph:
        quads = tuple(ox.parse(HEAD + trig, format=ox.RdfFormat.TRIG))
        return Graph("t", lambda: LocalStore.in_memory(quads), base=BASE)

    return made


@pytest.fixture(scope="session")
def hostile(make: Callable[[str], Graph]) -> Graph:
    """A small negotiation in which every label and every quote is hostile."""
    parts = [
        f":negotiation a neg:Negotiation ; rdfs:label {ox.Literal(HOSTILE['markdown'])} .",
        ":d a neg:Document ; dct:identifier 'd.txt' .",
    ]
    return make("\n".join(parts + [_hostile(n, str(ox.Literal(t))) for n, t in HOSTILE.items()]))


def _hostile(name: str, text: str) -> str:
    return f"""
:party-{name} a neg:Party ; dct:identifier "{name}" ; rdfs:label {text} ; skos:altLabel {text} .
:issue-{name} a neg:Issue ; dct:identifier "{name}-i" ; rdfs:label {text} ; skos:prefLabel {text} .
:option-{name} a neg:Option ; dct:identifier "{name}-o" ; rdfs:label {text} ;
    neg:optionOf :issue-{name} .
:position-{name} a neg:Position ; dct:identifier "{name}-p" ; rdfs:label {text} ; skos:note {text} ;
    neg:holder :party-{name} ; neg:onIssue :issue-{name} ; neg:option :option-{name} ;
    neg:act code:demand ; neg:status code:current ; neg:firmness code:stated ;
    neg:subjectTo :condition-{name} ; neg:rationale {text} ;
    neg:evidencedBy :statement-{name} ; neg:passage :passage-{name} .
:condition-{name} a neg:Condition ; rdfs:label {text} ; neg:passage :passage-{name} .
:claim-{name} a neg:Claim ; rdfs:label {text} ; neg:claimKind code:report ; schema:unitText {text} ;
    neg:evidencedBy :statement-{name} ; neg:passage :passage-{name} .
:event-{name} a neg:Event ; rdfs:label {text} ; neg:timeExpression {text} ;
    neg:evidencedBy :statement-{name} ; neg:passage :passage-{name} .
:statement-{name} a neg:Statement ; neg:speechMode code:indirect ; neg:speaker :party-{name} ;
    neg:hedge {text} ; neg:passage :passage-{name} .
:passage-{name} a neg:Passage ; oa:exact {text} ; oa:start 0 ; oa:end 9 ; prov:wasQuotedFrom :d .
"""


@pytest.fixture(scope="session")
def rapper(rapper_program: str) -> Callable[[bytes, str], list[ox.Quad]]:
    """Raptor as a reader: bytes and its name of a format → quads."""

    def read(content: bytes, format_: str) -> list[ox.Quad]:
        run = subprocess.run(
            [rapper_program, "-q", "-i", format_, "-o", "nquads", "-", "http://base.example/"],
            input=content,
            capture_output=True,
            check=False,
        )
        assert (run.returncode, run.stderr.decode()) == (0, "")
        return list(ox.parse(run.stdout, format=ox.RdfFormat.N_QUADS))

    return read
