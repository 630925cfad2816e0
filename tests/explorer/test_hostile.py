"""Texts from anywhere: whatever a label or a quote holds, it is shown as written and nothing runs."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from detente.exports.explorer.page import PageOptions, embed
from detente.exports.explorer.state import State
from detente.ontology.prefixes import PREFIXES

Visit = Callable[..., Any]

HOSTILE = {
    "script ending": "</script><script>window.hacked=1</script>",
    "comment and script": "<!--<script>window.hacked=1",
    "image": "<img src=x onerror=window.hacked=1>",
    "double quote breaker": '" onmouseover="window.hacked=1" x="',
    "single quote breaker": "' autofocus onfocus='window.hacked=1",
    "template braces": "{{ 7 * 7 }} {% raw %} ${7*7} <%= 7 %> #{7}",
    "style ending": "</style><style>*{display:none!important}</style>",
    "entities": "&lt;b&gt; &amp;amp; &#x3c;script&#x3e;",
    "bidi controls": "\u202eevorppa\u202c \u2066isolated\u2069 \u200fmark",
    "zero width": "zero\u200bwidth\u200djoiner\ufeffmark\u2060word",
    "line separators": "one\u2028two\u2029three",
    "ten thousand characters": "long " * 2_000,
    "one word of three thousand": "x" * 3_000,
    "emoji": "👩‍👩‍👧‍👦 🇺🇦🇷🇺 🧑🏽‍⚖️",
    "right to left": "עמדת הנשיא בנושא הגבולות, موقف الرئيس من الحدود",
    "combining": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ",
    "prototype": "__proto__",
    "formula": '=HYPERLINK("http://x.invalid")',
    "address": "javascript:window.hacked=1",
}


def _name(curie: str) -> ox.NamedNode:
    prefix, _, name = curie.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + name)


def poisoned(graph: Any, text: str) -> str:
    """The seed with the text in front of every plain or language-tagged literal, as Turtle."""
    moved = {_name("oa:start"), _name("oa:end")}
    kept = {
        _name("schema:sha256"),
        _name("schema:inLanguage"),
        _name("oa:prefix"),
        _name("oa:suffix"),
    }
    at_start = {
        q.subject for q in graph.quads if q.predicate == _name("oa:start") and q.object.value == "0"
    }
    offset = len(text)

    def change(quad: ox.Quad) -> ox.Literal | ox.NamedNode:
        value = quad.object
        if not isinstance(value, ox.Literal):
            return value
        if quad.predicate in moved:
            stays = quad.predicate == _name("oa:start") and quad.subject in at_start
            return ox.Literal(int(value.value) + (0 if stays else offset))
        if quad.predicate == _name("oa:exact"):
            return ox.Literal(text + value.value) if quad.subject in at_start else value
        if (
            value.datatype.value.rsplit("#")[-1] not in ("string", "langString")
            or quad.predicate in kept
        ):
            return value
        if quad.predicate == _name("dct:identifier") and not value.value.startswith("russia"):
            return value
        return ox.Literal(text + value.value, language=value.language)

    extra: list[ox.Triple] = []
    for quad in graph.quads:
        if quad.predicate == _name("rdf:type") and quad.object == _name("neg:Document"):
            extra += [
                ox.Triple(quad.subject, _name(f"schema:{field}"), ox.Literal(text))
                for field in ("name", "publisher", "author")
            ]
        if quad.predicate == _name("rdf:type") and quad.object == _name("neg:Option"):
            extra.append(ox.Triple(quad.subject, _name("skos:note"), ox.Literal(text)))
        if quad.predicate == _name("rdf:type") and quad.object == _name("neg:Party"):
            extra.append(ox.Triple(quad.subject, _name("skos:altLabel"), ox.Literal(text)))
    triples = [ox.Triple(q.subject, q.predicate, change(q)) for q in graph.quads]
    return ox.serialize([*triples, *extra], format=ox.RdfFormat.TURTLE).decode()


# One of each kind of break-out; the rest with the slow tests.
QUICK = {"script ending", "bidi controls"}


@pytest.mark.browser
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(text, id=name, marks=() if name in QUICK else pytest.mark.slow)
        for name, text in HOSTILE.items()
    ],
)
def test_hostile_text_in_every_field_is_shown_as_written(
    visit: Visit, write: Callable[..., Path], graph: Any, text: str
) -> None:
    options = PageOptions(title=text, subtitle=text, state=State(q=text[:200]), trust=False)
    path = write(poisoned(graph, text), options)
    page = visit(path=path)
    assert page.locator("h1").evaluate("node => node.textContent") == text
    result = page.evaluate(
        """async () => {
          const shown = [];
          const things = JSON.parse(document.getElementById('data').textContent).things;
          const kinds = new Map();
          for (const thing of things) kinds.set(thing.kind, [...(kinds.get(thing.kind) ?? []), thing]);
          const some = [...kinds.values()].flatMap((all) => all.slice(0, 3));
          for (const view of ['positions', 'agreement', 'linkage', 'matrix', 'timeline', 'sources']) {
            for (const thing of view === 'sources' ? some : some.slice(0, 4)) {
              location.hash = `view=${view}&select=${encodeURIComponent(thing.key)}`;
              await new Promise((done) => setTimeout(done, 3));
              shown.push([thing.kind, document.querySelector('#panel h2').textContent]);
            }
          }
          return { shown, hacked: window.hacked, text: document.querySelector('.running').textContent,
            expected: things.find((thing) => thing.kind === 'document').text,
            strange: document.querySelectorAll('body img, [onerror], [onmouseover], [onfocus]').length };
        }"""
    )
    assert result["hacked"] is None
    assert result["strange"] == 0
    assert result["text"] == result["expected"]
    assert result["text"].startswith(text)
    headings = dict(result["shown"])
    for kind in ("party", "person", "issue", "option", "position", "claim", "event", "document"):
        assert headings[kind].startswith(text), kind
    page.get_by_role("button", name="Filters").click()
    page.locator("#search").fill(text[:60])
    assert page.evaluate("window.hacked") is None


def test_the_table_has_every_kind_of_trouble() -> None:
    assert len(HOSTILE) == 19


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_data_cannot_end_its_script_element(text: str) -> None:
    import json

    written = embed({"text": text})
    assert "<" not in written
    assert "\u2028" not in written
    assert json.loads(written) == {"text": text}


EMOJI = "👩‍👩‍👧‍👦"
TEXT = f"{EMOJI} Zoé said: {EMOJI}“we 🇫🇷 want peace”{EMOJI} and 𝒶lgebra 🕊️ too."


def _talks(quotes: list[str]) -> Iterator[str]:
    yield "@prefix neg: <https://w3id.org/detente/ns#> . @prefix code: <https://w3id.org/detente/code/> ."
    yield "@prefix oa: <http://www.w3.org/ns/oa#> . @prefix prov: <http://www.w3.org/ns/prov#> ."
    yield "@prefix dct: <http://purl.org/dc/terms/> . @prefix schema: <https://schema.org/> ."
    yield "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix : <http://x.invalid/> ."
    yield f':doc a neg:Document ; dct:identifier "a.txt" ; schema:text "{TEXT}" .'
    yield ':p a neg:Party ; dct:identifier "p" ; rdfs:label "P" .'
    yield ':i a neg:Issue ; dct:identifier "i" ; rdfs:label "I" .'
    for at, quote in enumerate(quotes):
        start = TEXT.index(quote)
        yield f':q{at} a neg:Position ; dct:identifier "q{at}" ; neg:holder :p ; neg:onIssue :i ;'
        yield f"neg:act code:withhold ; neg:passage :w{at} ; neg:status code:current ."
        yield f':w{at} a neg:Passage ; oa:exact "{quote}" ; oa:start {start} ; oa:end {start + len(quote)} ;'
        yield "prov:wasQuotedFrom :doc ."


@pytest.mark.slow
@pytest.mark.browser
def test_offsets_count_code_points_and_highlight_exactly(
    visit: Visit, write: Callable[..., Path]
) -> None:
    quotes = [EMOJI, "Zoé", "“we 🇫🇷 want peace”", "🇫🇷 want", "𝒶lgebra 🕊️", "too."]
    page = visit("view=sources", path=write("\n".join(_talks(quotes))))
    for at, quote in enumerate(quotes):
        page.evaluate("key => { location.hash = `view=sources&select=${key}`; }", f"q{at}")
        page.wait_for_function(
            "key => document.getElementById('panel').dataset.shown === key", arg=f"q{at}"
        )
        assert (
            "".join(page.locator(".coded.lit").evaluate_all("all => all.map((m) => m.textContent)"))
            == quote
        )
        assert page.locator("#panel mark").first.evaluate("node => node.textContent") == quote


@pytest.mark.browser
def test_cells_of_the_csv_cannot_run(visit: Visit, write: Callable[..., Path], graph: Any) -> None:
    page = visit("view=matrix", path=write(poisoned(graph, "=1+1;")), accept_downloads=True)
    page.get_by_role("button", name="Save", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Matrix as CSV").click()
    import csv

    text = Path(download.value.path()).read_text("utf-8-sig")
    cells = [cell for row in csv.reader(text.splitlines()) for cell in row]
    assert sum("=1+1" in cell for cell in cells) > 20
    assert [cell for cell in cells if cell.lstrip()[:1] in ("=", "+", "-", "@")] == []
