"""Keys and codes that a dossier does not know, and those it lacks."""

# ruff: noqa: E501 - messages stand here as users see them

from textwrap import dedent

import pytest

AGENDA, SHEET = "dossier.yaml", "sources/monday.yaml"

# id: what is wrong, as (file, old words, new words), and all that is told about it
CASES = {
    "misspelt key": (
        [(SHEET, "    holder: union", "    hodler: union")],
        """
        sources/monday.yaml:12:5: unknown key 'hodler' in a position
            Did you mean 'holder'?
        """,
    ),
    "unknown key": (
        [(SHEET, "    holder: union", "    holder: union\n    colour: red")],
        """
        sources/monday.yaml:13:5: unknown key 'colour' in a position
            Known keys: act, addressee, conditions, confidence, continuity, evidence, firmness, from, holder, id, issue, note … (19 in all).
        """,
    ),
    "misspelt section": (
        [(SHEET, "events:", "evnets:")],
        """
        sources/monday.yaml:43:1: unknown key 'evnets' in this file
            Did you mean 'events'?
        """,
    ),
    "misspelt section in the agenda": (
        [(AGENDA, "parties:", "partys:")],
        """
        dossier.yaml:6:1: unknown key 'partys' in this file
            Did you mean 'parties'?
        """,
    ),
    "misspelt key in evidence": (
        [(SHEET, "        speaker: ada-lind", "        speeker: ada-lind")],
        """
        sources/monday.yaml:22:9: unknown key 'speeker' in evidence
            Did you mean 'speaker'?
        """,
    ),
    "misspelt key beside the right one": (
        [(SHEET, "        speaker: ada-lind", "        speaker: ada-lind\n        speeker: union")],
        """
        sources/monday.yaml:23:9: unknown key 'speeker' in evidence
            Did you mean 'speaker'?
        """,
    ),
    "missing key": (
        [(SHEET, "    act: demand\n", "")],
        """
        sources/monday.yaml:11:5: a position needs the key 'act'
            What the party does with the option.
        """,
    ),
    "two missing keys": (
        [(SHEET, "    holder: union\n", ""), (SHEET, "    confidence: 0.9\n", "")],
        """
        sources/monday.yaml:11:5: a position needs the key 'confidence'
            The coder's confidence, 0 to 1, that the words say this. Not whether it is true.
        sources/monday.yaml:11:5: a position needs the key 'holder'
            The party whose position it is.
        """,
    ),
    "missing evidence": (
        [(SHEET, "    evidence:\n      - {quote: Talks on pay resumed, mode: narrator}\n", "")],
        """
        sources/monday.yaml:44:5: an event needs the key 'evidence'
            The words that show it.
        """,
    ),
    "missing section": (
        [
            (
                AGENDA,
                "parties:\n  union: {label: The union}\n  company: {label: The company, aliases: [management]}\n",
                "",
            )
        ],
        """
        dossier.yaml:1:1: this file needs the key 'parties'
            Who can hold a position, by id.
        """,
    ),
    "missing label": (
        [(AGENDA, "town-hall: {label: Town Hall}", "town-hall: {}")],
        """
        dossier.yaml:16:14: a place needs the key 'label'
            Name as shown.
        """,
    ),
    "condition about nothing": (
        [(SHEET, "option: strike-ends, quote", "quote")],
        """
        sources/monday.yaml:36:9: a condition needs the key 'party' or 'option'
            party: The party the condition is about.
            option: The option whose being carried out is the condition.
        """,
    ),
    "misspelt code": (
        [(SHEET, "act: demand", "act: demnd")],
        """
        sources/monday.yaml:14:10: 'demnd' is not a known act
            Did you mean 'demand'?
        """,
    ),
    "unknown code": (
        [(SHEET, "firmness: insisted", "firmness: loud")],
        """
        sources/monday.yaml:16:15: 'loud' is not a known firmness
            Known values: hinted, insisted, open, red-line, stated.
        """,
    ),
    "code in capitals": (
        [(SHEET, "act: demand", "act: Demand")],
        """
        sources/monday.yaml:14:10: 'Demand' is not a known act
            Did you mean 'demand'?
        """,
    ),
    "status that is none": (
        [(SHEET, "status: occurred", "status: happened")],
        """
        sources/monday.yaml:46:13: 'happened' is not a known status
            Known values: announced, claimed, occurred, ongoing, stalled.
        """,
    ),
    "position's status for an event": (
        [(SHEET, "status: occurred", "status: withdrawn")],
        """
        sources/monday.yaml:46:13: 'withdrawn' is not a known status
            Known values: announced, claimed, occurred, ongoing, stalled.
        """,
    ),
    "number for a code": (
        [(SHEET, "mode: direct-quote", "mode: 3")],
        """
        sources/monday.yaml:21:15: '3' is not a known mode
            Known values: direct-quote, indirect, narrator, partial-quote, presupposed.
        """,
    ),
    "nothing for a code": (
        [(SHEET, "act: demand", "act:")],
        """
        sources/monday.yaml:14:9: 'act' has no value
            What the party does with the option.
            Known values: demand, propose, offer, accept, commit, concede, refuse, warn, withhold, not-stated.
        """,
    ),
    "comma in a quote between braces": (
        [
            (
                SHEET,
                '{quote: "Ada Lind, who chairs the union", mode',
                "{quote: Ada Lind, who chairs the union, mode",
            )
        ],
        """
        sources/monday.yaml:8:27: unknown key 'who chairs the union' in evidence
            A comma ends a value inside { }: put a text that contains one in quotes.
        """,
    ),
    "misspelt keys in a misspelt section": (
        [(SHEET, "events:", "evnets:"), (SHEET, "    status: occurred", "    staus: occurred")],
        """
        sources/monday.yaml:43:1: unknown key 'evnets' in this file
            Did you mean 'events'?
        sources/monday.yaml:46:5: unknown key 'staus' in an event
            Did you mean 'status'?
        """,
    ),
    "wrong version": (
        [(AGENDA, "detente: 1", "detente: 2")],
        """
        dossier.yaml:1:10: this is not version 1 of the dossier format
            Write 'detente: 1', or use a release of Détente that reads the version meant.
        """,
    ),
    "version as text": (
        [(AGENDA, "detente: 1", "detente: '1'")],
        """
        dossier.yaml:1:10: this is not version 1 of the dossier format
            Write 'detente: 1', or use a release of Détente that reads the version meant.
        """,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_fault_is_told_once_and_at_its_place(strike, case):
    edits, told = CASES[case]
    strike.edit(*edits)
    assert strike.told() == dedent(told).strip()


def test_number_of_cases():
    assert len(CASES) == 23
