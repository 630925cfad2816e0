"""SERVICE and LOAD are refused however they are written: nothing leaves the machine."""

import socket
import threading
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from detente.graph.sparql.reach import reaches_out

HARMLESS = [
    "SELECT * { ?s ?p 'SERVICE <http://x/> { ?a ?b ?c }' }",
    "SELECT * { ?s ?p ?o } # SERVICE <http://x/> { ?a ?b ?c }",
    "# SERVICE <http://x/> {\nSELECT * { ?s ?p ?o }",
    "SELECT ?service ?x { ?x ?service ?o }",
    "PREFIX service: <http://x/> SELECT * { GRAPH service:g { ?s service:p ?o } }",
    "SELECT * { ?s <http://x/service> ?o . ?o <http://x/service?a> ?x }",
    "PREFIX ex: <http://x/> SELECT * { ?s ex:service ?service . FILTER(?service < 5) }",
]
# They could be read in another way, in which the clause is outside the string.
REFUSED_TO_BE_SURE = [
    'SELECT * { ?s ?p """a\nSERVICE <http://x/> { ?a ?b ?c }""" }',
    "SELECT * { ?s <http://x/it's> ?o . ?o <http://x/y#z> 'SERVICE <http://x/> {' }",
]
HARMLESS_UPDATES = [
    "INSERT DATA { <urn:a> <urn:b> 'LOAD <http://x/>' }",
    "INSERT DATA { <urn:a> <urn:b> '; load <http://x/>' }",
    "PREFIX ex: <http://x/> INSERT DATA { ex:load ex:load ex:load }",
    "INSERT DATA { <urn:a> <urn:b> 'workload: high; load: low' } # LOAD <http://x/>",
]
HARMFUL = [
    "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
    "SELECT*{service<http://x/>{}}",
    "SELECT * { SeRvIcE SILENT <http://x/> { ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<http://x/> { ?s ?p ?o } }",
    "PREFIX : <http://x/> SELECT * { SERVICE:y { ?s ?p ?o } }",
    "PREFIX a: <http://x/> SELECT * { SERVICEa:y { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1e5SERVICE<http://x/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p trueSERVICE<http://x/> { ?s ?p ?o } }",
    "SELECT * { SERVICE # a comment { }\n <http://x/>\n{ ?s ?p ?o } }",
    "SELECT * { FILTER(1<2)SERVICE?s#>\n{ ?a ?b ?c } }",
    "SELECT * { FILTER(1<'>') SERVICE <http://x/> { ?s ?p ?o } #'\n}",
    "SELECT * { ?a ?b '\\u005c' SERVICE <http://x/> { ?s ?p ?o } #'\n}",
    "PREFIX ex: <urn:x#> SELECT * { FILTER(?x<ex:a#>'''\n) SERVICE <http://x/> {} #'''\n}",
    "SELECT * { \\u0053ERVICE <http://x/> { ?s ?p ?o } }",
    'SELECT * { VALUES (?a ?b) { ("""x") } SERVICE <http://x/> { ?s ?p ?o } }',
]
HARMFUL_UPDATES = [
    "LOAD <http://x/>",
    "load silent <http://x/> into graph <urn:g>",
    "LOADSILENT<http://x/>",
    "PREFIX : <http://x/> LOAD:y",
    "INSERT DATA { <urn:a> <urn:b> 1 } ;LOAD <http://x/>",
    "INSERT DATA { <urn:a> <urn:b> 1 } ; # ;\n LOAD # a comment\n <http://x/>",
    "PREFIX a: <http://x/>LOAD a:b",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <http://x/> { ?s ?p ?o } }",
]


@pytest.mark.parametrize("text", [*HARMFUL, *REFUSED_TO_BE_SURE])
def test_harmful_queries(text: str) -> None:
    assert reaches_out(text) is not None


@pytest.mark.parametrize("text", HARMFUL_UPDATES)
def test_harmful_updates(text: str) -> None:
    assert reaches_out(text, update=True) is not None


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_queries(text: str) -> None:
    assert reaches_out(text) is None


@pytest.mark.parametrize("text", HARMLESS_UPDATES)
def test_harmless_updates(text: str) -> None:
    assert reaches_out(text, update=True) is None


def test_a_text_that_would_take_long_to_look_at_is_refused() -> None:
    assert reaches_out("service" * 30_000) == ("SERVICE", 0)


class Trap:
    """Whoever connects has left the engine."""

    def __init__(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self.visits = 0
        threading.Thread(target=self._wait, daemon=True).start()

    def _wait(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            self.visits += 1
            connection.close()

    def close(self) -> None:
        self._listening.close()


@pytest.fixture(scope="module")
def trap() -> Iterator[Trap]:
    found = Trap()
    yield found
    found.close()


GAPS = st.sampled_from(
    ["", " ", "\n", "\t", "#\n", "# x\r", "#'\n", '#"""\n', "#>\n", "#}\n", "\\u0020", "\f"]
)
CASED = st.sampled_from(
    [
        "SERVICE",
        "service",
        "SeRvIcE",
        "\\u0053ERVICE",
        "SERVICESILENT",
        "SERVICE SILENT",
        "SERVICE#\nSILENT",
    ]
)
LOADS = st.sampled_from(
    ["LOAD", "load", "LoAd SILENT", "LOADSILENT", "\\u004COAD", "LOAD#\nSILENT"]
)
BEFORE = st.sampled_from(
    [
        *(
            "",
            "?s ?p ?o .",
            "?s ?p ?o . ?o ?p 1e5",
            "?s ?p true",
            "?s ?p 1.",
            "FILTER(1<2)",
            "OPTIONAL{}",
        ),
        *("FILTER(1<'>')", "FILTER(1<2#>\n)", "FILTER('<'<'>')", 'FILTER(1<">")', "FILTER(2>1)"),
        *(
            "?s ?p '\\u005c'",
            "?s ?p 'a\\'",
            "?s ?p 'a\\''",
            '?s ?p "\\u0022"',
            "?s ?p ''''''",
            '?s ?p """x"""',
        ),
        *(
            "?s a:\\'b ?o .",
            "?s ?p a:b\\#c .",
            "?s ?p <urn:#> .",
            "?s a:p? ?o .",
            "?s ?p 'x'@en .",
            "BIND(1<2 AS ?z)",
        ),
        *(
            "?s ?p <urn:'> .",
            "?s ?p <urn:'>, '' .",
            "FILTER(?s<a:b#>'''\n)",
            "FILTER(?x<?y||?z>'a')",
            "{} UNION {}",
        ),
    ]
)
AFTER = st.sampled_from(
    ["", "}", "#'\n}", "#'''\n}", '#"""\n}', "'}", "#>\n}", '"\n}', "} #'''", "}}"]
)


def clause(port: int) -> st.SearchStrategy[str]:
    target = st.sampled_from(
        [f"<http://127.0.0.1:{port}/>", "a:x", ":x", "?there", "<http://127.0.0.1:\\u0030/>"]
    )
    parts = st.tuples(BEFORE, GAPS, CASED, GAPS, target, GAPS, st.just("{?a ?b ?c}"), GAPS, AFTER)
    return parts.map("".join)


def prefixes(port: int) -> str:
    return f"PREFIX a: <http://127.0.0.1:{port}/> PREFIX : <http://127.0.0.1:{port}/>\n"


@pytest.fixture(scope="module")
def store() -> ox.Store:
    found = ox.Store()
    one = ox.NamedNode("urn:x")
    for value in (one, ox.Literal("x"), ox.Literal(True), ox.Literal(1), ox.Literal("\\")):
        found.add(ox.Quad(one, one, value))
    return found


def run(store: ox.Store, text: str, *, update: bool) -> None:
    """What the engine would do with a text that was not refused."""
    try:
        if update:
            store.update(text)
        else:
            for _ in store.query(text):  # type: ignore[union-attr]
                pass
    except (SyntaxError, RuntimeError, OSError, ValueError, TypeError):
        pass


# A reader of the text has to be wrong only once: many examples, each of them quick.
@settings(max_examples=250)
@given(data=st.data())
def test_no_query_gets_out(data: st.DataObject, store: ox.Store, trap: Trap) -> None:
    body = data.draw(clause(trap.port))
    there = f"VALUES ?there {{ <http://127.0.0.1:{trap.port}/> }} "
    text = prefixes(trap.port) + "SELECT * { " + there + body
    if reaches_out(text) is None:
        run(store, text, update=False)
        assert trap.visits == 0


@settings(max_examples=150)
@given(data=st.data())
def test_no_update_gets_out(data: st.DataObject, store: ox.Store, trap: Trap) -> None:
    before = data.draw(
        st.sampled_from(
            [
                "",
                "INSERT DATA { <urn:a> <urn:b> 1 } ;",
                "CLEAR DEFAULT;",
                "INSERT DATA { <urn:a> <urn:b> ''' ; ''' };",
            ]
        )
    )
    target = data.draw(st.sampled_from([f"<http://127.0.0.1:{trap.port}/>", "a:x", ":x"]))
    gaps = [data.draw(GAPS) for _ in range(3)]
    text = prefixes(trap.port) + before + gaps[0] + data.draw(LOADS) + gaps[1] + target + gaps[2]
    if reaches_out(text, update=True) is None:
        run(store, text, update=True)
        assert trap.visits == 0


@settings(max_examples=150)
@given(text=st.text(alphabet="SERVICLOADserviceload<>{}()'\"\\#:?.; \n1eaux", max_size=60))
@example(text="service" * 200)
def test_any_text_can_be_looked_at(text: str) -> None:
    reaches_out(text)
    reaches_out(text, update=True)


def test_the_trap_works(store: ox.Store) -> None:
    own = Trap()
    run(
        store, f"SELECT * {{ SERVICE <http://127.0.0.1:{own.port}/> {{ ?s ?p ?o }} }}", update=False
    )
    own.close()
    assert own.visits > 0
