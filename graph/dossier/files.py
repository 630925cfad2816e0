"""Reading a dossier's files: only inside its folder, only UTF-8, each fault located."""

from dataclasses import dataclass
from pathlib import Path

from detente.graph.errors import Location, OutsideError, Problem

LARGEST = 64 * 1024 * 1024
NO_SUCH_FILE = "there is no such file"


@dataclass(frozen=True, slots=True)
class Folder:
    """A dossier's folder; files in it are named relative to where the user stands."""

    path: Path

    def shown(self, name: str) -> str:
        """How the file is named in messages."""
        return str(self.path / name)

    def names(self, subfolder: str) -> list[str]:
        """The names of the source texts in a subfolder."""
        files = (self.path / subfolder).iterdir() if (self.path / subfolder).is_dir() else ()
        return sorted(path.name for path in files if path.suffix not in (".yaml", ".yml"))

    def read(self, name: str) -> tuple[bytes, str] | Problem:
        """A file's bytes and its text, or what is wrong with it.

        Raises OutsideError when the system refuses to read it.
        """
        path, where = self.path / name, Location(self.shown(name))
        try:
            if not path.resolve().is_relative_to(self.path.resolve()):
                return Problem(
                    where, "leads out of the dossier's folder", "Copy the file into the dossier."
                )
            if not path.is_file():
                return Problem(where, NO_SUCH_FILE, "Check the name, or add the file.")
            if path.stat().st_size > LARGEST:
                return Problem(
                    where, f"larger than {LARGEST // 2**20} MB", "Split it into several sources."
                )
            data = path.read_bytes()
        except OSError as error:
            raise OutsideError(f"{where}: cannot be read: {error.strerror or error}") from error
        try:
            return data, data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
            return Problem(
                Location(where.file, line, column),
                f"not UTF-8: the byte 0x{data[error.start]:02X} cannot stand here",
                "Save the file as UTF-8 (in most editors: Save with encoding).",
            )
