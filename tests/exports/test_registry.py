"""What holds of every format."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from detente.exports import FORMATS, export, format_of
from detente.graph.errors import UsageError
from detente.graph.graph import Graph

NAMES = (
    *("turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml"),
    *("graphml", "gexf", "csv", "markdown", "html"),
)
ran: set[str] = set()

_ALL_IN_ONE_PROCESS = """
import hashlib, detente
from detente.exports import FORMATS, export
graph = detente.open()
for name in FORMATS:
    print(name, hashlib.sha256(export(graph, name)).hexdigest())
"""


def python(code: str, **environment: str) -> str:
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    return run.stdout


def test_names_are_the_registry():
    assert tuple(FORMATS) == NAMES
    assert all(name == known.name for name, known in FORMATS.items())
    assert len({known.ending for known in FORMATS.values()}) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_writes_the_seed_as_utf_8(name: str, seed: Graph):
    content = export(seed, name)
    assert "Crimea" in content.decode()
    assert content.endswith((b"\n", b">"))
    ran.add(name)


@pytest.mark.parametrize("name", NAMES)
def test_writes_a_graph_that_says_nothing(name: str, make):
    assert isinstance(export(make(""), name), bytes)


def test_every_format_was_tried():
    assert ran == set(NAMES)


def test_same_bytes_whatever_the_hash_seed():
    first = python(_ALL_IN_ONE_PROCESS, PYTHONHASHSEED="1")
    second = python(_ALL_IN_ONE_PROCESS, PYTHONHASHSEED="2")
    assert first == second
    assert len(first.splitlines()) == len(NAMES)


def test_the_registry_loads_no_writer():
    code = "import sys, detente.exports; print(*sys.modules)"
    loaded = set(python(code).split())
    assert not loaded & {"rdflib", "networkx", "pyvis", "pyoxigraph", "jinja2", "csv"}


def test_an_unknown_format_is_told_with_the_nearest(seed: Graph):
    with pytest.raises(UsageError, match=r"no export format 'turtel'\n +Did you mean 'turtle'"):
        export(seed, "turtel")


@pytest.mark.parametrize("name", NAMES)
def test_format_of_a_file(name: str):
    assert format_of(Path(f"Talks of May{FORMATS[name].ending.upper()}")) == name


@pytest.mark.parametrize("path", ["talks", "talks.docx", ".ttl"])
def test_an_ending_that_says_nothing(path: str):
    with pytest.raises(UsageError, match="does not say which format"):
        format_of(Path(path))


def test_graph_export_writes_the_file_too(seed: Graph, tmp_path: Path):
    path = tmp_path / "new" / "talks.ttl"
    assert seed.export("turtle", path) == path.read_bytes()
