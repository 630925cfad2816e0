"""Writes the reference pages from their sources: docs/cli.md from the commands' own help, docs/dossier.md
from the JSON Schemas, docs/ontology.md's tables from the ontology. ``--check`` only says whether they are
current.

    python docs/reference.py
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from detente.cli.main import detente
from detente.graph.questions import questions
from detente.ontology import DOSSIER_SCHEMA, MAPPING_SCHEMA, ONTOLOGY, SHEET_SCHEMA
from detente.ontology.codes import LISTS
from detente.ontology.terms import CODE, NEG

DOCS = Path(__file__).parent
_MADE = "<!-- made by docs/reference.py: {} -->"


def cli_page() -> str:
    """Every command with its help, as the terminal shows it at 80 columns."""
    parts = ["# Command line", "", _MADE.format("from the commands' own help"), ""]
    context = click.Context(detente, info_name="detente", terminal_width=80, max_content_width=80)
    parts += ["```text", detente.get_help(context).rstrip(), "```", ""]
    for name, command in _commands(detente, context, ()):
        inner = click.Context(
            command, info_name=name, parent=None, terminal_width=80, max_content_width=80
        )
        inner.info_name = f"detente {name}"
        parts += [f"## detente {name}", "", "```text", command.get_help(inner).rstrip(), "```", ""]
    return "\n".join(parts)


def _commands(
    group: click.Group, context: click.Context, above: tuple[str, ...]
) -> Iterator[tuple[str, click.Command]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None  # noqa: S101 - the group has just listed it
        yield " ".join((*above, name)), command
        if isinstance(command, click.Group):
            yield from _commands(command, context, (*above, name))


def questions_table() -> str:
    """The saved questions with what they answer and their parameters."""
    rows = ["| question | answers | parameters |", "|---|---|---|"]
    for each in questions():
        parameters = "; ".join(f"`{it.name}`: {it.help}" for it in each.parameters)
        rows.append(f"| `{each.name}` | {each.wording} {each.explanation} | {parameters} |")
    return "\n".join(rows)


def keys_table(schema: Path, title: str) -> str:
    """Every key of a file, section by section, with what it means."""
    document = json.loads(schema.read_text(encoding="utf-8"))
    rows: list[str] = []
    for name, rule in _sections(document, title):
        rows += ["", f"### {name}", "", "| key | | meaning |", "|---|---|---|"]
        for key, value in rule["properties"].items():
            need = "required" if key in rule.get("required", ()) else ""
            rows.append(f"| `{key}` | {need} | {_meaning(_resolved(value, document))} |")
    return "\n".join(rows).strip()


def _sections(document: dict[str, Any], title: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The parts of a file that have keys of their own, the file itself first."""
    yield title, document
    for key, value in document["properties"].items():
        if "properties" in value:
            yield key, value
    for name, value in document["$defs"].items():
        if "properties" in value:
            yield f"each {name}", value


def _resolved(rule: Any, document: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(rule, dict):
        return {}
    if "$ref" in rule:
        target = document["$defs"][rule["$ref"].removeprefix("#/$defs/")]
        return {**target, **{key: value for key, value in rule.items() if key != "$ref"}}
    return rule


def _meaning(rule: dict[str, Any]) -> str:
    codes = f" One of {', '.join(f'`{code}`' for code in rule['enum'])}." if "enum" in rule else ""
    return (rule.get("description", "") + codes).strip()


def codes_table() -> str:
    """Every code that a sheet or an agenda may use, with its label and what it means."""
    graph = rdflib.Graph().parse(ONTOLOGY, format="turtle")
    rows: list[str] = []
    for name, codes in LISTS.items():
        rows += ["", f"### {name}", "", "| code | shown as | meaning |", "|---|---|---|"]
        for code, known in codes.items():
            text = graph.value(rdflib.URIRef(CODE + code), SKOS.definition)
            rows.append(f"| `{code}` | {known.label} | {_one_line(str(text or ''))} |")
    return "\n".join(rows).strip()


def terms_table() -> str:
    """Classes, properties and codes with their definitions."""
    graph = rdflib.Graph().parse(ONTOLOGY, format="turtle")
    rows: list[str] = []
    kinds = (
        ("Classes", OWL.Class, RDFS.comment),
        ("Object properties", OWL.ObjectProperty, RDFS.comment),
        ("Datatype properties", OWL.DatatypeProperty, RDFS.comment),
    )
    for title, kind, definition in kinds:
        rows += [f"### {title}", "", "| term | definition |", "|---|---|"]
        for term in sorted(graph.subjects(RDF.type, kind)):
            if str(term).startswith(NEG):
                text = str(graph.value(term, definition) or "")
                rows.append(f"| `neg:{str(term).removeprefix(NEG)}` | {_one_line(text)} |")
        rows.append("")
    for scheme in sorted(graph.subjects(RDF.type, SKOS.ConceptScheme)):
        rows += [
            f"### Code list: {graph.value(scheme, RDFS.label)}",
            "",
            "| code | definition |",
            "|---|---|",
        ]
        for code in sorted(graph.subjects(SKOS.inScheme, scheme)):
            text = _one_line(str(graph.value(code, SKOS.definition) or ""))
            rows.append(f"| `code:{str(code).removeprefix(CODE)}` | {text} |")
        rows.append("")
    return "\n".join(rows).strip()


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|").strip()


def filled(page: Path) -> str:
    """A hand-written page with its generated parts renewed, between ``<!-- begin X -->`` and end."""
    parts = {
        "questions": questions_table,
        "dossier.yaml": lambda: keys_table(DOSSIER_SCHEMA, "dossier.yaml"),
        "sheet": lambda: keys_table(SHEET_SCHEMA, "sources/NAME.yaml"),
        "mapping": lambda: keys_table(MAPPING_SCHEMA, "the mapping"),
        "codes": codes_table,
        "terms": terms_table,
    }
    text = page.read_text(encoding="utf-8")
    for name, make in parts.items():
        begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
        if begin in text:
            before, rest = text.split(begin)
            text = f"{before}{begin}\n\n{make()}\n\n{end}{rest.split(end)[1]}"
    return text


def main() -> int:
    """Writes the pages, or with ``--check`` names those that are not current."""
    pages = {DOCS / "cli.md": cli_page()}
    pages |= {
        DOCS / name: filled(DOCS / name)
        for name in ("querying.md", "dossier.md", "import.md", "ontology.md")
    }
    stale = [
        page
        for page, text in pages.items()
        if not page.exists() or page.read_text(encoding="utf-8") != text
    ]
    if "--check" in sys.argv:
        for page in stale:
            print(f"{page.name} is not current: run python docs/reference.py", file=sys.stderr)
        return 1 if stale else 0
    for page in stale:
        page.write_text(pages[page], encoding="utf-8")
        print(f"{page.name} written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
