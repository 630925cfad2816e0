"""Values of the wrong type or form."""

# ruff: noqa: E501 - messages stand here as users see them

from textwrap import dedent

import pytest

AGENDA, SHEET = "dossier.yaml", "sources/monday.yaml"

# id: what is wrong, as (file, old words, new words), and all that is told about it
CASES = {
    "text for a number": (
        [(SHEET, "confidence: 0.9", "confidence: high")],
        """
        sources/monday.yaml:17:17: 'confidence' needs a number, but this is text
            The coder's confidence, 0 to 1, that the words say this. Not whether it is true.
        """,
    ),
    "number in quotes": (
        [(SHEET, "confidence: 0.9", "confidence: '0.9'")],
        """
        sources/monday.yaml:17:17: 'confidence' needs a number, but this is text
            Write it without quotes: 0.9.
        """,
    ),
    "number with a comma": (
        [(SHEET, "confidence: 0.9", "confidence: 0,9")],
        """
        sources/monday.yaml:17:17: 'confidence' needs a number, but this is text
            Write it with a point: 0.9.
        """,
    ),
    "number for text": (
        [(AGENDA, "label: Town Hall", "label: 1789")],
        """
        dossier.yaml:16:22: 'label' needs text, but this is a number
            Put it in quotes: '1789'.
        """,
    ),
    "number with leading zeros for text": (
        [(AGENDA, "label: Town Hall", "label: 007")],
        """
        dossier.yaml:16:22: 'label' needs text, but this is a number
            Put it in quotes: '007'.
        """,
    ),
    "truth value for text": (
        [(AGENDA, "label: Town Hall", "label: true")],
        """
        dossier.yaml:16:22: 'label' needs text, but this is true or false
            Put it in quotes: 'true'.
        """,
    ),
    "list for keys and values": (
        [(AGENDA, "town-hall: {label: Town Hall}", "- town-hall")],
        """
        dossier.yaml:16:3: 'places' needs keys and values, but this is a list
            Where things happen, by id.
        """,
    ),
    "list for parties": (
        [
            (
                AGENDA,
                "parties:\n  union: {label: The union}\n  company: {label: The company, aliases: [management]}\n",
                "parties: [union, company]\n",
            )
        ],
        """
        dossier.yaml:6:10: 'parties' needs keys and values, but this is a list
            Who can hold a position, by id.
        """,
    ),
    "keys and values for a list": (
        [(SHEET, "    participants: [union, company]", "    participants: {union: 1}")],
        """
        sources/monday.yaml:47:19: 'participants' needs a list, but this is a group of keys and values
            Parties and people who took part.
        """,
    ),
    "one id for a list": (
        [(AGENDA, "principals: [union, company]", "principals: union")],
        """
        dossier.yaml:4:13: 'principals' needs a list, but this is text
            Write a list, even of one: [union].
        """,
    ),
    "text for a list": (
        [
            (
                SHEET,
                "      - {quote: Talks on pay resumed, mode: narrator}",
                "      Talks on pay resumed",
            )
        ],
        """
        sources/monday.yaml:51:7: 'evidence' needs a list, but this is text
            The words that show it.
        """,
    ),
    "nothing": (
        [(SHEET, "    holder: union", "    holder:")],
        """
        sources/monday.yaml:12:12: 'holder' has no value
            The party whose position it is.
        """,
    ),
    "nothing for a list": (
        [
            (
                SHEET,
                "    evidence:\n      - {quote: Talks on pay resumed, mode: narrator}\n",
                "    evidence:\n",
            )
        ],
        """
        sources/monday.yaml:50:14: 'evidence' has no value
            The words that show it.
        """,
    ),
    "nothing for a section": (
        [(SHEET, "source: {text: monday.txt, language: en}", "source:")],
        """
        sources/monday.yaml:1:8: 'source' has no value
            The text that is coded here.
        """,
    ),
    "empty text": (
        [(AGENDA, "label: Town Hall", "label: ''")],
        """
        dossier.yaml:16:22: 'label' is empty
            Name as shown.
        """,
    ),
    "empty list": (
        [(AGENDA, "principals: [union, company]", "principals: []")],
        """
        dossier.yaml:4:13: 'principals' is empty
            Parties whose dispute the negotiation is about; everyone else is a third party.
        """,
    ),
    "same entry twice": (
        [(AGENDA, "principals: [union, company]", "principals: [union, union]")],
        """
        dossier.yaml:4:21: 'principals' lists 'union' twice
            Keep one of them.
        """,
    ),
    "same entry twice where one is enough": (
        [(AGENDA, "value: 6, performer: company", "value: 6, performer: [company, company]")],
        """
        dossier.yaml:24:87: 'performer' lists 'company' twice
            Keep one of them.
        """,
    ),
    "number for an id": (
        [(AGENDA, "value: 6, performer: company", "value: 6, performer: 3")],
        """
        dossier.yaml:24:77: 'performer' needs an id or a list of ids, but this is a number
            Who would have to act. Leave out when the text does not say.
        """,
    ),
    "number too large": (
        [(SHEET, "confidence: 0.9", "confidence: 9")],
        """
        sources/monday.yaml:17:17: 9 is out of range for 'confidence'
            The coder's confidence, 0 to 1, that the words say this. Not whether it is true.
        """,
    ),
    "number too small": (
        [(SHEET, "confidence: 0.9", "confidence: -0.1")],
        """
        sources/monday.yaml:17:17: -0.1 is out of range for 'confidence'
            The coder's confidence, 0 to 1, that the words say this. Not whether it is true.
        """,
    ),
    "id with capitals and underscore": (
        [(SHEET, "id: union-pay", "id: Union_Pay")],
        """
        sources/monday.yaml:11:9: 'Union_Pay' cannot be an id
            Expected: Lower-case letters, digits and single hyphens.
            Did you mean 'union-pay'?
        """,
    ),
    "id with a space, wherever it stands": (
        [
            (AGENDA, "  town-hall: {", "  Town Hall: {"),
            (SHEET, "place: town-hall", "place: Town Hall"),
        ],
        """
        dossier.yaml:16:3: 'Town Hall' cannot be an id
            Expected: Lower-case letters, digits and single hyphens.
            Did you mean 'town-hall'?
        sources/monday.yaml:48:12: 'Town Hall' cannot be an id
            Expected: Lower-case letters, digits and single hyphens.
            Did you mean 'town-hall'?
        """,
    ),
    "id without a letter": (
        [(SHEET, "id: union-pay", "id: “”")],
        """
        sources/monday.yaml:11:9: '“”' cannot be an id
            Expected: Lower-case letters, digits and single hyphens.
        """,
    ),
    "id too long": (
        [
            (
                SHEET,
                "id: union-pay",
                "id: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            )
        ],
        """
        sources/monday.yaml:11:9: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…aaaaaaaaaaaaaaaaaaaaaaaaaaaaa' cannot be an id
            An id has at most 120 characters; this has 121.
        """,
    ),
    "date in words": (
        [(SHEET, "    time: on Monday", "    time: on Monday\n    date: 19 May 2025")],
        """
        sources/monday.yaml:50:11: '19 May 2025' is not right for 'date'
            Expected: A date: YYYY-MM-DD, YYYY-MM or YYYY.
        """,
    ),
    "month 13": (
        [(SHEET, "    time: on Monday", "    time: on Monday\n    date: 2025-13-01")],
        """
        sources/monday.yaml:50:11: '2025-13-01' is not right for 'date'
            Expected: A date: YYYY-MM-DD, YYYY-MM or YYYY.
        """,
    ),
    "30 February": (
        [(SHEET, "    time: on Monday", "    time: on Monday\n    date: 2025-02-30")],
        """
        sources/monday.yaml:50:11: '2025-02-30' is in no calendar
            Check it; leave out the day, or day and month, when they are not known.
        """,
    ),
    "address without http": (
        [(SHEET, "language: en}", "language: en, url: www.example.org}")],
        """
        sources/monday.yaml:1:47: 'www.example.org' is not right for 'url'
            Expected: An http or https address.
        """,
    ),
    "language by its name": (
        [(SHEET, "language: en}", "language: English}")],
        """
        sources/monday.yaml:1:38: 'English' is not right for 'language'
            Expected: A language tag in lower case, such as en, uk or pt-br.
        """,
    ),
    "Wikidata number alone": (
        [(AGENDA, "town-hall: {label: Town Hall}", "town-hall: {label: Town Hall, same_as: Q42}")],
        """
        dossier.yaml:16:42: 'Q42' is not right for 'same_as'
            Expected: The same thing elsewhere: wd:Q159 (Wikidata) or a full address. Leave it out rather than guess.
            Did you mean 'wd:Q42'?
        """,
    ),
    "base without a slash": (
        [(AGENDA, "id: strike\n", "id: strike\nbase: https://example.org/strike\n")],
        """
        dossier.yaml:3:7: 'https://example.org/strike' is not right for 'base'
            Expected: Address under which the dossier's own things are named; http or https, ends in / or #. Default: https://w3id.org/detente/dossier/ID/.
        """,
    ),
    "text in another folder": (
        [(SHEET, "text: monday.txt", "text: ../monday.txt")],
        """
        sources/monday.yaml:1:16: '../monday.txt' is not right for 'text'
            Expected: File name of the text, in the same folder as the sheet.
        """,
    ),
    "address with brackets": (
        [(SHEET, "language: en}", "language: en, url: 'https://example.org/a[1]'}")],
        """
        sources/monday.yaml:1:47: 'https://example.org/a[1]' cannot be an address
            Copy it from the browser's address line; there, [ is written %5B and ] %5D.
        """,
    ),
    "number in a list of ids": (
        [(SHEET, "participants: [union, company]", "participants: [union, 3]")],
        """
        sources/monday.yaml:47:27: each entry of 'participants' needs text, but this is a number
            Put it in quotes: '3'.
        """,
    ),
    "number too long to be exact": (
        [(AGENDA, "value: 6,", "value: 1234567890123456789,")],
        """
        dossier.yaml:24:63: 'value' needs a number, but this is text
            Give at most 15 digits.
        """,
    ),
    "not a number": (
        [(AGENDA, "value: 6,", "value: .nan,")],
        """
        dossier.yaml:24:63: 'value' needs a number, but this is text
            Rank or measure on the issue's scale. Says nothing about which end is better.
        """,
    ),
    "events as one event": (
        [
            (
                SHEET,
                "events:\n  - id: monday-talks\n    label",
                "events:\n    id: monday-talks\n    label",
            )
        ],
        """
        sources/monday.yaml:44:5: 'events' needs a list, but this is a group of keys and values
            What happened, goes on or is announced.
        """,
    ),
    "an id with a trailing line break": (
        [(SHEET, "id: union-pay", 'id: "union-pay\\n"')],
        r"""
        sources/monday.yaml:11:9: "union-pay\n" cannot be an id
            Expected: Lower-case letters, digits and single hyphens.
            Did you mean 'union-pay'?
        """,
    ),
    "list for an issue": (
        [
            (
                AGENDA,
                "  work:\n    question: Is work resumed?\n    options:\n      strike-ends: {label: The strike ends, performer: union}\n",
                "  work: [strike-ends]\n",
            )
        ],
        """
        dossier.yaml:26:9: 'work' needs keys and values, but this is a list
            What has to be settled, by id.
        """,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_fault_is_told_once_and_at_its_place(strike, case):
    edits, told = CASES[case]
    strike.edit(*edits)
    assert strike.told() == dedent(told).strip()


def test_number_of_cases():
    assert len(CASES) == 40
