"""The tutorial, done as it says: each block is written, run or compared, as the comment above it tells.

``file: PATH`` writes the block, ``append: PATH`` adds it to a file, ``replace: PATH`` changes a line (-)
into another (+); ``run`` runs it, ``run: 1`` expects that exit code; ``output`` compares what the last
command printed: its lines in their order, "…" for any lines between.
"""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from detente.graph.dossier import Dossier, read_dossier
from detente.seeds import __file__ as seeds

pytestmark = pytest.mark.slow  # .ci/run has what the documentation shows run
ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "tutorial.md"
BUNDLED = Path(seeds).parent / "tramway-strike"
_BLOCK = re.compile(
    r"^(?:<!-- (\w+)(?:: (.+?))? -->\n)?```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True)
class Block:
    verb: str
    argument: str
    language: str
    text: str


def blocks() -> list[Block]:
    found = _BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    return [Block(*parts) for parts in found]


class Reader:
    """Someone who does what the page says, in an empty folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.printed = ""
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        self.environment = {**os.environ, "PATH": path, "COLUMNS": "80"}

    def do(self, block: Block) -> None:
        getattr(self, block.verb)(block.argument, block.text)

    def file(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def append(self, name: str, text: str) -> None:
        with (self.folder / name).open("a", encoding="utf-8") as file:
            file.write(text)

    def replace(self, name: str, text: str) -> None:
        path = self.folder / name
        old, new = ([line[1:] for line in text.splitlines() if line[0] == sign] for sign in "-+")
        before = path.read_text(encoding="utf-8")
        assert before.count("\n".join(old)) == 1
        path.write_text(before.replace("\n".join(old), "\n".join(new)), encoding="utf-8")

    def run(self, code: str, text: str) -> None:
        self.printed = ""
        for line in text.replace("\\\n", "").splitlines():
            done = subprocess.run(
                line,
                shell=True,
                cwd=self.folder,
                env=self.environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            assert done.returncode == int(code or 0), f"{line}\n{done.stdout}"
            self.printed += done.stdout

    def output(self, _: str, text: str) -> None:
        pattern = r"\A\s*"
        for line in text.strip().splitlines():
            pattern += (
                r"(?:.*\n)*?" if line.strip() == "…" else rf"{re.escape(line.rstrip())}[ ]*\n\s*"
            )
        assert re.search(pattern, self.printed), f"expected\n{text}\nprinted\n{self.printed}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reader's folder after the last step."""
    path = tmp_path_factory.mktemp("tutorial")
    reader = Reader(path)
    for block in blocks():
        assert block.verb, f"a block that nobody tries: {block.text[:60]}"
        reader.do(block)
    return path


def test_every_block_is_tried(folder: Path) -> None:
    fences = re.findall(r"^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    verbs = [block.verb for block in blocks()]
    assert len(verbs) == len(fences) // 2
    assert len(verbs) >= 20
    assert verbs.count("run") >= 8
    assert verbs.count("append") >= 4
    assert verbs.count("output") >= 4


def test_it_ends_with_the_first_half_of_the_bundled_dossier(folder: Path) -> None:
    mine, bundled = read_dossier(folder / "strike"), read_dossier(BUNDLED)
    assert mine.sheets[0].source == bundled.sheets[0].source
    ours, theirs = items(mine), items(bundled)
    assert len(ours) >= 9
    assert ours == {id_: item for id_, item in theirs.items() if id_ in ours}


def items(dossier: Dossier) -> dict[str, object]:
    sheet = dossier.sheets[0]
    return {item.id: item for item in (*sheet.positions, *sheet.claims, *sheet.events)}


def test_the_page_is_there_to_open(folder: Path) -> None:
    assert (
        (folder / "out" / "strike" / "index.html")
        .read_text(encoding="utf-8")
        .startswith("<!doctype")
    )
    assert "neg:Position" in (folder / "strike.ttl").read_text(encoding="utf-8")
