"""What is known: dossiers read and encoded, stored, queried, checked and made into networks."""

from detente.graph.check import check
from detente.graph.graph import Graph
from detente.graph.open import bundled, open_graph

__all__ = ["Graph", "bundled", "check", "open_graph"]
