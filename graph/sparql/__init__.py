"""SPARQL text before it is run: what is refused, what is filled in, how errors are shown."""

from detente.graph.sparql.faults import syntax_error
from detente.graph.sparql.guard import Traits, check_query
from detente.graph.sparql.parameters import fill

__all__ = ["Traits", "check_query", "fill", "syntax_error"]
