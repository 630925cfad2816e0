"""Faults in several files: each is told, in order, once; and what sheets say together."""

# ruff: noqa: E501 - messages stand here as users see them

from textwrap import dedent

import pytest

AGENDA, SHEET, TEXT = "dossier.yaml", "sources/monday.yaml", "sources/monday.txt"
OTHER_SHEET, OTHER_TEXT = "sources/tuesday.yaml", "sources/tuesday.txt"

TUESDAY = """\
source: {text: tuesday.txt}
claims:
  - id: talks-go-on
    kind: report
    label: The talks go on
    about: monday-talks
    confidence: 1
    evidence:
      - {quote: The talks of Monday go on, mode: narrator}
"""


@pytest.fixture
def two_sources(strike):
    strike.write(OTHER_TEXT, "The talks of Monday go on.\n")
    strike.write(OTHER_SHEET, TUESDAY)
    assert strike.told() == ""
    return strike


def test_ten_faults_in_two_files_are_told_in_one_run(strike):
    strike.edit(
        (AGENDA, "detente: 1", "detente: 3"),
        (AGENDA, "principals: [union", "principals: [onion"),
        (AGENDA, "town-hall: {label: Town Hall}", "town-hall: {name: Town Hall}"),
        (AGENDA, "scale: interval", "scale: metric"),
        (SHEET, "title: Chair", "title: 2"),
        (SHEET, "act: demand", "act: demnad"),
        (SHEET, "hedge: at least", "hedge: at most"),
        (SHEET, "    confidence: 0.8\n", ""),
        (SHEET, "quote: if the strike ends", "quote: when the strike ends"),
        (SHEET, "place: town-hall", "place: ada-lind"),
    )
    told = """
        dossier.yaml:1:10: this is not version 1 of the dossier format
            Write 'detente: 1', or use a release of Détente that reads the version meant.
        dossier.yaml:4:14: there is no party 'onion'
            Did you mean 'union'?
        dossier.yaml:16:14: a place needs the key 'label'
            Name as shown.
        dossier.yaml:16:15: unknown key 'name' in a place
            Known keys: aliases, label, note, same_as.
        dossier.yaml:21:12: 'metric' is not a known scale
            Known values: interval, nominal, ordinal.
        sources/monday.yaml:6:12: 'title' needs text, but this is a number
            Put it in quotes: '2'.
        sources/monday.yaml:14:10: 'demnad' is not a known act
            Did you mean 'demand'?
        sources/monday.yaml:24:16: 'hedge' is not in the text
            Nothing in the text comes close to it.
        sources/monday.yaml:27:5: a position needs the key 'confidence'
            The coder's confidence, 0 to 1, that the words say this. Not whether it is true.
        sources/monday.yaml:35:82: the quote is not in the text
            Closest passage, line 4 of the text: 'if the strike ends'
            What differs: the quote has 'when' where the text has 'if'.
        sources/monday.yaml:47:12: 'ada-lind' is a person, but 'place' needs a place
            Known places: town-hall.
        """
    assert strike.told() == dedent(told).strip()


def test_a_sheet_that_cannot_be_read_leaves_the_others_alone(two_sources):
    two_sources.edit((SHEET, "time: on Monday", "time: [on Monday"))
    told = """
        sources/monday.yaml:49:11: the bracket that opens here is not closed
            Close it with ] or }.
        """
    assert two_sources.told() == dedent(told).strip()


def test_an_agenda_that_cannot_be_read_leaves_the_sheets_alone(two_sources):
    two_sources.edit(
        (AGENDA, "[management]", "[management"), (OTHER_SHEET, "kind: report", "kind: rumour")
    )
    told = """
        dossier.yaml:8:53: expected a comma or the closing bracket here
            Put a text that contains a comma, ': ' or brackets in quotes.
        sources/tuesday.yaml:4:11: 'rumour' is not a known kind
            Known values: assessment, characterisation, prediction, report.
        """
    assert two_sources.told() == dedent(told).strip()


@pytest.mark.parametrize("content", [b"\xff", b"", b"text: [", b"- a\n"])
def test_a_sheet_without_keys_leaves_the_others_alone(two_sources, content):
    two_sources.write(SHEET, content)
    assert all(line.startswith((SHEET, "    ")) for line in two_sources.told().splitlines())


def test_another_source_may_show_the_same_items(two_sources):
    items = "events:\n" + two_sources.folder.joinpath(SHEET).read_text().split("events:\n")[1]
    items = items.replace("Talks on pay resumed", "The talks of Monday")
    two_sources.write(OTHER_SHEET, TUESDAY + items)
    assert two_sources.told().startswith(
        "sources/tuesday.yaml:16:11: 'time' is not in the text\n"
        "    Closest passage, line 1 of the text: 'of Monday'\n"
    )
    two_sources.write(OTHER_TEXT, "The talks of Monday go on. They began on Monday.\n")
    assert two_sources.told() == ""
    assert [event.id for sheet in two_sources.read().sheets for event in sheet.events] == [
        "monday-talks",
        "monday-talks",
    ]


def as_tuesday(strike, *edits):
    """A second source with the same words and items, save for some edits in its sheet."""
    text, sheet = (strike.folder.joinpath(it).read_text(encoding="utf-8") for it in (TEXT, SHEET))
    strike.write(OTHER_TEXT, text + "So it was reported.\n")
    strike.write(OTHER_SHEET, sheet.replace("monday.txt", "tuesday.txt"))
    assert strike.told() == ""
    strike.edit(*((OTHER_SHEET, *edit) for edit in edits))


def test_items_that_two_sources_show_are_the_same_item(strike):
    as_tuesday(
        strike,
        ("act: demand", "act: propose"),
        ("firmness: insisted", "firmness: stated"),
        ("label: The strike ends", "label: The union stops"),
        ("status: occurred", "status: ongoing"),
    )
    told = """
        sources/tuesday.yaml:11:5: 'union-pay' is also given at sources/monday.yaml:11:5, with another 'act' and 'firmness'
            Make the two agree, or give this one an id of its own.
        sources/tuesday.yaml:36:9: 'if-strike-ends' is also given at sources/monday.yaml:36:9, with another 'label'
            Make the two agree, or give this one an id of its own.
        sources/tuesday.yaml:44:5: 'monday-talks' is also given at sources/monday.yaml:44:5, with another 'status'
            Make the two agree; or, where the sources differ, give this account an id of its own and join the two with 'same_event_as'.
        """
    assert strike.told() == dedent(told).strip()


def test_the_same_words_of_one_speaker_are_one_statement(strike):
    again = "      - {quote: three per cent, within: it may offer three per cent, mode: indirect, speaker: company"
    strike.edit(
        (SHEET, "events:\n", f"claims:\n{CLAIM}{again}}}\n{again}, hedge: may}}\n\nevents:\n")
    )
    told = """
        sources/monday.yaml:50:9: the same words are also evidence at sources/monday.yaml:49:9, with another 'hedge'
            They are one statement: make the two agree, or anchor them in different passages with 'within'.
        """
    assert strike.told() == dedent(told).strip()


CLAIM = """\
  - id: three
    kind: report
    label: Three per cent may be offered
    confidence: 1
    evidence:
"""


def test_one_text_is_described_in_one_way(two_sources):
    two_sources.write(OTHER_SHEET, "source: {text: monday.txt, language: de, title: Talks}\n")
    told = """
        sources/tuesday.yaml:1:9: the same text is described at sources/monday.yaml:1:9 with another 'language'
            Make the two agree.
        """
    assert two_sources.told() == dedent(told).strip()


def test_one_text_has_one_name(strike):
    as_tuesday(strike)
    strike.write(OTHER_TEXT, strike.folder.joinpath(TEXT).read_bytes())
    told = """
        sources/tuesday.yaml:1:9: the text is the same as 'monday.txt'
            Use that one, so that its words are not taken for two sources.
        """
    assert strike.told() == dedent(told).strip()
