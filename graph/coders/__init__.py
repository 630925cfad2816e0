"""Two coders' sheets on one text: how far they agree, where they differ, and one sheet from both."""

from detente.graph.coders.agreement import Agreement, agreement
from detente.graph.coders.sheets import CodedSheet, read_pair

__all__ = ["Agreement", "CodedSheet", "agreement", "read_pair"]
