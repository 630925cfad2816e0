"""One browser for all tests of the page; every page opened is watched until it closes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import detente
from detente.exports.explorer.page import PageOptions, render

VIEWS = ("positions", "agreement", "linkage", "matrix", "timeline", "sources")


@pytest.fixture(scope="session")
def graph() -> Any:
    return detente.open()


@pytest.fixture(scope="session")
def seed(graph: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the bundled dossier."""
    path = tmp_path_factory.mktemp("page") / "seed.html"
    path.write_text(render(graph), "utf-8")
    return path


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes the page of a graph, or of Turtle text, and gives its path."""

    def write_page(source: Any, options: PageOptions | None = None) -> Path:
        if isinstance(source, str):
            turtle = tmp_path / "graph.ttl"
            turtle.write_text(source, "utf-8")
            source = detente.open(turtle)
        path = tmp_path / "page.html"
        # what is fragile is worked out for the bundled dossiers; here it would only take time
        path.write_text(render(source, options or PageOptions(trust=False)), "utf-8")
        return path

    return write_page


@dataclass
class Seen:
    """What a browser reports while pages are open."""

    trouble: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def console(self, message: Any) -> None:
        # the hint about reading pixels back is about what tests do, not the page
        if message.type in ("error", "warning") and "willReadFrequently" not in message.text:
            self.trouble.append(message.text)


@pytest.fixture
def visit(browser: Any, seed: Path) -> Iterator[Callable[..., Any]]:
    """Opens a page with the network cut; at the end nothing may have gone wrong or been fetched."""
    seen = Seen()
    contexts = []

    def open_page(fragment: str = "", path: Path = seed, **options: Any) -> Any:
        settings = {"viewport": {"width": 1440, "height": 900}, "offline": True, **options}
        context = browser.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        page.on("console", seen.console)
        page.on("pageerror", lambda error: seen.trouble.append(str(error)))
        page.on("dialog", lambda dialog: (seen.trouble.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: seen.requests.append(request.url))
        page.goto(path.as_uri() + (f"#{fragment}" if fragment else ""))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert seen.trouble == []
    outside = [url for url in seen.requests if not url.startswith(("file:", "data:", "blob:"))]
    assert outside == []


@pytest.fixture
def panel() -> Callable[[Any], str]:
    """The heading of the panel."""
    return lambda page: page.locator("#panel h2").inner_text()
