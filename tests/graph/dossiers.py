"""Dossiers of every kind, for tests that hold for all of them."""

from decimal import Decimal
from hashlib import sha256

from hypothesis import strategies as st

from detente.graph.dossier.model import (
    Claim,
    Coding,
    Condition,
    Dossier,
    Event,
    Evidence,
    Issue,
    Office,
    Option,
    OutsideDate,
    Party,
    Person,
    Place,
    Position,
    Role,
    Sheet,
    Source,
    Span,
    Statement,
)
from detente.ontology import codes

CHARACTERS = st.characters(exclude_categories=("Cs",), exclude_characters="\0")
# Blank is what a JSON Schema's "\\S" says it is: a byte order mark as well.
TEXT = st.text(CHARACTERS, min_size=1, max_size=20).filter(
    lambda text: bool(text.replace("\ufeff", "").strip())
)
NOTE = st.none() | TEXT
DATE = st.sampled_from(["2024", "2025-05", "2024-02-29", "2025-05-19"])
NUMBER = st.decimals(-999, 999, places=2).map(lambda number: number.normalize() + 0)
SHARE = st.sampled_from([Decimal(0), Decimal("0.5"), Decimal("0.93"), Decimal(1)])
SILENT = ("withhold", "not-stated")
PARTIES, PEOPLE, PLACES = ("union", "port", "town"), ("ada", "bo"), ("hall", "quay")
OPTIONS = {"shifts": ("eight", "ten"), "pay": ("more", "less", "same")}
EVENTS = ("meeting", "walkout")


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """A dossier that is in order as files; whether it makes sense is not looked at."""
    count = draw(st.integers(0, 3))
    events = EVENTS if count else ()
    shared = draw(_position("shared", ("mine",), events)) if count else None
    sheets = [draw(_sheet(number, shared, first=number == 0)) for number in range(count)]
    outside = ()
    if events and draw(st.booleans()):
        outside = (
            OutsideDate(
                "meeting",
                draw(DATE),
                draw(TEXT),
                draw(st.none() | st.just("https://example.org/a")),
            ),
        )
    return Dossier(
        id="talks",
        title=draw(TEXT),
        description=draw(NOTE),
        base=draw(
            st.sampled_from(["https://w3id.org/detente/dossier/talks/", "http://example.org/t#"])
        ),
        language=draw(st.sampled_from(["en", "pt-br"])),
        principals=draw(_some(PARTIES, least=1)),
        parties=tuple(
            Party(*draw(_thing(name)), capability=draw(st.none() | SHARE)) for name in PARTIES
        ),
        people=tuple(
            Person(
                *draw(_thing(name)), roles=draw(st.just(()) | st.just((Role("union", "Chair"),)))
            )
            for name in PEOPLE
        ),
        places=tuple(Place(*draw(_thing(name))) for name in PLACES),
        issues=tuple(draw(_issue(name)) for name in OPTIONS),
        outside=outside,
        sheets=tuple(sheets),
    )


def _some(names, least=0):
    return st.lists(st.sampled_from(names), min_size=least, max_size=3, unique=True).map(tuple)


@st.composite
def _thing(draw: st.DrawFn, name: str):
    match = draw(st.sampled_from([None, "wd:Q1", "https://example.org/it"]))
    aliases = tuple(draw(st.lists(TEXT, max_size=2, unique=True)))
    return name, draw(TEXT), aliases, match, draw(NOTE)


@st.composite
def _issue(draw: st.DrawFn, name: str) -> Issue:
    options = tuple(
        Option(
            id=option,
            issue=name,
            label=draw(TEXT),
            value=draw(st.none() | NUMBER),
            performer=draw(_some(PARTIES)),
            entails=draw(_some(OPTIONS[name])),
            incompatible_with=draw(_some(OPTIONS["pay"])),
            note=draw(NOTE),
        )
        for option in OPTIONS[name]
    )
    return Issue(
        id=name,
        question=draw(TEXT),
        label=draw(TEXT),
        scale=draw(st.sampled_from(list(codes.SCALE))),
        unit=draw(NOTE),
        broader=draw(st.sampled_from([None, "pay"])),
        options=options,
        note=draw(NOTE),
    )


@st.composite
def _position(draw: st.DrawFn, name: str, supersedes, events) -> Position:
    act = draw(st.sampled_from(list(codes.ACT)))
    issue = draw(st.sampled_from(list(OPTIONS)))
    return Position(
        id=name,
        holder=draw(st.sampled_from(PARTIES)),
        issue=issue,
        act=act,
        confidence=draw(SHARE),
        evidence=(),
        option=None if act in SILENT else draw(st.sampled_from(OPTIONS[issue])),
        firmness=draw(st.sampled_from([None, *codes.FIRMNESS])),
        status=draw(st.sampled_from([None, "withdrawn", "lapsed"])),
        continuity=draw(st.sampled_from([None, *codes.CONTINUITY])),
        addressee=draw(_some((*PARTIES, *PEOPLE))),
        from_=draw(st.none() | DATE),
        until=draw(st.none() | DATE),
        supersedes=draw(st.sampled_from([(), supersedes])),
        salience=draw(st.none() | SHARE),
    )


@st.composite
def _sheet(draw: st.DrawFn, number: int, shared: Position | None, *, first: bool) -> Sheet:
    """A sheet whose text has a numbered sentence for each statement, so that passages are unique."""
    sentences = [f"{number}.{i} {draw(TEXT)} said so.\r\n" for i in range(6)]
    text = "".join(sentences)
    statements, start = [], 0
    for sentence in sentences:
        statements.append(draw(_statement(Span(start, start + len(sentence) - 2))))
        start += len(sentence)
    if draw(st.booleans()):
        inner, outer = statements[4], statements[5]
        statements[4] = Statement(**{**_fields(inner), "quoted_from": outer})

    def evidence():
        chosen = draw(st.lists(st.integers(0, 4), min_size=1, max_size=3, unique=True))
        return tuple(
            Evidence(draw(_inside(text, statements[i].passage)), statements[i]) for i in chosen
        )

    stem = f"text-{number}"
    positions = [draw(_position("mine" if first else f"position-{number}", ("shared",), EVENTS))]
    positions += [shared] if shared and draw(st.booleans()) | first else []
    conditions = (
        Condition(
            f"if-{number}",
            draw(TEXT),
            draw(_inside(text, statements[0].passage)),
            "port",
            draw(st.sampled_from([None, "more"])),
        ),
    )
    return Sheet(
        name=stem,
        source=Source(
            name=f"{stem}.txt",
            text=text,
            sha256=sha256(text.encode()).hexdigest(),
            language=draw(st.sampled_from([None, "en"])),
            title=draw(NOTE),
            said=draw(st.none() | DATE),
            published=draw(st.none() | DATE),
            recorded=draw(st.none() | DATE),
            url=draw(st.sampled_from([None, "https://example.org/x?y=z"])),
        ),
        coding=draw(st.none() | st.builds(Coding, TEXT, st.none() | DATE, NOTE)),
        offices=(Office("ada", "union", "Chair", evidence()),) if draw(st.booleans()) else (),
        positions=tuple(
            Position(
                **{
                    **_fields(it),
                    "evidence": evidence(),
                    "conditions": draw(st.sampled_from([(), conditions]))
                    if it is positions[0]
                    else (),
                    "rationale": draw(st.sampled_from([None, f"{number}.2"])),
                    "note": draw(NOTE),
                }
            )
            for it in positions
        ),
        claims=tuple(
            Claim(
                id=f"claim-{number}",
                kind=draw(st.sampled_from(list(codes.CLAIM))),
                label=draw(TEXT),
                confidence=draw(SHARE),
                evidence=evidence(),
                about=draw(_some(("meeting", "union", "pay", "more", "hall"))),
                value=draw(st.none() | NUMBER),
                unit=draw(NOTE),
                note=draw(NOTE),
            )
            for _ in range(draw(st.integers(0, 1)))
        ),
        events=tuple(
            Event(
                id=name,
                label=draw(TEXT),
                status=draw(st.sampled_from(list(codes.EVENT_STATUS))),
                evidence=evidence(),
                participants=draw(_some((*PARTIES, *PEOPLE))),
                place=draw(st.sampled_from([None, *PLACES])),
                date=draw(st.none() | st.just("2025-05-01")) if name == "walkout" else None,
                time=draw(st.sampled_from([None, f"{number}.1"])),
                same_event_as=draw(_some(EVENTS)),
                note=draw(NOTE),
            )
            for name in (EVENTS if first else ())
        ),
    )


@st.composite
def _statement(draw: st.DrawFn, passage: Span) -> Statement:
    mode = draw(st.sampled_from(list(codes.SPEECH)))
    return Statement(
        passage=passage,
        mode=mode,
        speaker=draw(st.sampled_from((*PEOPLE, *PARTIES))) if mode in codes.SPOKEN else None,
        on_behalf_of=draw(st.sampled_from([None, *PARTIES])),
        addressee=draw(_some(PARTIES)),
        made_during=draw(st.sampled_from([None, *EVENTS])),
        hedge=draw(st.sampled_from([None, "said"])),
        time=draw(st.sampled_from([None, "so"])),
    )


@st.composite
def _inside(draw: st.DrawFn, text: str, passage: Span) -> Span:
    """Words inside a passage, or the passage."""
    start = draw(st.integers(passage.start, passage.end - 1))
    end = draw(st.integers(start + 1, passage.end))
    return Span(start, end) if text[start:end].strip() else passage


def _fields(item):
    return {name: getattr(item, name) for name in item.__dataclass_fields__ if name != "at"}
