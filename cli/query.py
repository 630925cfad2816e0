"""``detente query``"""

import sys
from pathlib import Path

import click

from detente.cli.options import Reading, Registered, output_option, reading_options


def _questions() -> tuple[str, ...]:
    from detente.graph.questions import question_names

    return question_names()


def _formats() -> tuple[str, ...]:
    from detente.cli.results import FORMATS

    return tuple(FORMATS)


@click.command()
@click.argument("sparql", required=False)
@reading_options
@click.option(
    "-f",
    "--file",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    metavar="FILE",
    help="Read the query from a file.",
)
@click.option(
    "--ask", type=Registered("question", _questions), metavar="NAME", help="Ask a saved question."
)
@click.option(
    "-p",
    "--param",
    "parameters",
    multiple=True,
    metavar="K=V",
    help="Fill a parameter; repeatable.",
)
@click.option(
    "--format",
    "format_",
    type=Registered("format", _formats),
    metavar="FORMAT",
    help="table, tsv, csv, json, xml, markdown; for graphs turtle, ntriples, jsonld, rdfxml. "
    "Default: table on a terminal, TSV in a pipe.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Stop after so many seconds.",
)
@output_option("File to write. Default: standard output.")
def command(
    sparql: str | None,
    reading: Reading,
    file: Path | None,
    ask: str | None,
    parameters: tuple[str, ...],
    format_: str | None,
    timeout: float | None,
    output: Path | None,
) -> None:
    """Run SPARQL, or ask a saved question.

    SPARQL is a query's text, or - to read it from standard input. Common prefixes (neg:, code:,
    rdfs:, skos:, prov:, oa: …) need no declaring; the empty prefix is the dossier's own.

    \b
    Example:
      detente query --ask demands --param party=russia
      detente query 'SELECT ?label { ?p a neg:Party ; rdfs:label ?label }'
      detente query --ask conflicts --format csv > conflicts.csv
    """
    from detente.cli.results import ask_graph, written
    from detente.graph.patience import within
    from detente.graph.sparql.unknown import misspelt

    given = [value for value in (sparql, file, ask) if value is not None]
    if len(given) != 1:
        raise click.UsageError(
            "Give one of: a query, --file, or --ask with a saved question's name."
        )
    text = _text(sparql, file)
    pairs = dict(_pair(parameter) for parameter in parameters)
    graph = within(timeout, reading.open) if timeout else reading.open()  # endpoints are asked here
    on_terminal = output is None and sys.stdout.isatty()
    content, remark = within(
        timeout, lambda: written(ask_graph(graph, text, ask, pairs), format_, on_terminal)
    )
    if output:
        from detente.exports import save

        save(content, output)
        click.echo(f"{output} written ({len(content):,} bytes).", err=True)
    else:
        sys.stdout.buffer.write(content)
    for told in (*((remark,) if remark else ()), *(misspelt(graph, text) if text else ())):
        click.echo(told, err=True)


def _text(sparql: str | None, file: Path | None) -> str | None:
    if sparql == "-" or (file and str(file) == "-"):
        return sys.stdin.read()
    if file is None:
        return sparql
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{file} is not UTF-8; save it as UTF-8.") from error


def _pair(parameter: str) -> tuple[str, str]:
    name, equals, value = parameter.partition("=")
    if not equals or not name:
        raise click.UsageError(f"--param takes NAME=VALUE, not '{parameter}'.")
    return name, value
