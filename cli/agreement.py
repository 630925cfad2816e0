"""``detente agreement``"""

from pathlib import Path

import click

from detente.cli.options import Registered, graph_option

_FILE = click.Path(path_type=Path, dir_okay=False)


def _styles() -> tuple[str, ...]:
    from detente.exports.agreement import STYLES

    return tuple(STYLES)


@click.command(short_help="Compare two coders' sheets on one text; settle and merge them.")
@click.argument("first", type=_FILE, metavar="SHEET_A")
@click.argument("second", type=_FILE, metavar="SHEET_B")
@graph_option
@click.option(
    "--format",
    "style",
    type=Registered("format", _styles),
    default="text",
    metavar="FORMAT",
    help="text, markdown, json, or form: the disagreements to fill in.",
)
@click.option(
    "--overlap",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="SHARE",
    help="How much of their words two units must share to be one, 0 to 1. Default: any.",
)
@click.option("--merge", type=_FILE, metavar="FILE", help="Write one sheet from the two.")
@click.option("--decided", type=_FILE, metavar="FORM", help="The filled form, for --merge.")
@click.option("--force", is_flag=True, help="Let --merge replace a file.")
def command(
    first: Path,
    second: Path,
    source: str | None,
    style: str,
    overlap: float,
    merge: Path | None,
    decided: Path | None,
    force: bool,
) -> int:
    """Compare two coders' sheets on the same text.

    Both are checked against the dossier's agenda: the one given with -g, else the one whose folder
    encloses a sheet. The text is looked for in its sources/. Reported are the agreement on which
    passages were coded, Krippendorff's alpha and Cohen's kappa of each variable, and each
    disagreement with both coders' words.

    --merge writes the sheet that both agree on, disagreements as the filled form decides them and
    open ones as comments, and leaves with 1 while that sheet cannot be read as it is.

    \b
    Example:
      detente agreement sources/news.yaml coders/boris.yaml
      detente agreement sources/news.yaml coders/boris.yaml --format form > settle.yaml
      detente agreement sources/news.yaml coders/boris.yaml --decided settle.yaml --merge both.yaml
    """
    from detente.cli.merging import write_merged
    from detente.exports.agreement import STYLES
    from detente.graph.coders import agreement, read_pair
    from detente.graph.errors import UsageError
    from detente.graph.suggest import did_you_mean

    if style not in STYLES:
        raise UsageError(
            f"there is no format '{style}'\n    {did_you_mean(style, STYLES, 'formats')}"
        )
    if decided and not merge:
        raise click.UsageError("--decided says how to --merge; give both.")
    one, other, setting = read_pair(first, second, source)
    found = agreement(one, other, setting.issues, overlap)
    if merge:
        return write_merged((one, other), found, setting, decided, merge, force=force)
    click.echo(STYLES[style](found), nl=False)
    return 0
