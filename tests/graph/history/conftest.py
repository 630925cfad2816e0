"""The harbour dossier: two texts nine days apart, the second with a shift and another account."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

HARBOUR = Path(__file__).parents[1] / "harbour"

Reword = Callable[[str, str, str], None]


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    return Path(copytree(HARBOUR, tmp_path / "harbour"))


@pytest.fixture
def reword(harbour: Path) -> Reword:
    def reworded(name: str, old: str, new: str) -> None:
        path = harbour / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return reworded
