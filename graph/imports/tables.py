"""A table of statements or votes, by a mapping, as a dossier or as RDF."""

from dataclasses import dataclass
from pathlib import Path

from detente.graph.errors import UsageError
from detente.graph.imports.mapping import TableMapping
from detente.graph.imports.stands import Counts
from detente.graph.imports.table import Table


@dataclass(frozen=True, slots=True)
class ImportedTable:
    """What became of a table: its rows counted, and the file of those that could not be read, if any."""

    into: Path
    counts: Counts
    parties: int
    issues: int
    rejects: Path | None


def import_table(
    path: Path, mapping: TableMapping, into: Path, rejects: Path | None = None
) -> ImportedTable:
    """Read the table in ``path`` by a mapping into a new dossier's folder, or into a FILE.nq or FILE.trig.

    Rows that cannot be read go to ``rejects`` (default: beside the result, with ``.rejects.csv`` added),
    with number and reason; the rest goes in.

    Raises UsageError when there is something at ``into`` already, InputError when the mapping does not
    fit or no row can be read, OutsideError when the system refuses.
    """
    from detente.graph.imports.as_dossier import into_dossier
    from detente.graph.imports.as_rdf import ENDINGS, into_rdf
    from detente.graph.imports.rejects import Rejects
    from detente.graph.imports.stands import Stands

    if into.suffix and into.suffix not in ENDINGS and not into.is_dir():
        raise UsageError(
            f"'{into}' is neither a folder's name nor a file ending in {' or '.join(ENDINGS)}\n"
            "    A folder is for tables that people look after, a file for large ones."
        )
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise UsageError(f"'{into}' is already there; it is left as it is\n    Name a new one.")
    form = mapping.table
    stands = Stands(Table(path, form.delimiter, form.encoding), mapping)
    place = rejects or into.parent / f"{into.name}.rejects.csv"
    if place.exists():
        raise UsageError(
            f"'{place}' is already there\n    Name another file for rows that cannot be read."
        )
    with Rejects(place) as refused:
        if into.suffix in ENDINGS:
            into_rdf(stands, into, refused)
        else:
            into_dossier(stands, into, refused)
    return ImportedTable(
        into,
        stands.counts,
        len(stands.vocabulary.parties),
        len(stands.vocabulary.issues),
        place if refused.number else None,
    )
