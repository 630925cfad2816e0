"""Long work says on a terminal that it goes on, and leaves no trace; elsewhere it says nothing."""

import io
import re
import time

from detente.cli import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_it_tells_the_seconds_and_goes(monkeypatch):
    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setattr(progress, "PATIENCE", 0.01)
    with progress.working("Checking"):
        time.sleep(0.5)
    assert re.search(r"Checking … \d+ s", screen.getvalue())
    assert screen.getvalue().endswith("\r\x1b[K")


def test_quick_work_says_nothing(monkeypatch):
    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    with progress.working("Checking"):
        pass
    assert screen.getvalue() == ""


def test_in_a_pipe_nothing_is_said(monkeypatch):
    pipe = io.StringIO()
    monkeypatch.setattr("sys.stderr", pipe)
    monkeypatch.setattr(progress, "PATIENCE", 0)
    with progress.working("Checking"):
        time.sleep(0.3)
    assert pipe.getvalue() == ""
