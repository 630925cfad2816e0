"""A dossier or an RDF file as it was in a git revision.

Files are taken from git's own store, byte for byte, into a folder that is gone as soon as they are read:
nothing in the working tree or the repository is touched, no filter and no hook is run.
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from detente.graph.errors import OutsideError, UsageError
from detente.graph.relocate import located_at

if TYPE_CHECKING:
    from detente.graph.graph import Graph

_FILES = ("100644", "100755")  # not links, not submodules


def open_revision(path: Path, revision: str) -> "Graph":
    """The graph of the dossier or RDF file ``path`` as it was in a git revision.

    Raises UsageError when the path is in no repository or the revision has no such path, InputError
    and DossierError for what is wrong in it, OutsideError when git cannot be run.
    """
    from detente.graph.open import open_graph

    with _checked_out(path, revision) as there, located_at(there, f"{path}@{revision}"):
        graph = open_graph(there)
        graph.store  # noqa: B018 - made now: the files are about to go
        return graph


@contextmanager
def _checked_out(path: Path, revision: str) -> Iterator[Path]:
    path = path.absolute()
    near = next(it for it in (path, *path.parents) if it.is_dir())
    top = Path(os.fsdecode(_git(near, "rev-parse", "--show-toplevel").removesuffix(b"\n")))
    commit = _git(
        near, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    ).decode()
    inside = (near.resolve() / path.relative_to(near)).relative_to(top.resolve()).as_posix()
    listed = _git(top, "ls-tree", "-r", "-z", "--full-tree", commit.strip(), "--", inside)
    entries = [entry.split(b"\t", 1) for entry in listed.split(b"\0") if entry]
    if not entries:
        raise UsageError(f"there is no '{inside}' in the revision '{revision}'")
    with TemporaryDirectory(prefix="detente-") as temporary:
        root = Path(temporary) / path.name
        for about, name in entries:
            mode, _, blob = about.decode().split()
            if mode in _FILES:
                target = root / PurePosixPath(os.fsdecode(name)).relative_to(inside)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(_git(top, "cat-file", "blob", blob))
        yield root


def _git(folder: Path, *arguments: str) -> bytes:
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - a list, no shell; a revision comes after --end-of-options
            command, capture_output=True, check=False, env={**os.environ, "GIT_OPTIONAL_LOCKS": "0"}
        )
    except OSError as error:
        raise OutsideError(f"git cannot be run: {error.strerror or error}") from error
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
        what = arguments[-1].removesuffix("^{commit}")
        raise UsageError(reason or f"git knows no revision '{what}' in '{folder}'")
    return done.stdout
