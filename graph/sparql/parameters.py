"""A query's parameters, filled in as terms."""

import re
from collections.abc import Mapping

from detente.graph.errors import UsageError
from detente.graph.suggest import did_you_mean


def fill(query: str, parameters: Mapping[str, str]) -> str:
    """A query with its parameters filled in; ``parameters`` are terms already in SPARQL's own syntax.

    A query takes the parameter ``?party`` by a line ``VALUES ?party { UNDEF }``: so written it is a
    valid query that leaves the party open.
    Raises UsageError when the query has no such line.

    >>> fill("SELECT * { VALUES ?n { UNDEF } ?s ?p ?n }", {"n": "3"})
    'SELECT * { VALUES ?n { 3 } ?s ?p ?n }'
    """
    for name, term in parameters.items():
        pattern = _open_parameter(re.escape(name))
        if not pattern.search(query):
            takes = sorted({match[1] for match in _open_parameter(r"\w+").finditer(query)})
            advice = did_you_mean(name, takes, "parameters")
            raise UsageError(f"the query does not take a parameter '{name}'\n    {advice}")
        query = pattern.sub(lambda match, term=term: f"VALUES ?{match[1]} {{ {term} }}", query)  # type: ignore[misc]
    # What stays open is taken out: a join with an unbound value only slows the engine down.
    return _open_parameter(r"\w+").sub("", query)


def _open_parameter(name: str) -> re.Pattern[str]:
    return re.compile(rf"VALUES\s+\?({name})\s*\{{\s*UNDEF\s*\}}", re.IGNORECASE)
