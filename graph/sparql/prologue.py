"""What stands in front of a query: its form, and the prefixes it uses."""

from collections.abc import Mapping

from detente.graph.sparql.tokens import tokens


def form(query: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE; another word for what is no query, nothing for no text.

    >>> form("PREFIX : <urn:x> ASK {}")
    'ASK'
    """
    words = (text.upper() for kind, text, _ in tokens(query) if kind == "word")
    return next((word for word in words if word not in ("BASE", "PREFIX")), "")


def with_prefixes(query: str, prefixes: Mapping[str, str]) -> str:
    """The query with declarations in front for those of ``prefixes`` that it uses and does not declare.

    They stand on its first line, so that an engine's line numbers stay the query's own.

    >>> with_prefixes("ASK { ?x a neg:Party }", {"neg": "urn:neg#", "code": "urn:code#"})
    'PREFIX neg: <urn:neg#> ASK { ?x a neg:Party }'
    """
    used, declared = dict[str, None](), set()
    before = ""
    for kind, text, _ in tokens(query):
        if kind == "name":
            prefix = text.partition(":")[0]
            if before == "PREFIX":
                declared.add(prefix)
            else:
                used[prefix] = None
        before = text.upper() if kind == "word" else ""
    needed = [prefix for prefix in used if prefix in prefixes and prefix not in declared]
    return "".join(f"PREFIX {prefix}: <{prefixes[prefix]}> " for prefix in needed) + query
