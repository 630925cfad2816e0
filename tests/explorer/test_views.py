"""What a reader sees in each view of the bundled dossier, and how the views hang together."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import detente
from detente.exports.explorer.page import render

pytestmark = pytest.mark.browser

TITLES = {
    "positions": "Positions",
    "agreement": "Agreement and conflict",
    "linkage": "What hangs on what",
    "matrix": "Matrix",
    "timeline": "Timeline",
    "sources": "Sources",
}
TERRITORY = "Russia demands: Ukraine cedes four regions and Crimea. Insisted; reaffirmed."

Visit = Callable[..., Any]


def test_opens_on_positions_and_every_view_is_one_click_away(visit: Visit) -> None:
    page = visit()
    assert page.locator("#views [aria-current]").inner_text() == "Positions"
    for view, title in [*list(TITLES.items())[1:], ("positions", "Positions")]:
        page.get_by_role("link", name=title, exact=True).click()
        assert page.locator("#views [aria-current]").inner_text() == title
        assert page.locator(".view:visible").count() == 1
        assert f"view={view}" in page.url
        assert page.title().startswith(title)


def _ink(page: Any) -> int:
    """How many pixels of the picture are drawn upon."""
    return page.evaluate(
        """() => {
          const canvas = [...document.querySelectorAll('.canvas canvas')].find(c => c.offsetParent);
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          let drawn = 0;
          for (let at = 3; at < data.length; at += 4) if (data[at]) drawn += 1;
          return drawn;
        }"""
    )


@pytest.mark.parametrize("view", ["positions", "agreement", "linkage"])
def test_pictures_are_drawn_settled_at_once(visit: Visit, view: str) -> None:
    page = visit(f"view={view}")
    page.wait_for_timeout(100)
    first = _ink(page)
    shot = page.locator(".canvas:visible").screenshot()
    page.wait_for_timeout(400)
    assert first > 5_000
    assert page.locator(".canvas:visible").screenshot() == shot


def test_clicking_a_line_of_the_picture_opens_the_position(visit: Visit) -> None:
    page = visit()
    box = page.locator(".canvas").bounding_box()
    found = None
    for step in range(30, 70):  # down the middle of the right half, where lines run
        page.mouse.move(box["x"] + box["width"] * 0.62, box["y"] + box["height"] * step / 100)
        if page.locator(".tip:visible").count() and ": " in page.locator(".tip").inner_text():
            found = page.locator(".tip").inner_text()
            page.mouse.down()
            page.mouse.up()
            break
    assert found
    page.wait_for_selector("#panel:visible")
    assert page.locator("#panel h2").inner_text() == found


def test_matrix_tells_withheld_not_stated_and_not_recorded_apart(visit: Visit) -> None:
    page = visit("view=matrix")
    shapes = {}
    for kind in ("withhold", "not-stated", "not-recorded"):
        mark = page.locator(f".matrix .silence.{kind}").first
        assert mark.is_visible()
        shapes[kind] = mark.locator("svg").inner_html()
        assert page.locator(f".matrix-legend .silence.{kind}").is_visible()
    assert len(set(shapes.values())) == 3
    assert "not the same as no position" in page.locator(".matrix-legend").inner_text()
    row = page.locator(".matrix tbody tr", has_text="Territory")
    assert "Ukraine cedes four regions and Crimea" in row.locator("td").first.inner_text()
    assert row.locator(".pips").first.get_attribute("aria-label") == "insisted"


def test_a_filtered_cell_is_not_shown_as_empty(visit: Visit) -> None:
    page = visit("view=matrix&act=demand")
    cell = page.locator(".matrix tbody tr", has_text="US part in the talks").locator("td").nth(2)
    assert "2 positions filtered out" in cell.inner_text()
    assert cell.locator(".not-recorded").count() == 0


def test_timeline_orders_by_date_and_keeps_a_lane_for_the_undated(visit: Visit) -> None:
    page = visit("view=timeline")
    dates = page.locator(".date h3").all_inner_texts()
    assert dates == ["2022", "18 May 2025", "19 May 2025", "Undated"]
    call = page.locator(".date").nth(2).inner_text()
    assert "Phone call" in call
    assert "date from outside the text" in call
    assert page.locator(".date.undated .moment").count() > 10


def test_sources_highlight_exactly_the_coded_words(visit: Visit, graph: Any) -> None:
    page = visit("view=sources&select=russia-territory")
    (quote,) = [
        row["exact"]
        for row in graph.rows(
            "SELECT ?exact { ?p dct:identifier 'russia-territory' ; neg:passage/oa:exact ?exact }"
        )
    ]
    assert "".join(page.locator(".coded.lit").all_inner_texts()) == quote
    (text,) = [row["text"] for row in graph.rows("SELECT ?text { ?d schema:text ?text }")]
    assert page.locator(".running").evaluate("node => node.textContent") == text


def test_a_passage_says_what_it_evidences_and_a_position_shows_its_words(visit: Visit) -> None:
    page = visit("view=sources")
    page.locator(".coded", has_text="open to drafting").first.click()
    assert "memorandum" in page.locator("#panel .items").first.inner_text()
    page.locator(".margin .note", has_text="30 days").hover()
    assert "full 30-day ceasefire" in "".join(page.locator(".coded.lit").all_inner_texts())


def test_the_panel_reads_as_a_sentence_with_words_speaker_mode_and_source(visit: Visit) -> None:
    page = visit("select=russia-territory")
    assert page.locator("#panel h2").inner_text() == TERRITORY
    quote = page.locator("#panel .quote").first
    assert quote.locator("mark").inner_text().startswith("Russia still insists")
    assert "narrator" in quote.locator("figcaption").inner_text()
    page.goto(page.url.replace("russia-territory", "russia-memorandum"))
    assert "Vladimir Putin" in page.locator("#panel figcaption").inner_text()
    page.goto(page.url.replace("russia-memorandum", "us-economic-incentives"))
    assert (
        "Russia ends the violence" in page.locator("#panel", has_text="On condition").inner_text()
    )


def test_everything_mentioned_is_a_link_and_back_works(
    visit: Visit, panel: Callable[[Any], str]
) -> None:
    page = visit("select=russia-territory")
    page.locator("#panel .facts a", has_text="Territory").click()
    assert panel(page).startswith("What territory")
    page.locator("#panel a", has_text="Ukraine cedes some territory").first.click()
    assert panel(page) == "Ukraine cedes some territory"
    page.go_back()
    assert panel(page).startswith("What territory")
    page.go_back()
    assert panel(page) == TERRITORY
    page.go_forward()
    assert panel(page).startswith("What territory")


@pytest.mark.slow
def test_every_thing_in_the_graph_has_a_panel(visit: Visit) -> None:
    page = visit("view=linkage")
    shown = page.evaluate(
        """async () => { const found = [];
        for (const { key } of JSON.parse(document.getElementById('data').textContent).things) {
          location.hash = 'view=linkage&select=' + encodeURIComponent(key);
          await new Promise((done) => setTimeout(done, 4));
          const panel = document.getElementById('panel');
          found.push([key, !panel.hidden && panel.querySelector('h2').textContent]);
        } return found; }"""
    )
    assert len(shown) > 200
    assert [key for key, heading in shown if not heading] == []


def test_collisions_in_the_panel_are_those_of_the_library(visit: Visit, graph: Any) -> None:
    page = visit("table=1&view=agreement")
    for kind, title in (("agreement", "Points the same way as"), ("conflict", "Collides with")):
        meetings = {
            frozenset(pair)
            for *_, data in graph.network(kind).edges(data=True)
            for pair in data["pairs"]
        }
        assert meetings
        seen = set()
        for position in sorted({position for pair in meetings for position in pair}):
            page.evaluate("key => { location.hash = 'select=' + key; }", position)
            page.wait_for_function(
                "key => document.getElementById('panel').dataset.shown === key", arg=position
            )
            links = (
                page.locator("#panel section", has_text=title)
                .locator(".items a")
                .evaluate_all("links => links.map((link) => link.dataset.key)")
            )
            seen |= {frozenset((position, other)) for other in links}
        assert seen == meetings


def test_the_pictures_hold_the_edges_of_the_library(graph: Any) -> None:
    from detente.exports.explorer import network, payload

    things = payload.build(graph)["things"]
    page = {
        (e["relation"], e["from"], e["to"]): e["count"]
        for e in network.agreement(things, graph).edges
    }
    library = {
        (word, *sorted((a, b))): data["weight"]
        for word, kind in (("agree", "agreement"), ("collide", "conflict"))
        for a, b, data in graph.network(kind).edges(data=True)
    }
    assert page == library
    links = {(e["from"], e["to"], e["position"]) for e in network.linkage(things).edges}
    assert links == {
        (a, b, data["positions"][0]) for a, b, data in graph.network("linkage").edges(data=True)
    }


@pytest.fixture(scope="module")
def strike(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a dossier with two texts, dates, a scale in percent and a loop of conditions."""
    path = tmp_path_factory.mktemp("strike") / "page.html"
    path.write_text(render(detente.open("tramway-strike")), "utf-8")
    return path


def test_loops_of_conditions_are_marked(visit: Visit, strike: Path) -> None:
    page = visit("view=linkage&table=1", path=strike)
    rows = page.locator("table.rows tbody tr").all_inner_texts()
    loops = [row for row in rows if row.endswith("loop")]
    assert len(rows) > len(loops) >= 2
    assert any("On condition: The union suspends the strike" in row for row in loops)


def test_distance_on_a_measured_scale_has_its_unit(visit: Visit, strike: Path) -> None:
    page = visit("compare=tramworkers-union,halvorsen-tramways", path=strike)
    wages = page.locator(
        ".compare tbody tr", has=page.get_by_role("link", name="Wages", exact=True)
    )
    assert "1.5 percent apart" in wages.inner_text()


def test_a_position_names_what_it_replaces(visit: Visit, strike: Path) -> None:
    page = visit("view=timeline&status=superseded", path=strike)
    page.locator(".moment").first.click()
    page.locator("#panel section", has_text="Replaced by").locator("a").first.click()
    assert "Replaces" in page.locator("#panel").inner_text()


def test_two_sources_each_show_their_own_text(visit: Visit, strike: Path) -> None:
    page = visit("view=sources", path=strike)
    picker = page.get_by_label("Source", exact=True)
    texts = set()
    for at in range(2):
        picker.select_option(index=at)
        texts.add(page.locator(".running").inner_text())
    assert len(texts) == 2
