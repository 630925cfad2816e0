"""What a reader takes away: pictures, tables, Turtle, citations, a handout."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visit = Callable[..., Any]
VIEWS = ("positions", "agreement", "linkage", "matrix", "timeline", "sources")


def _save(page: Any, what: str) -> bytes:
    page.get_by_role("button", name="Save", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name=what).click()
    return Path(download.value.path()).read_bytes()


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_saves_as_svg_and_png(visit: Visit, view: str) -> None:
    page = visit(f"view={view}", accept_downloads=True)
    svg = ElementTree.fromstring(_save(page, "Picture as SVG"))  # noqa: S314 - our own file
    text = " ".join(node.text or "" for node in svg.iter("{http://www.w3.org/2000/svg}text"))
    assert {
        "positions": "Venue of talks",
        "agreement": "Russia",
        "linkage": "Russia ends the violence",
        "matrix": "Withheld",
        "timeline": "Undated",
        "sources": "bloodbath",
    }[view] in text
    png = _save(page, "Picture as PNG")
    assert png.startswith(b"\x89PNG")
    width, height = int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
    assert width > 500
    assert height > 200


def test_the_matrix_as_csv(visit: Visit) -> None:
    page = visit("view=matrix", accept_downloads=True)
    rows = list(csv.reader(io.StringIO(_save(page, "Matrix as CSV").decode("utf-8-sig"))))
    assert rows[0][:4] == ["Issue", "Question", "Russia", "Ukraine"]
    territory = next(row for row in rows if row[0] == "Territory")
    assert territory[2] == "demand: Ukraine cedes four regions and Crimea (insisted)"
    assert territory[3] == "not recorded"
    assert "withheld" in next(row for row in rows if row[0] == "US part in the talks")[4]


def test_turtle_of_each_selected_thing_is_what_the_graph_says(visit: Visit, graph: Any) -> None:
    page = visit(accept_downloads=True)
    known = {(q.subject, q.predicate, q.object) for q in graph.quads}
    checked = 0
    for key in (
        "russia",
        "vladimir-putin",
        "territory",
        "full-30-day-ceasefire",
        "russia-territory",
        "us-economic-incentives",
        "if-moscow-ends-violence",
        "trump-putin-call",
        "us-end-of-war",
    ):
        page.evaluate("key => { location.hash = 'select=' + key; }", key)
        page.wait_for_function(
            "key => document.getElementById('panel').dataset.shown === key", arg=key
        )
        with page.expect_download() as download:
            page.get_by_role("button", name="Save as Turtle").click()
        triples = set(
            ox.parse(Path(download.value.path()).read_bytes(), format=ox.RdfFormat.TURTLE)
        )
        found = {(t.subject, t.predicate, t.object) for t in triples}
        assert found <= known, key
        # complete: every triple of the graph with one of these subjects is there
        subjects = {subject for subject, *_ in found}
        assert {triple for triple in known if triple[0] in subjects} == found, key
        checked += 1
    assert checked == 9


def test_a_quote_is_copied_with_its_citation(visit: Visit) -> None:
    page = visit("select=russia-memorandum", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy citation").first.click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "open to drafting a “memorandum” for a future peace agreement" in copied
    assert "Vladimir Putin (partial quote)" in copied
    assert "SHA-256 93e361d8" in copied
    page.get_by_role("button", name="Copy link").click()
    page.locator("#tools").get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


@pytest.mark.parametrize("view", VIEWS)
def test_printing_gives_the_view_without_the_controls(visit: Visit, view: str) -> None:
    page = visit(f"view={view}&select=russia-territory")
    page.emulate_media(media="print")
    for hidden in ("#tools", "#views", ".graph-tools", ".quote-tools"):
        assert not page.locator(hidden).first.is_visible()
    assert page.locator("h1").is_visible()
    assert page.locator("#panel .quote").first.is_visible()
    assert page.pdf().startswith(b"%PDF")
