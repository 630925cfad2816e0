"""Large graphs: labels thin out, and beyond a few thousand nodes the picture opens folded."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import detente
from detente.exports.explorer import network, payload
from detente.exports.explorer.network import FOLDED_FROM


def talks(issues: int, options: int, parties: int = 8) -> str:
    """Invented talks: each option has one position, acts and firmness in turn."""

    def lines() -> Iterator[str]:
        yield "@prefix neg: <https://w3id.org/detente/ns#> . @prefix code: <https://w3id.org/detente/code/> ."
        yield "@prefix dct: <http://purl.org/dc/terms/> . @prefix : <http://x.invalid/> ."
        yield "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
        for n in range(parties):
            yield f':p{n} a neg:Party ; dct:identifier "p{n}" ; rdfs:label "Party {n}" .'
        for i in range(issues):
            yield f':i{i} a neg:Issue ; dct:identifier "i{i}" ; rdfs:label "Issue {i}" .'
            for o in range(options):
                key = f"i{i}o{o}"
                act = ("demand", "offer", "refuse", "propose")[(i + o) % 4]
                yield f':{key} a neg:Option ; dct:identifier "{key}" ; rdfs:label "Option {o} of issue {i}" ;'
                yield f"neg:optionOf :i{i} ."
                yield f':{key}p a neg:Position ; dct:identifier "{key}p" ; neg:act code:{act} ;'
                yield f"neg:holder :p{(i * 3 + o) % parties} ; neg:onIssue :i{i} ; neg:option :{key} ;"
                yield "neg:status code:current ."

    return "\n".join(lines())


@pytest.mark.slow
@pytest.mark.browser
def test_a_large_graph_opens_on_issues_and_parties_and_unfolds_on_click(
    visit: Callable[..., Any], write: Callable[..., Path]
) -> None:
    page = visit(path=write(talks(400, 8)))
    page.wait_for_selector(".canvas canvas")
    folded = page.locator(".canvas").screenshot()
    # by keyboard: the first node that is an issue
    page.locator(".canvas").focus()
    page.keyboard.press("ArrowDown")
    for _ in range(4):
        if page.locator("#announce").inner_text().startswith("Issue"):
            break
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    assert "open=i" in page.url
    page.locator(".icon[aria-label='Close details']").click()
    page.wait_for_timeout(100)
    assert page.locator(".canvas").screenshot() != folded
    issue = page.url.split("open=")[1].split("&")[0]
    page.evaluate("issue => { location.hash = `open=${issue}&select=${issue}o2p`; }", issue)
    assert page.locator("#panel h2").inner_text().startswith("Party")


def test_places_are_computed_for_every_node(tmp_path: Path) -> None:
    path = tmp_path / "talks.ttl"
    path.write_text(talks(60, 5))
    found = network.positions(payload.build(detente.open(path))["things"])
    assert len(found.nodes) == 8 + 60 * 6 < FOLDED_FROM
    assert len({(node["x"], node["y"]) for node in found.nodes}) == len(found.nodes)
    assert all(isinstance(node["x"], int) for node in found.nodes)
    assert found.options["physics"] == {"enabled": False}


@pytest.mark.browser
def test_labels_thin_out_as_the_picture_gets_smaller(
    visit: Callable[..., Any], write: Callable[..., Path]
) -> None:
    page = visit(path=write(talks(60, 8)))
    page.wait_for_selector(".canvas canvas")

    # far out, options are signs without words; closer, the same place has words
    def ink() -> int:
        return page.evaluate(
            """() => { const canvas = document.querySelector('.canvas canvas');
            const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
            const text = getComputedStyle(document.documentElement).getPropertyValue('--ink').trim();
            const [r, g, b] = [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16));
            let found = 0;
            for (let at = 0; at < data.length; at += 4) {
              if (data[at] === r && data[at + 1] === g && data[at + 2] === b) found += 1;
            }
            return found; }"""
        )

    for _ in range(4):
        page.get_by_role("button", name="Zoom out").click()
    page.wait_for_timeout(60)
    far = ink()
    for _ in range(9):
        page.get_by_role("button", name="Zoom in").click()
    page.wait_for_timeout(60)
    assert ink() > far * 3
