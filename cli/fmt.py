"""``detente fmt``"""

from pathlib import Path

import click


@click.command(short_help="Lay the agenda and the sheets out in canonical order.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path), default=".")
@click.option("--check", is_flag=True, help="Write nothing; leave with 1 when a file would change.")
def command(folder: Path, check: bool) -> int:
    """Lay out dossier.yaml and the sheets of DIR (default: here) in canonical order, keeping comments.

    What the files say never changes; each file is compared before and after.

    \b
    Example:
      detente fmt strike
      detente fmt strike --check
    """
    from detente.cli.errors import count
    from detente.graph.authoring.tidy import tidy
    from detente.graph.errors import DossierError

    tidied = tidy(folder, write=not check)
    for path in tidied.changed:
        click.echo(path)
    done = "would change" if check else "changed"
    click.echo(f"{len(tidied.changed)} of {count(tidied.files, 'file')} {done}.", err=True)
    if tidied.problems:
        raise DossierError(tidied.problems)
    return 1 if check and tidied.changed else 0
