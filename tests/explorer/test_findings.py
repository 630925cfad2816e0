"""Scales, sticking points and loops on the page: what the analysis finds, each a click from its words."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import detente
from detente.exports.explorer import findings as module
from detente.exports.explorer import trust
from detente.exports.explorer.findings import findings
from detente.exports.explorer.page import render
from detente.exports.explorer.payload import build
from detente.graph.analysis.loops import loops_of
from detente.graph.analysis.robustness.matrix_figures import sticking_name
from detente.graph.analysis.robustness.methods import trust_of
from detente.graph.analysis.robustness.wording import mark as sign
from detente.graph.analysis.sticking import ranked_of
from detente.graph.analysis.waivers import waivers_of
from detente.graph.analysis.zopa import zones_of

Visit = Callable[..., Any]

# Two parties and a scale from 1 to 3; one of the cases below is put in.
TALKS = """
@prefix neg: <https://w3id.org/detente/ns#> . @prefix code: <https://w3id.org/detente/code/> .
@prefix dct: <http://purl.org/dc/terms/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix : <http://x.invalid/> .
:talks a neg:Negotiation ; rdfs:label "Talks" ; neg:principal :north, :south .
:north a neg:Party ; dct:identifier "north" ; rdfs:label "North" .
:south a neg:Party ; dct:identifier "south" ; rdfs:label "South" .
:fee a neg:Issue ; dct:identifier "fee" ; rdfs:label "Fee" ; neg:scale code:ordinal .
:low a neg:Option ; dct:identifier "low" ; rdfs:label "Low" ; neg:optionOf :fee ; neg:scaleValue 1 .
:high a neg:Option ; dct:identifier "high" ; rdfs:label "High" ; neg:optionOf :fee ; neg:scaleValue 3 ;
  neg:incompatibleWith :low .
"""


def position(name: str, holder: str, act: str, option: str, more: str = "") -> str:
    return (
        f':{name} a neg:Position ; dct:identifier "{name}" ; neg:holder :{holder} ; neg:act code:{act} ;'
        f" neg:onIssue :fee ; neg:option :{option} ; neg:status code:current {more} .\n"
    )


RED = "; neg:firmness code:red-line"
SAME = position("a", "north", "offer", "low") + position("b", "south", "demand", "low")
CLASH = position("a", "north", "demand", "low", RED) + position("b", "south", "demand", "high", RED)
REFUSED = position("a", "north", "demand", "low") + position("b", "south", "refuse", "low")


@pytest.fixture(scope="module")
def strike() -> Any:
    return detente.open("tramway-strike")


@pytest.fixture(scope="module")
def strike_page(strike: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("strike") / "strike.html"
    path.write_text(render(strike), "utf-8")
    return path


def found_in(graph: Any, trust: bool | None = False) -> dict[str, Any]:
    data = build(graph)
    return findings(data["things"], graph, data["base"], trust=trust)


@pytest.mark.parametrize("dossier", ["ru-ua-2025", "tramway-strike"])
def test_the_page_says_what_the_analysis_says(dossier: str) -> None:
    graph = detente.open(dossier)
    found = found_in(graph)
    zones = zones_of(graph)
    assert [(it["issue"], it["answer"]) for it in found["scales"]] == [
        (it.issue, it.answer) for it in zones if it.points
    ]
    for scale, zone in zip(found["scales"], zones, strict=True):
        marks = {
            (party, at, key) for party, each in scale["lanes"] for at, _, key in each if each
        } & {
            (party, at, key) for party in zone.parties for at, _, key in dict(scale["lanes"])[party]
        }
        assert marks == {
            (ruling.party, at, it.id)
            for at, point in enumerate(zone.points)
            for ruling in point.rulings
            for it in ruling.because
        }
    assert [row[:2] for row in found["sticking"]] == [
        [it.point.one.position, it.point.other.position] for it in ranked_of(graph)
    ]
    loops = found["linkage"]["loops"]
    assert [[step["then"] for step in loop] for loop in loops] == [
        [step.then for step in loop] for loop in loops_of(graph).loops
    ]
    assert [[tuple(it) for it in knot["sets"]] for knot in found["linkage"]["waivers"]] == [
        list(knot.waivers) for knot in waivers_of(graph)
    ]


def test_everything_is_named_by_a_key_of_the_page(tmp_path: Path) -> None:
    """Also where things have no id but their address, or where one id stands for two kinds of thing."""
    bare = (TALKS + CLASH).replace('dct:identifier "a" ;', "").replace('dct:identifier "fee" ;', "")
    bare = bare.replace('dct:identifier "low"', 'dct:identifier "north"')
    path = tmp_path / "bare.ttl"
    path.write_text(bare)
    graph = detente.open(path)
    data = build(graph)
    keys = {thing["key"] for thing in data["things"]}
    (scale,) = findings(data["things"], graph, data["base"], trust=False)["scales"]
    assert scale["answer"] == "none"
    named = [scale["issue"], *scale["between"], *scale["clash"]]
    named += [option for _, options in scale["points"] for option in options]
    named += [key for _, marks in scale["lanes"] for _, _, key in marks]
    assert set(named) <= keys
    assert len(named) >= 8


@pytest.mark.parametrize("limit", ["MOST_PAIRS", "MOST_STEPS"])
def test_nothing_is_reckoned_from_too_many_positions(
    graph: Any, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(module, limit, 3)
    found = found_in(graph)
    assert found["tooMany"]
    assert "scales" not in found


def test_what_is_fragile_is_marked_as_on_the_command_line(strike: Any, graph: Any) -> None:
    found = found_in(strike, True)
    known = trust_of(strike, "matrix")
    assert [row[4][:1] for row in found["sticking"]] == [
        [mark] if (mark := sign(known.of(*sticking_name(it)), known)) else []
        for it in ranked_of(strike)
    ]
    assert found["sticking"][0][4][0] == "~"
    assert len(found["sticking"][0][4]) > 1
    assert "All rests on one coder; what others would show is not known." in found["stickingLegend"]
    assert found["linkage"]["orderNote"][0] == "~"
    # One article, so nothing but what judged weights flip is marked there, and the rest is said once.
    alone = "All rests on one source and one coder; what others would show is not known."
    assert found_in(graph, True)["scalesLegend"][-1] == alone


@pytest.mark.parametrize(("asked", "says"), [(False, []), (None, ["was not worked out"])])
def test_marks_are_left_out_when_not_asked_for_or_too_much(
    graph: Any, monkeypatch: pytest.MonkeyPatch, asked: bool | None, says: list[str]
) -> None:
    monkeypatch.setattr(trust, "within_reach", lambda graph: False)
    found = found_in(graph, asked)
    assert not any(row[4] for row in found["sticking"])
    assert len(found["stickingLegend"]) == len(says)
    assert all(part in line for part, line in zip(says, found["stickingLegend"], strict=True))


@pytest.mark.browser
@pytest.mark.slow
def test_a_mark_on_a_scale_opens_its_words_by_mouse_and_keyboard(
    visit: Visit, strike_page: Path, panel: Callable[[Any], str]
) -> None:
    page = visit("view=matrix", path=strike_page)
    page.get_by_role("button", name="Scales").click()
    wages = page.locator(".scale[data-issue=wage-rise]")
    assert wages.locator(".scale-mark").count() == 2
    wages.locator(".scale-mark").first.click()
    assert panel(page).startswith("Halvorsen Tramways offers: Wages rise by 4.5 percent")
    assert page.locator("#panel .quote mark").first.is_visible()
    wages.locator(".scale-mark").last.focus()
    page.keyboard.press("Enter")
    assert panel(page).startswith("Tramworkers’ Union demands: Wages rise by 6 percent")
    assert wages.locator(".scale-mark.selected").count() == 1
    assert "1.5 percent apart ¹" in wages.inner_text()
    assert "cannot be known" in wages.inner_text()
    # an offer under conditions is not drawn as one without
    assert page.locator(".scale[data-issue=conductors] .scale-mark.hollow").count() == 1


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(
    ("case", "zones", "crosses", "says"),
    [
        (SAME, 1, 0, "for the same point. Zone of agreement between them: Low."),
        (CLASH, 0, 2, "No zone of agreement: a red line"),
        (REFUSED, 0, 1, "no point is recorded that South would take"),
    ],
    ids=["zone", "clash", "refused"],
)
def test_a_zone_is_drawn_only_where_both_are_for_the_same_point(
    visit: Visit, write: Callable[..., Path], case: str, zones: int, crosses: int, says: str
) -> None:
    page = visit("view=matrix", path=write(TALKS + case))
    assert page.locator(".scale .zone").count() == zones
    assert page.locator(".scale .cross").count() == crosses
    assert says in page.locator(".scale figcaption").inner_text()


@pytest.mark.browser
@pytest.mark.slow
def test_what_a_filter_hides_is_said_and_not_called_unrecorded(
    visit: Visit, strike_page: Path
) -> None:
    page = visit("view=matrix&party=tramworkers-union", path=strike_page)
    wages = page.locator(".scale[data-issue=wage-rise]")
    assert wages.locator(".scale-mark").count() == 1
    assert "1 filtered" in wages.inner_text()
    assert "not recorded" not in wages.locator("svg").inner_html()
    assert "those that pass the filters" in wages.inner_text()
    assert page.locator(".sticking > li").count() == 0
    assert "3 pairs filtered out" in page.locator("#sticking").inner_text()


@pytest.mark.browser
@pytest.mark.slow
def test_sticking_points_show_both_sides_the_firmest_first(
    visit: Visit, strike_page: Path, panel: Callable[[Any], str]
) -> None:
    page = visit("view=matrix", path=strike_page)
    rows = page.locator(".sticking > li")
    assert rows.count() == 3
    assert "at the two ends of the scale" in rows.first.inner_text()
    rows.first.get_by_text("~ fragile").click()
    assert rows.first.locator(".trust li").first.is_visible()
    rows.nth(1).locator(".side a").last.click()
    assert panel(page).startswith("Tramworkers’ Union demands: Wages rise by 6 percent")


@pytest.mark.browser
@pytest.mark.slow
def test_a_loop_is_shown_as_the_sentences_that_form_it(
    visit: Visit, strike_page: Path, panel: Callable[[Any], str]
) -> None:
    page = visit("view=linkage", path=strike_page)
    loops = page.locator(".loops")
    text = loops.inner_text()
    assert "“as long as the talks went on”" in text
    assert "“as long as the trams ran”" in text
    assert "Every loop is gone if one of these is waived" in text
    assert "an order of moves that meets every condition" in text
    page.wait_for_timeout(100)
    before = page.locator(".canvas:visible").screenshot()
    button = loops.get_by_role("button", name="Show in the picture")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)
    assert button.get_attribute("aria-pressed") == "true"
    assert page.locator(".canvas:visible").screenshot() != before
    page.keyboard.press("Enter")
    page.mouse.move(5, 5)
    page.wait_for_timeout(100)
    assert page.locator(".canvas:visible").screenshot() == before
    loops.get_by_role("link", name="“as long as the trams ran”").first.click()
    assert panel(page) == "The trams run"
    assert "as long as the trams ran" in page.locator("#panel .quote mark").first.inner_text()


@pytest.mark.browser
@pytest.mark.slow
def test_no_loop_is_said_too(visit: Visit) -> None:
    assert "No loop" in visit("view=linkage").locator(".loops").inner_text()


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_anyone_can_use_the_panels(
    visit: Visit, strike_page: Path, scheme: str, width: int
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = visit(path=strike_page, color_scheme=scheme, viewport={"width": width, "height": 844})
    for state in ("view=matrix", "view=linkage", "view=linkage&table=1"):
        page.evaluate("state => { location.hash = state; }", state)
        page.wait_for_timeout(60)
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert [it["id"] for it in found if it["impact"] in ("serious", "critical")] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width, state
        assert page.locator(".view:visible").bounding_box()["height"] > 120


@pytest.mark.browser
@pytest.mark.slow
def test_the_panels_are_printed_whole(visit: Visit, strike_page: Path) -> None:
    page = visit("view=linkage", path=strike_page)
    page.emulate_media(media="print")
    for view, part in (("linkage", ".loops"), ("matrix", "#scales")):
        page.evaluate("view => { location.hash = `view=${view}`; }", view)
        inside = page.locator(part).evaluate("node => node.scrollHeight - node.clientHeight")
        assert inside <= 1
        assert page.locator(part).is_visible()
        assert page.locator(f"{part} button:visible").count() == 0


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    ['</script><img src=x onerror="window.hacked=1">', "\u202eevorppa x", "long " * 2_000],
    ids=["markup", "bidi", "ten thousand characters"],
)
def test_hostile_labels_stay_text(visit: Visit, write: Callable[..., Path], text: str) -> None:
    spelled = text.replace("\\", "\\\\").replace('"', '\\"')
    page = visit("view=matrix", path=write((TALKS + SAME).replace('"Low"', f'"{spelled}Low"')))
    assert page.evaluate("window.hacked") is None
    assert page.locator("body img").count() == 0
    assert page.locator(".scale-mark").count() == 2
    assert text.strip()[:40] in page.locator(".scale figcaption").evaluate(
        "node => node.textContent"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440
