"""Détente: a knowledge graph of who wants what, every edge led back to its exact words.

>>> import detente
>>> graph = detente.open()
>>> graph
<detente.Graph 'ru-ua-2025'>
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.graph.check import check
    from detente.graph.errors import (
        DetenteError,
        DossierError,
        InputError,
        Location,
        OutsideError,
        Problem,
        QueryError,
        QueryTimeout,
        UsageError,
    )
    from detente.graph.graph import Graph
    from detente.graph.open import bundled
    from detente.graph.open import open_graph as open  # noqa: A004 - detente.open() is the name users know

__version__ = "0.1.0"

# Where each public name lives. They load when first used, so that `detente --help` need not wait.
_HOMES = {
    "check": "detente.graph.check",
    "Graph": "detente.graph.graph",
    "bundled": "detente.graph.open",
    "open": "detente.graph.open:open_graph",
    **dict.fromkeys(
        (
            "DetenteError",
            "DossierError",
            "InputError",
            "Location",
            "OutsideError",
            "Problem",
            "QueryError",
            "QueryTimeout",
            "UsageError",
        ),
        "detente.graph.errors",
    ),
}

__all__ = [
    "DetenteError",
    "DossierError",
    "Graph",
    "InputError",
    "Location",
    "OutsideError",
    "Problem",
    "QueryError",
    "QueryTimeout",
    "UsageError",
    "bundled",
    "check",
    "open",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'detente' has no attribute '{name}'")
    from importlib import import_module

    module, _, original = _HOMES[name].partition(":")
    return getattr(import_module(module), original or name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
