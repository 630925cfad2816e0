"""Asking: saved questions, their parameters, one's own queries, errors, stopping."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

pytestmark = pytest.mark.browser

Visit = Callable[..., Any]
Run = Callable[[Any], str]
Write = Callable[[Any, str], None]

PARTIES = "SELECT ?party ?label {\n  ?party a neg:Party ; rdfs:label ?label\n} ORDER BY ?label"


def cells(page: Any, column: int) -> list[str]:
    return list(page.locator(f".answer tbody td:nth-child({column + 2})").all_inner_texts())


def test_a_saved_question_is_narrowed_by_choosing(visit: Visit) -> None:
    page = visit("ask=demands")
    assert page.locator(".answer-told strong").inner_text() == "6 rows"
    with page.expect_response("**/sparql"):
        page.get_by_label("Party").select_option(label="Russia")
    page.locator(".answer-told strong", has_text="3 rows").wait_for()
    assert set(cells(page, 0)) == {"Russia"}
    assert "VALUES ?party { <https://w3id.org/detente/dossier/ru-ua-2025/party/russia> }" in (
        page.locator("#editor").input_value()
    )
    assert page.url.endswith("#ask=demands&party=russia")


@pytest.mark.slow
def test_every_saved_question_runs_from_the_list(visit: Visit, dossier: Any) -> None:
    page = visit()
    names = [q["name"] for q in json.loads(dossier.ask("GET", "/api/questions").body)["questions"]]
    links = page.locator(".saved-list a")
    assert links.count() == len(names) > 20
    for name, at in zip(names, range(links.count()), strict=True):
        with page.expect_response("**/sparql") as answer:
            links.nth(at).click()
        assert answer.value.status == 200, name
        page.locator(".run:not([disabled])").wait_for()
        assert page.url.endswith(f"#ask={name}")
        assert page.locator(".saved-list a[aria-current]").get_attribute("href") == f"#ask={name}"
        expected = len(dossier.ask("GET", f"/api/questions/{name}").rows)
        told = page.locator(".answer-told strong").inner_text()
        assert told.startswith(f"{expected} row") or not expected, name


def test_questions_are_found_by_their_words(visit: Visit) -> None:
    page = visit()
    page.get_by_label("Find a saved question").fill("hedge")
    shown = page.locator(".saved-list li:visible")
    assert shown.count() >= 1
    assert "hedge" in shown.first.inner_text()
    page.get_by_label("Find a saved question").fill("zebra crossing")
    assert page.locator(".saved-none").is_visible()


def test_a_query_of_ones_own_by_keyboard(visit: Visit, write: Write) -> None:
    page = visit()
    write(page, PARTIES)
    with page.expect_response("**/sparql"):
        page.keyboard.press("Control+Enter")
    page.locator(".answer-told strong", has_text="6 rows").wait_for()
    assert "NATO@en" in [text.replace(" ", "") for text in cells(page, 1)]
    assert page.locator(".question h2").inner_text() == "Your query"
    assert page.locator("#editor").evaluate("node => document.activeElement === node")


def test_a_parameter_that_stands_in_several_places_is_filled_in_all(
    visit: Visit, dossier: Any
) -> None:
    page = visit("ask=matrix&party=russia")
    rows = dossier.ask("GET", "/api/questions/matrix?party=russia").rows
    assert page.locator(".answer-told strong").inner_text() == f"{len(rows)} rows"
    assert set(cells(page, 0)) == {"Russia"}
    assert page.locator(".saved-list a[aria-current]").get_attribute("href") == "#ask=matrix"


def test_the_fields_follow_the_text(visit: Visit) -> None:
    page = visit("ask=demands&party=russia")
    assert page.get_by_label("Party").locator("option:checked").inner_text() == "Russia"
    area = page.locator("#editor")
    area.fill(area.input_value().replace("/russia>", "/ukraine>"))
    assert page.get_by_label("Party").locator("option:checked").inner_text() == "Ukraine"


WRONG = (  # a query, the place of its error, what is said of it, and the line that is marked
    (
        "SELECT * {\n  ?x a neg:Party .\n  FILTR(?x)\n}",
        "Line 3, column 3",
        "Did you mean FILTER?",
        "3",
    ),
    ("SELECT * { ?x a ngg:Party }", "Line 1, column 17", "Did you mean 'neg'?", "1"),
    ("SELECT * {\n ?x ?y ?z", "Line 1, column 10", "'{' is not closed", "1"),
    ("SELECT * {\n ?x neg:holder }", "Line 2", "", "2"),
    ("ASK {\n SERVICE <http://x.invalid/> { ?s ?p ?o } }", "Line 2", "nothing leaves", "2"),
)


def test_errors_are_shown_at_their_place(visit: Visit, write: Write, run: Run) -> None:
    page = visit()
    for query, place, says, line in WRONG:
        write(page, query)
        run(page)
        fault = page.locator("#editor-error")
        assert place in fault.inner_text()
        assert says in fault.inner_text()
        assert page.locator(".numbers .wrong").inner_text() == line
        assert page.locator("#editor").get_attribute("aria-invalid") == "true"
        assert page.locator(".answer-box").is_hidden()
        page.locator("#editor").press("End")
        page.keyboard.type(" ")
        assert page.locator(".numbers .wrong").count() == 0


def test_a_misspelt_name_is_told_beside_an_empty_answer(
    visit: Visit, write: Write, run: Run
) -> None:
    page = visit()
    write(page, "SELECT * {\n  ?x neg:hodler ?y }")
    assert run(page) == "No answer: nothing recorded fits."
    page.locator(".remarks li").wait_for()
    assert "Line 2: neg:hodler is not a term; did you mean neg:holder?" in (
        page.locator(".remarks").inner_text()
    )


@pytest.mark.slow
def test_limits_are_told_in_the_servers_words(visit: Visit, stored: Path, run: Run) -> None:
    from serving import ended, with_limits

    with ended(with_limits(stored, max_result=4_000)) as server:
        page = visit(f"query={quote('SELECT * { ?s ?p ?o }')}", server)
        assert "The answer is larger than the" in page.locator("#editor-error").inner_text()
        assert page.locator(".numbers .wrong").count() == 0


def test_what_takes_long_can_be_stopped(visit: Visit, write: Write) -> None:
    page = visit()
    write(page, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    page.get_by_role("button", name="Run", exact=True).click()
    page.get_by_role("button", name="Stop").click()
    page.locator(".answer-told", has_text="Stopped.").wait_for()
    assert page.get_by_role("button", name="Stop").is_hidden()
    assert page.get_by_role("button", name="Run", exact=True).is_enabled()


def test_a_server_that_has_gone_is_told(visit: Visit, seen: Any) -> None:
    page = visit()
    page.route("**/sparql", lambda route: route.abort())
    page.get_by_role("button", name="Run", exact=True).click()
    page.locator("#editor-error", has_text="The server cannot be reached").wait_for()
    seen.trouble.clear()  # the browser reports the broken connection


def test_a_new_query_begins_with_one_that_works(visit: Visit) -> None:
    page = visit("ask=demands")
    with page.expect_response("**/sparql"):
        page.get_by_role("link", name="New query").click()
    page.locator(".answer-told strong", has_text="18 rows").wait_for()
    assert page.locator(".saved-list a[aria-current]").count() == 0
