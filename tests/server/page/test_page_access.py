"""Anyone can use it: axe, the keyboard alone, phones, the dark, no JavaScript."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visit = Callable[..., Any]

STATES = (
    "ask=demands",
    "ask=evidence",
    f"query={quote('CONSTRUCT { ?p neg:holder ?h } { ?p neg:holder ?h }')}&view=graph",
    f"query={quote('SELECT ?s ?p ?o { ?s ?p ?o }')}",
    f"query={quote('SELECT * { FILTR(?x) }')}",
    f"query={quote('SELECT * { ?x neg:hodler ?y }')}",
)


@pytest.mark.parametrize(
    ("scheme", "width"),
    [("light", 390), ("dark", 1440), ("light", 1440), ("dark", 768)],
)
def test_axe_finds_nothing_serious(visit: Visit, scheme: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = visit(color_scheme=scheme, viewport={"width": width, "height": 900})
    axe, found = Axe(), []

    def look(state: str) -> None:
        result = axe.run(page, options={"resultTypes": ["violations"]}).response
        found.extend(
            (state, violation["id"], [node["html"][:160] for node in violation["nodes"]][:3])
            for violation in result["violations"]
            if violation["impact"] in ("serious", "critical")
        )

    for state in STATES:
        page.evaluate("state => { location.hash = state; }", state)
        page.locator(".run:not([disabled])").wait_for()
        page.wait_for_timeout(80)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, state
        look(state)
    page.locator("#editor").fill("SELECT ?x { ?x neg:")
    page.keyboard.press("Control+Space")
    page.locator("#completions li").first.wait_for()
    box = page.locator("#completions").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    look("completions")
    if width < 901:
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Saved questions").click()
        look("saved questions")
        page.locator(".saved-list a").first.click()
        assert page.locator(".saved-body").is_hidden()
    assert found == []


def test_everything_can_be_reached_with_tab_and_focus_is_seen(visit: Visit) -> None:
    page = visit("ask=demands")
    reached = []
    for _ in range(50):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                """() => {
                  const at = document.activeElement;
                  if (at === document.body) return ["", true];  // round the end of the page
                  if (at.id === "editor") {
                    return ["editor", getComputedStyle(at.closest(".editor")).boxShadow !== "none"];
                  }
                  const { outlineStyle, outlineWidth } = getComputedStyle(at);
                  const name = at.textContent.trim() || at.getAttribute("aria-label") || at.id;
                  return [name, outlineStyle !== "none" && parseFloat(outlineWidth) >= 2];
                }"""
            )
        )
    names = [name for name, _ in reached]
    for expected in ("Skip to the query", "Explore", "editor", "Run", "Copy link", "Download"):
        assert expected in names
    assert [name for name, seen in reached if not seen] == []


def test_the_menu_by_keyboard(visit: Visit) -> None:
    page = visit("ask=demands")
    page.get_by_role("button", name="Download").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "TSV"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "Download"
    assert page.locator("#download-menu").is_hidden()


def test_what_happens_is_announced(visit: Visit) -> None:
    page = visit("ask=demands")
    assert page.locator("#announce").inner_text().startswith("6 rows in ")
    assert page.locator("#editor-error").get_attribute("role") == "alert"


def test_without_javascript_there_is_a_way_on(browser: Any, dossier: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{dossier.url}query")
    assert "/api/questions" in page.locator(".static").inner_text()
    context.close()
