"""Errors found in a temporary place, told as of the place that a user knows."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from detente.graph.errors import DossierError, InputError


@contextmanager
def located_at(folder: Path, shown: str) -> Iterator[None]:
    """Errors in the files of ``folder`` are raised again as errors in ``shown``."""
    try:
        yield
    except InputError as error:
        problems = tuple(
            replace(
                it,
                where=replace(it.where, file=it.where.file.replace(str(folder), shown, 1)),
                message=it.message.replace(str(folder), shown),
                help=it.help.replace(str(folder), shown),
            )
            for it in error.problems
        )
        kind = DossierError if isinstance(error, DossierError) else InputError
        raise kind(problems) from error
