"""Quotes that are not in the text, or are there more than once."""

# ruff: noqa: E501 - messages stand here as users see them

from textwrap import dedent

import pytest

SHEET, TEXT = "sources/monday.yaml", "sources/monday.txt"

# id: what is wrong, as (file, old words, new words), and all that is told about it
CASES = {
    "straight for curly quotation marks": (
        [
            (
                SHEET,
                'within: "“We want at least six per cent – not a day later.”"',
                "within: '\"We want at least six per cent – not a day later.\"'",
            )
        ],
        """
        sources/monday.yaml:20:17: 'within' is not in the text
            Closest passage, line 2 of the text: '“We want at least six per cent – not a day later.”'
            What differs: 'within' has " (quotation mark) where the text has “ (left double quotation mark).
        """,
    ),
    "hyphen for dash": (
        [(SHEET, "six per cent – not a day later", "six per cent - not a day later")],
        """
        sources/monday.yaml:20:17: 'within' is not in the text
            Closest passage, line 2 of the text: '“We want at least six per cent – not a day later.”'
            What differs: 'within' has - (hyphen-minus) where the text has – (en dash).
        """,
    ),
    "another word": (
        [
            (SHEET, "quote: may offer three per cent", "quote: could offer three per cent"),
            (SHEET, "        within: The company said it may offer three per cent\n", ""),
        ],
        """
        sources/monday.yaml:38:16: the quote is not in the text
            Closest passage, line 3 of the text: 'may offer three per cent'
            What differs: the quote has 'could' where the text has 'may'.
        """,
    ),
    "word missing": (
        [
            (SHEET, "quote: may offer three per cent", "quote: may offer per cent"),
            (SHEET, "        within: The company said it may offer three per cent\n", ""),
        ],
        """
        sources/monday.yaml:38:16: the quote is not in the text
            Closest passage, line 3 of the text: 'may offer three per cent'
            What differs: the text has 'three', the quote does not.
        """,
    ),
    "word too many": (
        [
            (SHEET, "quote: may offer three per cent", "quote: may now offer three per cent"),
            (SHEET, "        within: The company said it may offer three per cent\n", ""),
        ],
        """
        sources/monday.yaml:38:16: the quote is not in the text
            Closest passage, line 3 of the text: 'may offer three per cent'
            What differs: the quote has 'now', the text does not.
        """,
    ),
    "small letter": (
        [(SHEET, "quote: Talks on pay resumed", "quote: talks on pay resumed")],
        """
        sources/monday.yaml:51:17: the quote is not in the text
            Closest passage, line 1 of the text: 'Talks on pay resumed'
            What differs: capital and small letters.
        """,
    ),
    "two spaces": (
        [(SHEET, "quote: Talks on pay resumed", "quote: Talks on  pay resumed")],
        """
        sources/monday.yaml:51:17: the quote is not in the text
            Closest passage, line 1 of the text: 'Talks on pay resumed'
            What differs: spaces or line breaks between the words.
        """,
    ),
    "space for a line break": (
        [(SHEET, "quote: if the strike ends", "quote: three per cent if the strike ends")],
        r"""
        sources/monday.yaml:36:82: the quote is not in the text
            Closest passage, line 3 of the text: "three per cent\nif the strike ends"
            What differs: the quote has a space where the text has a line break (\n in double quotes).
        """,
    ),
    "no-break space": (
        [(SHEET, "quote: Talks on pay resumed", "quote: Talks on\u00a0pay resumed")],
        """
        sources/monday.yaml:51:17: the quote is not in the text
            Closest passage, line 1 of the text: 'Talks on pay resumed'
            What differs: the quote has a no-break space where the text has a space.
        """,
    ),
    "comma missing": (
        [
            (
                SHEET,
                'quote: "Ada Lind, who chairs the union"',
                "quote: Ada Lind who chairs the union",
            )
        ],
        """
        sources/monday.yaml:8:17: the quote is not in the text
            Closest passage, line 2 of the text: 'Ada Lind, who chairs the union'
            What differs: the text has ',', the quote does not.
        """,
    ),
    "nothing near": (
        [(SHEET, "quote: Talks on pay resumed", "quote: Zebras graze quietly")],
        """
        sources/monday.yaml:51:17: the quote is not in the text
            Nothing in the text comes close to it.
        """,
    ),
    "condition's words twice": (
        [
            (SHEET, "quote: if the strike ends", "quote: three per cent"),
            (TEXT, "The talks go on.", "The talks go on about three per cent."),
        ],
        """
        sources/monday.yaml:36:82: the quote occurs twice in the text
            Say which one is meant by adding its occurrence:
            occurrence: 1  is on line 3: …mpany said it may offer [three per cent] if the strike ends, to …
            occurrence: 2  is on line 4: …. The talks go on about [three per cent]. …
        """,
    ),
    "words twice": (
        [(SHEET, "{quote: Talks on pay resumed, mode", "{quote: per cent, mode")],
        """
        sources/monday.yaml:51:17: the quote occurs twice in the text
            Say which one is meant by adding its occurrence, or a longer passage as 'within':
            occurrence: 1  is on line 2: …: “We want at least six [per cent] – not a day later.” The…
            occurrence: 2  is on line 3: …said it may offer three [per cent] if the strike ends, to …
        """,
    ),
    "letter many times in within": (
        [(SHEET, "      - quote: six per cent\n", "      - quote: a\n")],
        """
        sources/monday.yaml:19:16: the quote occurs 6 times in 'within'
            Say which one is meant by adding its occurrence, or a longer passage as 'within':
            occurrence: 1  is on line 2: …s the union, said: “We w[a]nt at least six per cent…
            occurrence: 2  is on line 2: …e union, said: “We want [a]t least six per cent – n…
            occurrence: 3  is on line 2: …on, said: “We want at le[a]st six per cent – not a …
            occurrence: 4  is on line 2: …east six per cent – not [a] day later.” The company…
            occurrence: 5  is on line 2: …t six per cent – not a d[a]y later.” The company sa…
            … up to occurrence: 6
        """,
    ),
    "occurrence too high": (
        [(SHEET, "{quote: Talks on pay resumed, mode", "{quote: per cent, occurrence: 3, mode")],
        """
        sources/monday.yaml:51:17: there is no occurrence 3 of the quote
            It occurs twice in the text.
        """,
    ),
    "occurrence of what is there once": (
        [
            (
                SHEET,
                "{quote: Talks on pay resumed, mode",
                "{quote: Talks on pay resumed, occurrence: 2, mode",
            )
        ],
        """
        sources/monday.yaml:51:17: there is no occurrence 2 of the quote
            It occurs once in the text.
        """,
    ),
    "occurrence 0": (
        [(SHEET, "{quote: Talks on pay resumed, mode", "{quote: per cent, occurrence: 0, mode")],
        """
        sources/monday.yaml:51:39: 0 is out of range for 'occurrence'
            Which one is meant, counted from 1, when the quote occurs more than once in the text (or in within).
        """,
    ),
    "occurrence one and a half": (
        [(SHEET, "{quote: Talks on pay resumed, mode", "{quote: per cent, occurrence: 1.5, mode")],
        """
        sources/monday.yaml:51:39: 'occurrence' needs a whole number, but this is a number
            Which one is meant, counted from 1, when the quote occurs more than once in the text (or in within).
        """,
    ),
    "within that lacks the quote": (
        [(SHEET, "      - quote: six per cent\n", "      - quote: three per cent\n")],
        """
        sources/monday.yaml:19:16: the quote is not in 'within'
            It is on line 3 of the text: make 'within' contain it.
        """,
    ),
    "within that has something like the quote": (
        [(SHEET, "      - quote: six per cent\n", "      - quote: sixty per cent\n")],
        """
        sources/monday.yaml:19:16: the quote is not in 'within'
            Closest passage, line 2 of the text: 'six per cent'
            What differs: the quote has 'sixty' where the text has 'six'.
        """,
    ),
    "within twice": (
        [
            (SHEET, "within: The company said it may offer three per cent", "within: per cent"),
            (SHEET, "quote: may offer three per cent", "quote: cent"),
        ],
        """
        sources/monday.yaml:39:17: 'within' occurs twice in the text
            Lengthen it until it occurs once:
            place 1  is on line 2: …: “We want at least six [per cent] – not a day later.” The…
            place 2  is on line 3: …said it may offer three [per cent] if the strike ends, to …
        """,
    ),
    "within not in the text": (
        [
            (
                SHEET,
                "within: The company said it may offer three per cent",
                "within: The company said it might offer three per cent",
            )
        ],
        """
        sources/monday.yaml:39:17: 'within' is not in the text
            Closest passage, line 3 of the text: 'The company said it may offer three per cent'
            What differs: 'within' has 'might' where the text has 'may'.
        """,
    ),
    "hedge not in the text": (
        [(SHEET, "hedge: at least", "hedge: at most")],
        """
        sources/monday.yaml:24:16: 'hedge' is not in the text
            Nothing in the text comes close to it.
        """,
    ),
    "time of an event not in the text": (
        [(SHEET, "time: on Monday", "time: on monday")],
        """
        sources/monday.yaml:49:11: 'time' is not in the text
            Closest passage, line 1 of the text: 'on Monday'
            What differs: capital and small letters.
        """,
    ),
    "rationale not in the text": (
        [(SHEET, "rationale: to keep the plant open", "rationale: to keep plants open")],
        """
        sources/monday.yaml:33:16: 'rationale' is not in the text
            Closest passage, line 4 of the text: 'to keep the plant open'
            What differs: 'rationale' has 'plants' where the text has 'the plant'.
        """,
    ),
    "time of a statement not in the text": (
        [(SHEET, "        hedge: at least", "        time: on Tuesday")],
        """
        sources/monday.yaml:24:15: 'time' is not in the text
            Closest passage, line 1 of the text: 'on Monday'
            What differs: 'time' has 'Tuesday' where the text has 'Monday'.
        """,
    ),
    "condition's words not in the text": (
        [(SHEET, "quote: if the strike ends", "quote: if strikes end")],
        """
        sources/monday.yaml:36:82: the quote is not in the text
            Closest passage, line 4 of the text: 'if the strike ends'
            What differs: the quote has 'strikes end' where the text has 'the strike ends'.
        """,
    ),
    "misspelt text": (
        [(SHEET, "text: monday.txt", "text: mondy.txt")],
        """
        sources/monday.yaml:1:16: there is no text 'sources/mondy.txt'
            Did you mean 'monday.txt'?
        """,
    ),
    "unknown text": (
        [(SHEET, "text: monday.txt", "text: xyz.pdf")],
        """
        sources/monday.yaml:1:16: there is no text 'sources/xyz.pdf'
            Known texts: monday.txt.
        """,
    ),
    "a sheet as its own text": (
        [(SHEET, "text: monday.txt", "text: monday.yaml")],
        """
        sources/monday.yaml:1:16: 'monday.yaml' is a coding sheet, not a source text
            Did you mean 'monday.txt'?
        """,
    ),
    "a mark that turns the line round": (
        [(SHEET, "quote: Talks on pay resumed", 'quote: "Talks on \\u202epay resumed"')],
        r"""
        sources/monday.yaml:51:17: the quote is not in the text
            Closest passage, line 1 of the text: 'Talks on pay resumed'
            What differs: the quote has "\u202e", the text does not.
        """,
    ),
    "a terminal's escape": (
        [(SHEET, "quote: Talks on pay resumed", 'quote: "Talks on \\e[31m pay resumed"')],
        r"""
        sources/monday.yaml:51:17: the quote is not in the text
            Closest passage, line 1 of the text: 'Talks on pay resumed'
            What differs: the quote has "\x1b [ 31m", the text does not.
        """,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_fault_is_told_once_and_at_its_place(strike, case):
    edits, told = CASES[case]
    strike.edit(*edits)
    assert strike.told() == dedent(told).strip()


def test_number_of_cases():
    assert len(CASES) == 32
