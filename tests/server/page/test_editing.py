"""Editing: colours that lie on the letters, and completion by keyboard."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visit = Callable[..., Any]
Run = Callable[[Any], str]


def typed(page: Any, text: str) -> None:
    page.locator("#editor").fill("")
    page.locator("#editor").focus()
    page.keyboard.type(text)


def active(page: Any) -> str:
    area = page.locator("#editor")
    chosen = area.get_attribute("aria-activedescendant")
    return str(page.locator(f"#{chosen} .completion-insert").inner_text()) if chosen else ""


def test_a_term_is_completed_with_its_meaning(visit: Visit) -> None:
    page = visit()
    typed(page, "SELECT * { ?x neg:hol")
    assert active(page) == "neg:holder"
    row = page.locator("#completions [aria-selected=true]").inner_text()
    assert "property" in row
    assert "position" in row.lower()
    page.keyboard.press("Enter")
    assert page.locator("#editor").input_value() == "SELECT * { ?x neg:holder"
    assert page.locator("#completions").is_hidden()
    page.keyboard.press("Control+z")
    assert page.locator("#editor").input_value() == "SELECT * { ?x neg:hol"


def test_arrows_choose_and_escape_leaves_the_text_alone(visit: Visit) -> None:
    page = visit()
    typed(page, "ASK { ?x neg:act code:")
    first = active(page)
    page.keyboard.press("ArrowDown")
    second = active(page)
    page.keyboard.press("ArrowUp")
    assert active(page) == first != second
    page.keyboard.press("ArrowUp")
    assert active(page) not in (first, second)
    page.keyboard.press("Escape")
    assert page.locator("#completions").is_hidden()
    assert page.locator("#editor").input_value() == "ASK { ?x neg:act code:"


def test_codes_and_things_are_found_by_any_word_of_their_names(visit: Visit, run: Run) -> None:
    page = visit()
    typed(page, "SELECT ?p { ?p neg:firmness code:red")
    assert active(page) == "code:red-line"
    typed(page, "SELECT ?p { ?p neg:holder :states")
    assert active(page) == ":party\\/united-states"
    page.keyboard.press("Tab")
    page.keyboard.type(" }")
    assert run(page) == "10 rows"


def test_control_and_space_complete_anything(visit: Visit) -> None:
    page = visit()
    typed(page, "SELECT ?party { ?party a neg:Party ; rdfs:label ?label . FILTER(?")
    page.keyboard.press("Control+Space")
    assert page.locator("#completions .completion-insert").all_inner_texts() == ["?label", "?party"]
    typed(page, "vatican")
    page.keyboard.press("Control+Space")
    assert active(page) == ":party\\/vatican"
    typed(page, "sko")
    page.keyboard.press("Control+Space")
    page.locator("#completions", has_text="skos:").wait_for()


def test_nothing_is_completed_in_texts_and_comments(visit: Visit) -> None:
    page = visit()
    typed(page, 'ASK { ?x rdfs:label "neg:hol" } # neg:hol')
    assert page.locator("#completions").is_hidden()


def test_enter_goes_on_where_no_name_is_begun(visit: Visit) -> None:
    page = visit()
    typed(page, "SELECT ?holder {\n?x neg:holder ?hold")
    page.keyboard.press("Enter")
    page.keyboard.type("}")
    assert page.locator("#editor").input_value() == "SELECT ?holder {\n  ?x neg:holder ?hold\n  }"


def test_completions_are_read_out(visit: Visit) -> None:
    page = visit()
    typed(page, "ASK { ?x a neg:Pos")
    assert page.locator("#announce").inner_text() == "1 completion: neg:Position"
    area = page.locator("#editor")
    assert area.get_attribute("aria-controls") == "completions"
    assert page.locator("#completions").get_attribute("role") == "listbox"


def test_the_colours_lie_on_the_letters(visit: Visit) -> None:
    page = visit()
    text = 'SELECT ?x { # comment\n  ?x rdfs:label "quoted {"@en ; neg:value 3.5 . FILTR }\n\n'
    typed(page, text)
    page.keyboard.press("Escape")
    layer = page.locator(".colours code")
    assert (
        layer.evaluate("node => node.textContent") == page.locator("#editor").input_value() + "\n"
    )
    kinds = {
        kind: layer.locator(f".t-{kind}").first.inner_text()
        for kind in ("word", "variable", "comment", "name", "string", "language", "number", "stray")
    }
    assert kinds == {
        "word": "SELECT",
        "variable": "?x",
        "comment": "# comment",
        "name": "rdfs:label",
        "string": '"quoted {"',
        "language": "@en",
        "number": "3.5",
        "stray": "FILTR",
    }
    boxes = page.evaluate(
        """() => ['#editor', '.colours'].map((name) => {
          const style = getComputedStyle(document.querySelector(name));
          const box = document.querySelector(name).getBoundingClientRect();
          return [style.font, style.paddingLeft, style.paddingTop, style.whiteSpace, box.left, box.top];
        })"""
    )
    assert boxes[0] == boxes[1]


def test_the_tab_key_leaves_the_editor(visit: Visit) -> None:
    page = visit()
    page.locator("#editor").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Run"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ASK { ?x a neg:", "class"),
        ("ASK { ?x neg:", "property"),
        ("ASK { ?x neg:holder ?y ; neg:", "property"),
        ("ASK { ?x neg:holder/neg:", "property"),
    ],
)
def test_what_fits_comes_first(visit: Visit, text: str, kind: str) -> None:
    page = visit()
    typed(page, text)
    kinds = page.locator("#completions .completion-kind").all_inner_texts()
    assert kinds[:3] == [kind] * 3
