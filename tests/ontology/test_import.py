"""The ontology's Python side is cheap: the command line imports it on every start."""

import subprocess
import sys

import detente.ontology


def test_importing_constants_loads_no_rdf_library():
    program = (
        "import sys, detente.ontology, detente.ontology.terms, detente.ontology.codes, "
        "detente.ontology.prefixes; print({'rdflib', 'pyoxigraph', 'pyshacl'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert (done.stdout.strip(), done.stderr) == ("set()", "")


def test_all_names_the_public_names():
    public = {name for name in vars(detente.ontology) if name.isupper()}
    assert set(detente.ontology.__all__) == public


def test_the_files_are_there():
    for name in ("ONTOLOGY", "SHAPES", "DOSSIER_SCHEMA", "SHEET_SCHEMA"):
        assert getattr(detente.ontology, name).is_file()
