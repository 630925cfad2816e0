"""The kinds of things on the page: the class of each, and the fields that are shown of it."""

from dataclasses import dataclass
from typing import Any


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
