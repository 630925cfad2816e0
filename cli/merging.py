"""``detente agreement --merge``: the sheet written, and what is left to decide in it."""

from pathlib import Path

import click

from detente.cli.errors import count
from detente.exports import save
from detente.graph.coders.agreement import Agreement
from detente.graph.coders.decisions import read_decisions
from detente.graph.coders.merge import Merged, merge
from detente.graph.coders.sheets import CodedSheet, Setting
from detente.graph.dossier.files import Folder
from detente.graph.errors import DossierError, Problem, UsageError


def write_merged(
    sheets: tuple[CodedSheet, CodedSheet],
    found: Agreement,
    setting: Setting,
    decided: Path | None,
    target: Path,
    *,
    force: bool,
) -> int:
    """Writes the merged sheet and says what is left; the exit code."""
    if target.exists() and not force:
        raise UsageError(f"'{target}' exists\n    Choose another name, or replace it with --force.")
    decisions = read_decisions(*_form(decided), found) if decided else {}
    made = merge(sheets, found, setting, decisions, str(target))
    save(made.text.encode(), target)
    _tell(made, target)
    return 1 if made.problems else 0


def _form(path: Path) -> tuple[str, str]:
    content = Folder(path.parent).read(path.name)
    if isinstance(content, Problem):
        raise DossierError((content,))
    return content[1], str(path)


def _tell(made: Merged, target: Path) -> None:
    click.echo(f"{target} written.", err=True)
    for pair in made.left:
        names = dict.fromkeys(unit.id for unit in (pair.first, pair.second) if unit)
        what = ", ".join(dict.fromkeys(difference.variable for difference in pair.differences))
        click.echo(f"  to decide: {' and '.join(names)} ({what or 'coded by one only'})", err=True)
    if made.left:
        click.echo(
            f"{count(len(made.left), 'disagreement')} left, in the file as comments.", err=True
        )
    for problem in made.problems:
        click.echo(problem, err=True)
    if made.problems:
        click.echo("The sheet cannot be used as it is.", err=True)
    elif not made.left:
        click.echo("Nothing is left to decide; the sheet is valid.", err=True)
