"""A dossier as RDF: exactly these quads, the same everywhere."""

# ruff: noqa: E501 - a quad stands on one line

import os
import re
import subprocess
import sys
from decimal import Decimal

import pyoxigraph as ox
import pytest

import detente
from detente.graph.dossier import read_dossier
from detente.graph.encode import date_literal, decimal_literal, encode
from detente.graph.names import Names, same_as, slug
from detente.ontology import ONTOLOGY
from detente.ontology.prefixes import PREFIXES
from detente.ontology.terms import CODE, NEG

AGENDA, SHEET, TEXT = "dossier.yaml", "sources/monday.yaml", "sources/monday.txt"
XSD = PREFIXES["xsd"]

GATE = {
    "dossier.yaml": """\
detente: 1
id: gate
title: Talks at the gate
principals: [guards]
parties:
  guards: {label: 'The "guards"'}
issues:
  gate:
    question: Is the gate open?
    options:
      open: {label: The gate is open, performer: guards}
""",
    "note.txt": "😀 Guards: “It stays open.”\n",
    "note.yaml": """\
source: {text: note.txt}
positions:
  - id: open-gate
    holder: guards
    issue: gate
    act: commit
    option: open
    firmness: stated
    confidence: 0.50
    evidence:
      - {quote: stays open, within: “It stays open.”, mode: direct-quote, speaker: guards}
""",
}

# Subject, predicate, object and graph; addresses are shortened by the known prefixes.
GATE_QUADS = r"""
:negotiation rdf:type neg:Negotiation :graph/agenda
:negotiation dct:identifier "gate" :graph/agenda
:negotiation rdfs:label "Talks at the gate"@en :graph/agenda
:negotiation neg:principal :party/guards :graph/agenda
:party/guards rdf:type neg:Party :graph/agenda
:party/guards dct:identifier "guards" :graph/agenda
:party/guards rdfs:label "The \"guards\""@en :graph/agenda
:issue/gate rdf:type neg:Issue :graph/agenda
:issue/gate dct:identifier "gate" :graph/agenda
:issue/gate rdfs:label "Gate"@en :graph/agenda
:issue/gate skos:prefLabel "Is the gate open?"@en :graph/agenda
:issue/gate neg:inNegotiation :negotiation :graph/agenda
:issue/gate neg:scale code:nominal :graph/agenda
:option/open rdf:type neg:Option :graph/agenda
:option/open dct:identifier "open" :graph/agenda
:option/open rdfs:label "The gate is open"@en :graph/agenda
:option/open neg:optionOf :issue/gate :graph/agenda
:option/open neg:performer :party/guards :graph/agenda
:document/feb8b5b35490cf9f rdf:type neg:Document :graph/note
:document/feb8b5b35490cf9f dct:identifier "note.txt" :graph/note
:document/feb8b5b35490cf9f schema:sha256 "feb8b5b35490cf9f370e13b11cbbc4aa830a521a66aec58f55ad94f0304196c8" :graph/note
:document/feb8b5b35490cf9f schema:text "😀 Guards: “It stays open.”\n" :graph/note
:position/open-gate rdf:type neg:Position :graph/note
:position/open-gate dct:identifier "open-gate" :graph/note
:position/open-gate rdfs:label "The \"guards\": commitment – The gate is open"@en :graph/note
:position/open-gate neg:holder :party/guards :graph/note
:position/open-gate neg:onIssue :issue/gate :graph/note
:position/open-gate neg:act code:commit :graph/note
:position/open-gate neg:option :option/open :graph/note
:position/open-gate neg:firmness code:stated :graph/note
:position/open-gate neg:status code:current :graph/note
:position/open-gate neg:confidence "0.5"^^xsd:decimal :graph/note
:statement/feb8b5b35490cf9f-10-26-guards-direct-quote rdf:type neg:Statement :graph/note
:passage/feb8b5b35490cf9f-10-26 rdf:type neg:Passage :graph/note
:passage/feb8b5b35490cf9f-10-26 oa:exact "“It stays open.”" :graph/note
:passage/feb8b5b35490cf9f-10-26 oa:prefix "😀 Guards: " :graph/note
:passage/feb8b5b35490cf9f-10-26 oa:suffix "\n" :graph/note
:passage/feb8b5b35490cf9f-10-26 oa:start "10"^^xsd:integer :graph/note
:passage/feb8b5b35490cf9f-10-26 oa:end "26"^^xsd:integer :graph/note
:passage/feb8b5b35490cf9f-10-26 prov:wasQuotedFrom :document/feb8b5b35490cf9f :graph/note
:statement/feb8b5b35490cf9f-10-26-guards-direct-quote neg:passage :passage/feb8b5b35490cf9f-10-26 :graph/note
:statement/feb8b5b35490cf9f-10-26-guards-direct-quote neg:speechMode code:direct-quote :graph/note
:statement/feb8b5b35490cf9f-10-26-guards-direct-quote neg:speaker :party/guards :graph/note
:position/open-gate neg:evidencedBy :statement/feb8b5b35490cf9f-10-26-guards-direct-quote :graph/note
:passage/feb8b5b35490cf9f-14-24 rdf:type neg:Passage :graph/note
:passage/feb8b5b35490cf9f-14-24 oa:exact "stays open" :graph/note
:passage/feb8b5b35490cf9f-14-24 oa:prefix "😀 Guards: “It " :graph/note
:passage/feb8b5b35490cf9f-14-24 oa:suffix ".”\n" :graph/note
:passage/feb8b5b35490cf9f-14-24 oa:start "14"^^xsd:integer :graph/note
:passage/feb8b5b35490cf9f-14-24 oa:end "24"^^xsd:integer :graph/note
:passage/feb8b5b35490cf9f-14-24 prov:wasQuotedFrom :document/feb8b5b35490cf9f :graph/note
:position/open-gate neg:passage :passage/feb8b5b35490cf9f-14-24 :graph/note
"""


@pytest.fixture
def gate(tmp_path):
    """A dossier with one of each that a position needs."""
    folder = tmp_path / "gate"
    (folder / "sources").mkdir(parents=True)
    for name, content in GATE.items():
        place = folder if name == "dossier.yaml" else folder / "sources"
        (place / name).write_text(content, encoding="utf-8")
    return folder


def shortened(quad, base):
    prefixes = {"": base, **PREFIXES}

    def short(match):
        for prefix, namespace in prefixes.items():
            if match[1].startswith(namespace):
                return f"{prefix}:{match[1].removeprefix(namespace)}"
        return match[0]

    return re.sub(r"<([^>]*)>", short, str(quad))


def strings(quads, subject, term):
    """The objects of a property of the nodes whose address ends so, as text."""
    prefix, _, local = term.partition(":")
    predicate = PREFIXES[prefix] + local
    fitting = (it for it in quads if it.predicate.value == predicate)
    return sorted({it.object.value for it in fitting if it.subject.value.endswith(subject)})


def test_a_small_dossier_is_exactly_these_quads(gate):
    dossier = read_dossier(gate)
    written = [shortened(quad, dossier.base) for quad in encode(dossier).quads]
    assert written == GATE_QUADS.strip().splitlines()


def test_the_quads_can_be_written_and_read_again(strike):
    quads = encode(strike.read()).quads
    written = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    assert list(ox.parse(written, format=ox.RdfFormat.N_QUADS)) == list(quads)


def test_values_are_in_the_form_that_the_engine_gives_them(strike):
    quads = encode(strike.read()).quads
    store = ox.Store()
    store.extend(quads)
    assert {str(quad) for quad in store} == {str(quad) for quad in quads}


def test_no_quad_is_written_twice_and_no_node_is_blank(seed, strike):
    for quads in (encode(strike.read()).quads, encode(seed.dossier).quads):
        assert len(set(quads)) == len(quads)
        nodes = {node for it in quads for node in (it.subject, it.object, it.graph_name)}
        assert not [node for node in nodes if isinstance(node, ox.BlankNode)]


def test_each_sheet_has_a_graph_of_its_own(strike):
    strike.write("sources/the second.txt", "The talks go on.\n")
    strike.write("sources/the second.yaml", "source: {text: the second.txt}\n")
    dossier = strike.read()
    graphs = {quad.graph_name.value.removeprefix(dossier.base) for quad in encode(dossier).quads}
    assert graphs == {"graph/agenda", "graph/monday", "graph/the%20second"}


OUTSIDE = """\
outside:
  - {about: monday-talks, date: 2025-05-19, basis: a calendar, url: 'https://a.org/b'}
  - {about: union-pay, date: 2025-05, basis: a minute}

"""


def test_outside_knowledge_has_a_graph_of_its_own(strike):
    strike.edit(
        (AGENDA, "{label: Town Hall}", "{label: Town Hall, same_as: wd:Q42}"),
        (
            AGENDA,
            "places:",
            f"{OUTSIDE}places:",
        ),
    )
    dossier = strike.read()
    graph = f"{dossier.base}graph/outside"
    known = [it for it in encode(dossier).quads if it.graph_name.value == graph]
    shown = {shortened(quad, dossier.base).removesuffix(" :graph/outside") for quad in known}
    assert shown >= {
        ":place/town-hall skos:exactMatch wd:Q42",
        ':event/monday-talks schema:startDate "2025-05-19"^^xsd:date',
        ':position/union-pay neg:validFrom "2025-05"^^xsd:gYearMonth',
        ":outside/monday-talks schema:about :event/monday-talks",
        ':outside/monday-talks rdfs:comment "a calendar"@en',
        ":outside/monday-talks schema:url <https://a.org/b>",
    }


@pytest.mark.parametrize("hash_seed", ["0", "1", "4242"])
def test_the_same_quads_whatever_the_hash_seed(gate, hash_seed):
    program = "import sys; from detente.graph.dossier import read_dossier as r; "
    program += "from detente.graph.encode import encode as e; "
    program += "sys.stdout.buffer.write('\\n'.join(map(str, e(r(sys.argv[1])).quads)).encode())"
    written = subprocess.run(
        [sys.executable, "-c", program, str(gate)],
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        cwd=gate,
        capture_output=True,
        check=True,
    ).stdout
    assert written.decode() == "\n".join(map(str, encode(read_dossier(gate)).quads))


def test_every_term_and_code_is_in_the_ontology(seed, strike):
    declared = {it.subject.value for it in ox.parse(path=str(ONTOLOGY), format=ox.RdfFormat.TURTLE)}
    used = {
        node.value
        for quads in (encode(seed.dossier).quads, encode(strike.read()).quads)
        for it in quads
        for node in (it.predicate, it.object)
        if isinstance(node, ox.NamedNode) and node.value.startswith((NEG, CODE))
    }
    assert len(used) > 50
    assert used <= declared


def test_offsets_count_code_points(gate):
    (gate / "sources" / "note.txt").write_bytes("😀é\u0301\r\nIt stays open.".encode())
    sheet = (gate / "sources" / "note.yaml").read_text(encoding="utf-8")
    sheet = sheet.replace("“It stays open.”, mode: direct-quote", "It stays open., mode: indirect")
    (gate / "sources" / "note.yaml").write_text(sheet, encoding="utf-8")
    quads = encode(read_dossier(gate)).quads
    assert strings(quads, "-8-18", "oa:exact") == ["stays open"]
    assert strings(quads, "-8-18", "oa:prefix") == ["😀é\u0301\r\nIt "]
    assert strings(quads, "-8-18", "oa:suffix") == ["."]


def test_a_passage_that_is_all_of_the_text_has_nothing_around_it(gate):
    (gate / "sources" / "note.txt").write_text("“It stays open.”", encoding="utf-8")
    quads = encode(read_dossier(gate)).quads
    assert strings(quads, "-0-16", "oa:exact") == ["“It stays open.”"]
    assert strings(quads, "-0-16", "oa:prefix") == strings(quads, "-0-16", "oa:suffix") == []


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("1.50", "1.5"),
        ("30", "30"),
        ("-0.0", "0"),
        ("1E+3", "1000"),
        ("2.5e-7", "0.00000025"),
        ("100", "100"),
        ("0", "0"),
        ("-12.340", "-12.34"),
    ],
)
def test_numbers_are_decimals_in_canonical_form(number, written):
    literal = decimal_literal(Decimal(number))
    assert (literal.value, literal.datatype.value) == (written, XSD + "decimal")


@pytest.mark.parametrize(
    ("date", "kind"), [("2025-05-19", "date"), ("2025-05", "gYearMonth"), ("2025", "gYear")]
)
def test_dates_are_as_precise_as_written(date, kind):
    assert date_literal(date) == ox.Literal(date, datatype=ox.NamedNode(XSD + kind))


TUESDAY = """\
source: {text: tuesday.txt}
positions:
  - id: union-pay
    holder: union
    issue: pay
    act: demand
    option: six-per-cent
    firmness: insisted
    confidence: 0.9
    evidence:
      - {quote: The union insists on six per cent, mode: narrator}
  - id: union-four
    holder: union
    issue: pay
    act: demand
    value: 4.50
    firmness: open
    supersedes: union-pay
    confidence: 0.9
    evidence:
      - {quote: Four and a half would do, mode: indirect, speaker: union}
"""


@pytest.fixture
def tuesday(strike):
    """The small dossier with a second source, in which the union moves."""
    text = "The union insists on six per cent. Four and a half would do, it said."
    strike.write("sources/tuesday.txt", text)
    strike.write("sources/tuesday.yaml", TUESDAY)
    return encode(strike.read())


def test_two_sheets_can_show_one_position(tuesday):
    evidence = [
        (it.graph_name.value.rpartition("/")[2], it.object.value.rpartition("-")[2])
        for it in tuesday.quads
        if it.subject.value.endswith("/union-pay") and it.predicate.value == NEG + "evidencedBy"
    ]
    assert evidence == [("monday", "quote"), ("tuesday", "narrator")]
    assert strings(tuesday.quads, "/union-pay", "neg:confidence") == ["0.9"]


def test_a_superseded_position_is_no_longer_current(tuesday):
    assert strings(tuesday.quads, "/union-pay", "neg:status") == [CODE + "superseded"]
    assert strings(tuesday.quads, "/union-four", "neg:status") == [CODE + "current"]


def test_a_position_is_called_by_its_holder_act_and_answer(tuesday):
    assert strings(tuesday.quads, "/union-pay", "rdfs:label") == [
        "The union: demand – Pay rises by six per cent"
    ]
    assert strings(tuesday.quads, "/union-four", "rdfs:label") == ["The union: demand – Pay, 4.5"]


def test_every_node_of_ours_knows_where_it_came_from(tuesday):
    about = {it.subject.value for it in tuesday.quads}
    assert about == tuesday.origins.keys()
    lines = {name.rpartition("/")[2]: str(at) for name, at in tuesday.origins.items()}
    assert lines["ada-lind"].endswith("dossier.yaml:11:3")
    assert lines["union-pay"].endswith("monday.yaml:11:5")
    assert lines["union-four"].endswith("tuesday.yaml:12:5")


def test_texts_are_in_the_dossiers_language(strike):
    strike.edit(
        (AGENDA, "id: strike\n", "id: strike\nlanguage: pt-br\nbase: https://example.org/x#\n")
    )
    quads = encode(strike.read()).quads
    labels = [it for it in quads if it.subject.value == "https://example.org/x#party/union"]
    assert ox.Literal("The union", language="pt-br") in [it.object for it in labels]


def test_the_bundled_dossier_is_opened_as_encoded(seed):
    assert set(seed.quads) == set(encode(seed.dossier).quads)
    assert detente.open("ru-ua-2025").base == "https://w3id.org/detente/dossier/ru-ua-2025/"


def test_addresses():
    names = Names("https://example.org/")
    assert names.graph("A b/ü") == "https://example.org/graph/A%20b%2F%C3%BC"
    assert names.office("a", "b", "Äußerer Rat (acting)") == (
        "https://example.org/office/a-b-%C3%A4u%C3%9Ferer-rat-acting"
    )
    assert slug("—") == ""
    assert same_as("wd:Q42") == "http://www.wikidata.org/entity/Q42"
    assert same_as("https://example.org/x") == "https://example.org/x"
