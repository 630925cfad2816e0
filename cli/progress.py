"""Saying that work goes on, to people only: on a terminal, on stderr, and when it takes a while."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 0.7  # seconds before anything is said
_TURN = 0.2


@contextmanager
def working(on: str) -> Iterator[None]:
    """While the block runs, a line such as ``Checking … 12 s``; it is gone when the block ends."""
    if not sys.stderr.isatty():
        yield
        return
    done = threading.Event()
    teller = threading.Thread(target=_tell, args=(on, done), daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


def _tell(on: str, done: threading.Event) -> None:
    seconds = PATIENCE
    if done.wait(PATIENCE):
        return
    while not done.wait(_TURN):
        seconds += _TURN
        sys.stderr.write(f"\r\x1b[K{on} … {seconds:.0f} s")
        sys.stderr.flush()
    sys.stderr.write("\r\x1b[K")
    sys.stderr.flush()
