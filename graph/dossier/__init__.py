"""Dossiers: what an analyst writes, read into frozen data or refused with every error located."""

from detente.graph.dossier.model import Dossier
from detente.graph.dossier.read import read_dossier

__all__ = ["Dossier", "read_dossier"]
