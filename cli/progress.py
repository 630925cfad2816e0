"""Saying that work goes on, to people only: on a terminal, on stderr, and when it takes a while."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PATIENCE = 0.7  # seconds before anything is said
_TURN = 0.2


@contextmanager
def working(on: str) -> Iterator[None]:
    """While the block runs, a line such as ``Checking … 12 s``; it is gone when the block ends."""
    with steps(on):
        yield


@contextmanager
def steps(first: str) -> Iterator[Callable[[str], None]]:
    """The same for work in steps: what the block is given is called with the name of the next."""
    step = [first]

    def tell(name: str) -> None:
        step[0] = name

    if not sys.stderr.isatty():
        yield tell
        return
    done = threading.Event()
    teller = threading.Thread(target=_tell, args=(step, done), daemon=True)
    teller.start()
    try:
        yield tell
    finally:
        done.set()
        teller.join()


def _tell(step: list[str], done: threading.Event) -> None:
    seconds = PATIENCE
    if done.wait(PATIENCE):
        return
    while not done.wait(_TURN):
        seconds += _TURN
        sys.stderr.write(f"\r\x1b[K{step[0]} … {seconds:.0f} s")
        sys.stderr.flush()
    sys.stderr.write("\r\x1b[K")
    sys.stderr.flush()
