"""Searching, filtering, focusing, comparing: what narrows the page down, and the address that keeps it."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visit = Callable[..., Any]


def test_search_by_keyboard_alone(visit: Visit, panel: Callable[[Any], str]) -> None:
    page = visit()
    page.keyboard.press("/")
    page.keyboard.type("moscow")  # an alias
    first = page.locator(".results [aria-selected=true]")
    assert first.inner_text().endswith("Russia")
    page.keyboard.press("ArrowDown")
    assert page.locator(".results li").nth(1).get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert panel(page) == "Russia"
    page.keyboard.press("/")
    page.keyboard.type("bloodbath")
    assert "bloodbath" in page.locator(".results").inner_text()
    page.keyboard.press("Escape")
    assert page.locator(".results").is_hidden()
    page.keyboard.press("Escape")
    assert page.locator("#search").input_value() == ""


def test_search_finds_quotes_whatever_the_case_and_accents(visit: Visit) -> None:
    page = visit()
    page.locator("#search").fill("EMBRACÉ")
    assert page.locator(".no-result").is_visible()
    page.locator("#search").fill("MÉMORANDUM")
    assert "quote" in page.locator(".results .kind").all_inner_texts()


def test_filters_combine_with_counts_and_clear_in_one_click(visit: Visit) -> None:
    page = visit("view=matrix")
    page.get_by_role("button", name="Filters").click()
    facets = page.locator(".facet legend").all_inner_texts()
    assert facets == [
        "Party",
        "Issue",
        "Act",
        "Firmness",
        "Speech mode",
        "Source",
        "Date",
        "Status",
    ]
    demand = page.locator(".choice", has_text="Demand")
    counted = int(demand.locator(".choice-count").inner_text())
    demand.locator("input").check()
    assert page.locator(".matrix .stance").count() == counted
    page.locator(".choice", has_text="Insisted").locator("input").check()
    assert page.locator(".matrix .stance").count() == 2
    assert page.locator(".chips-count").inner_text().startswith("2 of")
    assert "act=demand&firmness=insisted" in page.url
    page.locator("#chips").get_by_role("button", name="Clear all").click()
    assert page.locator("#chips").is_hidden()
    assert "act=" not in page.url


def test_every_filter_changes_what_is_shown(visit: Visit) -> None:
    page = visit("view=matrix")
    every = page.locator(".matrix .stance").count()
    page.get_by_role("button", name="Filters").click()
    for title in ("Party", "Issue", "Act", "Firmness", "Speech mode"):
        facet = page.locator(".facet", has=page.locator("legend", has_text=title))
        facet.locator("input").last.check()
        assert 0 < page.locator(".matrix .stance").count() < every, title
        facet.locator("input").last.uncheck()
    for title in ("Source", "Date"):
        facet = page.locator(".facet", has=page.locator("legend", has_text=title))
        assert int(facet.locator(".choice-count").last.inner_text()) == every


def test_the_legend_is_a_filter_too(visit: Visit) -> None:
    page = visit()
    button = page.locator(".legend").get_by_role("button", name="Offer")
    button.click()
    assert "act=offer" in page.url
    assert button.get_attribute("aria-pressed") == "true"
    assert page.locator(".chips-count").inner_text().startswith("2 of")
    button.click()
    assert "act=" not in page.url


def test_focus_fades_all_but_the_neighbourhood(visit: Visit) -> None:
    page = visit("select=russia")
    whole = page.locator(".canvas").screenshot()
    page.locator(".focus").get_by_role("button", name="1 step").click()
    assert "focus=1" in page.url
    page.wait_for_timeout(100)
    near = page.locator(".canvas").screenshot()
    page.locator(".focus").get_by_role("button", name="3 steps").click()
    page.wait_for_timeout(100)
    assert len({whole, near, page.locator(".canvas").screenshot()}) == 3


def test_two_parties_side_by_side(visit: Visit) -> None:
    page = visit("view=agreement&compare=russia,ukraine")
    text = page.locator(".comparison").inner_text()
    assert "1 pair collides" in text
    nato = page.locator(".compare tr", has_text="NATO bid")
    assert "They collide" in nato.inner_text()
    assert "2 ranks apart" in nato.inner_text()
    assert "permanently dropping its NATO aspirations" in nato.locator("mark").first.inner_text()
    page.get_by_label("Second party").select_option("united-states")
    assert "compare=russia,united-states" in page.url
    assert "They point the same way" in page.locator(".compare tbody tr").nth(1).inner_text()
    page.evaluate("location.hash = 'compare=russia,ukraine&firmness=insisted'")
    assert "1 position filtered out" in page.locator(".compare tbody tr").first.inner_text()
    assert page.locator(".compare tbody tr .not-recorded").count() < 2
    page.keyboard.press("Escape")
    assert page.locator(".comparison").is_hidden()


@pytest.mark.parametrize(
    "fragment",
    [
        "view=matrix&select=russia&act=demand,refuse&party=russia",
        "view=positions&select=united-states&focus=2&firmness=hinted",
        "view=agreement&compare=russia,ukraine",
        "view=sources&select=us-venue",
        "view=timeline&q=drones",
        "view=linkage&table=1",
    ],
)
def test_the_address_holds_the_whole_state(visit: Visit, fragment: str) -> None:
    page = visit(fragment)
    before = page.locator("body").inner_text()
    box = page.locator("#search").input_value()
    page.reload()
    assert page.url.endswith(f"#{fragment}")
    assert page.locator("body").inner_text() == before
    assert page.locator("#search").input_value() == box
    # and the state, once touched and put back, writes the same address
    page.locator("#views a:not([aria-current])").last.click()
    page.go_back()
    assert page.url.endswith(f"#{fragment}")


@pytest.mark.parametrize(
    "fragment",
    [
        "view=nonsense",
        "select=nobody",
        "focus=99",
        "compare=russia,nobody",
        "%E0%A4%A",
        "act=__proto__",
        "select=constructor",
        "&&==&=",
    ],
)
def test_a_broken_address_opens_the_page_all_the_same(visit: Visit, fragment: str) -> None:
    page = visit(fragment)
    assert page.locator("#views [aria-current]").count() == 1
    assert page.locator("h1").is_visible()
