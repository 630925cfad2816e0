"""The shapes in two engines find what pySHACL by itself finds with the whole file."""

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib import RDF, SH
from rdflib.plugins.sparql import processor

import detente
from detente.graph.foreign import graph_of
from detente.graph.shapes import Violation, violations
from detente.graph.stores.local import LocalStore
from detente.ontology import SHAPES
from detente.ontology.prefixes import PREFIXES

TUESDAY_TEXT = """\
Ada Lind said the company had told her: “We offer four per cent.” Some 300 people queued at the gate,
the union said; the company spoke of 90 people. Talks on pay may resume at the Town Hall.
"""
TUESDAY = """\
source: {text: tuesday.txt, published: 2025-05-20}
coding: {coder: AB, date: 2025-05}
positions:
  - id: company-four
    holder: company
    issue: pay
    value: 4
    act: offer
    firmness: stated
    supersedes: company-pay
    from: 2025-05-20
    until: 2025-06
    salience: 0.5
    confidence: 0.8
    evidence:
      - quote: We offer four per cent
        within: "“We offer four per cent.”"
        mode: direct-quote
        speaker: ada-lind
        quoted_from: {quote: "We offer four per cent", mode: indirect, speaker: company}
  - id: company-silent
    holder: company
    issue: work
    act: not-stated
    confidence: 0.5
    evidence:
      - {quote: the company spoke of 90 people, mode: narrator}
claims:
  - id: queue-union
    kind: report
    label: 300 people queued
    about: monday-talks
    value: 300
    unit: people
    contradicts: [queue-company]
    confidence: 1
    evidence:
      - {quote: 300 people queued, within: "Some 300 people queued at the gate,\\nthe union said",
         mode: indirect, speaker: union}
  - id: queue-company
    kind: report
    label: 90 people queued
    about: monday-talks
    value: 90
    unit: people
    confidence: 1
    evidence:
      - {quote: 90 people, within: the company spoke of 90 people, mode: indirect, speaker: company}
"""

UNION_PAY, COMPANY_PAY = "position/union-pay", "position/company-pay"
COMPANY_FOUR, SILENT = "position/company-four", "position/company-silent"

# id: (what is taken away, as subject and property; what is added, as Turtle; the rule that tells)
FAULTS = {
    # core constraints, which are pySHACL's part
    "two holders": ([], f"<{UNION_PAY}> neg:holder <party/company> .", "MaxCount"),
    "no holder": ([f"{UNION_PAY} neg:holder"], "", "MinCount"),
    "a person as holder": (
        [f"{UNION_PAY} neg:holder"],
        f"<{UNION_PAY}> neg:holder <person/ada-lind> .",
        "Class",
    ),
    "an unknown act": ([f"{SILENT} neg:act"], f"<{SILENT}> neg:act code:hum .", "In"),
    "confidence as a double": (
        [f"{UNION_PAY} neg:confidence"],
        f"<{UNION_PAY}> neg:confidence 9e-1 .",
        "Datatype",
    ),
    "confidence above one": (
        [f"{UNION_PAY} neg:confidence"],
        f"<{UNION_PAY}> neg:confidence 1.5 .",
        "MaxInclusive",
    ),
    "salience below zero": (
        [f"{COMPANY_FOUR} neg:salience"],
        f"<{COMPANY_FOUR}> neg:salience -0.5 .",
        "MinInclusive",
    ),
    "an id in capitals": (
        ["party/union dct:identifier"],
        '<party/union> dct:identifier "Union" .',
        "Pattern",
    ),
    "an empty label": (["party/union rdfs:label"], '<party/union> rdfs:label "" .', "MinLength"),
    "two labels in one language": ([], '<party/union> rdfs:label "Workers"@en .', "UniqueLang"),
    "a blank node": ([], '[] a foaf:Person ; dct:identifier "x" ; rdfs:label "X" .', "NodeKind"),
    "a figure for a thing": ([], "<claim/queue-union> schema:about 3 .", "NodeKind"),
    "a speaker that is a place": (
        ["statement neg:speaker"],
        "<statement> neg:speaker <place/town-hall> .",
        "Or",
    ),
    "a condition about nothing": (["condition/if-strike-ends neg:conditionOption"], "", "Or"),
    "a passage that ends before it starts": (
        ["passage oa:start"],
        "<passage> oa:start 1000 .",
        "LessThan",
    ),
    "an event with a position's status": (
        ["event/monday-talks neg:status"],
        "<event/monday-talks> neg:status code:lapsed .",
        "In",
    ),
    "a kind of party that the ontology does not have": (
        [],
        "<kind> rdfs:subClassOf neg:Party . <party/guild> a <kind> .",
        "MinCount",
    ),
    # the shapes' own queries, which are the engine's part
    "an option of another issue": (
        [f"{UNION_PAY} neg:option"],
        f"<{UNION_PAY}> neg:option <option/strike-ends> .",
        "PositionSameIssue",
    ),
    "an act about nothing": ([f"{UNION_PAY} neg:option"], "", "PositionHasAnswer"),
    "an option and a value": ([], f"<{UNION_PAY}> neg:value 5.0 .", "PositionOneAnswer"),
    "no firmness": ([f"{UNION_PAY} neg:firmness"], "", "PositionFirmnessGiven"),
    "silence that is firm": ([], f"<{SILENT}> neg:firmness code:open .", "PositionSilent"),
    "a value on a ranked issue": (
        ["issue/pay neg:scale"],
        "<issue/pay> neg:scale code:ordinal .",
        "PositionValueMeasured",
    ),
    "a demand of oneself": (
        ["option/six-per-cent neg:performer"],
        "<option/six-per-cent> neg:performer <party/union> .",
        "DemandOfAnother",
    ),
    "an offer of what another does": (
        ["option/three-per-cent neg:performer"],
        "<option/three-per-cent> neg:performer <party/union> .",
        "OwnToGive",
    ),
    "superseding another party's position": (
        [],
        f"<{COMPANY_FOUR}> neg:supersedes <{UNION_PAY}> .",
        "SupersedesOwn",
    ),
    "superseded and current": (
        [f"{COMPANY_PAY} neg:status"],
        f"<{COMPANY_PAY}> neg:status code:current .",
        "SupersededNotCurrent",
    ),
    "superseding in a circle": (
        [],
        f"<{COMPANY_PAY}> neg:supersedes <{COMPANY_FOUR}> .",
        "SupersedesInOrder",
    ),
    "ends before it begins": (
        [f"{COMPANY_FOUR} neg:validUntil"],
        f'<{COMPANY_FOUR}> neg:validUntil "2025-04"^^xsd:gYearMonth .',
        "EndsAfterItBegins",
    ),
    "another's words as evidence": (
        [],
        f"<{UNION_PAY}> neg:evidencedBy <statement> .",
        "HoldersOwnWords",
    ),
    "a scale without its value": (["option/six-per-cent neg:scaleValue"], "", "OptionOnScale"),
    "an option that rules itself out": (
        [],
        "<option/six-per-cent> neg:incompatibleWith <option/six-per-cent> .",
        "OptionPossible",
    ),
    "an issue that is part of itself": (
        [],
        "<issue/pay> skos:broader <issue/work> . <issue/work> skos:broader <issue/pay> .",
        "IssueNotPartOfItself",
    ),
    "a narrator who is named": (
        ["statement neg:speechMode"],
        "<statement> neg:speechMode code:narrator .",
        "SpeakerAbsent",
    ),
    "an event that is its own other account": (
        [],
        "<event/monday-talks> neg:sameEventAs <event/monday-talks> .",
        "AccountOfAnother",
    ),
    "speech without a speaker": (["statement neg:speaker"], "", "SpeakerGiven"),
    "a quote without quotation marks": (
        ["statement neg:speechMode"],
        "<statement> neg:speechMode code:partial-quote .",
        "QuotationMarks",
    ),
    "a hedge that is not in the passage": (
        [],
        '<statement> neg:hedge "perhaps" .',
        "HedgeInPassage",
    ),
    "a quote outside its evidence": (
        [],
        "<claim/queue-union> neg:passage <passage> .",
        "QuoteInsideEvidence",
    ),
    "words that are not in the text": (
        ["passage oa:exact"],
        '<passage> oa:exact "The company said it may offer zeros per cent" .',
        "PassageInText",
    ),
    "words counted wrongly": (["passage oa:end"], "<passage> oa:end 400 .", "PassageLength"),
    "a figure of nothing": (["claim/queue-union schema:unitText"], "", "ValueHasUnit"),
    "a claim against itself": (
        [],
        "<claim/queue-union> neg:contradicts <claim/queue-union> .",
        "ContradictsAnother",
    ),
    "figures of different things": (
        ["claim/queue-company schema:unitText"],
        '<claim/queue-company> schema:unitText "cars"@en .',
        "ContradictsSameQuantity",
    ),
    "claims about different things": (
        ["claim/queue-company schema:about"],
        "<claim/queue-company> schema:about <place/town-hall> .",
        "ContradictsSameSubject",
    ),
}


@pytest.fixture
def graph(strike):
    """The small dossier with a second source, so that every kind of thing is in it."""
    strike.write("sources/tuesday.txt", TUESDAY_TEXT)
    strike.write("sources/tuesday.yaml", TUESDAY)
    return detente.open(strike.folder)


@pytest.fixture(scope="module")
def shapes():
    return rdflib.Graph().parse(SHAPES, format="turtle")


@pytest.fixture(autouse=True, scope="module")
def _each_query_parsed_once():
    """pySHACL has rdflib parse a shape's query anew for each node, which is most of its time."""
    parse, translate, known = processor.parseQuery, processor.translateQuery, {}

    def translated(text, base=None, namespaces=None):
        if text not in known:
            known[text] = translate(parse(text), base, namespaces)
        return known[text]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(processor, "parseQuery", lambda text: text)
        patch.setattr(processor, "translateQuery", translated)
        yield


def by_pyshacl(store, shapes):
    """What pySHACL finds with the whole file."""
    data = graph_of(quad.triple for quad in store.all_quads())
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, advanced=False)
    found = []
    for result in report.subjects(RDF.type, SH.ValidationResult):
        rule = report.value(result, SH.sourceConstraint) or report.value(
            result, SH.sourceConstraintComponent
        )
        terms = (SH.focusNode, None, SH.resultPath, SH.value, SH.resultMessage)
        values = [report.value(result, term) if term else rule for term in terms]
        found.append(Violation(*(str(value or "") for value in values)))
    return sorted(set(found))


NAMED = """
SELECT ?statement ?passage {
    ?position dct:identifier "company-pay" ; neg:evidencedBy ?statement .
    ?statement neg:passage ?passage
}
"""


def with_fault(graph, removed, added):
    """The graph's store with some triples taken away and some added."""
    named = {name: iri.removeprefix(graph.base) for name, iri in next(graph.rows(NAMED)).items()}
    gone = set()
    for pair in removed:
        subject, term = pair.split()
        prefix, _, local = term.partition(":")
        gone.add((graph.base + named.get(subject, subject), PREFIXES[prefix] + local))
    kept = [it for it in graph.quads if (it.subject.value, it.predicate.value) not in gone]
    assert {(it.subject.value, it.predicate.value) for it in graph.quads} >= gone
    for name, iri in named.items():
        added = added.replace(f"<{name}>", f"<{iri}>")
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    more = ox.parse(prefixes + added, format=ox.RdfFormat.TURTLE, base_iri=graph.base)
    name = ox.NamedNode(f"{graph.base}graph/fault")
    return LocalStore.in_memory([*kept, *(ox.Quad(*quad.triple, name) for quad in more)])


def test_a_good_graph_has_no_violations(graph, shapes):
    assert violations(graph.store) == []
    assert by_pyshacl(graph.store, shapes) == []


@pytest.mark.slow
def test_the_bundled_dossier_has_no_violations(seed, shapes):
    assert violations(seed.store) == []
    assert by_pyshacl(seed.store, shapes) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_both_find_the_same(graph, shapes, fault):
    removed, added, rule = FAULTS[fault]
    store = with_fault(graph, removed, added)
    found = violations(store)
    assert found == by_pyshacl(store, shapes)
    assert rule in {name(it.rule) for it in found}


def test_all_faults_at_once(graph, shapes):
    removed = sorted({pair for it in FAULTS.values() for pair in it[0]})
    store = with_fault(graph, removed, "\n".join(it[1] for it in FAULTS.values()))
    found = violations(store)
    assert len(found) > 40
    assert found == by_pyshacl(store, shapes)


def test_every_query_and_every_core_rule_has_its_fault(shapes):
    rules = {name(str(rule)) for rule in shapes.objects(None, SH.sparql)}
    tested = {rule for _, _, rule in FAULTS.values()}
    core = {name(str(it)) for it in shapes.predicates() if str(it) in map(str, CORE)}
    assert rules <= tested
    assert {it[0].lower() + it[1:] for it in tested - rules} == core
    assert len(FAULTS) == 45


# The core rules that the shapes may use; each is named after its component.
CORE = (SH.minCount, SH.maxCount, SH["class"], SH["in"], SH.datatype, SH.nodeKind, SH["or"])
CORE += (SH.minInclusive, SH.maxInclusive, SH.pattern, SH.minLength, SH.uniqueLang, SH.lessThan)
CORE += (
    SH.maxLength,
    SH.node,
    SH["not"],
    SH["and"],
    SH.xone,
    SH.hasValue,
    SH.languageIn,
    SH.equals,
)
CORE += (SH.disjoint, SH.lessThanOrEquals, SH.minExclusive, SH.maxExclusive, SH.closed)


def name(rule):
    """The last part of a rule's address: PositionSilent, MaxCount."""
    return rule.rpartition("#")[2].removesuffix("ConstraintComponent")


def test_shared_out_among_processes_the_findings_are_the_same(graph, monkeypatch):
    removed = sorted({pair for it in FAULTS.values() for pair in it[0]})
    store = with_fault(graph, removed, "\n".join(it[1] for it in FAULTS.values()))
    by_itself = violations(store)
    monkeypatch.setattr("detente.graph.shapes._MANY", 1)
    assert violations(store) == by_itself
