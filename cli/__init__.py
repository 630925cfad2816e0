"""How people ask: thin commands around the library."""

from detente.cli.main import main

__all__ = ["main"]
