"""What every tool is asked to do, in the same words. Imports nothing: it runs in each tool's environment.

The questions spell the codes out, so that a tool needs nothing but the file.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

NEG = "https://w3id.org/detente/ns#"
CODE = "https://w3id.org/detente/code/"
BASE = "https://w3id.org/detente/dossier/invented/"
PREFIXES = {
    "neg": NEG,
    "code": CODE,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "oa": "http://www.w3.org/ns/oa#",
    "": BASE,
}
_FOR = ("demand", "propose", "offer", "accept", "commit", "concede")
DIRECTIONS = {**{CODE + act: "for" for act in _FOR}, CODE + "refuse": "against"}
IS_FOR = ", ".join(f"code:{act}" for act in _FOR)

# Who wants what of whom, in which words: six patterns joined.
JOIN = """
SELECT ?label ?quote ?who {
    ?position neg:holder <BASEparty/p0> ; neg:act code:demand ; neg:option ?option ; neg:passage ?words .
    ?option rdfs:label ?label ; neg:performer ?who .
    ?words oa:exact ?quote .
}
"""
# How often each party does what.
AGGREGATE = """
SELECT ?party ?act (COUNT(?position) AS ?number) {
    ?position neg:holder ?party ; neg:act ?act ; neg:status code:current .
}
GROUP BY ?party ?act
"""
# How many positions each party holds on anything that is part of the first chapter, at any depth.
PATH = """
SELECT ?party (COUNT(?position) AS ?number) {
    ?issue skos:broader+ <BASEissue/chapter-0> .
    ?position neg:onIssue ?issue ; neg:holder ?party .
}
GROUP BY ?party
"""
# Which pairs of parties support and oppose the same option of the same issue, and how often.
COLLISION = f"""
SELECT ?one ?other (COUNT(*) AS ?number) {{
    ?no neg:act code:refuse ; neg:status code:current ; neg:option ?option ; neg:onIssue ?issue ;
        neg:holder ?other .
    ?yes neg:option ?option ; neg:onIssue ?issue ; neg:status code:current ; neg:act ?act ;
        neg:holder ?one .
    FILTER(?act IN ({IS_FOR}))
    FILTER(?one != ?other)
}}
GROUP BY ?one ?other
"""
QUESTIONS = {
    name: text.replace("BASE", BASE)
    for name, text in (
        ("join", JOIN),
        ("aggregate", AGGREGATE),
        ("path", PATH),
        ("collision", COLLISION),
    )
}
# What an agreement network is made of.
STANCES = """
SELECT ?party ?option ?act {
    ?position neg:holder ?party ; neg:option ?option ; neg:act ?act ; neg:status code:current .
}
"""
TASKS = ("load", "network", *QUESTIONS, "export")


def declared(sparql: str) -> str:
    """A query with its prefixes declared."""
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items()) + sparql


def ties(stances: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str], int]:
    """How often two parties stand in the same direction on the same option, in one pass over the rows."""
    holders: dict[tuple[str, str], list[str]] = defaultdict(list)
    for party, option, act in stances:
        direction = DIRECTIONS.get(act)
        if direction:
            holders[option, direction].append(party)
    met: dict[str, Counter[str]] = defaultdict(Counter)
    for parties in holders.values():
        for party in parties:
            met[party].update(parties)
    return {
        (one, other): weight
        for one, counted in met.items()
        for other, weight in counted.items()
        if one < other
    }
