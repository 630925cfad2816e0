"""Ids that nothing has, that something else has, or that two things have."""

# ruff: noqa: E501 - messages stand here as users see them

from textwrap import dedent

import pytest

AGENDA, SHEET = "dossier.yaml", "sources/monday.yaml"

# id: what is wrong, as (file, old words, new words), and all that is told about it
CASES = {
    "misspelt id": (
        [(SHEET, "    holder: union\n", "    holder: unoin\n")],
        """
        sources/monday.yaml:12:13: there is no party 'unoin'
            Did you mean 'union'?
        """,
    ),
    "unknown id": (
        [(SHEET, "    holder: union\n", "    holder: mediators\n")],
        """
        sources/monday.yaml:12:13: there is no party 'mediators'
            Known parties: company, union.
        """,
    ),
    "misspelt option": (
        [(SHEET, "option: six-per-cent", "option: six-percent")],
        """
        sources/monday.yaml:15:13: there is no option 'six-percent'
            Did you mean 'six-per-cent'?
        """,
    ),
    "misspelt id in a list": (
        [(SHEET, "participants: [union, company]", "participants: [union, compnay]")],
        """
        sources/monday.yaml:47:27: there is no person or party 'compnay'
            Did you mean 'company'?
        """,
    ),
    "unknown event": (
        [(SHEET, "made_during: monday-talks", "made_during: tuesday-talks")],
        """
        sources/monday.yaml:25:22: there is no event 'tuesday-talks'
            Did you mean 'monday-talks'?
        """,
    ),
    "unknown id in the agenda": (
        [(AGENDA, "principals: [union, company]", "principals: [union, firm]")],
        """
        dossier.yaml:4:21: there is no party 'firm'
            Known parties: company, union.
        """,
    ),
    "id in capitals": (
        [(SHEET, "    holder: union\n", "    holder: Union\n")],
        """
        sources/monday.yaml:12:13: there is no party 'Union'
            Did you mean 'union'?
        """,
    ),
    "label for an id": (
        [(SHEET, "        speaker: ada-lind", "        speaker: Ada Lind")],
        """
        sources/monday.yaml:22:18: there is no person or party 'Ada Lind'
            Did you mean 'ada-lind'?
        """,
    ),
    "person for a party": (
        [(SHEET, "    holder: union\n", "    holder: ada-lind\n")],
        """
        sources/monday.yaml:12:13: 'ada-lind' is a person, but 'holder' needs a party
            Known parties: company, union.
        """,
    ),
    "party for a place": (
        [(SHEET, "    place: town-hall", "    place: union")],
        """
        sources/monday.yaml:48:12: 'union' is a party, but 'place' needs a place
            Known places: town-hall.
        """,
    ),
    "person for a party in the agenda": (
        [(AGENDA, "roles: [{party: union", "roles: [{party: ada-lind")],
        """
        dossier.yaml:13:21: 'ada-lind' is a person, but 'party' needs a party
            Known parties: company, union.
        """,
    ),
    "condition as what a claim is about": (
        [
            (
                SHEET,
                "events:",
                "claims:\n  - id: x\n    kind: report\n    label: X\n    about: if-strike-ends\n    confidence: 1\n    evidence:\n      - {quote: The talks go on, mode: narrator}\n\nevents:",
            )
        ],
        """
        sources/monday.yaml:47:12: 'if-strike-ends' is a condition, but 'about' needs a party, a person, a place, an issue, an option, a position, a claim or an event
            Did you mean 'strike-ends'?
        """,
    ),
    "place for an event": (
        [(SHEET, "made_during: monday-talks", "made_during: town-hall")],
        """
        sources/monday.yaml:25:22: 'town-hall' is a place, but 'made_during' needs an event
            Known events: monday-talks.
        """,
    ),
    "id of a party and a place": (
        [
            (AGENDA, "  town-hall: {label: Town Hall}", "  union: {label: Town Hall}"),
            (SHEET, "    place: town-hall\n", ""),
        ],
        """
        dossier.yaml:16:3: the id 'union' is already given to a party
            See dossier.yaml:7:3. Ids are unique in a dossier: rename one.
        """,
    ),
    "id of an issue and an option": (
        [
            (AGENDA, "      strike-ends: {", "      work: {"),
            (SHEET, "option: strike-ends,", "option: work,"),
        ],
        """
        dossier.yaml:29:7: the id 'work' is already given to an issue
            See dossier.yaml:26:3. Ids are unique in a dossier: rename one.
        """,
    ),
    "id of a place and an event": (
        [
            (SHEET, "id: monday-talks", "id: town-hall"),
            (SHEET, "made_during: monday-talks", "made_during: town-hall"),
        ],
        """
        sources/monday.yaml:44:9: the id 'town-hall' is already given to a place
            See dossier.yaml:16:3. Ids are unique in a dossier: rename one.
        """,
    ),
    "id of two positions": (
        [(SHEET, "  - id: company-pay", "  - id: union-pay")],
        """
        sources/monday.yaml:27:9: the id 'union-pay' is given twice in this sheet
            See sources/monday.yaml:11:9. Put all its evidence in one place, or rename one.
        """,
    ),
    "id of a position and a condition": (
        [(SHEET, "id: if-strike-ends", "id: union-pay")],
        """
        sources/monday.yaml:36:14: the id 'union-pay' is given twice in this sheet
            See sources/monday.yaml:11:9. Put all its evidence in one place, or rename one.
        """,
    ),
    "part of an id": (
        [(SHEET, "        speaker: ada-lind", "        speaker: Lind")],
        """
        sources/monday.yaml:22:18: there is no person or party 'Lind'
            Did you mean 'ada-lind'?
        """,
    ),
    "nothing of the kind": (
        [(AGENDA, "places:\n  town-hall: {label: Town Hall}\n", "")],
        """
        sources/monday.yaml:48:12: there is no place 'town-hall'
            There are no places yet.
        """,
    ),
    "event that has no sheet": (
        [
            (
                AGENDA,
                "issues:\n",
                "outside:\n  - {about: monday-talk, date: 2025-05-19, basis: calendar}\n\nissues:\n",
            )
        ],
        """
        dossier.yaml:19:13: there is no event or position 'monday-talk'
            Did you mean 'monday-talks'?
        """,
    ),
    "party for an event with a date": (
        [
            (
                AGENDA,
                "issues:\n",
                "outside:\n  - {about: union, date: 2025-05-19, basis: calendar}\n\nissues:\n",
            )
        ],
        """
        dossier.yaml:19:13: 'union' is a party, but 'about' needs an event or a position
            Did you mean 'union-pay'?
        """,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_fault_is_told_once_and_at_its_place(strike, case):
    edits, told = CASES[case]
    strike.edit(*edits)
    assert strike.told() == dedent(told).strip()


def test_number_of_cases():
    assert len(CASES) == 22
