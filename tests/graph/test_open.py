"""Every local source there is, and what is said about those there are not."""

import gzip
from pathlib import Path

import pyoxigraph as ox
import pytest

import detente

FORMATS = {
    "turtle": ".ttl",
    "trig": ".trig",
    "ntriples": ".nt",
    "nquads": ".nq",
    "jsonld": ".jsonld",
    "rdfxml": ".rdf",
}


@pytest.mark.parametrize("format_", FORMATS)
def test_an_export_opens_as_the_same_graph(seed, tmp_path: Path, format_: str) -> None:
    path = tmp_path / f"talks{FORMATS[format_]}"
    seed.export(format_, path)
    opened = detente.open(path)
    assert {quad.triple for quad in opened.quads} == {quad.triple for quad in seed.quads}
    assert opened.base == seed.base
    assert [row.asdict() for row in opened.ask("demands")] == [
        row.asdict() for row in seed.ask("demands")
    ]


def test_a_store_on_disk_opens_for_reading(seed, tmp_path: Path) -> None:
    store = ox.Store(str(tmp_path / "store"))
    store.extend(seed.quads)
    store.flush()
    del store
    opened = detente.open(tmp_path / "store")
    assert len(opened.quads) == len(seed.quads)
    assert len(list(opened.ask("demands"))) == len(list(seed.ask("demands")))


def test_a_dossier_opens_by_its_folder(seed) -> None:
    folder = Path(seed.dossier.at.file).parent
    assert detente.open(folder).quads == seed.quads


@pytest.mark.parametrize(
    ("name", "content", "error", "said"),
    [
        ("ru-ua-2052", None, detente.UsageError, "Did you mean 'ru-ua-2025'?"),
        ("talks.docx", b"x", detente.UsageError, "does not end like an RDF file"),
        ("folder/", None, detente.UsageError, "a folder without a dossier.yaml"),
        ("broken.ttl", b"<a> <b> .", detente.InputError, "broken.ttl"),
        ("broken.nt", b"<http://a> <http://b> .", detente.InputError, "broken.nt"),
        ("broken.rdf", b"<rdf>", detente.InputError, "broken.rdf"),
        ("latin.ttl", b'<http://a> <http://b> "\xe9" .', detente.InputError, "latin.ttl"),
        ("http://127.0.0.1:1/sparql", None, detente.OutsideError, "the connection is refused"),
        ("http://me:secret@localhost/sparql", None, detente.UsageError, "DETENTE_TOKEN"),
        ("https:///sparql", None, detente.UsageError, "not an address"),
        ("talks.gz", b"x", detente.UsageError, "does not end like an RDF file"),
        ("talks.ttl.gz", b"x", detente.OutsideError, "talks.ttl.gz: cannot be read"),
    ],
)
def test_what_cannot_be_opened_is_told(tmp_path, monkeypatch, name, content, error, said) -> None:
    monkeypatch.chdir(tmp_path)
    if name.endswith("/"):
        (tmp_path / name).mkdir()
    elif content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(error, match=r"(?s).*") as caught:
        detente.open(name).quads  # noqa: B018 - reading may happen late
    assert said in str(caught.value)


def test_a_json_ld_context_elsewhere_is_not_fetched(tmp_path: Path) -> None:
    path = tmp_path / "remote.jsonld"
    path.write_text('{"@context": "http://localhost:9/context.jsonld", "name": "x"}')
    with pytest.raises(detente.DetenteError, match=r"remote\.jsonld"):
        detente.open(path).quads  # noqa: B018


def test_blank_nodes_of_others_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "blank.ttl"
    path.write_text("[] <http://x/p> [ <http://x/q> 1 ] .")
    assert len(detente.open(path).quads) == 2


def test_blank_nodes_have_one_name_in_answers_and_quads(tmp_path: Path) -> None:
    path = tmp_path / "blank.ttl"
    path.write_text("[] <http://x/p> [ <http://x/q> 1 ] .")
    opened = detente.open(path)
    list(opened.rows("SELECT ?s { ?s ?p ?o }"))  # the store is made before the quads are read
    named = {str(quad.subject) for quad in opened.quads}
    assert {
        f"_:{row['s']}" for row in opened.rows("SELECT ?s { ?s <http://x/p>|<http://x/q> ?o }")
    } == named


def test_a_packed_file_opens_like_the_file(seed, tmp_path: Path) -> None:
    path = tmp_path / "talks.trig.gz"
    path.write_bytes(gzip.compress(seed.export("trig")))
    opened = detente.open(path)
    assert opened.name == "talks"
    assert opened.quads == seed.quads
    assert detente.open(path).ask("demands").variables == seed.ask("demands").variables


def test_values_are_exported_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "values.nt"
    line = '<http://x/s> <http://x/p> "1.50"^^<http://www.w3.org/2001/XMLSchema#decimal> .\n'
    path.write_text(line)
    assert detente.open(path).export("ntriples").decode() == line


def test_ones_own_folder_comes_before_a_bundled_dossier_of_that_name(tmp_path, monkeypatch) -> None:
    folder = tmp_path / detente.bundled()[0]
    folder.mkdir()
    (folder / "dossier.yaml").write_text(
        "detente: 1\nid: own\ntitle: Own\nprincipals: [a]\n"
        "parties:\n  a: {label: A}\nissues:\n  i: {question: What?, options: {}}\n"
    )
    monkeypatch.chdir(tmp_path)
    assert detente.open(folder.name).name == "own"
    assert detente.open().name == "ru-ua-2025"
