"""Files that are missing, of the wrong kind, in another encoding, or outside the dossier's folder."""

import os
import shutil
from pathlib import Path

import pytest

from detente.graph.dossier import files, read_dossier
from detente.graph.errors import DossierError, OutsideError

AGENDA, SHEET, TEXT = (
    Path(it) for it in ("dossier.yaml", "sources/monday.yaml", "sources/monday.txt")
)


def remove(path):
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def link(path, target):
    remove(path)
    path.symlink_to(target)


def replace(path, make):
    remove(path)
    make(path)


def spoil(path, old, new):
    path.write_bytes(path.read_bytes().replace(old, new, 1))


OUTSIDE = "this is a link that leads out of the dossier's folder\n    Copy what it leads to into the dossier."
NOT_UTF_8 = "Save the file as UTF-8 (in most editors: Save with encoding)."

# id: what is done, and all that is told about it
CASES = {
    "no dossier.yaml": (
        lambda: remove(AGENDA),
        (
            "dossier.yaml: there is no such file\n"
            "    A dossier is a folder with a file 'dossier.yaml' and a folder 'sources'."
        ),
    ),
    "dossier.yml": (
        lambda: AGENDA.rename("dossier.yml"),
        "dossier.yaml: there is no such file\n    Rename 'dossier.yml' to 'dossier.yaml'.",
    ),
    "empty dossier.yaml": (
        lambda: AGENDA.write_text(""),
        (
            "dossier.yaml:1:1: the file is empty\n"
            "    Begin lines with the keys it needs: "
            "'detente', 'id', 'title', 'principals', 'parties', 'issues'."
        ),
    ),
    "sheet of a comment": (
        lambda: SHEET.write_text("# nothing yet\n"),
        "sources/monday.yaml:1:1: the file is empty\n    Begin lines with the keys it needs: 'source'.",
    ),
    "sheet that is a list": (
        lambda: SHEET.write_text("- position\n"),
        (
            "sources/monday.yaml:1:1: the file is not made of keys\n"
            "    Begin lines with the keys it needs: 'source'."
        ),
    ),
    "sheet called .yml": (
        lambda: SHEET.rename("sources/monday.yml"),
        (
            "sources/monday.yml: a coding sheet's name ends in .yaml\n"
            "    Rename it to monday.yaml; it is not read as it is."
        ),
    ),
    "sheet called like the agenda's graph": (
        lambda: SHEET.rename("sources/agenda.yaml"),
        (
            "sources/agenda.yaml: a coding sheet cannot have this name, which stands for another graph\n"
            "    Give it another name."
        ),
    ),
    "no text": (
        lambda: remove(TEXT),
        "sources/monday.yaml:1:16: there is no text 'sources/monday.txt'\n    There are no texts yet.",
    ),
    "text of another name": (
        lambda: TEXT.rename("sources/monday-1.txt"),
        (
            "sources/monday.yaml:1:16: there is no text 'sources/monday.txt'\n"
            "    Did you mean 'monday-1.txt'?"
        ),
    ),
    "text name longer than any file's": (
        lambda: spoil(SHEET, b"monday.txt", b"m" * 300),
        (
            "sources/monday.yaml:1:16: there is no text "
            "'sources/mmmmmmmmmmmmmmmmmmmmmm…mmmmmmmmmmmmmmmmmmmmmmmmmmmmm'\n"
            "    Known texts: monday.txt."
        ),
    ),
    "text name that no file can have": (
        lambda: spoil(SHEET, b"monday.txt", b'"mon\\0day.txt"'),
        (
            'sources/monday.yaml:1:16: there is no text "sources/mon\\x00day.txt"\n'
            "    Did you mean 'monday.txt'?"
        ),
    ),
    "text name that is the folder above": (
        lambda: spoil(SHEET, b"monday.txt", b".."),
        "sources/..: this is not a file\n    Put a file in its place.",
    ),
    "text that is a folder": (
        lambda: replace(TEXT, Path.mkdir),
        "sources/monday.txt: this is not a file\n    Put a file in its place.",
    ),
    "text that is a pipe": (
        lambda: replace(TEXT, os.mkfifo),
        "sources/monday.txt: this is not a file\n    Put a file in its place.",
    ),
    "sheet that is a folder": (
        lambda: replace(SHEET, Path.mkdir),
        "sources/monday.yaml: this is not a file\n    Put a file in its place.",
    ),
    "text linked from outside": (
        lambda: link(TEXT, "/etc/hostname"),
        f"sources/monday.txt: {OUTSIDE}",
    ),
    "sheet linked from outside": (
        lambda: link(SHEET, "../../elsewhere.yaml"),
        f"sources/monday.yaml: {OUTSIDE}",
    ),
    "agenda linked from outside": (
        lambda: link(AGENDA, "/etc/hostname"),
        f"dossier.yaml: {OUTSIDE}",
    ),
    "sources linked from outside": (
        lambda: link(TEXT.parent, "/etc"),
        f"sources: {OUTSIDE}",
    ),
    "text linked to nothing": (
        lambda: link(TEXT, "nothing.txt"),
        "sources/monday.yaml:1:16: there is no text 'sources/monday.txt'\n    There are no texts yet.",
    ),
    "text linked to itself": (
        lambda: link(TEXT, "monday.txt"),
        "sources/monday.yaml:1:16: there is no text 'sources/monday.txt'\n    There are no texts yet.",
    ),
    "text in Windows-1252": (
        lambda: spoil(TEXT, "“We".encode(), b"\x93We"),
        (
            "sources/monday.txt:2:39: not UTF-8: "
            "the byte 0x93 after 'rs the union, said:' stands for no character\n"
            f"    {NOT_UTF_8}"
        ),
    ),
    "column after characters of several bytes": (
        lambda: spoil(TEXT, "later.”".encode(), "later”.".encode() + b"\xff"),
        (
            "sources/monday.txt:2:89: not UTF-8: "
            "the byte 0xFF after '– not a day later”.' stands for no character\n"
            f"    {NOT_UTF_8}"
        ),
    ),
    "sheet in Latin 1": (
        lambda: spoil(SHEET, b"Chair", b"Pr\xe4sidentin"),
        (
            "sources/monday.yaml:6:14: not UTF-8: the byte 0xE4 after 'title: Pr' stands for no character\n"
            f"    {NOT_UTF_8}"
        ),
    ),
    "text in UTF-16": (
        lambda: TEXT.write_text("Talks on pay", encoding="utf-16"),
        f"sources/monday.txt: the file is UTF-16, not UTF-8\n    {NOT_UTF_8}",
    ),
    "text with a NUL": (
        lambda: spoil(TEXT, b"The company", b"The\0company"),
        (
            "sources/monday.txt:3: the text has a NUL character: it is not plain text\n"
            "    Save the source as plain text in UTF-8."
        ),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_fault_is_told_once_and_at_its_place(strike, case):
    spoil_it, told = CASES[case]
    spoil_it()
    assert strike.told() == told


def test_number_of_cases():
    assert len(CASES) == 26


def test_a_file_that_is_too_large_is_not_read(strike, monkeypatch):
    monkeypatch.setattr(files, "LARGEST", 2**20)
    TEXT.write_bytes(b"a" * (2**20 + 1))
    assert (
        strike.told() == "sources/monday.txt: larger than 1 MB\n    Split it into several sources."
    )


def test_what_the_system_refuses_is_no_fault_of_the_dossier(strike, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(OutsideError, match=r"^dossier\.yaml: cannot be read: Permission denied$"):
        strike.read()


def test_a_link_inside_the_folder_is_a_file_like_any_other(strike):
    TEXT.rename("monday.txt")
    TEXT.symlink_to("../monday.txt")
    assert strike.told() == ""


def test_a_dossier_may_itself_be_reached_by_a_link(strike):
    Path("../link").symlink_to(strike.folder, target_is_directory=True)
    assert read_dossier("../link").id == "strike"


def test_names_play_no_tricks_on_the_terminal(strike):
    SHEET.rename("sources/a\x1b[2Jb.yaml")
    TEXT.unlink()
    assert strike.told().startswith("sources/a\\x1b[2Jb.yaml:1:16: there is no text")


def test_a_dossier_may_have_no_sources_yet(strike):
    remove(TEXT.parent)
    assert strike.read().sheets == ()


def test_a_text_without_a_sheet_waits(strike):
    Path("sources/tuesday.txt").write_text("Nothing yet.")
    assert [sheet.name for sheet in strike.read().sheets] == ["monday"]


@pytest.mark.parametrize("newline", ["\r\n", "\n"])
def test_line_ends_of_a_text_stay_as_they_are(strike, newline):
    text = TEXT.read_text(encoding="utf-8").replace("\n", newline)
    strike.write(str(TEXT), text)
    words = f"three per cent{newline}if the strike ends"
    strike.edit((str(SHEET), "quote: if the strike ends", f"quote: {words!r}".replace("'", '"')))
    (sheet,) = strike.read().sheets
    (condition,) = sheet.positions[1].conditions
    assert sheet.source.text[condition.quote.start : condition.quote.end] == words
    assert sheet.source.text == text


def test_files_may_begin_with_a_byte_order_mark(strike):
    for file in (AGENDA, SHEET, TEXT):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    (sheet,) = strike.read().sheets
    event = sheet.events[0].evidence[0].quote
    assert sheet.source.text[event.start : event.end] == "Talks on pay resumed"
    assert event.start == 1  # the mark is a character of the text like any other


def test_names_are_shown_relative_to_where_the_user_stands(strike, monkeypatch):
    monkeypatch.chdir("..")
    remove(strike.folder / TEXT)
    with pytest.raises(DossierError, match=r"^strike/sources/monday\.yaml:1:16: there is no text"):
        read_dossier("strike")
