"""Détente: a knowledge graph of who wants what, every edge led back to its exact words."""

__version__ = "0.1.0"
