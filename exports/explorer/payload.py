"""A graph as plain data for the page: every thing once, by a short key, with its links as keys.

Reads only through ``graph.rows``, so that any source serves: a dossier, an RDF file, a store.
What comes out holds nothing but dicts, lists, strings, numbers and booleans, in an order that
does not depend on the order of the rows.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from detente.exports.explorer.sentences import sentence
from detente.graph.graph import Graph
from detente.ontology.prefixes import expand

CODE = "https://w3id.org/detente/code/"

Thing = dict[str, Any]
Records = dict[str, dict[str, list[Any]]]
Languages = dict[tuple[str, str], str]  # (address, field) → language of its text


@dataclass(frozen=True, slots=True)
class Field:
    """How one predicate of the encoding appears on a thing of the page."""

    name: str
    predicate: str
    many: bool = False
    to: str = ""  # kind of thing (or "code") the value refers to; empty for a literal
    form: str = ""  # of a literal: plain "", "label" (in a language), "decimal", …


def one(name: str, predicate: str, to: str = "", form: str = "") -> Field:
    return Field(name, predicate, False, to, form)


def many(name: str, predicate: str, to: str = "", form: str = "") -> Field:
    return Field(name, predicate, True, to, form)


def label(name: str, predicate: str) -> Field:
    """A text in a language, as labels and notes are."""
    return Field(name, predicate, False, "", "label")


_NAMED = (
    label("label", "rdfs:label"),
    many("aliases", "skos:altLabel"),
    label("note", "skos:note"),
    one("same", "skos:exactMatch", form="iri"),
)
_EVIDENCED = (
    many("statements", "neg:evidencedBy", "statement"),
    many("passages", "neg:passage", "passage"),
)

# One entry per kind of thing: its class, and the fields the page shows.
KINDS: dict[str, tuple[str, tuple[Field, ...]]] = {
    "negotiation": (
        "neg:Negotiation",
        (
            label("label", "rdfs:label"),
            label("description", "dct:description"),
            many("principals", "neg:principal", "party"),
        ),
    ),
    "party": ("neg:Party", (*_NAMED, one("capability", "neg:capability", form="decimal"))),
    "person": ("foaf:Person", _NAMED),
    "place": ("schema:Place", _NAMED),
    "office": (
        "org:Membership",
        (
            label("label", "rdfs:label"),
            one("member", "org:member", "person"),
            one("organization", "org:organization", "party"),
            *_EVIDENCED,
        ),
    ),
    "issue": (
        "neg:Issue",
        (
            label("label", "rdfs:label"),
            label("question", "skos:prefLabel"),
            one("scale", "neg:scale", "code"),
            label("unit", "schema:unitText"),
            one("broader", "skos:broader", "issue"),
            one("negotiation", "neg:inNegotiation", "negotiation"),
            label("note", "skos:note"),
        ),
    ),
    "option": (
        "neg:Option",
        (
            label("label", "rdfs:label"),
            one("issue", "neg:optionOf", "issue"),
            one("value", "neg:scaleValue", form="decimal"),
            many("performer", "neg:performer", "party"),
            many("affects", "neg:affects", "party"),
            many("entails", "neg:entails", "option"),
            many("incompatible", "neg:incompatibleWith", "option"),
            label("note", "skos:note"),
        ),
    ),
    "position": (
        "neg:Position",
        (
            label("label", "rdfs:label"),
            one("holder", "neg:holder", "party"),
            one("issue", "neg:onIssue", "issue"),
            one("option", "neg:option", "option"),
            one("value", "neg:value", form="decimal"),
            one("act", "neg:act", "code"),
            one("firmness", "neg:firmness", "code"),
            one("status", "neg:status", "code"),
            one("continuity", "neg:continuity", "code"),
            many("addressee", "neg:addressee", "person"),
            many("conditions", "neg:subjectTo", "condition"),
            many("rationale", "neg:rationale"),
            one("from", "neg:validFrom", form="date"),
            one("until", "neg:validUntil", form="date"),
            many("supersedes", "neg:supersedes", "position"),
            one("salience", "neg:salience", form="decimal"),
            one("confidence", "neg:confidence", form="decimal"),
            label("note", "skos:note"),
            *_EVIDENCED,
        ),
    ),
    "condition": (
        "neg:Condition",
        (
            label("label", "rdfs:label"),
            one("party", "neg:conditionParty", "party"),
            one("option", "neg:conditionOption", "option"),
            many("passages", "neg:passage", "passage"),
        ),
    ),
    "claim": (
        "neg:Claim",
        (
            label("label", "rdfs:label"),
            one("claimKind", "neg:claimKind", "code"),
            many("about", "schema:about", "event"),
            one("value", "schema:value", form="decimal"),
            one("unit", "schema:unitText"),
            many("contradicts", "neg:contradicts", "claim"),
            one("confidence", "neg:confidence", form="decimal"),
            label("note", "skos:note"),
            *_EVIDENCED,
        ),
    ),
    "event": (
        "neg:Event",
        (
            label("label", "rdfs:label"),
            one("status", "neg:status", "code"),
            one("negotiation", "neg:inNegotiation", "negotiation"),
            many("participants", "sem:hasActor", "person"),
            one("place", "sem:hasPlace", "place"),
            one("date", "schema:startDate", form="date"),
            one("time", "neg:timeExpression"),
            label("note", "skos:note"),
            *_EVIDENCED,
        ),
    ),
    "statement": (
        "neg:Statement",
        (
            many("passages", "neg:passage", "passage"),
            one("mode", "neg:speechMode", "code"),
            one("speaker", "neg:speaker", "person"),
            one("behalf", "neg:onBehalfOf", "party"),
            many("addressee", "neg:addressee", "person"),
            one("during", "neg:madeDuring", "event"),
            one("hedge", "neg:hedge"),
            one("time", "neg:timeExpression"),
            one("quotedFrom", "prov:wasQuotedFrom", "statement"),
        ),
    ),
    "passage": (
        "neg:Passage",
        (
            one("exact", "oa:exact"),
            one("prefix", "oa:prefix"),
            one("suffix", "oa:suffix"),
            one("start", "oa:start", form="integer"),
            one("end", "oa:end", form="integer"),
            one("document", "prov:wasQuotedFrom", "document"),
        ),
    ),
    "document": (
        "neg:Document",
        (
            one("file", "dct:identifier"),
            one("sha256", "schema:sha256"),
            one("text", "schema:text"),
            one("label", "schema:name"),
            one("publisher", "schema:publisher"),
            one("author", "schema:author"),
            one("published", "schema:datePublished", form="date"),
            one("url", "schema:url", form="iri"),
            one("language", "schema:inLanguage"),
        ),
    ),
}

# Kinds whose things are told apart by their address, not by a readable id.
UNNAMED = ("office", "statement", "passage", "document")


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


def _dated(things: Mapping[str, Thing]) -> None:
    """Give every position the best date there is, and say on what ground."""
    for thing in things.values():
        if thing["kind"] != "position":
            continue
        statements = [things[key] for key in thing.get("statements", [])]
        said = sorted(
            things[s["during"]]["date"]
            for s in statements
            if things.get(s.get("during", ""), {}).get("date")
        )
        documents = {
            str(things[p].get("document"))
            for s in statements
            for p in s.get("passages", [])
            if p in things
        }
        published = sorted(
            things[d]["published"] for d in documents if d in things and "published" in things[d]
        )
        if "from" in thing:
            thing["date"], thing["dateBasis"] = thing["from"], "held from"
        elif said:
            thing["date"], thing["dateBasis"] = said[0], "said on"
        elif published:
            thing["date"], thing["dateBasis"] = published[0], "published on"


def _natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A label in the order people expect: "Issue 2" before "Issue 10"."""
    parts = re.split(r"([0-9]{1,18})", text.casefold())
    return tuple((0, int(part), "") if at % 2 else (1, 0, part) for at, part in enumerate(parts))


def _sorted(things: Mapping[str, Thing]) -> list[Thing]:
    """A reader's order: principals first, issues by how much is said on them, options by scale."""
    said: dict[str, int] = {}
    principals: set[str] = set()
    for thing in things.values():
        if thing["kind"] == "position":
            for name in ("holder", "issue"):
                said[thing.get(name, "")] = said.get(thing.get(name, ""), 0) + 1
        principals.update(thing.get("principals", []))
    kinds = list(KINDS)

    def place(thing: Thing) -> tuple[Any, ...]:
        key = thing["key"]
        rank: tuple[Any, ...] = ()
        match thing["kind"]:
            case "party":
                rank = (key not in principals, -said.get(key, 0))
            case "issue":
                rank = (-said.get(key, 0),)
            case "option" | "claim":
                rank = (thing.get("issue", ""), thing.get("value", float("inf")))
            case "position":
                rank = (thing.get("issue", ""), thing.get("holder", ""))
            case "passage":
                rank = (thing.get("document", ""), thing.get("start", 0), -int(thing.get("end", 0)))
            case _:
                pass
        return (kinds.index(thing["kind"]), *rank, _natural(str(thing.get("label", ""))), key)

    for thing in things.values():
        if thing["kind"] == "party" and thing["key"] in principals:
            thing["principal"] = True
    return sorted(things.values(), key=place)


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
    _dated(things.by_key)
    for thing in things.by_key.values():
        if thing["kind"] == "position":
            thing["sentence"] = sentence(thing, things.by_key, codes)
    base = _shorten(things.by_key)
    return {
        "base": base,
        "language": language,
        "schema": schema(),
        "codes": codes,
        "things": _sorted(things.by_key),
    }


def schema() -> dict[str, Any]:
    """How each kind is written as RDF, for the page to save what is selected as Turtle."""
    return {
        kind: {
            "class": cls,
            "named": kind not in UNNAMED,
            "fields": [[f.name, f.predicate, f.to, f.form] for f in fields],
        }
        for kind, (cls, fields) in KINDS.items()
    }
