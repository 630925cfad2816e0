"""Quotes in a text: found where they are, told apart from what is near, whatever the characters."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from detente.graph.dossier.likeness import difference, nearest
from detente.graph.dossier.model import Span
from detente.graph.dossier.quotes import QuoteError, RepeatedQuoteError, line_of, locate

LETTERS = "ab “”\"'’–-\n\r\t\u00a0é😀\u202e\x00"
TEXTS = st.text(alphabet=LETTERS, min_size=1, max_size=60)


@given(TEXTS, st.data())
@settings(max_examples=300)
def test_every_slice_of_a_text_is_found_where_it_was_taken(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end]
    before = [at for at in range(start + 1) if text.startswith(quote, at)]
    assert locate(text, quote, occurrence=len(before)) == Span(start, end)
    assert locate(text, quote, 1, within=Span(start, end)) == Span(start, end)


@given(TEXTS, st.text(alphabet=LETTERS, min_size=1, max_size=20), st.integers(1, 4))
@settings(max_examples=300)
def test_what_is_found_is_what_was_asked_for(text, quote, occurrence):
    places = [at for at in range(len(text)) if text.startswith(quote, at)]
    if occurrence <= len(places):
        span = locate(text, quote, occurrence)
        assert (span.start, text[span.start : span.end]) == (places[occurrence - 1], quote)
    else:
        with pytest.raises(QuoteError) as caught:
            locate(text, quote, occurrence)
        assert caught.value.help.replace("\n", "").isprintable()


@given(TEXTS, TEXTS)
@settings(max_examples=300)
@example("a", "a" * 400)
@example("a" * 400, "b" + "a" * 399)
def test_the_nearest_passage_is_in_the_text_and_what_differs_can_be_told(text, quote):
    near = nearest(text, quote, least=0)
    if near:
        assert 0 <= near.start < near.end <= len(text)
        told = difference(quote, text[near.start : near.end])
        assert told.splitlines() == [told]
        assert told.isprintable()


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_can_be_told_apart(one, other):
    assert difference(one, other).isprintable()


TEXT = (
    "They met on Monday in Geneva. “No deal,” said Ms Okoye – and left.\nThe talks go on in Bern."
)

NEAR = [
    (
        "met on Tuesday in",
        "met on Monday in",
        "the quote has 'Tuesday' where the text has 'Monday'",
    ),
    ("met Monday", "met on Monday", "the text has 'on', the quote does not"),
    ("They met on a Monday", "They met on Monday", "the quote has 'a', the text does not"),
    ("in Genova", "in Geneva", "the quote has 'Genova' where the text has 'Geneva'"),
    ("no deal", "No deal", "capital and small letters"),
    (
        "Ms Okoye - and",
        "Ms Okoye – and",
        "the quote has - (hyphen-minus) where the text has – (en dash)",
    ),
    (
        "'No deal,'",
        "“No deal,”",
        "the quote has ' (apostrophe) where the text has “ (left double quotation mark)",
    ),
    (
        "left. The talks",
        "left.\nThe talks",
        "the quote has a space where the text has a line break (\\n in double quotes)",
    ),
    ("left.  The", "left.\nThe", "spaces or line breaks between the words"),
    ("we met on Monday", "They met on Monday", "the quote has 'we' where the text has 'They'"),
]


@pytest.mark.parametrize(("quote", "passage", "told"), NEAR, ids=[quote for quote, *_ in NEAR])
def test_nearest_passage_and_what_differs(quote, passage, told):
    near = nearest(TEXT, quote)
    assert near is not None
    assert TEXT[near.start : near.end] == passage
    assert difference(quote, passage) == told


def test_number_of_passages():
    assert len(NEAR) == 10


def test_nothing_is_near():
    assert nearest(TEXT, "Zebras graze quietly") is None
    assert nearest("", "words") is None


def test_a_long_quote_is_told_by_the_part_that_differs():
    words = [f"word{number}" for number in range(1000)]
    text = " ".join(words)
    words[500] = "another"
    with pytest.raises(QuoteError) as caught:
        locate(text, " ".join(words))
    assert caught.value.help.endswith(
        "What differs: the quote has 'another' where the text has 'word500'."
    )


def test_a_long_quote_whose_parts_are_elsewhere():
    parts = ["a" * 300, "b" * 300]
    with pytest.raises(QuoteError, match="Its parts are in the text, but not one after the other"):
        locate(" ".join(parts), "".join(parts))


def test_only_the_first_places_of_a_repeated_quote_are_listed():
    with pytest.raises(RepeatedQuoteError) as caught:
        locate("so\n" * 100, "so")
    assert caught.value.message == "the quote occurs 100 times in the text"
    assert len(caught.value.places) == 6
    assert caught.value.places[4].startswith("occurrence: 5  is on line 5: ")
    assert caught.value.places[5] == "… up to occurrence: 100"


@pytest.mark.parametrize(("offset", "line"), [(0, 1), (1, 1), (2, 2), (4, 3)])
def test_lines_count_from_one(offset, line):
    assert line_of("a\nb\nc", offset) == line
