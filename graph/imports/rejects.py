"""Rows that could not be read, kept in a file with their numbers and reasons."""

import csv
from pathlib import Path
from types import TracebackType
from typing import Any

from detente.graph.errors import OutsideError
from detente.graph.imports.stands import Refused


class Rejects:
    """A file of refused rows, begun with the first of them: number, reason, and the row as it stands.

    Used in a ``with`` block. Raises OutsideError when the file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path, self.number = path, 0
        self._file: Any = None
        self._writer: Any = None

    def add(self, refused: Refused) -> None:
        try:
            if self._file is None:
                self._file = self.path.open("w", encoding="utf-8", newline="")
                self._writer = csv.writer(self._file, lineterminator="\n")
                self._writer.writerow(("row", "reason", "text"))
            reason = f"{refused.reason[0].upper()}{refused.reason[1:]}."
            self._writer.writerow((refused.row.number, reason, refused.row.text))
        except OSError as error:
            reason = error.strerror or str(error)
            raise OutsideError(f"{self.path}: cannot be written: {reason}") from error
        self.number += 1

    def __enter__(self) -> "Rejects":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()
