"""``detente push``"""

import sys
from typing import TYPE_CHECKING

import click

from detente.cli.options import Reading, graph_option

if TYPE_CHECKING:
    from detente.graph.graph import Graph
    from detente.graph.stores.push import Plan


@click.command()
@click.argument("address", metavar="ENDPOINT")
@graph_option
@click.option("--update", metavar="URL", help="Where updates go. Default: from ENDPOINT.")
@click.option("--graph-store", "store", metavar="URL", help="Use the Graph Store Protocol there.")
@click.option("-n", "--dry-run", is_flag=True, help="Show what would change; send nothing.")
@click.option("--no-ontology", is_flag=True, help="Leave out the ontology with the codes' labels.")
def command(
    address: str,
    source: str | None,
    update: str | None,
    store: str | None,
    dry_run: bool,
    no_ontology: bool,
) -> None:
    """Put a graph onto a SPARQL endpoint: its named graphs, and of these only what changed.

    ENDPOINT is the address for queries. Graphs of the dossier that it no longer has are removed;
    nothing else there is touched. All changes go in one update, in place of which --graph-store
    replaces graph by graph. If it fails, what was there before is whole.

    Who you are comes from DETENTE_TOKEN, or DETENTE_USER and DETENTE_PASSWORD, or netrc.

    \b
    Example:
      detente push -g my-dossier http://localhost:3030/talks/query --dry-run
      detente push -g my-dossier http://localhost:8890/sparql --update http://localhost:8890/sparql-auth
    """
    from detente.cli.progress import steps
    from detente.graph.stores.connection import Connection
    from detente.graph.stores.push import Endpoint, default_update_address, plan, push, source_of

    if update and store:
        raise click.UsageError("Give --update or --graph-store, not both.")
    endpoint = Endpoint(
        Connection(address),
        Connection(update or default_update_address(address)),
        Connection(store) if store else None,
    )
    with steps("Checking") as tell:
        graph = Reading(source).open()
        _refuse_faults(graph)
        found = plan(source_of(graph, ontology=not no_ontology), endpoint, tell)
    way = ("graph store", endpoint.store) if endpoint.store else ("updates to", endpoint.update)
    click.echo(f"{graph.name} → {endpoint.query.address} ({way[0]} {way[1].address})\n")
    click.echo(_listed(found), nl=False)
    if not found.changes and not found.leftover:
        click.echo("\nNothing to do: the endpoint has all of it.")
        return
    if dry_run:
        click.echo(f"\nDry run: nothing was sent. {_summary(found, 'would change')}")
        return
    with steps("Sending") as tell:
        remark = push(found, endpoint, tell=tell)
    if remark:
        click.echo(remark, err=True)
    click.echo(f"\nDone, and read back. {_summary(found, 'changed')}")


def _refuse_faults(graph: "Graph") -> None:
    """Raises DossierError. A store was checked when it was filled, and may be too large for it."""
    from detente.graph.check import check
    from detente.graph.errors import DossierError

    problems = () if graph.stored else check(graph)
    if problems:
        raise DossierError(problems)


def _listed(found: "Plan") -> str:
    """A table on a terminal, tab-separated lines in a pipe."""
    from detente.cli.tables import tabular

    rows = [
        (str(it.state), _signed(it.plus, "+"), _signed(it.minus, "−"), f"{it.after:,}", it.graph)
        for it in found.differences
    ]
    rows += [("left over", "", "", "", name) for name in found.leftover]
    if sys.stdout.isatty():
        return tabular(("", "added", "gone", "triples", "graph"), rows, "table", wide=False)
    return "".join("\t".join(row).replace(",", "") + "\n" for row in rows)


def _signed(number: int, sign: str) -> str:
    return f"{sign}{number:,}" if number else ""


def _summary(found: "Plan", verb: str) -> str:
    from detente.cli.errors import count

    plus, minus = (sum(getattr(it, name) for it in found.changes) for name in ("plus", "minus"))
    text = f"{count(len(found.changes), 'graph')} {verb}: +{plus:,} −{minus:,} triples."
    left = count(len(found.leftover), "staging graph")
    return f"{text} {left} of an earlier run removed." if found.leftover else text
