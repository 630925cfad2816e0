"""Dossiers and files as they were in a git revision."""

import subprocess
from pathlib import Path

import pytest

from detente.graph.errors import DossierError, UsageError
from detente.graph.history.changes import difference
from detente.graph.history.sides import open_side


def git(folder: Path, *arguments: str) -> None:
    settings = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *settings, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(harbour: Path) -> Path:
    """The harbour dossier in a repository: first without its second source, then with it."""
    second = {path: path.read_bytes() for path in (harbour / "sources").glob("b.*")}
    for path in second:
        path.unlink()
    git(harbour.parent, "init", "-q", "-b", "main")
    # What would change bytes on their way out, if git were asked to check out or archive.
    (harbour.parent / ".gitattributes").write_text("* text eol=crlf\nsources export-ignore\n")
    git(harbour.parent, "add", ".")
    git(harbour.parent, "commit", "-q", "-m", "one")
    for path, content in second.items():
        path.write_bytes(content)
    git(harbour.parent, "add", ".")
    git(harbour.parent, "commit", "-q", "-m", "two")
    return harbour


def test_two_revisions_differ(repository):
    found = difference(open_side(f"{repository}@HEAD~1"), open_side(f"{repository}@main"))
    assert [(it.before.id, it.after.id) for it in found.moved] == [("union-shifts", "union-ten")]
    assert not difference(open_side(f"{repository}@HEAD"), open_side(str(repository)))


def test_a_path_that_is_gone_can_still_be_read(repository):
    git(repository.parent, "rm", "-rq", "harbour")
    assert open_side(f"{repository}@HEAD").name == "harbour"


def test_nothing_in_the_working_tree_is_touched(repository):
    before = {path: path.read_bytes() for path in repository.rglob("*") if path.is_file()}
    open_side(f"{repository}@HEAD~1")
    assert {path: path.read_bytes() for path in repository.rglob("*") if path.is_file()} == before


def test_a_link_in_a_revision_is_not_followed(repository):
    (repository / "sources/c.txt").symlink_to("/etc/hostname")
    (repository / "sources/c.yaml").write_text("source: {text: c.txt}\n")
    git(repository.parent, "add", ".")
    git(repository.parent, "commit", "-q", "-m", "three")
    with pytest.raises(DossierError, match=r"there is no text"):
        open_side(f"{repository}@HEAD")


def test_errors_in_a_revision_name_the_place_the_user_knows(repository):
    (repository / "sources/b.yaml").write_text("source: {txt: b.txt}\n")
    git(repository.parent, "add", ".")
    git(repository.parent, "commit", "-q", "-m", "three")
    with pytest.raises(DossierError, match=r"harbour@HEAD/sources/b\.yaml:1:10: .*'txt'"):
        open_side(f"{repository}@HEAD")


@pytest.mark.parametrize("revision", ["nowhere", "--help", "HEAD~9", "main:harbour"])
def test_a_revision_that_is_none(repository, revision):
    with pytest.raises(UsageError, match=f"git knows no revision '{revision}'|expected commit"):
        open_side(f"{repository}@{revision}")


def test_a_path_that_is_in_no_revision(repository):
    with pytest.raises(UsageError, match="there is no 'pier' in the revision 'HEAD'"):
        open_side(f"{repository.parent / 'pier'}@HEAD")


def test_a_path_outside_of_any_repository(harbour):
    with pytest.raises(UsageError, match="not a git repository"):
        open_side(f"{harbour}@HEAD")


def test_a_bundled_dossier_has_no_revisions():
    with pytest.raises(UsageError, match="is bundled and has no revisions"):
        open_side("ru-ua-2025@HEAD")
