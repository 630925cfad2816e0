"""``detente load``, and the store and the endpoint it makes, as a user meets them."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("without_trust")


def test_load_then_ask(run: Run) -> None:
    loaded = run("load", "ru-ua-2025", "--into", "store")
    assert loaded.code == 0
    assert loaded.out == ""
    assert loaded.err == (
        "ru-ua-2025: loaded, 1,550 quads.\nstore is ready: detente query -g store --ask positions\n"
    )
    again = run("load", "ru-ua-2025", "--into", "store")
    assert "ru-ua-2025: already there, 1,550 quads." in again.err
    assert run("query", "--ask", "demands") == run("query", "-g", "store", "--ask", "demands")


def test_errors_have_their_codes(run: Run, tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text("<urn:a> <urn:b> .")
    broken = run("load", "ru-ua-2025", "broken.ttl", "--into", "store")
    assert broken.code == 1
    assert "ru-ua-2025: loaded" in broken.err
    assert "broken.ttl:1:17" in broken.err
    assert run("query", "-g", "store", "--ask", "demands").err == ""
    assert run("load", "nothing", "--into", "store").code == 2
    assert run("load", "ru-ua-2025").code == 2
    (tmp_path / "file").touch()
    assert run("load", "ru-ua-2025", "--into", "file/store").code == 3


@pytest.fixture
def endpoint(
    run: Run, tmp_path: Path, run_oxigraph: Callable[..., AbstractContextManager[str]]
) -> Iterator[str]:
    run("load", "ru-ua-2025", "--into", "store")
    with run_oxigraph("serve-read-only", "--location", str(tmp_path / "store")) as url:
        yield f"{url}/query"


@pytest.mark.slow
def test_commands_take_an_endpoint(run: Run, endpoint: str) -> None:
    for command in (
        ("query", "--ask", "demands"),
        ("query", "--as-of", "2025-05-19", "--ask", "positions"),
        ("query", "SELECT ?label { ?p a neg:Party ; rdfs:label ?label } ORDER BY ?label"),
        ("query", "--timeout", "60", "ASK { ?p a neg:Party }"),
        ("export", "--to", "turtle"),
        ("linkage",),
        ("matrix",),
    ):
        here, there = run(*command), run(command[0], "-g", endpoint, *command[1:])
        assert there.code == here.code == 0, (command, there.err)
        assert there.out == here.out


def test_an_endpoint_has_no_files_to_check(run: Run, endpoint: str) -> None:
    checked = run("check", "-g", endpoint)
    assert checked.code == 2
    assert "an endpoint has no files to check" in checked.err


def test_an_endpoint_that_is_not_there(run: Run) -> None:
    asked = run("query", "-g", "http://127.0.0.1:1/sparql", "--ask", "demands")
    assert asked.code == 3
    assert re.search("127.0.0.1:1/sparql: the connection is refused", asked.err)
