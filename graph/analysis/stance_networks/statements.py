"""Statements: who is for or against which option, in which document, when, in which words.

The unit of discourse network analysis (Leifeld 2017, "Discourse Network Analysis: Policy Debates as
Dynamic Networks", in The Oxford Handbook of Political Networks): an actor, a concept, a qualifier
(agreement), a document and a date. Here the actor is the holder of a position, the concept its
option, the qualifier the direction of its act, and the unit one act of saying (neg:Statement) that
evidences the position. Warnings and silence have no direction and take no part.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Final, Literal

from detente.graph.errors import UsageError
from detente.graph.graph import Graph
from detente.graph.scope import EVERYTHING, Scope
from detente.graph.stances import Relations, relations_of
from detente.graph.suggest import did_you_mean

Direction = Literal["for", "against", "excludes"]

_STATEMENTS: Final = """
SELECT DISTINCT ?position ?party ?option ?issue ?direction ?status ?document ?mode ?said ?date ?quote
                ?start {
    {SCOPE}
    ?p neg:holder ?h ; neg:option ?o ; neg:act ?a ; neg:evidencedBy ?said .
    OPTIONAL { ?a skos:broader ?d }
    FILTER(BOUND(?d) && ?d IN (code:for, code:against))
    ?said neg:passage ?whole .
    ?whole oa:exact ?words ; oa:start ?from ; oa:end ?to ; prov:wasQuotedFrom ?doc .
    OPTIONAL {
        ?p neg:passage ?narrow .
        ?narrow oa:exact ?inner ; oa:start ?first ; oa:end ?last ; prov:wasQuotedFrom ?doc .
        FILTER(?from <= ?first && ?last <= ?to)
    }
    OPTIONAL { ?p dct:identifier ?pid } OPTIONAL { ?h dct:identifier ?hid }
    OPTIONAL { ?o dct:identifier ?oid } OPTIONAL { ?doc dct:identifier ?docid }
    OPTIONAL { ?p neg:onIssue ?i . OPTIONAL { ?i dct:identifier ?iid } }
    OPTIONAL { ?p neg:status ?s } OPTIONAL { ?said neg:speechMode ?m }
    OPTIONAL { ?said neg:madeDuring/schema:startDate ?held }
    OPTIONAL { ?doc neg:said ?spoken } OPTIONAL { ?doc schema:datePublished ?published }
    BIND(COALESCE(?pid, STR(?p)) AS ?position)
    BIND(COALESCE(?hid, STR(?h)) AS ?party)
    BIND(COALESCE(?oid, STR(?o)) AS ?option)
    BIND(COALESCE(?iid, STR(?i), "") AS ?issue)
    BIND(IF(?d = code:for, "for", "against") AS ?direction)
    BIND(REPLACE(STR(?s), "^.*[/#]", "") AS ?status)
    BIND(REPLACE(STR(?m), "^.*[/#]", "") AS ?mode)
    BIND(COALESCE(?docid, STR(?doc)) AS ?document)
    BIND(COALESCE(STR(?held), STR(?spoken), STR(?published), "") AS ?date)
    BIND(COALESCE(?inner, ?words) AS ?quote)
    BIND(COALESCE(?first, ?from) AS ?start)
}
ORDER BY ?position ?document ?said ?start ?quote
"""
_OPTIONS: Final = """
SELECT DISTINCT ?option {
    ?o a neg:Option . OPTIONAL { ?o dct:identifier ?id }
    BIND(COALESCE(?id, STR(?o)) AS ?option)
}
ORDER BY ?option
"""


@dataclass(frozen=True, slots=True, order=True)
class Statement:
    """One act of saying for or against one option.

    ``direction`` is for or against; ``implied`` adds excludes. ``date`` is a day, month or year in ISO
    form, or "" where none is known. ``via`` is the option that was spoken of, where this statement only
    follows from it (see ``implied``).
    """

    party: str
    option: str
    direction: Direction
    date: str = ""
    document: str = ""
    position: str = ""
    quotes: tuple[str, ...] = ()
    issue: str = ""
    mode: str = ""
    said: str = ""
    via: str = ""


def positions_of(statements: Iterable[Statement]) -> tuple[str, ...]:
    """The ids of the positions that statements evidence, each once."""
    return tuple(dict.fromkeys(said.position for said in statements if said.position))


def quotes_of(statements: Iterable[Statement]) -> tuple[str, ...]:
    """The exact words of statements, each once."""
    return tuple(dict.fromkeys(quote for said in statements for quote in said.quotes))


FIELDS: Final = ("party", "option", "issue", "direction", "document", "position", "mode")


def statements_of(
    graph: Graph, *, superseded: bool = False, scope: Scope = EVERYTHING
) -> tuple[Statement, ...]:
    """The statements of a graph, or of those of its positions that are in ``scope``; with ``superseded``
    also those of positions since replaced.

    A statement's date is that of the event it was made at, else the day its document was said, else
    the day it was published; none is guessed.

    >>> import detente
    >>> sorted({statement.party for statement in statements_of(detente.open())})
    ['russia', 'ukraine', 'united-states']
    """
    found: dict[tuple[str, ...], Statement] = {}
    for row in graph.rows(_STATEMENTS.replace("{SCOPE}", scope.where())):
        if not superseded and row["status"] not in ("current", None):
            continue
        key = tuple(str(row[name]) for name in ("position", "option", "said"))
        quote = str(row["quote"])
        known = found.get(key)
        if known:
            # Two dates of one event make two rows: the earlier is kept, as the answer is sorted.
            if quote not in known.quotes:
                found[key] = replace(known, quotes=(*known.quotes, quote))
            continue
        texts = {
            field.name: str(row[field.name] or "")
            for field in fields(Statement)
            if field.name not in ("direction", "quotes", "via")
        }
        direction: Direction = "for" if row["direction"] == "for" else "against"
        found[key] = Statement(direction=direction, quotes=(quote,), **texts)
    return tuple(found.values())


def without(
    statements: Iterable[Statement], excluded: Mapping[str, Collection[str]]
) -> tuple[Statement, ...]:
    """The statements none of whose fields has an excluded value.

    Raises UsageError for a field that is not in ``FIELDS``.

    >>> said = [Statement("a", "o", "for"), Statement("b", "o", "for")]
    >>> [statement.party for statement in without(said, {"party": ["a"]})]
    ['b']
    """
    for field in excluded:
        if field not in FIELDS:
            raise UsageError(
                f"statements have no field '{field}'\n    {did_you_mean(field, FIELDS, 'fields')}"
            )
    return tuple(
        statement
        for statement in statements
        if not any(getattr(statement, field) in values for field, values in excluded.items())
    )


def implied(
    statements: Iterable[Statement], relations: Relations, options: Iterable[str]
) -> tuple[Statement, ...]:
    """The statements and what follows from them by the dossier's own relations among options.

    1. Who is for an option is for everything it entails.
    2. Who is for an option excludes what is incompatible with it, and every option that entails that.
    3. Who is against an option is against every option that entails it.

    What is excluded conflicts with those who are for it and agrees with nobody: two who want different
    options do not agree for leaving out a third. Not part of discourse network analysis, which takes
    concepts as unrelated. One statement then counts at several options, so that the weights grow with
    how finely options were cut.

    >>> relations = Relations({"all": frozenset({"some"})}, {})
    >>> found = implied([Statement("a", "all", "for")], relations, ["all", "some"])
    >>> [(statement.option, statement.via) for statement in found]
    [('all', ''), ('some', 'all')]
    """
    statements = tuple(statements)
    known = sorted({*options, *(statement.option for statement in statements)})
    found: dict[Statement, None] = {}
    for statement in statements:
        found[statement] = None
        ways: dict[str, Direction] = {}
        if statement.direction == "for":
            excluded = relations.excluded(statement.option)
            ways |= dict.fromkeys(_entailing(excluded, known, relations), "excludes")
            ways |= dict.fromkeys(relations.entailed(statement.option), "for")
        else:
            against = frozenset({statement.option})
            ways |= dict.fromkeys(_entailing(against, known, relations), statement.direction)
        for option, direction in sorted(ways.items()):
            if option != statement.option:
                follows = replace(
                    statement, option=option, direction=direction, via=statement.option
                )
                found[follows] = None
    return tuple(found)


def _entailing(
    options: frozenset[str], known: Iterable[str], relations: Relations
) -> Iterable[str]:
    """The options and what entails one of them."""
    return [option for option in known if relations.entailed(option) & options]


def implied_of(graph: Graph, statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """``implied`` with the relations that a graph records.

    >>> import detente
    >>> graph = detente.open()
    >>> len(implied_of(graph, statements_of(graph))) > len(statements_of(graph))
    True
    """
    options = [str(row["option"]) for row in graph.rows(_OPTIONS)]
    return implied(statements, relations_of(graph), options)
