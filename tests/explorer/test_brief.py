"""The brief as a page: two sheets of paper, light and dark, on a phone, for everyone."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import detente
from detente.exports.brief import html
from detente.graph.brief import brief_of

pytestmark = pytest.mark.browser

Visit = Callable[..., Any]
SEEDS = ("ru-ua-2025", "tramway-strike")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("brief")
    for name in SEEDS:
        brief = brief_of(detente.open(name), source=name)
        (folder / f"{name}.html").write_text(html(brief), encoding="utf-8")
    return {name: folder / f"{name}.html" for name in SEEDS}


def sheets(page: Any) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("name", SEEDS)
def test_it_fits_two_sheets_and_its_footnotes_one_more(
    visit: Visit, pages: dict[str, Path], name: str
) -> None:
    page = visit(path=pages[name])
    assert sheets(page) <= 3
    page.evaluate("document.getElementById('notes').remove()")
    assert sheets(page) == 2


@pytest.mark.slow
@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 1200), ("light", 390)])
def test_axe_finds_nothing(visit: Visit, pages: dict[str, Path], scheme: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = visit(
        path=pages["tramway-strike"], color_scheme=scheme, viewport={"width": width, "height": 900}
    )
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(it["id"], [node["html"][:160] for node in it["nodes"]][:3]) for it in found] == []
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) <= 0


def test_a_footnote_and_back_by_keyboard(visit: Visit, pages: dict[str, Path]) -> None:
    page = visit(path=pages["ru-ua-2025"])
    page.locator("#call-1").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#note-1"
    page.locator("#note-1 .back").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#call-1"
