"""The ontology file: complete, in step with the Python constants, and readable by any tool."""

import json
import keyword

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, Namespace, URIRef

from detente.ontology import (
    DOSSIER_SCHEMA,
    ONTOLOGY,
    SHAPES,
    SHEET_SCHEMA,
    VERSION,
    codes,
    prefixes,
    terms,
)

NEG, CODE = Namespace(terms.NEG), Namespace(terms.CODE)
THIS = URIRef("https://w3id.org/detente/ns")
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(ONTOLOGY, format="turtle")


def declared(ontology: rdflib.Graph) -> set[str]:
    """The classes and properties of our own namespace."""
    return {str(s) for kind in KINDS for s in ontology.subjects(RDF.type, kind) if s in NEG}


def listed(ontology: rdflib.Graph) -> set[str]:
    """The code lists and their codes."""
    return {
        str(s) for kind in (SKOS.ConceptScheme, NEG.Code) for s in ontology.subjects(RDF.type, kind)
    }


def constants(namespace: type) -> dict[str, str]:
    return {name: iri for name, iri in vars(namespace).items() if not name.startswith("_")}


@pytest.mark.parametrize(
    ("namespace", "base", "known"),
    [(terms.neg, terms.NEG, declared), (terms.code, terms.CODE, listed)],
    ids=["neg", "code"],
)
def test_constants_equal_the_turtle_both_ways(ontology, namespace, base, known):
    assert set(constants(namespace).values()) == known(ontology)
    for name, iri in constants(namespace).items():
        local = iri.removeprefix(base).replace("-", "_")
        assert name == (f"{local}_" if keyword.iskeyword(local) else local)


def test_there_are_as_many_terms_as_expected(ontology):
    assert len(declared(ontology)) == 12 + 43
    assert len(listed(ontology)) == 7 + 4 + 10 + 5 + 9 + 4 + 5 + 4 + 3


def test_every_term_has_one_english_label_and_definition(ontology):
    wanting = []
    for term in sorted(declared(ontology)):
        wanting += [(term, p) for p in (RDFS.label, RDFS.comment) if not english(ontology, term, p)]
    for term in sorted(listed(ontology)):
        properties = (RDFS.label, SKOS.prefLabel, SKOS.definition)
        wanting += [(term, p) for p in properties if not english(ontology, term, p)]
    assert wanting == []


def english(ontology: rdflib.Graph, term: str, predicate: URIRef) -> bool:
    texts = list(ontology.objects(URIRef(term), predicate))
    return len(texts) == 1 and texts[0].language == "en" and bool(texts[0].strip())


def test_every_term_names_the_ontology_that_defines_it(ontology):
    ours = declared(ontology) | listed(ontology)
    assert {str(s) for s in ontology.subjects(RDFS.isDefinedBy, THIS)} == ours


def test_header_gives_title_licence_and_version(ontology):
    assert str(ontology.value(THIS, OWL.versionInfo)) == VERSION
    assert ontology.value(THIS, OWL.versionIRI) == THIS + f"/{VERSION}"
    assert ontology.value(THIS, rdflib.DCTERMS.title)
    assert ontology.value(THIS, rdflib.DCTERMS.license) == URIRef(
        "https://creativecommons.org/licenses/by/4.0/"
    )


def test_every_property_says_what_it_joins(ontology):
    schema = Namespace(prefixes.PREFIXES["schema"])
    loose = []
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in ontology.subjects(RDF.type, kind):
            if term in NEG:
                domains = [
                    *ontology.objects(term, RDFS.domain),
                    *ontology.objects(term, schema.domainIncludes),
                ]
                if not (domains and ontology.value(term, RDFS.range)):
                    loose.append(str(term))
    assert loose == []


def test_every_class_and_property_in_use_is_declared(ontology):
    """A strict OWL 2 DL tool refuses a term whose kind it is not told."""
    builtin = tuple(prefixes.PREFIXES[p] for p in ("rdf", "rdfs", "owl", "xsd"))
    kinds = (*KINDS, OWL.AnnotationProperty)
    told = {s for kind in kinds for s in ontology.subjects(RDF.type, kind)}
    classes = set(ontology.objects(None, RDF.type)) | set(ontology.objects(None, RDFS.subClassOf))
    classes |= set(ontology.objects(None, RDFS.domain)) | set(ontology.objects(None, RDFS.range))
    used = classes | set(ontology.predicates()) | set(ontology.objects(None, RDFS.subPropertyOf))
    used = {str(t) for t in used}
    assert {t for t in used if not t.startswith(builtin)} <= {str(t) for t in told}


def test_every_declared_term_has_one_kind(ontology):
    """OWL 2 DL forbids a property that is of two kinds."""
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    subjects = [s for kind in kinds for s in set(ontology.subjects(RDF.type, kind))]
    assert len(subjects) == len(set(subjects))


@pytest.mark.parametrize("path", [ONTOLOGY, SHAPES], ids=lambda path: path.name)
def test_loads_in_rdflib_and_oxigraph_alike(path):
    graph = rdflib.Graph().parse(path, format="turtle")
    store = ox.Store()
    store.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
    assert len(graph) == len(store) > 500


def test_code_lists_equal_the_turtle(ontology):
    written = {}
    for name, values in codes.LISTS.items():
        for value, known in values.items():
            written[str(CODE[value])] = (name, known.label)
    written |= {str(CODE[v]): ("act", known.label) for v, known in codes.DIRECTION.items()}
    said = {
        str(code): (
            str(ontology.value(code, SKOS.inScheme)).removeprefix(terms.CODE),
            str(ontology.value(code, SKOS.prefLabel)),
        )
        for code in ontology.subjects(RDF.type, NEG.Code)
    }
    assert written == said


def test_directions_and_ranks_equal_the_turtle(ontology):
    assert {v: act.direction for v, act in codes.ACT.items()} == {
        str(s).removeprefix(terms.CODE): str(o).removeprefix(terms.CODE)
        for s, o in ontology.subject_objects(SKOS.broader)
    }
    assert {v: degree.rank for v, degree in codes.FIRMNESS.items()} == {
        str(s).removeprefix(terms.CODE): int(o.value)
        for s, o in ontology.subject_objects(NEG.scaleValue)
    }


def test_codes_are_labelled_the_same_for_skos_and_for_other_tools(ontology):
    for term in listed(ontology):
        subject = URIRef(term)
        assert ontology.value(subject, SKOS.prefLabel) == ontology.value(subject, RDFS.label)


def test_top_concepts_are_those_without_a_broader_code(ontology):
    tops = set(ontology.subject_objects(SKOS.topConceptOf))
    assert tops == {(o, s) for s, o in ontology.subject_objects(SKOS.hasTopConcept)}
    assert {code for code, _ in tops} == {
        code
        for code in ontology.subjects(RDF.type, NEG.Code)
        if not ontology.value(code, SKOS.broader)
    }


def test_json_schemas_offer_exactly_the_codes():
    sheet = json.loads(SHEET_SCHEMA.read_text(encoding="utf-8"))["$defs"]
    dossier = json.loads(DOSSIER_SCHEMA.read_text(encoding="utf-8"))["$defs"]
    offered = {
        "act": sheet["position"]["properties"]["act"]["enum"],
        "firmness": sheet["position"]["properties"]["firmness"]["enum"],
        "continuity": sheet["position"]["properties"]["continuity"]["enum"],
        "speech": sheet["mode"]["enum"],
        "status": sheet["position-status"]["enum"] + sheet["event-status"]["enum"],
        "claim": sheet["claim"]["properties"]["kind"]["enum"],
        "scale": dossier["issue"]["properties"]["scale"]["enum"],
    }
    assert {name: list(values) for name, values in codes.LISTS.items()} == offered


def test_expand_gives_full_addresses_and_names_the_known_prefixes():
    assert prefixes.expand("neg:holder") == terms.neg.holder
    with pytest.raises(ValueError, match="expected one of the prefixes neg, code, rdf"):
        prefixes.expand("nge:holder")
