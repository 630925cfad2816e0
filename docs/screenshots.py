"""The pictures of the explorer and the query page in README and docs, taken anew.

    python docs/screenshots.py [NAME …]

Writes docs/screenshots/*.png from the bundled dossiers, all or those named; needs Chromium and playwright.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

import detente
from detente.exports.explorer.page import render

FOLDER = Path(__file__).parent / "screenshots"


class Shot(NamedTuple):
    """One picture; ``part`` is the element that it shows, the whole window if empty.

    ``page`` is that of a server, the explorer's own file if empty.
    """

    name: str
    state: str
    size: tuple[int, int]
    scheme: str = "light"
    dossier: str = "ru-ua-2025"
    part: str = ""
    press: str = ""
    page: str = ""


SHOTS = (
    Shot("positions", "view=positions", (1280, 800)),
    Shot("position", "view=positions&select=russia-territory&focus=1", (1200, 720), "dark"),
    Shot("matrix", "view=matrix", (1280, 800), "dark"),
    Shot("scales", "view=matrix", (1060, 800), dossier="tramway-strike", part="#scales"),
    Shot("side-by-side", "view=agreement&compare=russia,ukraine", (1280, 800)),
    Shot("sources", "view=sources&select=us-economic-incentives", (1120, 620)),
    Shot("phone", "view=positions", (390, 780)),
    Shot(
        "loops",
        "view=linkage",
        (1160, 1000),
        dossier="tramway-strike",
        part=".stage",
        press=".loop button",
    ),
    Shot("query", "ask=demands&party=russia", (1280, 820), page="query"),
)


def main(names: list[str]) -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    FOLDER.mkdir(exist_ok=True)
    wanted = [shot for shot in SHOTS if not names or shot.name in names]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        files = {shot.dossier: Path(folder) / f"{shot.dossier}.html" for shot in wanted}
        for dossier, file in files.items():
            file.write_text(render(detente.open(dossier)), "utf-8")
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        )
        for shot in wanted:
            with ExitStack() as until_taken:
                address = files[shot.dossier].as_uri()
                if shot.page:
                    address = until_taken.enter_context(served(shot.dossier)) + shot.page
                target = take(browser, shot, address)
            print(f"{target.name}: {target.stat().st_size // 1000} kB")
        browser.close()


@contextmanager
def served(dossier: str) -> Iterator[str]:
    """The address of a server for the dossier, as long as the block lasts."""
    command = [str(Path(sys.executable).parent / "detente"), "serve", "--port", "0", "-g", dossier]
    process = subprocess.Popen(  # noqa: S603 - our own command
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert process.stdout  # noqa: S101 - it was asked for
        line = process.stdout.readline()
        yield next(word for word in line.split() if word.startswith("http://"))
    finally:
        process.terminate()
        process.wait()


def take(browser: Browser, shot: Shot, address: str) -> Path:
    width, height = shot.size
    tab = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme="dark" if shot.scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    tab.goto(f"{address}#{shot.state}")
    tab.wait_for_timeout(1500 if shot.page else 300)
    if shot.press:
        tab.locator(shot.press).first.click()
        tab.mouse.move(0, 0)
        tab.wait_for_timeout(200)
    target = FOLDER / f"{shot.name}.png"
    (tab.locator(shot.part) if shot.part else tab).screenshot(path=target)
    tab.close()
    return target


if __name__ == "__main__":
    main(sys.argv[1:])
