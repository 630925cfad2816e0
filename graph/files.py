"""Files written whole or not at all, and new ones never over old ones."""

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

from detente.graph.errors import OutsideError, UsageError

Content = bytes | Callable[[IO[bytes]], None]  # or what writes it into an open file


def save(content: Content, path: Path) -> None:
    """Write ``content`` to ``path``, making the folders above it.

    The bytes go into a file beside the target, which then takes its name: whoever reads ``path``
    sees the old file or the new one, never half of one, and a run that is interrupted leaves the
    old one. A link is followed, and what is no file at all (``/dev/stdout``) is written to as it is.
    Raises OutsideError when the system refuses.
    """
    try:
        target = Path(os.path.realpath(path))
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not target.is_file() and not target.is_dir():
            with target.open("wb") as file:
                _put(content, file)
        else:
            _replace(target, content)
    except FileExistsError as error:
        reason = f"{error.filename} is not a folder"
        raise OutsideError(f"{path}: cannot be written: {reason}") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutsideError(f"{path}: cannot be written: {reason}") from error


def create(content: bytes, path: Path) -> None:
    """Write ``content`` to a new file ``path``, making the folders above it; never over an old one.

    Raises UsageError when something has that name already, OutsideError when the system refuses.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_new(path, content)
    except FileExistsError as error:
        if error.filename != str(path):
            reason = f"{error.filename} is not a folder"
            raise OutsideError(f"{path}: cannot be written: {reason}") from error
        raise UsageError(f"'{path}' is already there; it is left as it is") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutsideError(f"{path}: cannot be written: {reason}") from error


def _put(content: Content, file: IO[bytes]) -> None:
    if isinstance(content, bytes):
        file.write(content)
    else:
        content(file)


def _write_new(path: Path, content: Content) -> None:
    """Not by tempfile: its files are for their owner alone, this one is for whom the umask says."""
    with path.open("xb") as file:
        try:
            _put(content, file)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            with suppress(OSError):
                path.unlink()
            raise


def _replace(target: Path, content: Content) -> None:
    beside = target.parent / f".{secrets.token_hex(8)}.tmp"
    _write_new(beside, content)
    try:
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    _keep_name(target.parent)


def _keep_name(folder: Path) -> None:
    """Ask for the new name itself to be kept on disk; not every system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
