"""Loading into a store: whole or told, again without duplicates, and nobody else's graphs touched."""

import gzip
import os
import signal
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

import detente
from detente.graph.errors import InputError, OutsideError, UsageError
from detente.graph.stores import load as loading
from detente.graph.stores.ledger import LEDGER_GRAPH, entries
from detente.graph.stores.load import Loaded, load
from detente.graph.stores.loadable import loadables

G = "https://w3id.org/detente/graph/"
TRIPLE = "<urn:s> <urn:p> {} .\n"


def loaded(folder: Path, *sources: object, graph: str | None = None) -> list[tuple[str, str, int]]:
    found = load(loadables(tuple(map(str, sources)), graph), folder)
    return [(it.name, str(it.done), it.quads) for it in found]


def held(folder: Path) -> dict[str, int]:
    """The graphs of a store with their numbers of quads."""
    counts: dict[str, int] = {}
    for quad in detente.open(folder).quads:
        name = "" if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name.value
        counts[name] = counts.get(name, 0) + 1
    return counts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "new" / "store"


@pytest.fixture
def made(tmp_path: Path, seed: detente.Graph) -> Path:
    """A folder with files of each kind."""
    (tmp_path / "a.nt").write_text("".join(TRIPLE.format(f'"{n}"') for n in range(5)))
    (tmp_path / "b.ttl.gz").write_bytes(gzip.compress(TRIPLE.format("1, 2, 3").encode()))
    (tmp_path / "c.nq").write_text("<urn:s> <urn:p> <urn:o> <urn:g> .\n<urn:s> <urn:p> <urn:o> .\n")
    (tmp_path / "d.jsonld").write_text('{"@id": "urn:s", "urn:p": "x"}')
    seed.export("trig", tmp_path / "e.trig")
    return tmp_path


def test_everything_is_loaded_and_nothing_twice(made: Path, folder: Path) -> None:
    sources = [made / name for name in ("a.nt", "b.ttl.gz", "c.nq", "d.jsonld", "e.trig")]
    sizes = {"a.nt": 5, "b.ttl.gz": 3, "c.nq": 2, "d.jsonld": 1, "e.trig": 1550}
    first = [(name, "loaded", size) for name, size in sizes.items()]
    assert loaded(folder, *sources) == first
    graphs = held(folder)
    own = {name: size for name, size in graphs.items() if "/dossier/" not in name}
    assert own == {f"{G}a": 5, f"{G}b": 3, f"{G}c": 1, f"{G}d": 1, "urn:g": 1}
    again = [(name, "already there", size) for name, size in sizes.items()]
    assert loaded(folder, *sources) == again
    assert held(folder) == graphs


def test_a_loaded_dossier_is_the_dossier(seed: detente.Graph, folder: Path) -> None:
    assert loaded(folder, "ru-ua-2025") == [("ru-ua-2025", "loaded", 1550)]
    opened = detente.open(folder)
    assert opened.quads == seed.quads
    assert opened.store.graphs == seed.store.graphs
    assert not opened.remarks
    assert sum(1 for _ in opened.store.all_quads()) == sum(1 for _ in seed.store.all_quads())


def test_what_changed_is_replaced_whole(made: Path, folder: Path) -> None:
    loaded(folder, made / "a.nt", made / "c.nq")
    (made / "c.nq").write_text("<urn:s> <urn:p> <urn:new> <urn:h> .\n")
    assert loaded(folder, made / "a.nt", made / "c.nq") == [
        ("a.nt", "already there", 5),
        ("c.nq", "replaced", 1),
    ]
    assert held(folder) == {f"{G}a": 5, "urn:h": 1}


def test_a_graph_that_others_emptied_is_filled_again(made: Path, folder: Path) -> None:
    loaded(folder, made / "a.nt")
    ox.Store(str(folder)).update(f"DROP GRAPH <{G}a>")
    assert loaded(folder, made / "a.nt") == [("a.nt", "replaced", 5)]


def test_a_graph_of_another_source_is_refused(made: Path, folder: Path) -> None:
    loaded(folder, made / "a.nt")
    (made / "a.ttl").write_text(TRIPLE.format("1"))
    with pytest.raises(UsageError, match=r"belongs to another source, a\.nt"):
        loaded(folder, made / "a.ttl")
    assert loaded(folder, made / "a.ttl", graph="urn:other") == [("a.ttl", "loaded", 1)]
    assert held(folder) == {f"{G}a": 5, "urn:other": 1}


def test_a_graph_that_was_there_before_is_not_touched(made: Path, folder: Path) -> None:
    folder.parent.mkdir()
    ox.Store(str(folder)).update(f"INSERT DATA {{ GRAPH <{G}a> {{ <urn:mine> <urn:p> 1 }} }}")
    with pytest.raises(UsageError, match="was not loaded"):
        loaded(folder, made / "a.nt")
    assert held(folder) == {f"{G}a": 1}


def test_our_books_are_no_data(made: Path, folder: Path) -> None:
    (made / "f.nq").write_text(f"<urn:s> <urn:p> <urn:o> {LEDGER_GRAPH} .\n")
    with pytest.raises(UsageError, match="keeps its books"):
        loaded(folder, made / "f.nq")


def test_broken_files_leave_what_was_there(made: Path, folder: Path) -> None:
    (made / "f.nt").write_text(TRIPLE.format("<urn:o>") * 3 + "<urn:s> <urn:p> .\n")
    with pytest.raises(InputError, match=r"f\.nt:4:"):
        loaded(folder, made / "a.nt", made / "f.nt")
    assert held(folder) == {f"{G}a": 5}
    assert not detente.open(folder).remarks
    (made / "a.nt").write_text("<urn:s> <urn:p> .\n")
    with pytest.raises(InputError, match=r"a\.nt:1:"):
        loaded(folder, made / "a.nt")
    assert held(folder) == {f"{G}a": 5}


def test_a_damaged_packed_file_is_told(made: Path, folder: Path) -> None:
    data = (made / "b.ttl.gz").read_bytes()
    (made / "b.ttl.gz").write_bytes(data[:-12])
    with pytest.raises(OutsideError, match=r"b\.ttl\.gz: cannot be read"):
        loaded(folder, made / "b.ttl.gz")


def test_a_full_disk_is_told(made: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded(folder, made / "a.nt")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("detente.graph.stores.loadable.LoadableFile.put", full)
    with pytest.raises(OutsideError, match="No space left on device"):
        loaded(folder, made / "b.ttl.gz")
    assert detente.open(folder).remarks[0].startswith("'b.ttl.gz' is not all there")
    monkeypatch.undo()
    assert loaded(folder, made / "b.ttl.gz") == [("b.ttl.gz", "replaced", 3)]
    assert not detente.open(folder).remarks
    assert held(folder) == {f"{G}a": 5, f"{G}b": 3}


def test_two_loads_at_once_are_told(made: Path, folder: Path) -> None:
    first = load(loadables((str(made / "a.nt"), str(made / "d.jsonld"))), folder)
    assert next(first) == Loaded("a.nt", loading.Done.LOADED, 5)
    with pytest.raises(OutsideError, match="another process has the store open"):
        loaded(folder, made / "b.ttl.gz")
    assert [it.name for it in first] == ["d.jsonld"]


@pytest.mark.parametrize(
    ("sources", "graph", "said"),
    [
        (("a.nt", "under/a.nt"), None, "have the same name"),
        (("a.nt", "c.nq"), "urn:g", "names the graph of one RDF file"),
        (("a.nt",), "no address", "can name a graph"),
        (("nothing",), None, "there is no source"),
    ],
)
def test_what_cannot_be_loaded_is_told(
    made: Path,
    monkeypatch: pytest.MonkeyPatch,
    sources: tuple[str, ...],
    graph: str | None,
    said: str,
) -> None:
    monkeypatch.chdir(made)
    (made / "under").mkdir()
    (made / "under" / "a.nt").write_text("")
    with pytest.raises(UsageError, match=said):
        loadables(sources, graph)


def test_a_folder_of_something_else_is_not_written_to(made: Path) -> None:
    with pytest.raises(UsageError, match="is no store"):
        loaded(made, made / "a.nt")


def test_large_graphs_are_removed_in_parts(
    made: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "_CHUNK", 2)
    loaded(folder, made / "a.nt")
    (made / "a.nt").write_text(TRIPLE.format("<urn:only>"))
    assert loaded(folder, made / "a.nt") == [("a.nt", "replaced", 1)]


@pytest.mark.slow
def test_a_load_killed_anywhere_is_taken_up_again(made: Path, folder: Path) -> None:
    lines = (f"<urn:s{n}> <urn:p{n % 7}> <urn:o{n % 1000}> .\n" for n in range(40_000))
    (made / "large.nt").write_text("".join(lines))
    sources = [str(made / name) for name in ("a.nt", "large.nt", "e.trig")]
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from detente.graph.stores.load import load\n"
        "from detente.graph.stores.loadable import loadables\n"
        "tell = lambda *what: print('.', flush=True)\n"
        "for _ in load(loadables(tuple(sys.argv[2:])), Path(sys.argv[1]), tell): print('.', flush=True)\n"
    )
    killed = 0
    for steps in (1, 3, 60, 200):
        process = subprocess.Popen(
            [sys.executable, "-c", program, str(folder), *sources], stdout=subprocess.PIPE
        )
        assert process.stdout
        for _ in range(steps):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.stdout.close()
        killed += process.wait() == -signal.SIGKILL
    assert killed >= 3
    loaded(folder, *sources)
    clean = folder.with_name("clean")
    loaded(clean, *sources)
    assert detente.open(folder).quads == detente.open(clean).quads
    assert len(detente.open(clean).quads) == 41_555
    books = [entries(ox.Store.read_only(str(it))) for it in (folder, clean)]
    assert books[0] == books[1]
    assert os.fspath(made) not in str(books)
