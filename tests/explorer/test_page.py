"""The file itself: one piece, a policy that lets nothing else run, the same bytes each time."""

import base64
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import detente
from detente.exports.explorer import payload
from detente.exports.explorer.bundle import BundleError, bundle
from detente.exports.explorer.layout import wrap
from detente.exports.explorer.page import (
    PageOptions,
    accents,
    inline,
    logo_uri,
    page_options,
    render,
)
from detente.exports.explorer.state import State, parse_filters, state
from detente.graph.errors import UsageError

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)

Visit = Callable[..., Any]


def test_the_seed_page_is_small(seed: Path) -> None:
    assert seed.stat().st_size < 1_500_000


def test_the_policy_names_exactly_the_scripts_and_style_of_the_page(seed: Path) -> None:
    page = seed.read_text("utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1].replace("&#39;", "'")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert (len(scripts), len(styles)) == (2, 1)
    for source in (*scripts, *styles):
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    for closed in (
        "default-src",
        "connect-src",
        "frame-src",
        "object-src",
        "base-uri",
        "form-action",
    ):
        assert f"{closed} 'none'" in policy
    assert "unsafe" not in policy


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    code = (
        "import detente, hashlib; from detente.exports.explorer.page import render;"
        "print(hashlib.sha256(render(detente.open()).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": number},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for number in ("0", "1", "4242")
    }
    assert len(digests) == 1


def test_the_same_page_from_the_dossier_and_from_its_turtle(graph: Any, tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_bytes(graph.export("turtle"))
    assert payload.build(detente.open(path)) == payload.build(graph)


def test_an_empty_graph_is_a_page_too(tmp_path: Path) -> None:
    path = tmp_path / "empty.ttl"
    path.write_text("<http://x.invalid/p> a <https://w3id.org/detente/ns#Party> .")
    assert "<h1><bdi>Negotiation positions</bdi></h1>" in render(detente.open(path))


@pytest.mark.browser
def test_a_publisher_makes_it_theirs(visit: Visit, write: Callable[..., Path], graph: Any) -> None:
    options = PageOptions(
        "The talks <b>", "as reported", PIXEL, "#cc0000", State(view="matrix", select="russia")
    )
    page = visit(path=write(graph, options))
    assert page.locator("h1").inner_text() == "The talks <b>"
    assert page.locator(".subtitle").inner_text() == "as reported"
    assert page.locator(".logo").evaluate("image => image.naturalWidth") == 1
    accent = page.evaluate(
        "getComputedStyle(document.querySelector('#views [aria-current]')).borderBottomColor"
    )
    assert re.findall(r"\d+", accent)[1:3] == ["0", "0"]
    assert page.locator("#views [aria-current]").inner_text() == "Matrix"
    assert page.locator("#panel h2").inner_text() == "Russia"


@pytest.mark.browser
def test_opens_where_the_command_line_says(
    visit: Visit, write: Callable[..., Path], graph: Any
) -> None:
    options = page_options(graph, view="matrix", select="russia", filters=["act=demand"])
    page = visit(path=write(graph, options))
    assert page.locator("#views [aria-current]").inner_text() == "Matrix"
    assert page.locator(".chip").inner_text().replace("\n", " ").startswith("Act")
    assert page.locator(".matrix .stance").count() == 6


@pytest.mark.browser
def test_in_a_notebook_the_page_works_inside_its_frame(
    visit: Visit, graph: Any, tmp_path: Path
) -> None:
    path = tmp_path / "notebook.html"
    path.write_text(f"<!doctype html><meta charset=utf-8>{inline(graph)}", "utf-8")
    page = visit(path=path)
    frame = page.frame_locator("iframe")
    frame.get_by_role("link", name="Matrix").click()
    assert frame.locator(".matrix").is_visible()
    frame.locator(".stance").first.click()
    assert frame.locator("#panel h2").is_visible()


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda: state("tables"), "'tables' is not a view"),
        (lambda: parse_filters(["colour=red"]), "is not a filter; write NAME=VALUE"),
        (lambda: parse_filters(["act"]), "is not a filter"),
        (lambda: state(compare="russia"), "is not two parties"),
        (lambda: accents("red"), "is not a colour; write it as #1f5a7a"),
        (lambda: logo_uri(b"text"), "not a PNG, JPEG, GIF, WebP or SVG"),
        (lambda: page_options(detente.open(), select="rusia"), "Did you mean 'russia'?"),
        (lambda: page_options(detente.open(), filters=["act=demnd"]), "Did you mean 'demand'?"),
    ],
)
def test_a_wrong_option_says_what_is_right(ask: Callable[[], Any], words: str) -> None:
    with pytest.raises(UsageError, match=re.escape(words)):
        ask()


@pytest.mark.parametrize(
    ("modules", "words"),
    [
        ({"main": 'import { a } from "./x.js";\n'}, "no module x.js"),
        ({"main": 'import { a } from "./x.js";\n', "x": "const a = 1;\n"}, "does not export"),
        (
            {"main": 'import { a } from "./x.js";\n', "x": 'import { b } from "./main.js";\n'},
            "import each other",
        ),
        (
            {
                "main": 'import { a } from "./x.js";\nconst b = 1;\n',
                "x": "export const a = 1;\nconst b = 2;\n",
            },
            "both declare b",
        ),
        ({"main": 'import x from "./x.js";\n'}, "cannot bundle"),
        ({"main": "export default 1;\n"}, "cannot bundle"),
    ],
)
def test_the_bundler_refuses_what_it_does_not_cover(modules: dict[str, str], words: str) -> None:
    with pytest.raises(BundleError, match=words):
        bundle(modules)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("one two", ["one two"]),
        ("one two three four five six", ["one two", "three fou…"]),
        ("unbreakablewordthatislong", ["unbreakabl", "ewordthat…"]),
        ("平和条約の締結交渉", ["平和条約の", "締結交渉"]),
        ("e\u0301" * 12, ["e\u0301" * 10, "e\u0301" * 2]),
    ],
)
def test_labels_wrap_by_width_and_say_when_they_are_cut(text: str, lines: list[str]) -> None:
    assert wrap(text, 10, 2) == tuple(lines)
