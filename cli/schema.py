"""``detente schema``"""

from pathlib import Path

import click


@click.command(short_help="Write schemas and settings with which an editor completes and checks.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path), default=".")
def command(folder: Path) -> None:
    """Write JSON Schemas of the dossier DIR (default: here), and VS Code's settings for them.

    Editors then complete keys, codes and this dossier's own ids, and flag mistakes while you type: VS
    Code with its YAML extension when DIR is opened as a folder, any other with a YAML language server
    by the lines that are printed. Run it again when the agenda has changed.

    \b
    Example:
      detente schema strike
    """
    from detente.graph.authoring.editor import MODELINES, write_schemas

    for path in write_schemas(folder):
        click.echo(path)
    click.echo("\nEditors other than VS Code take the schema from a file's first line:", err=True)
    for file, line in MODELINES.items():
        click.echo(f"  {file}\n    {line}", err=True)
