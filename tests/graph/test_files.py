"""A new file is never written over an old one."""

from pathlib import Path

import pytest

from detente.graph.errors import OutsideError, UsageError
from detente.graph.files import create


def test_a_new_file_with_the_folders_above_it(tmp_path: Path) -> None:
    create(b"new", tmp_path / "a" / "b.txt")
    assert (tmp_path / "a" / "b.txt").read_bytes() == b"new"


@pytest.mark.parametrize("there", ["file", "folder", "link to nothing"])
def test_what_is_there_stays(tmp_path: Path, there: str) -> None:
    path = tmp_path / "a.txt"
    if there == "file":
        path.write_bytes(b"old")
    elif there == "folder":
        path.mkdir()
    else:
        path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(UsageError, match="is already there"):
        create(b"new", path)
    assert there != "file" or path.read_bytes() == b"old"
    assert not (tmp_path / "nowhere").exists()


def test_a_file_in_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(OutsideError, match="is not a folder"):
        create(b"new", tmp_path / "a" / "b.txt")
    assert (tmp_path / "a").read_bytes() == b"old"


def test_an_interrupted_write_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("detente.graph.files.os.fsync", full)
    with pytest.raises(OutsideError, match="No space left"):
        create(b"new", tmp_path / "a.txt")
    assert list(tmp_path.iterdir()) == []
