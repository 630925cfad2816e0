"""The explorer page against its budgets, and against plain pyvis on the same network.

    python benchmarks/explorer_budget.py [--runs 3] [--no-pyvis]

Needs Chromium and playwright. For the bundled dossier and for invented talks of about 2,000 and
10,000 nodes it prints: seconds to write the page from an open graph, its size, and seconds from
opening the file until the picture is drawn and the page answers (median of the runs, network cut).
Plain pyvis gets the same nodes and edges through its own ``add_node`` and ``add_edge`` and its own
template; its page counts as usable when its layout has settled, at most two minutes later.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright
from pyvis.network import Network

import detente
from detente.exports.explorer import network, payload
from detente.exports.explorer.page import render

ACTS = ("demand", "offer", "refuse", "propose", "accept")
FIRMNESS = ("insisted", "stated", "open", "hinted")
PATIENCE = 120

# (name, issues, options of each, budget in seconds to write, budget in seconds to be usable)
SIZES = (
    ("seed", 0, 0, None, 1),
    ("2,000 nodes", 200, 9, None, 2),
    ("10,000 nodes", 1_000, 9, 3, 3),
)


def talks(issues: int, options: int, parties: int = 12) -> str:
    """Invented talks as Turtle: every option with one evidenced position."""

    def lines() -> Iterator[str]:
        yield "@prefix neg: <https://w3id.org/detente/ns#> . @prefix code: <https://w3id.org/detente/code/> ."
        yield "@prefix dct: <http://purl.org/dc/terms/> . @prefix schema: <https://schema.org/> ."
        yield "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
        yield "@prefix oa: <http://www.w3.org/ns/oa#> . @prefix prov: <http://www.w3.org/ns/prov#> ."
        yield "@prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
        yield "@prefix : <https://w3id.org/detente/dossier/invented/> ."
        yield ':negotiation a neg:Negotiation ; rdfs:label "Invented talks" ; dct:identifier "invented" .'
        for n in range(parties):
            yield f':p{n} a neg:Party ; dct:identifier "p{n}" ; rdfs:label "Party number {n}" .'
        text: list[str] = []
        at = 0
        for i in range(issues):
            yield f':i{i} a neg:Issue ; dct:identifier "i{i}" ; rdfs:label "Issue {i}" ;'
            yield f'skos:prefLabel "What is done about matter {i}?" .'
            for o in range(options):
                key, n = f"i{i}o{o}", i * options + o
                quote = f"Party number {n % parties} spoke of choice {o} in matter {i}. "
                text.append(quote)
                yield f':{key} a neg:Option ; dct:identifier "{key}" ; neg:optionOf :i{i} ;'
                yield f'rdfs:label "Choice {o} is made in matter {i}" .'
                yield f':{key}p a neg:Position ; dct:identifier "{key}p" ; neg:holder :p{n % parties} ;'
                yield f"neg:onIssue :i{i} ; neg:option :{key} ; neg:act code:{ACTS[n % 5]} ;"
                yield f"neg:firmness code:{FIRMNESS[n % 4]} ; neg:status code:current ;"
                yield f"neg:evidencedBy :s{n} ; neg:passage :w{n} ."
                yield f":s{n} a neg:Statement ; neg:speechMode code:narrator ; neg:passage :w{n} ."
                yield f":w{n} a neg:Passage ; oa:start {at} ; oa:end {at + len(quote) - 1} ;"
                yield f'oa:exact "{quote.strip()}" ; prov:wasQuotedFrom :d .'
                at += len(quote)
        yield f':d a neg:Document ; dct:identifier "invented.txt" ; schema:text "{"".join(text)}" .'

    return "\n".join(lines())


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = act()
    return time.perf_counter() - start, result


def usable(browser: Browser, path: Path, ready: str) -> float:
    """Seconds from opening a file until the condition holds and the page answers again."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    page = context.new_page()
    start = time.perf_counter()
    page.goto(path.as_uri(), wait_until="commit")
    try:
        page.wait_for_function(ready, timeout=PATIENCE * 1000)
        page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        return time.perf_counter() - start
    except Exception:  # noqa: BLE001 - out of patience, whatever the browser calls it
        return float(PATIENCE)
    finally:
        context.close()


def told(figure: float, seconds: float | None = None) -> str:
    """A figure, with a sign when it is only a lower bound because patience ran out."""
    bound = (figure if seconds is None else seconds) >= PATIENCE
    return f"{'over ' if bound else ''}{figure:.1f}"


def plain_pyvis(graph: Any, path: Path) -> None:
    """The same network as a pyvis user would write it."""
    ours = network.positions(payload.build(graph)["things"])
    plain = Network(directed=False, cdn_resources="in_line")
    for node in ours.nodes:
        plain.add_node(node["id"], label=node["label"])
    for edge in ours.edges:
        plain.add_edge(edge["from"], edge["to"])
    path.write_text(plain.generate_html(), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--no-pyvis", action="store_true")
    arguments = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    drawn = "() => document.querySelector('.live .canvas canvas') !== null"
    settled = "() => typeof network === 'object' && network?.physics?.stabilized"
    print(
        f"{'':14}{'nodes':>7}{'write s':>9}{'MB':>7}{'usable s':>10}   budget   plain pyvis, and ratio"
    )
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        for name, issues, options, write_budget, open_budget in SIZES:
            source = Path(folder) / "talks.ttl"
            source.write_text(talks(issues, options), "utf-8")
            graph = detente.open(source if issues else None)
            next(iter(graph.rows("SELECT * { ?s a neg:Party } LIMIT 1")))
            written, html = min(
                (timed(lambda g=graph: render(g)) for _ in range(2)), key=lambda r: r[0]
            )
            page = Path(folder) / "page.html"
            page.write_text(html, "utf-8")
            opened = statistics.median(usable(browser, page, drawn) for _ in range(arguments.runs))
            nodes = len(network.positions(payload.build(graph)["things"]).nodes)
            budget = f"{f'{write_budget} / ' if write_budget else ''}{open_budget} s"
            size = len(html.encode()) / 1e6
            line = f"{name:14}{nodes:7}{written:9.2f}{size:7.2f}{opened:10.2f}   {budget:8}"
            if not arguments.no_pyvis:
                plain = Path(folder) / "plain.html"
                spent, _ = timed(lambda g=graph, p=plain: plain_pyvis(g, p))
                other = usable(browser, plain, settled)
                line += f" write {spent:.2f} s, {spent / written:.1f}×;"
                line += f" usable {told(other)} s, {told(other / opened, other)}×"
            print(line, flush=True)
        browser.close()


if __name__ == "__main__":
    main()
