"""RDF that was exported becomes a dossier again, and the same RDF."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from detente.exports import FORMATS, export, save
from detente.graph.dossier import read_dossier
from detente.graph.dossier.model import Dossier
from detente.graph.dossier.write import write_dossier
from detente.graph.errors import DossierError, InputError, UsageError
from detente.graph.imports.rdf import Imported, import_rdf
from detente.graph.open import bundled, open_graph
from tests.graph.dossiers import dossiers

HARBOUR = Path(__file__).parents[1] / "harbour"
RDF = ("turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml")


def there_and_back(source: str | Path, format_: str, folder: Path) -> tuple[bytes, bytes, Imported]:
    """A dossier in a format, the same from the dossier made of that, and how that went."""
    file = folder / f"first{FORMATS[format_].ending}"
    save(export(open_graph(source), format_), file)
    imported = import_rdf(open_graph(file), folder / "again")
    return file.read_bytes(), export(open_graph(folder / "again"), format_), imported


@pytest.mark.parametrize("format_", RDF)
@pytest.mark.parametrize("source", [HARBOUR, *bundled()], ids=str)
def test_dossier_to_rdf_to_dossier_to_rdf_gives_the_same_bytes(source, format_, tmp_path):
    first, second, imported = there_and_back(source, format_, tmp_path)
    assert first == second
    assert (imported.lost, imported.added) == ((), ())


@pytest.mark.parametrize("format_", ["trig", "nquads", "jsonld"])
def test_where_sources_are_kept_apart_the_dossier_is_the_same(format_, tmp_path):
    _, _, imported = there_and_back(HARBOUR, format_, tmp_path)
    again, first = imported.dossier, read_dossier(HARBOUR)
    assert [sheet.name for sheet in again.sheets] == [sheet.name for sheet in first.sheets]
    for one, other in zip(again.sheets, first.sheets, strict=True):
        assert one.source == other.source
        for kind in ("positions", "claims", "events"):
            names = [{it.id for it in getattr(sheet, kind)} for sheet in (one, other)]
            assert names[0] == names[1]


@settings(max_examples=30)
@given(dossiers())
def test_any_dossier_to_turtle_to_dossier_to_turtle_gives_the_same_bytes(dossier: Dossier):
    with TemporaryDirectory() as folder:
        write_dossier(dossier, Path(folder) / "first")
        first, second, imported = there_and_back(Path(folder) / "first", "turtle", Path(folder))
    assert (imported.lost, imported.added) == ((), ())
    assert first == second


@settings(max_examples=30)
@given(dossiers())
def test_any_dossier_to_nquads_and_back_gives_the_same_bytes(dossier: Dossier):
    with TemporaryDirectory() as folder:
        write_dossier(dossier, Path(folder) / "first")
        first, second, imported = there_and_back(Path(folder) / "first", "nquads", Path(folder))
    assert (imported.lost, imported.added) == ((), ())
    assert first == second


def turtle(folder: Path, old: str, new: str) -> Path:
    text = export(open_graph(HARBOUR), "turtle").decode()
    assert old in text
    path = folder / "edited.ttl"
    path.write_text(text.replace(old, new, -1 if old else 1), encoding="utf-8")
    return path


def test_what_has_no_place_in_a_dossier_is_told(tmp_path):
    path = turtle(tmp_path, "", '<https://example.org/x> <https://example.org/p> "y" .\n')
    imported = import_rdf(open_graph(path), tmp_path / "new")
    assert imported.lost == ('<https://example.org/x> <https://example.org/p> "y"',)


def test_a_text_that_was_changed_is_told(tmp_path):
    path = turtle(tmp_path, "Forty came", "Fifty came")
    with pytest.raises(InputError, match="a text that is not the one its hash is of"):
        import_rdf(open_graph(path), tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_rdf_that_is_no_dossier_is_told(tmp_path):
    path = tmp_path / "other.ttl"
    path.write_text("<https://example.org/x> a <https://example.org/Y> .", encoding="utf-8")
    with pytest.raises(InputError, match="describes 0 negotiations"):
        import_rdf(open_graph(path), tmp_path / "new")


def test_what_a_dossier_needs_and_the_file_lacks_is_told_all_at_once(tmp_path):
    path = turtle(tmp_path, "    neg:holder party:union ;\n", "")
    with pytest.raises((InputError, DossierError), match="has no holder"):
        import_rdf(open_graph(path), tmp_path / "new")


def test_a_file_name_that_leads_elsewhere_stays_in_the_folder(tmp_path):
    path = turtle(tmp_path, 'dct:identifier "a.txt"', 'dct:identifier "../../a.yaml"')
    imported = import_rdf(open_graph(path), tmp_path / "new")
    names = {file.name for file in (tmp_path / "new" / "sources").iterdir()}
    assert {sheet.source.name for sheet in imported.dossier.sheets} <= names
    assert not (tmp_path / "a.yaml").exists()
    assert len(imported.lost) == len(imported.added) == 1


def test_an_existing_folder_is_left_as_it_is(tmp_path):
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "mine").write_text("mine")
    with pytest.raises(UsageError, match="is already there"):
        import_rdf(open_graph(HARBOUR), tmp_path / "new")
