"""The pictures of the explorer page in README and docs, taken anew.

    python docs/screenshots.py

Writes docs/screenshots/*.png from the bundled dossier; needs Chromium and playwright.
"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import detente
from detente.exports.explorer.page import render

FOLDER = Path(__file__).parent / "screenshots"

# file name, address, width and height, colour scheme
SHOTS = (
    ("positions", "view=positions", (1280, 800), "light"),
    ("position", "view=positions&select=russia-territory&focus=1", (1200, 720), "dark"),
    ("matrix", "view=matrix", (1280, 800), "dark"),
    ("side-by-side", "view=agreement&compare=russia,ukraine", (1280, 800), "light"),
    ("sources", "view=sources&select=us-economic-incentives", (1120, 620), "light"),
    ("phone", "view=positions", (390, 780), "light"),
)


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = Path(folder) / "page.html"
        page.write_text(render(detente.open()), "utf-8")
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        )
        for name, state, (width, height), scheme in SHOTS:
            tab = browser.new_page(
                viewport={"width": width, "height": height},
                color_scheme="dark" if scheme == "dark" else "light",
                reduced_motion="reduce",
            )
            tab.goto(f"{page.as_uri()}#{state}")
            tab.wait_for_timeout(300)
            target = FOLDER / f"{name}.png"
            tab.screenshot(path=target)
            print(f"{target.name}: {target.stat().st_size // 1000} kB")
            tab.close()
        browser.close()


if __name__ == "__main__":
    main()
