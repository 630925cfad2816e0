"""Reading a dossier's files: only inside its folder, only UTF-8, each fault located."""

import errno
from dataclasses import dataclass
from pathlib import Path

from detente.graph.dossier.shown import quoted, shown
from detente.graph.errors import Location, OutsideError, Problem

LARGEST = 64 * 1024 * 1024
NO_SUCH_FILE = "there is no such file"

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Folder:
    """A dossier's folder; files in it are named relative to where the user stands."""

    path: Path

    def shown(self, name: str) -> str:
        """How the file is named in messages."""
        path = str(self.path / name)
        return path if path.isprintable() else shown(path, len(path))

    def names(self, subfolder: str) -> list[str] | Problem:
        """What is in a subfolder, by name; nothing when there is no such folder.

        Raises OutsideError when the system refuses to list it.
        """
        folder = self.path / subfolder
        try:
            if not self._contains(folder):
                return _leads_out(Location(self.shown(subfolder)))
            return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
        except OSError as error:
            raise _refused(str(folder), error) from error

    def _contains(self, path: Path) -> bool:
        return path.resolve().is_relative_to(self.path.resolve())

    def read(self, name: str) -> tuple[bytes, str] | Problem:
        """A file's bytes and its text, or what is wrong with it.

        Raises OutsideError when the system refuses to read it.
        """
        path, where = self.path / name, Location(self.shown(name))
        try:
            if not self._contains(path):
                return _leads_out(where)
            if not path.exists():
                return Problem(where, NO_SUCH_FILE, "Check the name, or add the file.")
            if not path.is_file():
                return Problem(where, "this is not a file", "Put a file in its place.")
            if path.stat().st_size > LARGEST:
                return Problem(
                    where, f"larger than {LARGEST // 2**20} MB", "Split it into several sources."
                )
            data = path.read_bytes()
        except (RuntimeError, ValueError):  # a link to itself; a name that no file can have
            return Problem(where, NO_SUCH_FILE, "Check the name, or add the file.")
        except OSError as error:
            if error.errno in (errno.ENAMETOOLONG, errno.ELOOP):
                return Problem(where, NO_SUCH_FILE, "Check the name, or add the file.")
            raise _refused(str(where), error) from error
        try:
            return data, data.decode("utf-8")
        except UnicodeDecodeError as error:
            return _not_utf_8(where.file, data, error.start)


def _leads_out(where: Location) -> Problem:
    message = "this is a link that leads out of the dossier's folder"
    return Problem(where, message, "Copy what it leads to into the dossier.")


def _refused(name: str, error: OSError) -> OutsideError:
    return OutsideError(f"{name}: cannot be read: {error.strerror or error}")


def _not_utf_8(file: str, data: bytes, start: int) -> Problem:
    advice = "Save the file as UTF-8 (in most editors: Save with encoding)."
    if data.startswith(_UTF_16):
        return Problem(Location(file), "the file is UTF-16, not UTF-8", advice)
    before = data[:start].decode("utf-8")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    near = before.rpartition("\n")[2][-20:].strip()
    words = f" after {quoted(near)}" if near else ""
    message = f"not UTF-8: the byte 0x{data[start]:02X}{words} stands for no character"
    return Problem(Location(file, line, column), message, advice)
