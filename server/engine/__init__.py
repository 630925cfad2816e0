"""The query engine: `oxigraph` server processes, each of them killed when a query goes too far."""

from detente.server.engine.ask import Answer, Ask, Engine

__all__ = ["Answer", "Ask", "Engine"]
