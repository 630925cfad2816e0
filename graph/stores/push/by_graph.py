"""Changes sent through the Graph Store Protocol: each graph replaced whole, one after the other.

There is no transaction over several graphs. When one fails, those already replaced are put back.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from detente.graph.errors import OutsideError
from detente.graph.stores.connection import EndpointError
from detente.graph.stores.push.by_update import REFUSED
from detente.graph.stores.push.difference import Difference, State
from detente.graph.stores.push.endpoint import Endpoint
from detente.graph.stores.push.standing import Standing, told

Tell = Callable[[str], None]


def send(changes: tuple[Difference, ...], endpoint: Endpoint, tell: Tell) -> str:
    """Makes the changes; nothing is to be said when all went well.

    Raises OutsideError, after which everything is as before unless the message says otherwise.
    """
    with TemporaryDirectory(prefix="detente-") as folder:
        return _send(changes, endpoint, tell, Path(folder))


def _send(changes: tuple[Difference, ...], endpoint: Endpoint, tell: Tell, folder: Path) -> str:
    kept: dict[str, Path | None] = {}  # what was there before, of the graphs that may be touched
    try:
        for number, change in enumerate(changes):
            tell(f"Replacing graph {number + 1} of {len(changes)}")
            before, new = None, folder / "new.nt"
            if change.before:
                before = folder / f"{number}.nt"
                _write(endpoint.triples(change.graph, change.before), before)
            _write(change.read(), new)
            kept[change.graph] = before
            try:
                _make(endpoint, change.graph, None if change.state is State.REMOVED else new)
            except EndpointError as error:
                if error.status in REFUSED:
                    del kept[change.graph]
                raise
    except OutsideError as error:
        raise OutsideError(f"{error}\n{_put_back(kept, changes, endpoint)}") from error
    except KeyboardInterrupt:
        _put_back(kept, changes, endpoint)
        raise
    return ""


def _put_back(
    kept: dict[str, Path | None], changes: tuple[Difference, ...], endpoint: Endpoint
) -> str:
    """What to say of how the graphs stand after those that were touched have been put back."""
    if not kept:
        return "    Nothing was changed."
    found = {change.graph: Standing.OLD for change in changes}
    *done, last = kept
    for graph in [last, *done]:
        try:
            _make(endpoint, graph, kept[graph])
        except OutsideError:
            found[graph] = Standing.NEW if graph in done else Standing.BETWEEN
    if all(it is Standing.OLD for it in found.values()):
        return "    What had been replaced was put back: all is as before."
    return (
        f"    Putting back what was there before failed too.\n{told(found)}"
        "\n    Run it again to complete the push."
    )


def _make(endpoint: Endpoint, graph: str, content: Path | None) -> None:
    if content is None:
        endpoint.delete(graph)
        return
    with content.open("rb") as file:
        endpoint.put(graph, file)


def _write(triples: Iterable[ox.Triple], path: Path) -> None:
    ox.serialize(triples, output=str(path), format=ox.RdfFormat.N_TRIPLES)
