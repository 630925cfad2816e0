"""Anyone can use it: axe, keyboard, tables for pictures, reduced motion, phones, no JavaScript."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

Visit = Callable[..., Any]
STATES = (
    "view=positions",
    "view=positions&table=1",
    "view=positions&select=russia-territory&focus=1",
    "view=agreement",
    "view=agreement&compare=russia,ukraine",
    "view=linkage",
    "view=linkage&select=us-economic-incentives",
    "view=matrix&act=demand",
    "view=matrix&select=russia",
    "view=timeline&select=trump-putin-call",
    "view=sources&select=russia-territory",
)


@pytest.mark.parametrize(
    ("scheme", "width"),
    [
        ("light", 1440),
        *(pytest.param(*it, marks=pytest.mark.slow) for it in [("dark", 1440), ("light", 390)]),
    ],
)
def test_axe_finds_nothing_serious_in_any_view(visit: Visit, scheme: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = visit(color_scheme=scheme, viewport={"width": width, "height": 900})
    if width > 1000:  # on a phone the filters cover the view
        page.get_by_role("button", name="Filters").click()
    axe, found = Axe(), []
    for state in STATES:
        page.evaluate("state => { location.hash = state; }", state)
        page.wait_for_timeout(60)
        result = axe.run(page, options={"resultTypes": ["violations"]}).response
        found += [
            (state, violation["id"], [node["html"][:160] for node in violation["nodes"]][:3])
            for violation in result["violations"]
            if violation["impact"] in ("serious", "critical")
        ]
    assert found == []


@pytest.mark.slow
def test_the_picture_by_keyboard(visit: Visit, panel: Callable[[Any], str]) -> None:
    page = visit()
    canvas = page.locator(".canvas")
    canvas.focus()
    assert canvas.evaluate("node => node.matches(':focus-visible')")
    page.keyboard.press("ArrowDown")
    first = page.locator("#announce").inner_text()
    page.keyboard.press("ArrowRight")
    second = page.locator("#announce").inner_text()
    assert first
    assert second
    assert first != second
    page.keyboard.press("Enter")
    heading = panel(page)
    kind, _, rest = second.partition(": ")
    assert kind in ("Party", "Issue", "Option")
    assert heading in rest or kind == "Issue"
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()


@pytest.mark.slow
def test_everything_can_be_reached_with_tab_and_focus_is_seen(visit: Visit) -> None:
    page = visit("view=matrix")
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                """() => { const at = document.activeElement; const style = getComputedStyle(at);
                const name = at.textContent.trim() || at.getAttribute('aria-label') || '';
                return [name, style.outlineStyle, parseFloat(style.outlineWidth)]; }"""
            )
        )
    names = [name for name, *_ in reached]
    for expected in ("Skip to the picture", "Filters", "Save", "Matrix", "Russia"):
        assert expected in names
    assert [name for name, style, width in reached if style == "none" or width < 2] == []


@pytest.mark.slow
@pytest.mark.parametrize(("view", "rows"), [("positions", 18), ("agreement", 3), ("linkage", 2)])
def test_every_picture_is_also_a_table(visit: Visit, view: str, rows: int) -> None:
    page = visit(f"view={view}")
    page.get_by_role("button", name="Table").click()
    assert page.locator("table.rows tbody tr").count() == rows
    assert page.locator(".canvas:visible").count() == 0
    assert "table=1" in page.url


def test_colour_is_never_the_only_sign(visit: Visit) -> None:
    page = visit()
    strokes = page.locator(".legend .stroke").evaluate_all("all => all.map((one) => one.innerHTML)")
    assert len(strokes) == len(set(strokes)) == 8
    shapes = page.locator(".legend .mark").evaluate_all("all => all.map((one) => one.innerHTML)")
    assert len(set(shapes)) == 3


@pytest.mark.slow
def test_reduced_motion_moves_nothing(visit: Visit) -> None:
    page = visit("select=russia", reduced_motion="reduce", viewport={"width": 390, "height": 844})
    page.evaluate("location.hash = 'select=venue'")
    page.wait_for_timeout(50)
    shot = page.locator(".canvas").screenshot()
    page.wait_for_timeout(350)
    assert page.locator(".canvas").screenshot() == shot


@pytest.mark.slow
@pytest.mark.parametrize("width", [390, 768, 1440])
def test_nothing_runs_off_the_side(visit: Visit, width: int) -> None:
    page = visit(viewport={"width": width, "height": 844})
    for state in STATES:
        page.evaluate("state => { location.hash = state; }", f"{state}&select=russia-territory")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, state
        assert page.locator(".view:visible").bounding_box()["height"] > 120, state


def test_labels_of_the_opening_picture_do_not_overlap(graph: Any) -> None:
    from detente.exports.explorer import network, payload

    boxes = []
    for node in network.positions(payload.build(graph)["things"]).nodes:
        lines = node["label"].split("\n")
        width = 7 * max(map(len, lines)) + 26
        left = node["x"] - (width / 2 if not node["side"] else width if node["side"] < 0 else 0)
        boxes.append(
            (left, node["y"] - 8.5 * len(lines), left + width, node["y"] + 8.5 * len(lines))
        )
    overlaps = [
        (a, b)
        for at, a in enumerate(boxes)
        for b in boxes[at + 1 :]
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]
    assert overlaps == []


def test_without_javascript_there_are_the_matrix_and_the_quotes(visit: Visit, seed: Path) -> None:
    page = visit(java_script_enabled=False)
    assert "Ukraine cedes four regions and Crimea" in page.locator(".static table").inner_text()
    assert "not recorded" in page.locator(".static table").inner_text()
    assert "withheld" in page.locator(".static table").inner_text()
    assert page.locator(".static blockquote", has_text="Russia still insists").count() >= 1
    assert page.locator(".static section").count() == 18
