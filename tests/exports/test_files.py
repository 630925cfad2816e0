"""A file is written whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from detente.exports import save
from detente.graph.errors import OutsideError


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_makes_the_folders_above(tmp_path: Path):
    save(b"new", tmp_path / "a" / "b" / "c.ttl")
    assert (tmp_path / "a" / "b" / "c.ttl").read_bytes() == b"new"
    assert names(tmp_path / "a" / "b") == ["c.ttl"]


def test_replaces_what_was_there(tmp_path: Path):
    path = tmp_path / "c.ttl"
    path.write_bytes(b"old and longer")
    save(b"new", path)
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("mask", [0o022, 0o077, 0o000])
def test_has_the_mode_of_any_new_file(tmp_path: Path, mask: int):
    before = os.umask(mask)
    try:
        save(b"", tmp_path / "c.ttl")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "c.ttl").stat().st_mode) == 0o666 & ~mask


def test_a_link_stays_a_link(tmp_path: Path):
    (tmp_path / "link.ttl").symlink_to(tmp_path / "target.ttl")
    save(b"new", tmp_path / "link.ttl")
    assert (tmp_path / "link.ttl").is_symlink()
    assert (tmp_path / "target.ttl").read_bytes() == b"new"


def test_a_device_is_written_to(tmp_path: Path):
    save(b"new", Path(os.devnull))
    assert not Path(os.devnull).is_file()


def test_a_name_as_long_as_names_may_be(tmp_path: Path):
    save(b"new", tmp_path / ("n" * 251 + ".ttl"))
    assert len(names(tmp_path)) == 1


@pytest.mark.parametrize("step", ["replace", "fsync"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_an_interrupted_run_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
):
    path = tmp_path / "c.ttl"
    path.write_bytes(b"old")

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Path if step == "replace" else os, step, fail)
    expected = OutsideError if isinstance(error, OSError) else KeyboardInterrupt
    with pytest.raises(expected):
        save(b"new", path)
    assert (path.read_bytes(), names(tmp_path)) == (b"old", ["c.ttl"])


def test_says_what_the_system_refused(tmp_path: Path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutsideError, match=r"c\.ttl: cannot be written: .*file is not a folder"):
        save(b"new", tmp_path / "file" / "c.ttl")
    with pytest.raises(OutsideError, match="cannot be written: Is a directory"):
        save(b"new", tmp_path)
    assert names(tmp_path) == ["file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_to(tmp_path: Path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(OutsideError, match="cannot be written: Permission denied"):
            save(b"new", tmp_path / "c.ttl")
    finally:
        tmp_path.chmod(0o700)
