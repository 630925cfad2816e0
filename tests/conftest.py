"""What all tests share."""

import sys
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples on every machine and run, and no deadline: time is for benchmarks.
settings.register_profile("steady", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DETENTE_GRAPH", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture(scope="session")
def detente_command() -> str:
    """The installed command, as a user runs it."""
    return str(Path(sys.executable).parent / "detente")
