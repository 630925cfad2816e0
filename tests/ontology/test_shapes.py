"""The shapes: well made, met by a good graph, broken by a bad one, in pySHACL as in Oxigraph."""

import re
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib import OWL, RDF, SH, BNode, Namespace, URIRef

from detente.ontology import ONTOLOGY, SHAPES, codes, terms
from detente.ontology.prefixes import PREFIXES

NEG, NSH = Namespace(terms.NEG), Namespace("https://w3id.org/detente/shapes#")
TALKS = "https://example.org/talks/"
DATA = Path(__file__).with_name("talks.ttl").read_text(encoding="utf-8")

# id: (what is replaced, by what, the nodes that break the rule); nothing replaced: triples added
SPARQL_FAULTS = {
    "AccountOfAnother": ("", ":meeting neg:sameEventAs :meeting .", {"meeting"}),
    "ContradictsAnother": ("", ":queues neg:contradicts :queues .", {"queues"}),
    "ContradictsSameQuantity": (
        '90.0 ; schema:unitText "people"',
        '90.0 ; schema:unitText "cars"',
        {"queues"},
    ),
    "ContradictsSameSubject": (
        "schema:about :meeting ; schema:value 90.0",
        "schema:about :hall ; schema:value 90.0",
        {"queues"},
    ),
    "DemandOfAnother": (
        "neg:scaleValue 6.0 ; neg:performer :company",
        "neg:scaleValue 6.0 ; neg:performer :union",
        {"wants-six"},
    ),
    "EndsAfterItBegins": ('"2025-05-20"^^xsd:date', '"2025-04-30"^^xsd:date', {"wants-six"}),
    "HedgeInPassage": ('neg:hedge "at least"', 'neg:hedge "at most"', {"said"}),
    "HoldersOwnWords": (" ; prov:wasQuotedFrom :offered", "", {"offers-three", "no-word"}),
    "IssueNotPartOfItself": ("", ":terms skos:broader :pay .", {"pay", "terms"}),
    "OptionOnScale": (" neg:scaleValue 0.0 ;", "", {"freeze"}),
    "OptionPossible": ("", ":freeze neg:entails :six .", {"freeze"}),
    "OwnToGive": (
        "neg:scaleValue 3.0 ; neg:performer :company",
        "neg:scaleValue 3.0 ; neg:performer :union",
        {"offers-three"},
    ),
    "PassageInText": ('oa:exact "may offer three"', 'oa:exact "may offer seven"', {"narrow"}),
    "PassageLength": ("oa:end 25", "oa:end 26", {"quote"}),
    "PositionFirmnessGiven": (" ; neg:firmness code:open", "", {"offers-three"}),
    "PositionHasAnswer": (" neg:option :three ;", "", {"offers-three"}),
    "PositionOneAnswer": ("", ":wants-six neg:value 5.0 .", {"wants-six"}),
    "PositionSameIssue": ("neg:option :three", "neg:option :stop", {"offers-three"}),
    "PositionSilent": ("", ":no-word neg:firmness code:open .", {"no-word"}),
    "PositionValueMeasured": ("code:interval", "code:ordinal", {"wanted-four"}),
    "QuotationMarks": (
        "code:indirect ; neg:speaker :company",
        "code:partial-quote ; neg:speaker :company",
        {"offered"},
    ),
    "QuoteInsideEvidence": ("", ":no-word neg:passage :quote .", {"no-word"}),
    "SpeakerAbsent": ("", ":narrated neg:speaker :ada .", {"narrated"}),
    "SpeakerGiven": ("code:indirect ; neg:speaker :company", "code:indirect", {"offered"}),
    "SupersededNotCurrent": (
        "neg:status code:superseded",
        "neg:status code:current",
        {"wanted-four"},
    ),
    "SupersedesInOrder": (
        "",
        ":wanted-four neg:supersedes :wants-six .",
        {"wants-six", "wanted-four"},
    ),
    "SupersedesOwn": ("", ":no-word neg:supersedes :wanted-four .", {"no-word"}),
    "ValueHasUnit": ('90.0 ; schema:unitText "people"@en', "90.0", {"crowds"}),
}

# id: (what is replaced, by what, the node, the property shape)
CORE_FAULTS = {
    "act: a direction is not an act": ("code:withhold", "code:silent", "no-word", "PositionAct"),
    "confidence above 1": (
        "neg:confidence 0.8",
        "neg:confidence 1.8",
        "offers-three",
        "Confidence",
    ),
    "salience above 1": ("neg:salience 0.8", "neg:salience 8.0", "wants-six", "PositionSalience"),
    "an event's status on a position": (
        "code:withhold ; neg:status code:current",
        "code:withhold ; neg:status code:claimed",
        "no-word",
        "PositionStatus",
    ),
    "two holders": ("", ":no-word neg:holder :union .", "no-word", "PositionHolder"),
    "a date as plain text": ('"2025-05"^^xsd:gYearMonth', '"2025-05"', "wants-six", "PositionFrom"),
    "a date in two lengths": (
        "",
        ':wants-six neg:validFrom "2025"^^xsd:gYear .',
        "wants-six",
        "PositionFrom",
    ),
    "a position's status on an event": ("code:occurred", "code:current", "meeting", "EventStatus"),
    "a condition about nothing": (
        "neg:conditionParty :union ; neg:conditionOption :stop ;",
        "",
        "if-stop",
        "Condition",
    ),
    "a condition without its words": (
        "neg:conditionOption :stop ; neg:passage :narrow",
        "neg:conditionOption :stop",
        "if-stop",
        "Words",
    ),
    "a person as performer": ("", ":stop neg:performer :ada .", "stop", "OptionPerformer"),
    "no principal": (
        " ; neg:principal :union , :company",
        "",
        "negotiation",
        "NegotiationPrincipal",
    ),
    "no label": (' ; rdfs:label "Town Hall"@en', "", "hall", "Label"),
    "no identifier": ('dct:identifier "ada" ;', "", "ada", "Identifier"),
    "a speaker that is a place": (
        "",
        ":narrated neg:speaker :hall .",
        "narrated",
        "StatementSpeaker",
    ),
    "a short hash": ("e3b0c442", "", "text", "DocumentHash"),
    "a passage that ends before it starts": (
        "oa:start 41",
        "oa:start 58",
        "narrow",
        "PassageNotEmpty",
    ),
    "an office without its holder": ("org:member :ada ;", "", "office", "OfficeMember"),
}


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(SHAPES, format="turtle")


def faulty(old: str, new: str) -> str:
    """The good graph with one fault: ``old`` replaced, or ``new`` added if there is nothing old."""
    if not old:
        return DATA + new
    assert DATA.count(old) == 1
    return DATA.replace(old, new)


def only(shapes: rdflib.Graph, kept: set[rdflib.term.Node]) -> rdflib.Graph:
    """The shapes with none but these properties and queries; the rest would only cost time."""
    fewer = rdflib.Graph()
    for s, p, o in shapes:
        if p not in (SH.property, SH.sparql) or o in kept:
            fewer.add((s, p, o))
    return fewer


def by_pyshacl(data: str, shapes: rdflib.Graph) -> set[tuple[str, str]]:
    """What pySHACL reports, as pairs of rule or shape and node."""
    graph = rdflib.Graph().parse(data=data, format="turtle")
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, advanced=False)
    return {
        (
            str(report.value(r, SH.sourceConstraint) or report.value(r, SH.sourceShape)),
            str(report.value(r, SH.focusNode)),
        )
        for r in report.subjects(RDF.type, SH.ValidationResult)
    }


def by_oxigraph(data: str, shapes: rdflib.Graph) -> set[tuple[str, str]]:
    """What the sh:select queries find, each asked once for all nodes."""
    store = ox.Store()
    graph = ox.NamedNode(TALKS + "graph")
    store.load(data.encode(), format=ox.RdfFormat.TURTLE, to_graph=graph)
    store.load(path=str(ONTOLOGY), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(terms.NEG))
    found = set()
    for shape, rule in shapes.subject_objects(SH.sparql):
        targets = {str(target) for target in shapes.objects(shape, SH.targetClass)}
        rows = store.query(
            str(shapes.value(rule, SH.select)),
            prefixes=dict(PREFIXES),
            use_default_graph_as_union=True,
        )
        for row in rows:
            kinds = store.quads_for_pattern(row["this"], ox.NamedNode(str(RDF.type)), None)
            if targets & {quad.object.value for quad in kinds}:
                found.add((str(rule), row["this"].value))
    return found


def test_shapes_are_well_formed_by_shacls_own_shapes(shapes):
    conforms, _, text = pyshacl.validate(rdflib.Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, text


def test_a_good_graph_conforms_in_both_engines(shapes):
    assert by_pyshacl(DATA, shapes) == set()
    assert by_oxigraph(DATA, shapes) == set()


@pytest.mark.parametrize("rule", sorted(SPARQL_FAULTS))
def test_both_engines_find_the_same_fault(shapes, rule):
    old, new, nodes = SPARQL_FAULTS[rule]
    alone = only(shapes, {NSH[rule]})
    expected = {(str(NSH[rule]), TALKS + node) for node in nodes}
    assert expected == by_oxigraph(faulty(old, new), alone)
    assert expected == by_pyshacl(faulty(old, new), alone)


@pytest.mark.parametrize("fault", sorted(CORE_FAULTS))
def test_core_constraints_find_the_fault(shapes, fault):
    old, new, node, shape = CORE_FAULTS[fault]
    core = only(shapes, set(shapes.objects(None, SH.property)))
    assert (NSH + shape, TALKS + node) in by_pyshacl(faulty(old, new), core)


@pytest.mark.parametrize(
    ("more", "nodes"),
    [
        (":company-view neg:evidencedBy :said .", set()),
        (":narrated neg:onBehalfOf :union . :no-word neg:evidencedBy :narrated .", {"no-word"}),
        (":offered neg:onBehalfOf :union .", {"offers-three", "no-word"}),
        (":no-word neg:evidencedBy :narrated .", set()),
        (":no-word neg:evidencedBy :said .", {"no-word"}),
        (":said prov:wasQuotedFrom :offered . :no-word neg:evidencedBy :said .", set()),
    ],
    ids=[
        "no position",
        "commits another",
        "quotes what commits another",
        "narrator",
        "another",
        "quotes holder",
    ],
)
def test_evidence_speaks_for_the_holder_directly_or_by_quoting(shapes, more, nodes):
    alone = only(shapes, {NSH.HoldersOwnWords})
    expected = {(str(NSH.HoldersOwnWords), TALKS + node) for node in nodes}
    assert expected == by_oxigraph(DATA + more, alone)
    assert expected == by_pyshacl(DATA + more, alone)


def test_claims_about_two_accounts_of_one_event_may_contradict(shapes):
    alone = only(shapes, {NSH.ContradictsSameSubject})
    moved = faulty(
        "schema:about :meeting ; schema:value 90.0", "schema:about :talk ; schema:value 90.0"
    )
    fault = {(str(NSH.ContradictsSameSubject), TALKS + "queues")}
    assert by_oxigraph(moved, alone) == by_pyshacl(moved, alone) == fault
    joined = moved + ":talk neg:sameEventAs :meeting ."
    assert by_oxigraph(joined, alone) == by_pyshacl(joined, alone) == set()


def test_every_query_has_its_fault(shapes):
    rules = {str(rule).removeprefix(NSH) for rule in shapes.objects(None, SH.sparql)}
    assert rules == set(SPARQL_FAULTS)
    assert len(rules) == 28


def test_every_shape_and_query_has_an_address_and_a_message(shapes):
    kinds = (SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint)
    nodes = {node for kind in kinds for node in shapes.subjects(RDF.type, kind)}
    nodes |= set(shapes.objects(None, SH.property)) | set(shapes.objects(None, SH.sparql))
    assert not [node for node in nodes if isinstance(node, BNode)]
    # A shape that only gathers others has nothing to say for itself.
    gathers = {SH.targetClass, SH.property, SH.sparql, RDF.type}
    speaking = {node for node in nodes if set(shapes.predicates(node)) - gathers}
    assert {node for node in speaking if len(list(shapes.objects(node, SH.message))) != 1} == set()


def test_queries_use_only_what_both_engines_answer_alike(shapes):
    for query in shapes.objects(None, SH.select):
        first, *others = str(query).split("{")[0].split()[2:]
        assert str(query).split()[:2] == ["SELECT", "DISTINCT"]
        assert (first, others) in [("$this", ["WHERE"]), ("$this", ["?value", "WHERE"])]
        assert not {"MINUS", "VALUES", "SERVICE", "GRAPH"} & set(str(query).split())


def test_prefixes_of_the_queries_are_those_known_everywhere(shapes):
    declared = {
        str(shapes.value(node, SH.prefix)): str(shapes.value(node, SH.namespace))
        for node in shapes.objects(None, SH.declare)
    }
    assert declared.items() <= PREFIXES.items()


def test_every_term_and_code_in_the_shapes_exists(shapes):
    ontology = rdflib.Graph().parse(ONTOLOGY, format="turtle")
    known = {str(subject) for subject in ontology.subjects(RDF.type)}
    used = {str(t) for triple in shapes for t in triple if isinstance(t, URIRef)}
    for query in shapes.objects(None, SH.select):
        used |= {PREFIXES[p] + n for p, n in re.findall(r"\b(neg|code):([A-Za-z-]+)", str(query))}
    ours = {iri for iri in used if iri.startswith((terms.NEG, terms.CODE))}
    assert len(ours) > 80
    assert ours <= known


def test_every_property_of_ours_that_data_uses_has_a_shape(shapes):
    ontology = rdflib.Graph().parse(ONTOLOGY, format="turtle")
    properties = {
        str(p)
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty)
        for p in ontology.subjects(RDF.type, kind)
        if p in NEG
    }
    queried = " ".join(str(query) for query in shapes.objects(None, SH.select))
    shaped = {str(path) for path in shapes.objects(None, SH.path)}
    shaped |= {p for p in properties if f"neg:{p.removeprefix(NEG)}" in queried}
    # Free text about the time, and the codes' own properties, may be anything.
    assert properties - shaped == {terms.neg.timeExpression, terms.neg.plover, terms.neg.cameo}


@pytest.mark.parametrize(
    ("shape", "names"),
    [
        ("PositionAct", codes.ACT),
        ("PositionFirmness", codes.FIRMNESS),
        ("PositionContinuity", codes.CONTINUITY),
        ("PositionStatus", codes.POSITION_STATUS),
        ("EventStatus", codes.EVENT_STATUS),
        ("StatementMode", codes.SPEECH),
        ("ClaimKind", codes.CLAIM),
        ("IssueScale", codes.SCALE),
    ],
)
def test_shapes_admit_exactly_the_codes(shapes, shape, names):
    admitted = shapes.items(shapes.value(NSH[shape], SH["in"]))
    assert [str(code) for code in admitted] == [terms.CODE + name for name in names]


def test_modes_that_need_a_speaker_are_those_of_the_shape(shapes):
    query = str(shapes.value(NSH.SpeakerGiven, SH.select))
    assert set(re.findall(r"code:([a-z-]+)", query)) == codes.SPOKEN
