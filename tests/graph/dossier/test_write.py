"""Writing a dossier's files: what is read from them is what was written."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from detente.graph.dossier import read_dossier
from detente.graph.dossier.model import Dossier, Evidence, Span
from detente.graph.dossier.write import write_dossier, written
from detente.graph.encode import encode
from detente.graph.errors import DossierError, InputError, OutsideError, UsageError
from tests.graph.dossiers import dossiers

HARBOUR = Path(__file__).parents[1] / "harbour"


@settings(max_examples=40)
@given(dossiers())
def test_a_dossier_that_is_written_reads_as_it_was(dossier: Dossier):
    with TemporaryDirectory() as folder:
        found = write_dossier(dossier, Path(folder) / "new")
    assert found == dossier
    assert encode(found).quads == encode(dossier).quads


def test_a_folder_with_something_in_it_is_left_as_it_is(tmp_path):
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(UsageError, match="is already there"):
        write_dossier(read_dossier(HARBOUR), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_an_empty_folder_is_filled(tmp_path):
    (tmp_path / "empty").mkdir()
    assert write_dossier(read_dossier(HARBOUR), tmp_path / "empty").id == "harbour"


def test_nothing_is_left_behind_when_the_dossier_is_not_in_order(tmp_path):
    dossier = read_dossier(HARBOUR)
    with pytest.raises(DossierError, match=r"new/dossier\.yaml"):
        write_dossier(replace(dossier, principals=("nobody",)), tmp_path / "new")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutsideError, match="cannot be written"):
        write_dossier(read_dossier(HARBOUR), tmp_path / "file" / "new")


def test_two_texts_of_one_name_are_told():
    dossier = read_dossier(HARBOUR)
    one, other = dossier.sheets
    clash = replace(other, source=replace(other.source, name=one.source.name))
    with pytest.raises(InputError, match=r"two texts are called 'a\.txt'"):
        written(replace(dossier, sheets=(one, clash)))


def test_a_repeated_passage_with_narrower_words_cannot_be_named():
    dossier = read_dossier(HARBOUR)
    sheet = dossier.sheets[0]
    text = "The union met. The union met."
    position = sheet.positions[0]
    statement = replace(position.evidence[0].statement, passage=Span(15, 29))
    evidence = (Evidence(Span(19, 24), statement),)
    repeated = replace(
        sheet,
        source=replace(sheet.source, text=text),
        positions=(replace(position, evidence=evidence),),
        claims=(),
        events=(),
    )
    with pytest.raises(InputError, match="occurs more than once"):
        written(replace(dossier, sheets=(repeated,)))
    whole = (Evidence(Span(15, 29), statement),)
    one = replace(repeated, positions=(replace(position, evidence=whole),))
    assert b"occurrence: 2" in written(replace(dossier, sheets=(one,)))["sources/a.yaml"]
