"""What the documentation shows is run: docstrings, Python blocks, and the commands of the README."""

import doctest
import importlib
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from detente.cli.main import _COMMANDS

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
# Pages with runners of their own.
ELSEWHERE = {"tutorial.md"}

ROOMS = ("cli", "exports", "graph", "ontology", "server")
MODULES = sorted(
    ".".join(("detente", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")
    for room in ROOMS
    for path in (ROOT / room).rglob("*.py")
)


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(
        rf"^```{language}\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )


@pytest.mark.slow
def test_docstring_examples_hold() -> None:
    attempted = 0
    for name in ["detente", *MODULES]:
        result = doctest.testmod(
            importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE
        )
        assert not result.failed, name
        attempted += result.attempted
    assert attempted > 60


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_blocks_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in blocks(page, "python"):
        exec(compile(block, page.name, "exec"), names)  # noqa: S102 - the documentation is ours


@pytest.mark.slow
def test_commands_run(tmp_path: Path) -> None:
    """Each ``detente …`` line of a sh block, except those that open a window or serve until stopped."""
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    ran: set[str] = set()  # what several pages show and leaves nothing behind is run once
    for page in PAGES:
        if page.name in ELSEWHERE:
            continue
        folder = tmp_path / page.stem
        folder.mkdir()
        for block in blocks(page, "sh"):
            for line in block.replace("\\\n", " ").splitlines():
                words = shlex.split(line, comments=True)
                if not words or words[0] != "detente":
                    continue
                if line in ran and not set(words) & {"-o", "--output", ">", "--into"}:
                    continue
                if words[1] == "view" and "--no-open" not in words:
                    line = f"{line} --no-open"
                done = subprocess.run(
                    line,
                    shell=True,
                    cwd=folder,
                    env=environment,
                    capture_output=True,
                    text=True,
                )
                assert done.returncode == 0, f"{page.name}: {line}\n{done.stderr}"
                ran.add(line)
    assert len(ran) >= 60


def test_links_between_pages_lead_somewhere() -> None:
    checked = 0
    for page in [*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "benchmarks" / "README.md"]:
        for target in re.findall(r"\]\((?!https?:)([^)#\s]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} → {target}"
            checked += 1
    assert checked > 10


def test_every_command_is_documented() -> None:
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert [name for name in _COMMANDS if f"## detente {name}\n" not in text] == []


def test_the_command_reference_is_current() -> None:
    """``docs/cli.md`` is written by ``docs/reference.py``; run that after changing a command."""
    done = subprocess.run(
        [sys.executable, "docs/reference.py", "--check"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
