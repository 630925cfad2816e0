"""Answers: as table and as graph, sorted and in pages, kept as files, shared as links."""

import json
import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox
import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visit = Callable[..., Any]
Run = Callable[[Any], str]
Write = Callable[[Any, str], None]

HOLDERS = "CONSTRUCT { ?p neg:holder ?h } WHERE { ?p neg:holder ?h }"
MANY = "SELECT ?s ?p ?o { ?s ?p ?o }"


def column(page: Any, at: int) -> list[str]:
    return list(page.locator(f".answer tbody td:nth-child({at + 2})").all_inner_texts())


def test_headings_sort_and_say_so(visit: Visit) -> None:
    query = 'SELECT ?n ?t { VALUES (?n ?t) { (10 UNDEF) (9 "b") (100 "a") } }'
    page = visit(f"query={quote(query)}")
    by_number = page.get_by_role("button", name="n", exact=True)
    by_number.click()
    assert column(page, 0) == ["9", "10", "100"]
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("n")
    by_number.click()
    assert column(page, 0) == ["100", "10", "9"]
    assert page.locator("#announce").inner_text() == "Sorted by n, descending"
    page.get_by_role("button", name="t", exact=True).click()
    assert column(page, 1) == ["a", "b", "nothing"]  # what is missing comes last


def test_large_answers_come_in_pages(visit: Visit) -> None:
    page = visit(f"query={quote(MANY)}")
    told = page.locator(".answer-told strong").inner_text()
    rows = int(told.split()[0].replace(",", ""))
    assert rows > 1000
    assert page.locator(".answer tbody tr").count() == 100
    assert page.locator(".pager-where").inner_text() == f"1–100 of {rows:,} rows"
    page.get_by_role("button", name="Next").click()
    assert page.locator(".answer tbody th").first.inner_text() == "101"
    page.get_by_role("button", name="Previous").click()
    assert page.get_by_role("button", name="Previous").is_disabled()


def test_addresses_are_short_and_lead_on(visit: Visit) -> None:
    query = (
        "SELECT ?party ?type ?same { ?party a ?type ; skos:exactMatch ?same ; "
        'dct:identifier "russia" FILTER(?type = neg:Party) }'
    )
    page = visit(f"query={quote(query)}")
    own, term, outside = page.locator(".answer td a").all()
    assert (own.inner_text(), own.get_attribute("href")) == (":party/russia", "/#select=russia")
    assert term.inner_text() == "neg:Party"
    assert (outside.inner_text(), outside.get_attribute("rel")) == (
        "wd:Q159",
        "noopener noreferrer",
    )
    with page.expect_response("**/sparql"):
        term.click()
    page.locator(".answer-told strong", has_text="statements").wait_for()
    assert "Someone who can hold a position" in page.locator(".answer").inner_text()
    page.go_back()
    page.locator(".answer td a", has_text=":party/russia").click()
    page.locator("#panel h2", has_text="Russia").wait_for()


PICTURES = (  # a query, and how many things its picture has, where that is known
    (HOLDERS, 18 + 4),
    ("DESCRIBE :party\\/russia", None),
    ("SELECT ?h ?p ?i { ?p neg:holder ?h ; neg:onIssue ?i }", None),
)


def test_answers_as_graphs(visit: Visit, write: Write, run: Run) -> None:
    page = visit()
    for query, things in PICTURES:
        write(page, query)
        run(page)
        page.get_by_role("button", name="Graph").click()
        page.locator(".answer-graph[data-drawn] canvas").wait_for()
        name = page.locator(".answer-graph .canvas").get_attribute("aria-label")
        counted = [int(number) for number in re.findall(r"\d+", name)]
        assert min(counted) > 1
        if things:
            assert counted == [things, 18]
        assert page.url.endswith("&view=graph")
        inked = page.locator(".answer-graph canvas").evaluate(
            """node => {
              const { data } = node.getContext('2d').getImageData(0, 0, node.width, node.height);
              let inked = 0;
              for (let at = 3; at < data.length; at += 4) inked += data[at] > 0;
              return inked;
            }"""
        )
        assert inked > 500
        page.get_by_role("button", name="Table").click()
        assert page.locator(".answer tbody tr").count() > 1


def test_rows_without_two_addresses_have_no_graph(visit: Visit) -> None:
    page = visit("ask=demands")
    assert page.get_by_role("button", name="Graph").is_hidden()


def test_yes_and_no(visit: Visit, write: Write, run: Run) -> None:
    page = visit()
    write(page, "ASK { ?x a neg:Party }")
    assert run(page) == "Yes"
    write(page, "ASK { ?x a neg:Party ; a neg:Issue }")
    assert run(page) == "No"


ROWS = {"CSV": "csv", "TSV": "tsv", "JSON": "json", "XML": "xml"}
GRAPHS = {"Turtle": "ttl", "N-Triples": "nt", "JSON-LD": "jsonld", "RDF/XML": "rdf"}


def test_downloads_in_every_format(visit: Visit, write: Write, run: Run) -> None:
    page = visit()
    kept = 0
    for query, formats in (("SELECT ?p { ?p a neg:Party }", ROWS), (HOLDERS, GRAPHS)):
        write(page, query)
        run(page)
        for name, ending in formats.items():
            page.get_by_role("button", name="Download").click()
            assert page.locator("#download-menu button").all_inner_texts() == list(formats)
            with page.expect_download() as download:
                page.get_by_role("button", name=name, exact=True).click()
            assert download.value.suggested_filename == f"answer.{ending}"
            content = Path(download.value.path()).read_bytes()
            if formats is GRAPHS:
                format_ = ox.RdfFormat.from_extension(ending)
                assert format_
                assert len(list(ox.parse(content, format_))) == 18
            else:
                assert b"party/vatican" in content
            kept += 1
    assert kept == 8


def test_a_shared_link_opens_the_same(visit: Visit, write: Write, run: Run) -> None:
    page = visit("ask=demands&party=ukraine")
    page.get_by_role("button", name="Copy link").click()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.endswith("/query#ask=demands&party=ukraine")
    query = (
        'SELECT ?label {\n  # "quotes" & <signs> + 100 %\n  ?p a neg:Issue ; rdfs:label ?label\n}'
    )
    write(page, query)
    told = run(page)
    page.get_by_role("button", name="Copy link").click()
    link = page.evaluate("navigator.clipboard.readText()")
    fresh = visit(link.partition("#")[2])
    assert fresh.locator("#editor").input_value() == query
    assert fresh.locator(".answer-told strong").inner_text() == told
    fresh.evaluate("location.hash = 'ask=demands&party=ukraine'")
    fresh.locator(".answer-told strong", has_text="2 rows").wait_for()
    assert fresh.get_by_label("Party").locator("option:checked").inner_text() == "Ukraine"


def test_back_leads_to_the_query_before(visit: Visit, write: Write, run: Run) -> None:
    page = visit("ask=demands")
    before = page.locator("#editor").input_value()
    write(page, "SELECT ?p { ?p a neg:Party }")
    assert run(page) == "6 rows"
    page.go_back()
    page.wait_for_url("**#ask=demands")
    assert page.locator("#editor").input_value() == before


def test_the_command_does_the_same(visit: Visit) -> None:
    query = 'SELECT ?p {\n  ?p a neg:Party ; rdfs:label "Donald Trump’s campaign"@en # it\'s\n}'
    page = visit(f"query={quote(query)}")
    page.get_by_role("button", name="Copy as curl").click()
    command = page.evaluate("navigator.clipboard.readText()")
    assert shlex.split(command)[0] == "curl"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [
        "p",
        "https://w3id.org/detente/dossier/ru-ua-2025/party/trump-campaign",
    ]


def test_what_is_shown_is_what_the_server_answered(visit: Visit, dossier: Any) -> None:
    page = visit("ask=conflicts")
    rows = dossier.ask("GET", "/api/questions/conflicts").rows
    shown = [
        [text.strip() for text in row.locator("td").all_inner_texts()]
        for row in page.locator(".answer tbody tr").all()
    ]
    assert json.loads(json.dumps([list(row.values()) for row in rows])) == [
        [text for text in row if text and text != "nothing"] for row in shown
    ]
