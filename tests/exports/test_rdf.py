"""Three readers that share no code load what we write, and find the same statements."""

from collections.abc import Callable, Iterable

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from detente.exports import export
from detente.graph.errors import UsageError
from detente.graph.graph import Graph

# rdflib's own parsers still use what rdflib deprecates.
pytestmark = pytest.mark.filterwarnings(
    "ignore:(Dataset|ConjunctiveGraph).*deprecated:DeprecationWarning"
)

RDF = {  # our name: Oxigraph's format, rdflib's, raptor's, whether graphs are kept apart
    "turtle": (ox.RdfFormat.TURTLE, "turtle", "turtle", False),
    "trig": (ox.RdfFormat.TRIG, "trig", "trig", True),
    "ntriples": (ox.RdfFormat.N_TRIPLES, "nt", "ntriples", False),
    "nquads": (ox.RdfFormat.N_QUADS, "nquads", "nquads", True),
    "jsonld": (ox.RdfFormat.JSON_LD, "json-ld", None, True),
    "rdfxml": (ox.RdfFormat.RDF_XML, "xml", "rdfxml", False),
}
READERS = ("oxigraph", "rdflib", "raptor")
CASES = [(n, r) for n in RDF for r in READERS if r != "raptor" or RDF[n][2]]

FOREIGN = """
:a a neg:Party , <urn:x:1> , :B ; rdfs:label "A"@en , "Ä"@de , "A" , "1" , 1 , "01"^^xsd:byte .
_:x :knows _:y , [ :knows _:x ; rdfs:label "blank" ] . _:y rdfs:label "y" .
:list rdf:value ( 1 2.50 "three"@en-GB true 1e3 ) .
<http://example.org/a,b;c?d=e&f=%20#g!$'()*+> :p <http://example.org/é/ü> , <mailto:a@b.c> .
<http://example.org/a.> :p <http://example.org/.a> , <http://example.org/-> , <schema:thing> .
:a-b.c :p :1 , <https://w3id.org/detente/dossier/t/a/b/c> , <https://w3id.org/detente/ns#> .
:p :p <https://w3id.org/detente/dossier/t/party/a..b> , <https://w3id.org/x/party/> .
:p :p <org:holder> , <holder:x> .
:typed :p "2025-05"^^xsd:gYearMonth , "x"^^:own , "0.50"^^xsd:decimal , ".5"^^xsd:decimal .
sem:one { :a :p "one" ; neg:holder "a text where an address is usual" . _:x :p "again" }
sem:two { :a :p "one" , "\\"\\"start\\nend" , "\\"start\\n" .
    :a :p "two\\r\\nlines \\"quoted\\"\\"\\"\\n" ; neg:confidence 0.9 . }
"""
# Raptor's TriG is older than graphs named by blank nodes.
UNNAMED = FOREIGN + '_:g { :a :p "in a graph without a name" . _:g :p _:x }'


@pytest.fixture(autouse=True)
def _values_as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """rdflib otherwise rewrites numbers as it reads them."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


def canonical(quads: Iterable[ox.Quad], *, graphs: bool) -> set[str]:
    """Quads in a form that is equal when the graphs are isomorphic."""
    found = ox.Dataset(
        ox.Quad(q.subject, q.predicate, q.object, q.graph_name if graphs else ox.DefaultGraph())
        for q in quads
    )
    found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in found}


def read_by_oxigraph(content: bytes, name: str) -> Iterable[ox.Quad]:
    return ox.parse(content, format=RDF[name][0])


def read_by_rdflib(content: bytes, name: str) -> Iterable[ox.Quad]:
    dataset = rdflib.Dataset()
    dataset.parse(data=content, format=RDF[name][1])
    for subject, predicate, value, graph in dataset.quads():
        line = f"{subject.n3()} {predicate.n3()} {_n3(value)}"
        place = "" if graph in (None, DATASET_DEFAULT_GRAPH_ID) else graph.n3()
        yield next(ox.parse(f"{line} {place} .", format=ox.RdfFormat.N_QUADS))


def _n3(value: rdflib.term.Node) -> str:
    """rdflib's n3() shortens numbers, which N-Quads does not."""
    if isinstance(value, rdflib.Literal):
        return str(
            ox.Literal(str(value), language=value.language)
            if value.language
            else ox.Literal(str(value), datatype=value.datatype and ox.NamedNode(value.datatype))
        )
    return value.n3()


def check(graph: Graph, name: str, reader: str, request: pytest.FixtureRequest) -> None:
    content = export(graph, name)
    if reader == "raptor":
        read = request.getfixturevalue("rapper")(content, RDF[name][2])
    else:
        read = {"oxigraph": read_by_oxigraph, "rdflib": read_by_rdflib}[reader](content, name)
    graphs = RDF[name][3]
    expected = canonical(graph.quads, graphs=graphs)
    assert canonical(read, graphs=graphs) == expected
    assert len(expected) > 20


@pytest.mark.parametrize(("name", "reader"), CASES)
def test_seed_comes_back(name: str, reader: str, seed: Graph, request: pytest.FixtureRequest):
    check(seed, name, reader, request)


@pytest.mark.parametrize(("name", "reader"), [c for c in CASES if c[0] != "rdfxml"])
def test_hostile_texts_come_back(
    name: str, reader: str, hostile: Graph, request: pytest.FixtureRequest
):
    check(hostile, name, reader, request)


@pytest.mark.parametrize(("name", "reader"), [c for c in CASES if c[0] != "rdfxml"])
def test_foreign_rdf_comes_back(
    name: str, reader: str, make: Callable[[str], Graph], request: pytest.FixtureRequest
):
    text = FOREIGN if (name, reader) == ("trig", "raptor") else UNNAMED
    check(make(text), name, reader, request)


def test_every_reader_was_asked():
    assert len(CASES) == 17


def test_a_quoted_triple_is_kept_or_refused(make: Callable[[str], Graph]):
    graph = make(":s :p <<( :a :b 'c' )>> .")
    for name in ("turtle", "trig", "ntriples", "nquads"):
        assert "<<( " in export(graph, name).decode()
        assert canonical(read_by_oxigraph(export(graph, name), name), graphs=True) == canonical(
            graph.quads, graphs=True
        )
    for name in ("jsonld", "rdfxml"):
        with pytest.raises(UsageError, match="cannot hold the statement"):
            export(graph, name)


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (":s <http://example.org/1> 'x'", "<http://example.org/1>: it does not end in a name"),
        (":s <http://example.org/> 'x'", "<http://example.org/>: it does not end in a name"),
        (":s :p 'a\\u0001b'", "the character U\\+0001"),
        (":s :p 'a\\uFFFEb'", "the character U\\+FFFE"),
    ],
)
def test_rdfxml_refuses_what_it_cannot_hold(
    statement: str, reason: str, make: Callable[[str], Graph]
):
    with pytest.raises(UsageError, match=reason):
        export(make(f"{statement} ."), "rdfxml")


RDFXML = """
:s :p "a\\r\\n\\tb ]]> <c/> & 'd' \\"e\\"" , "f"@ar , 1 , _:b .
:s <http://example.org/a?b&c> "g" ; <urn:x:h> "i" ; <http://example.org/%20j> "k" .
_:b <http://example.org/ns#é> "l" ; <http://example.org/1²m> "n" ; :o.p-q_r9 "s" .
:1 :p :2 , :3 , <http://example.org/"t'> .
""" + "\n".join(f":x{n} :y{n} {n} ." for n in range(12))


@pytest.mark.parametrize("reader", READERS)
def test_rdfxml_holds_all_else(
    reader: str, make: Callable[[str], Graph], request: pytest.FixtureRequest
):
    check(make(RDFXML.replace("\"t'", "t'")), "rdfxml", reader, request)
