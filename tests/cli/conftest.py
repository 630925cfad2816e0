"""Running the command as a user does: the installed entry point, in a process of its own."""

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(detente_command: str, tmp_path: Path) -> Run:
    def run_in_folder(*arguments: str, stdin: str = "", env: dict[str, str] | None = None) -> Ran:
        done = subprocess.run(
            [detente_command, *arguments],
            cwd=tmp_path,
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, **(env or {})},
        )
        assert "Traceback" not in done.stderr
        return Ran(done.returncode, done.stdout, done.stderr)

    return run_in_folder


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A small dossier of its own, about something else than the bundled one."""
    folder = tmp_path / "harbour"
    (folder / "sources").mkdir(parents=True)
    (folder / "dossier.yaml").write_text(
        "detente: 1\n"
        "id: harbour\n"
        "title: Talks on the harbour\n"
        "principals: [port, union]\n"
        "parties:\n"
        "  port: {label: The port}\n"
        "  union: {label: The union}\n"
        "issues:\n"
        "  shifts:\n"
        "    question: How long is a shift?\n"
        "    options:\n"
        "      eight-hours: {label: A shift lasts eight hours, performer: port}\n",
        encoding="utf-8",
    )
    (folder / "sources" / "news.txt").write_text(
        "The union wants a shift of eight hours.\n", encoding="utf-8"
    )
    (folder / "sources" / "news.yaml").write_text(
        "source: {text: news.txt}\n"
        "positions:\n"
        "  - id: union-shifts\n"
        "    holder: union\n"
        "    issue: shifts\n"
        "    act: demand\n"
        "    option: eight-hours\n"
        "    firmness: stated\n"
        "    confidence: 0.9\n"
        "    evidence:\n"
        "      - {quote: wants a shift of eight hours, mode: narrator}\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture
def without_trust(monkeypatch: pytest.MonkeyPatch) -> None:
    """How far figures hold out takes time to work out, and has tests of its own in test_trust.py."""
    monkeypatch.setenv("DETENTE_TRUST", "no")
