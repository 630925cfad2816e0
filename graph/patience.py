"""Doing work that one can stop waiting for.

The query engine runs outside Python's interpreter lock and cannot be interrupted. So it runs in a
thread of its own, and the caller, who can be interrupted, waits for it.
"""

import threading
from collections.abc import Callable
from typing import TypeVar

from detente.graph.errors import DetenteError, QueryTimeout

T = TypeVar("T")


def within(seconds: float | None, work: Callable[[], T]) -> T:
    """The result of ``work``; Ctrl-C is heard while it runs.

    Raises QueryTimeout when it takes longer than ``seconds`` (None: no limit). The abandoned work
    then runs on unheard until it ends or the process does.
    """
    outcome: list[T] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            outcome.append(work())
        except BaseException as error:  # noqa: BLE001 - handed over to the waiting thread, whatever it is
            if isinstance(error, DetenteError):
                # Its frames hold the engine's results, which must end in the thread that made them.
                error.__traceback__ = None
            failure.append(error)

    worker = threading.Thread(target=run, daemon=True)
    worker.start()
    worker.join(seconds)
    if worker.is_alive():
        raise QueryTimeout(
            f"no answer within {seconds:g} seconds\n    Ask for less, or allow more time with --timeout."
        )
    if failure:
        raise failure[0]
    return outcome[0]
