"""The first dossier says what its article says: nothing left out, nothing added."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from importlib.resources import as_file, files
from itertools import pairwise

import pytest

from detente.graph.dossier import Dossier, read_dossier
from detente.graph.dossier.model import Claim, Event, Office, Position, Sheet, Span, Statement

ARTICLE = "000_03c997c70ceb518a"
SHA256 = "93e361d8c227452ef175f759a51b3b5512317c350b154865edc7332dc9b200d2"

# id, holder, act, option, firmness, continuity, first words of the quote; "-" where there is none
POSITIONS = [
    [None if cell == "-" else cell for cell in line.split(maxsplit=6)]
    for line in """
us-withdrawal-withheld united-states withhold - - - declined to reveal
us-putin-meeting united-states demand putin-meets-in-person stated - urged Putin
us-end-of-war united-states propose war-ends stated - When are we going
us-venue united-states propose vatican-hosts open - suggesting the Vatican
russia-memorandum russia accept memorandum open - open to drafting
russia-compromise russia demand both-sides-compromise stated - stressed the need
campaign-end-of-war trump-campaign commit war-ends-within-24-hours stated - campaign pledge
us-conditions-not-stated united-states not-stated - - - The U.S. has not set
us-nato-bid united-states propose nato-bid-given-up hinted - hinted Ukraine may need
us-territory united-states propose some-territory hinted - hinted Ukraine may need
ukraine-nato-bid ukraine commit nato-bid-pursued stated - its NATO bid
us-leaving-talks united-states warn us-leaves-talks open - the U.S. is open to
us-economic-incentives united-states offer economic-incentives open reaffirmed economic incentives
russia-territory russia demand four-regions-and-crimea insisted reaffirmed Russia still insists
russia-nato-bid russia demand nato-bid-dropped-permanently insisted reaffirmed permanently dropping
ukraine-ceasefire ukraine demand full-30-day-ceasefire stated - seeks a full 30-day
ukraine-pressure ukraine demand more-pressure-on-moscow stated - called for more pressure
us-trade united-states offer trade-incentive stated - trade as a future
""".strip().splitlines()
]

# id, value, unit, speech mode, speaker: whose figure it is
FIGURES = [
    ("call-length", 2, "hours", "narrator", None),
    ("drones-launched", 112, "drones", "narrator", None),
    ("drones-intercepted", 76, "drones", "narrator", None),
    ("drones-downed", 35, "drones", "indirect", "russia"),
]

# position, the words of the condition, the option it links to
CONDITIONS = [
    ("us-leaving-talks", "if Russia isn’t serious", None),
    ("us-economic-incentives", "if Moscow ends the violence", "russia-ends-violence"),
]

# item, the speaker's own hedging words
HEDGES = [
    ("us-venue", "potential"),
    ("us-nato-bid", "may need"),
    ("us-territory", "may need"),
    ("us-economic-incentives", "possible"),
    ("peace-deal-possible", "he believes"),
    ("putin-wants-to-end-it", "I do believe"),
    ("end-of-war-unlocks-potential", "could"),
    ("end-of-war-helps-rebuilding", "could"),
]


@pytest.fixture(scope="module")
def dossier() -> Iterator[Dossier]:
    with as_file(files("detente.seeds") / "ru-ua-2025") as folder:
        yield read_dossier(folder)


@pytest.fixture(scope="module")
def sheet(dossier: Dossier) -> Sheet:
    (only,) = dossier.sheets
    return only


def items(sheet: Sheet) -> dict[str, Position | Claim | Event]:
    coded: list[Position | Claim | Event] = [*sheet.positions, *sheet.claims, *sheet.events]
    return {item.id: item for item in coded}


def words(sheet: Sheet, span: Span) -> str:
    return sheet.source.text[span.start : span.end]


def spans(sheet: Sheet) -> list[Span]:
    coded: list[Office | Position | Claim | Event] = [*sheet.offices, *items(sheet).values()]
    quotes = [evidence.quote for item in coded for evidence in item.evidence]
    return quotes + [c.quote for position in sheet.positions for c in position.conditions]


def test_the_article_is_unchanged() -> None:
    article = files("detente.seeds") / "ru-ua-2025" / "sources" / f"{ARTICLE}.txt"
    assert hashlib.sha256(article.read_bytes()).hexdigest() == SHA256


def test_every_sentence_has_a_coded_passage(sheet: Sheet) -> None:
    text = sheet.source.text
    breaks = re.finditer(r"(?<=[.?])[’”]*(\s+)(?=[A-Z“])", text)
    edges = [0, *(found.end() for found in breaks), len(text)]
    sentences = list(pairwise(edges))
    assert len(sentences) == 21
    coded = spans(sheet)
    bare = [
        text[start:end]
        for start, end in sentences
        if not any(span.start < end and start < span.end for span in coded)
    ]
    assert bare == []


def test_the_number_of_items(sheet: Sheet) -> None:
    assert Counter(position.act for position in sheet.positions) == {
        "demand": 6,
        "propose": 4,
        "offer": 2,
        "commit": 2,
        "accept": 1,
        "warn": 1,
        "withhold": 1,
        "not-stated": 1,
    }
    assert Counter(claim.kind for claim in sheet.claims) == {
        "report": 5,
        "assessment": 5,
        "characterisation": 2,
        "prediction": 3,
    }
    assert Counter(event.status for event in sheet.events) == {
        "occurred": 7,
        "ongoing": 2,
        "announced": 1,
        "stalled": 1,
        "claimed": 1,
    }
    assert len(sheet.offices) == 5


def test_every_position_is_in_the_table(sheet: Sheet) -> None:
    assert [position.id for position in sheet.positions] == [row[0] for row in POSITIONS]
    assert len(POSITIONS) == 18


@pytest.mark.parametrize(
    ("id_", "holder", "act", "option", "firmness", "continuity", "quote"),
    POSITIONS,
    ids=[row[0] for row in POSITIONS],
)
def test_a_position(
    sheet: Sheet,
    id_: str,
    holder: str,
    act: str,
    option: str | None,
    firmness: str | None,
    continuity: str | None,
    quote: str,
) -> None:
    position = items(sheet)[id_]
    assert isinstance(position, Position)
    assert (position.holder, position.act, position.option) == (holder, act, option)
    assert (position.firmness, position.continuity) == (firmness, continuity)
    assert words(sheet, position.evidence[0].quote).startswith(quote)


@pytest.mark.parametrize(
    ("id_", "value", "unit", "mode", "speaker"), FIGURES, ids=[row[0] for row in FIGURES]
)
def test_a_figure_and_whose_it_is(
    sheet: Sheet, id_: str, value: int, unit: str, mode: str, speaker: str | None
) -> None:
    claim = items(sheet)[id_]
    assert isinstance(claim, Claim)
    assert (claim.value, claim.unit) == (Decimal(value), unit)
    (evidence,) = claim.evidence
    assert (evidence.statement.mode, evidence.statement.speaker) == (mode, speaker)


def test_conditions(sheet: Sheet) -> None:
    found = [
        (position.id, words(sheet, condition.quote), condition.option)
        for position in sheet.positions
        for condition in position.conditions
    ]
    assert found == CONDITIONS


def test_hedges(sheet: Sheet) -> None:
    found = [
        (item.id, evidence.statement.hedge)
        for item in items(sheet).values()
        for evidence in item.evidence
        if evidence.statement.hedge
    ]
    assert found == HEDGES


def test_the_campaign_s_pledge_is_not_a_position_of_the_united_states(sheet: Sheet) -> None:
    pledge = items(sheet)["campaign-end-of-war"]
    assert isinstance(pledge, Position)
    assert pledge.holder == "trump-campaign"
    assert pledge.evidence[0].statement.on_behalf_of == "trump-campaign"
    assert pledge.status == "lapsed"


def test_no_position_rests_on_an_opponent_s_words(dossier: Dossier, sheet: Sheet) -> None:
    party = {person.id: {role.party for role in person.roles} for person in dossier.people}
    for position in sheet.positions:
        for evidence in position.evidence:
            speaker = evidence.statement.speaker
            if speaker and position.holder != "trump-campaign":
                assert position.holder in party.get(speaker, {speaker}), position.id


def test_words_of_words(sheet: Sheet) -> None:
    """Trump reports what he said before: each report keeps the earlier statement."""
    nested: dict[str, Statement] = {
        item.id: evidence.statement.quoted_from
        for item in items(sheet).values()
        for evidence in item.evidence
        if evidence.statement.quoted_from
    }
    assert set(nested) == {"us-putin-meeting", "us-end-of-war", "fighting-a-bloodbath"}
    assert {inner.speaker for inner in nested.values()} == {"donald-trump"}


def test_a_characterisation_describes_someone_never_the_fighting(sheet: Sheet) -> None:
    described = {
        claim.id: claim.about for claim in sheet.claims if claim.kind == "characterisation"
    }
    assert described == {
        "big-egos-involved": (),
        "russia-stuck-on-old-demands": ("russia", "istanbul-talks-2022"),
    }


def test_what_putin_wants_is_said_no_more_firmly_than_trump_says_it(sheet: Sheet) -> None:
    claims = {claim.id: claim.label for claim in sheet.claims if claim.about == ("vladimir-putin",)}
    assert claims == {
        "putin-wants-this-over": (
            "Donald Trump would not be talking if he thought Vladimir Putin did not want this over"
        ),
        "putin-wants-to-end-it": "Vladimir Putin wants to end it",
    }


def test_dates_the_article_does_not_give_are_outside_knowledge(
    dossier: Dossier, sheet: Sheet
) -> None:
    assert {e.id: e.date for e in sheet.events if e.date} == {"istanbul-talks-2022": "2022"}
    assert {known.about: known.date for known in dossier.outside} == {
        "trump-putin-call": "2025-05-19",
        "drone-attack": "2025-05-18",
        "drone-interception": "2025-05-18",
    }
    assert not any(position.from_ or position.until for position in sheet.positions)


def test_nothing_is_called_a_red_line_nor_judged_for_salience(sheet: Sheet) -> None:
    assert "red line" not in sheet.source.text
    assert all(position.firmness != "red-line" for position in sheet.positions)
    assert all(position.salience is None for position in sheet.positions)
