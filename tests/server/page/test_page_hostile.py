"""Texts from anywhere: whatever a label or an address holds, it is shown as written and nothing runs."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from serving import Server, serving

from detente.ontology.prefixes import expand

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visit = Callable[..., Any]

HOSTILE = (
    "</script><script>window.hacked=1</script>",
    "<!--<script>window.hacked=1",
    "<img src=x onerror=window.hacked=1>",
    '" onmouseover="window.hacked=1" x="',
    "' autofocus onfocus='window.hacked=1",
    "{{ 7 * 7 }} {% raw %} ${7*7}",
    "</style><style>*{display:none!important}</style>",
    "&lt;b&gt; &amp;amp; &#x3c;script&#x3e;",
    "\u202eevorppa\u202c \u2066isolated\u2069",
    "one\u2028two\u2029three",
    "long " * 2_000,
    "x" * 3_000,
    "👩‍👩‍👧‍👦 🇺🇦🇷🇺 🧑🏽‍⚖️",
    "עמדת הנשיא בנושא הגבולות, موقف الرئيس من الحدود",
    "__proto__",
    "constructor",
)
ADDRESSES = (
    "javascript:window.hacked=1",
    "data:text/html,<script>window.hacked=1</script>".replace("<", "%3C").replace(">", "%3E"),
    "https://x.invalid/'onclick='window.hacked=1",
    "urn:x:__proto__",
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A graph whose every name is hostile."""
    kind, label, name = (
        ox.NamedNode(expand(term)) for term in ("rdf:type", "rdfs:label", "dct:identifier")
    )
    quads = []
    for at, text in enumerate(HOSTILE):
        for class_ in ("neg:Party", "neg:Issue"):
            thing = ox.NamedNode(f"https://example.org/x/{class_[4:].lower()}/{at}")
            quads += [
                ox.Quad(thing, kind, ox.NamedNode(expand(class_))),
                ox.Quad(thing, label, ox.Literal(text, language="en")),
                ox.Quad(thing, name, ox.Literal(text)),
            ]
    negotiation = ox.NamedNode("https://example.org/x/negotiation")
    quads += [
        ox.Quad(negotiation, kind, ox.NamedNode(expand("neg:Negotiation"))),
        ox.Quad(negotiation, label, ox.Literal(HOSTILE[0])),
        ox.Quad(negotiation, ox.NamedNode(expand("dct:description")), ox.Literal(HOSTILE[2])),
    ]
    for address in ADDRESSES:
        quads.append(
            ox.Quad(negotiation, ox.NamedNode(expand("skos:related")), ox.NamedNode(address))
        )
    path = tmp_path_factory.mktemp("hostile") / "hostile.nq"
    path.write_bytes(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"")
    with serving("-g", str(path)) as server:
        yield server


def unharmed(page: Any) -> bool:
    return bool(
        page.evaluate(
            """() => window.hacked === undefined && Object.prototype.polluted === undefined
            && document.querySelectorAll('main script, main img, main style, h1 *:not(bdi)').length === 0"""
        )
    )


def test_hostile_names_are_shown_as_written(visit: Visit, hostile: Server) -> None:
    query = "SELECT ?p ?label { ?p a neg:Party ; rdfs:label ?label }"
    page = visit(f"query={quote(query)}", hostile)
    assert page.locator("h1").evaluate("node => node.textContent") == HOSTILE[0]
    while page.get_by_role("button", name="Show all").count():
        page.get_by_role("button", name="Show all").first.click()
    shown = page.locator(".answer td:nth-child(3) bdi").evaluate_all(
        "all => all.map((node) => node.textContent)"
    )
    assert sorted(shown) == sorted(HOSTILE)
    assert unharmed(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440


def test_hostile_names_in_fields_completions_and_pictures(visit: Visit, hostile: Server) -> None:
    page = visit("ask=demands", hostile)
    options = (
        page.get_by_label("Party")
        .locator("option")
        .evaluate_all("all => all.map((node) => node.textContent)")
    )
    assert sorted(options) == sorted(["any", *HOSTILE])
    page.get_by_label("Party").select_option(label=HOSTILE[2])
    page.locator("#editor").fill("")
    page.locator("#editor").focus()
    page.keyboard.type("img")
    page.keyboard.press("Control+Space")
    page.locator("#completions", has_text="<img src=x").wait_for()
    query = "CONSTRUCT { ?n skos:related ?p . ?p rdfs:label ?l } { ?n a neg:Negotiation . ?p rdfs:label ?l }"
    page.evaluate(
        "query => { location.hash = `query=${encodeURIComponent(query)}&view=graph`; }", query
    )
    page.locator(".answer-graph[data-drawn] canvas").wait_for()
    assert unharmed(page)


def test_only_web_addresses_are_links(visit: Visit, hostile: Server) -> None:
    page = visit(f"query={quote('SELECT ?x { ?n a neg:Negotiation ; skos:related ?x }')}", hostile)
    assert page.locator(".answer tbody tr").count() == len(ADDRESSES)
    links = page.locator(".answer tbody a").evaluate_all("all => all.map((node) => node.href)")
    assert [link.split("/")[2] for link in links] == ["x.invalid"]
    assert unharmed(page)


def test_a_hostile_link_only_asks(visit: Visit) -> None:
    text = "<img src=x onerror=window.hacked=1> </textarea><script>window.hacked=1</script>"
    page = visit(f"query={quote(text)}")
    assert page.locator("#editor").input_value() == text
    assert page.locator("#editor-error p").count() >= 1
    assert unharmed(page)
    other = visit(f"ask={quote(text)}&party={quote(text)}&view={quote(text)}")
    assert other.locator(".question h2").inner_text() == "Who demands what of whom, and how firmly?"
    narrowed = visit(f"ask=demands&party={quote('x> } . { ?s ?p ?o')}")
    assert "/x%3E%20%7D%20.%20%7B%20?s%20?p%20?o>" in narrowed.locator("#editor").input_value()
    assert unharmed(narrowed)
