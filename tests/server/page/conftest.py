"""The query page in a browser: every page opened is watched until it closes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from serving import Server, serving


@pytest.fixture(scope="session")
def dossier() -> Iterator[Server]:
    """The bundled dossier."""
    with serving() as server:
        yield server


@dataclass
class Seen:
    """What a browser reports while pages are open."""

    trouble: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    refused: int = 0  # answers with an error that a test asked for

    def console(self, message: Any) -> None:
        if message.type not in ("error", "warning"):
            return
        if "Failed to load resource" in message.text and "status of 4" in message.text:
            self.refused += 1
        else:
            self.trouble.append(message.text)


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
def visit(browser: Any, seen: Seen, dossier: Server) -> Iterator[Callable[..., Any]]:
    """Opens the query page; at the end nothing may have gone wrong or been asked of anyone else."""
    contexts = []
    servers = []

    def open_page(fragment: str = "", server: Server | None = None, **options: Any) -> Any:
        server = server or dossier
        servers.append(server)
        settings = {
            "viewport": {"width": 1440, "height": 900},
            "permissions": ["clipboard-read", "clipboard-write"],
            **options,
        }
        context = browser.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        page.on("console", seen.console)
        page.on("pageerror", lambda error: seen.trouble.append(str(error)))
        page.on("dialog", lambda dialog: (seen.trouble.append(dialog.message), dialog.dismiss()))
        context.on("request", lambda request: seen.requests.append(request.url))
        page.goto(f"{server.url}query" + (f"#{fragment}" if fragment else ""))
        page.locator(".answer-told strong, .fault p").first.wait_for()
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert seen.trouble == []
    ours = (*(server.url for server in servers), "data:", "blob:")
    assert [url for url in seen.requests if not url.startswith(ours)] == []
    assert seen.requests


@pytest.fixture
def write() -> Callable[[Any, str], None]:
    """Puts a query into the editor as someone does who types it."""

    def type_query(page: Any, text: str) -> None:
        page.locator("#editor").fill(text)

    return type_query


@pytest.fixture
def run() -> Callable[[Any], str]:
    """Runs what is in the editor, and gives what is told of the answer."""

    def run_query(page: Any) -> str:
        with page.expect_response("**/sparql"):
            page.get_by_role("button", name="Run", exact=True).click()
        page.locator(".run:not([disabled])").wait_for()
        told = page.locator(".answer-told strong, .fault:not([hidden]) p").first
        return str(told.inner_text())

    return run_query
