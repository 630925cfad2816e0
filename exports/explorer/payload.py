"""A graph as plain data for the page: every thing once, by a short key, with its links as keys.

Reads only through ``graph.rows``, so that any source serves: a dossier, an RDF file, a store.
What comes out holds nothing but dicts, lists, strings, numbers and booleans, in an order that
does not depend on the order of the rows.
"""

import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from detente.exports.explorer.kinds import KINDS, UNNAMED, Field, schema
from detente.exports.explorer.order import dated, in_order
from detente.exports.explorer.sentences import sentence
from detente.graph.graph import Graph
from detente.ontology.prefixes import expand

CODE = "https://w3id.org/detente/code/"

Thing = dict[str, Any]
Records = dict[str, dict[str, list[Any]]]
Languages = dict[tuple[str, str], str]  # (address, field) → language of its text


def _plain(value: Any) -> Any:
    """A number as JSON writes it best, anything else as text (numpy and Decimal included)."""
    if isinstance(value, str | bool | int):
        return value
    if isinstance(value, Decimal | float) and math.isfinite(value):
        return int(value) if value == int(value) else float(value)
    return str(value)


def _order(value: Any) -> tuple[int, float, str]:
    return (0, float(value), "") if isinstance(value, int | float) else (1, 0.0, str(value))


def _tail(iri: str) -> str:
    return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1]


def _records(graph: Graph, cls: str, fields: Iterable[Field]) -> Records:
    """Subject → field name → values, for every thing of a class.

    All that is said of the things is asked for, and what the page does not show is dropped here: the
    engine answers that several times faster than a list of properties.
    """
    names = {expand(field.predicate): field.name for field in fields}
    names[expand("dct:identifier")] = names.get(expand("dct:identifier"), "id")
    found: Records = {}
    for row in graph.rows(f"SELECT ?s ?p ?o WHERE {{ ?s a {cls} ; ?p ?o }}"):
        record = found.setdefault(str(row["s"]), {})
        name = names.get(str(row["p"]))
        if name is None:
            continue
        value = _plain(row["o"])
        values = record.setdefault(name, [])
        if value not in values:
            values.append(value)
    for record in found.values():
        for values in record.values():
            if len(values) > 1:
                values.sort(key=_order)
    return found


def _language(graph: Graph) -> str:
    """The language of the dossier: that of its title."""
    query = (
        "SELECT (LANG(?label) AS ?l) WHERE { ?n a neg:Negotiation ; rdfs:label ?label } ORDER BY ?l"
    )
    return next((str(row["l"] or "") for row in graph.rows(query)), "")


def _languages(graph: Graph, language: str) -> Languages:
    """The labels, of any kind, that are in another language than the dossier."""
    fields = {
        (f.predicate, f.name) for _, kind in KINDS.values() for f in kind if f.form == "label"
    }
    names = " ".join(f'({predicate} "{name}")' for predicate, name in sorted(fields))
    query = f"""SELECT ?s ?field (LANG(?o) AS ?l) WHERE {{
        VALUES (?p ?field) {{ {names} }} ?s ?p ?o
        FILTER(isLiteral(?o) && LANG(?o) != "{language}") }}"""
    return {(str(row["s"]), str(row["field"])): str(row["l"] or "") for row in graph.rows(query)}


def _keys(records: Mapping[str, Records]) -> dict[str, str]:
    """Address → short key, unique in the page: the readable id wherever there is one."""
    keys: dict[str, str] = {}
    taken: set[str] = set()
    for kind, things in records.items():
        for iri in sorted(things):
            if iri in keys:
                continue
            ids = things[iri].get("id", [])
            key = _tail(iri) if kind in UNNAMED or not ids else str(ids[0])
            if not key or key in taken:
                key = f"{kind}/{key}"
            while key in taken:
                key += "'"
            keys[iri] = key
            taken.add(key)
    return keys


def _codes(graph: Graph) -> dict[str, Thing]:
    """The closed lists, with the labels the page shows."""
    query = """SELECT ?code ?label ?scheme ?broader ?rank ?definition WHERE {
        ?code a neg:Code ; skos:inScheme ?scheme ; skos:prefLabel ?label .
        OPTIONAL { ?code skos:broader ?broader } OPTIONAL { ?code neg:scaleValue ?rank }
        OPTIONAL { ?code skos:definition ?definition } }"""
    codes: dict[str, Thing] = {}
    for row in sorted(graph.rows(query), key=lambda row: (str(row["code"]), str(row["label"]))):
        code: Thing = {"label": str(row["label"]), "list": _tail(str(row["scheme"]))}
        if row.get("broader"):
            code["broader"] = _tail(str(row["broader"]))
        if row.get("rank") is not None:
            code["rank"] = _plain(row["rank"])
        if row.get("definition"):
            code["definition"] = str(row["definition"])
        codes.setdefault(_tail(str(row["code"])), code)
    return codes


class _Things:
    """Collects things by key, adding a stub for whatever is referred to but not described."""

    def __init__(self, keys: dict[str, str], languages: Languages) -> None:
        self.keys = keys
        self.languages = languages
        self.by_key: dict[str, Thing] = {}
        self.missing: dict[str, str] = {}

    def reference(self, iri: str, kind: str) -> str:
        if kind == "code":
            return iri.removeprefix(CODE)
        if iri not in self.keys:
            self.keys[iri] = iri
            self.missing[iri] = kind
        return self.keys[iri]

    def add(self, kind: str, iri: str, record: Mapping[str, list[Any]]) -> None:
        thing: Thing = {"key": self.keys[iri], "kind": kind, "iri": iri}
        for field in KINDS[kind][1]:
            values = record.get(field.name, [])
            if field.to:
                values = sorted({self.reference(str(value), field.to) for value in values})
            if values:
                thing[field.name] = values if field.many else values[0]
                if field.form == "label" and (iri, field.name) in self.languages:
                    named = thing.setdefault("languages", {})
                    named[field.name] = self.languages[iri, field.name]
        if kind not in UNNAMED:
            if record.get("id", [None])[0] != thing["key"]:
                thing["id"] = record.get("id", [None])[0]
            thing.setdefault("label", thing.get("question") or thing["key"])
        self.by_key[thing["key"]] = thing

    def add_missing(self) -> None:
        for iri, kind in sorted(self.missing.items()):
            self.by_key[iri] = {
                "key": iri,
                "kind": kind,
                "iri": iri,
                "label": _tail(iri) or iri,
                "stub": True,
            }


def _trim(things: Mapping[str, Thing]) -> None:
    """Leave out of passages what the document's text already says."""
    for thing in things.values():
        if thing["kind"] == "document":
            thing.setdefault("label", thing.get("file") or thing["key"])
        if thing["kind"] != "passage":
            continue
        text = things.get(thing.get("document", ""), {}).get("text", "")
        start, end = thing.get("start"), thing.get("end")
        if (
            isinstance(start, int)
            and isinstance(end, int)
            and text[start:end] == thing.get("exact")
        ):
            for name in ("exact", "prefix", "suffix"):
                thing.pop(name, None)
        else:  # shown as a quote on its own; never highlighted at a place that is not sure
            thing["loose"] = True


def _shorten(things: Mapping[str, Thing]) -> str:
    """Leave out every address that follows from the dossier's base, and give the base."""
    negotiations = sorted(t["iri"] for t in things.values() if t["kind"] == "negotiation")
    base = negotiations[0].removesuffix("negotiation") if negotiations else ""
    for thing in things.values():
        if thing["iri"] == f"{base}{thing['kind']}/{thing['key']}":
            del thing["iri"]
    return base


def _outside(graph: Graph, things: _Things) -> None:
    """Attach the basis on which a date was added from outside the texts."""
    query = """SELECT ?s ?about ?date ?basis ?url WHERE {
        ?s a prov:Entity ; schema:about ?about ; schema:startDate ?date .
        OPTIONAL { ?s rdfs:comment ?basis } OPTIONAL { ?s schema:url ?url } }"""
    for row in sorted(graph.rows(query), key=lambda row: (str(row["about"]), str(row["s"]))):
        thing = things.by_key.get(things.keys.get(str(row["about"]), ""))
        if thing is None or things.keys.get(str(row["s"])) in things.by_key:
            continue
        entry = {name: str(row[name]) for name in ("date", "basis", "url") if row.get(name)}
        entry["iri"] = str(row["s"])
        thing.setdefault("outside", []).append(entry)


def build(graph: Graph) -> dict[str, Any]:
    """The graph as the page's data: ``codes`` by name and ``things`` in a reader's order.

    >>> import detente
    >>> data = build(detente.open())
    >>> next(thing["label"] for thing in data["things"] if thing["key"] == "russia")
    'Russia'
    """
    records = {kind: _records(graph, cls, fields) for kind, (cls, fields) in KINDS.items()}
    language = _language(graph)
    codes = _codes(graph)
    things = _Things(_keys(records), _languages(graph, language))
    for kind, found in records.items():
        for iri, record in found.items():
            if things.keys[iri] not in things.by_key:
                things.add(kind, iri, record)
    things.add_missing()
    _outside(graph, things)
    _trim(things.by_key)
    dated(things.by_key)
    for thing in things.by_key.values():
        if thing["kind"] == "position":
            thing["sentence"] = sentence(thing, things.by_key, codes)
    base = _shorten(things.by_key)
    return {
        "base": base,
        "language": language,
        "schema": schema(),
        "codes": codes,
        "things": in_order(things.by_key),
    }
