"""Changes sent as one SPARQL update, so that a server with transactions makes all of them or none.

What is too much for one request waits in staging graphs until a small last request moves it. After a
failure the endpoint is read: was the update made, or not? If it was made in part, by an engine that has
no transaction over a request, it is taken back.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from detente.graph.errors import OutsideError
from detente.graph.stores.connection import EndpointError
from detente.graph.stores.push.difference import Difference, State, undone
from detente.graph.stores.push.endpoint import Endpoint
from detente.graph.stores.push.standing import Standing, standings, told
from detente.graph.stores.push.wording import (
    Limits,
    Operation,
    dropped,
    inserted,
    moved,
    operations,
    packed,
    written,
)

# With these a server says that it did not begin.
REFUSED = (401, 403, 404, 405, 406, 411, 413, 414, 415, 429, 501)

Tell = Callable[[str], None]


def send(
    changes: tuple[Difference, ...], staging: str, endpoint: Endpoint, limits: Limits, tell: Tell
) -> str:
    """Makes the changes; what is to be said of how it went, if anything.

    Raises OutsideError, after which everything is as before unless the message says otherwise.
    """
    requests = packed((it for change in changes for it in operations(change)), limits)
    first, second = next(requests, None), next(requests, None)
    if first is None:
        return ""
    if second is None and not limits.staged:
        tell("Sending the update")
        return _applied(first, changes, endpoint, limits)
    parts = [
        (change, f"{staging}{n}:add", f"{staging}{n}:remove") for n, change in enumerate(changes)
    ]
    used = tuple(name for _, *names in parts for name in names)
    _stage(parts, used, endpoint, limits, tell)
    tell("Putting everything in place")
    text = " ;\n".join(it.text for part in parts for it in moved(*part))
    try:
        remark = _applied(text, changes, endpoint, limits)
    except OutsideError:
        _dropped(used, endpoint)
        raise
    tell("Removing staging graphs")
    # Not in the same request: it takes engines as long to remove them as to move them.
    left = (
        "" if _dropped(used, endpoint) else "Staging graphs may be left; the next run removes them."
    )
    return "\n".join(filter(None, [remark, left]))


def _stage(
    parts: list[tuple[Difference, str, str]],
    used: tuple[str, ...],
    endpoint: Endpoint,
    limits: Limits,
    tell: Tell,
) -> None:
    total = sum(change.plus + change.minus for change, *_ in parts)
    sent = 0

    def counted() -> Iterator[Operation]:
        nonlocal sent
        for part in parts:
            for operation in _staged(*part):
                tell(f"Sending {min(sent, total):,} of {total:,} triples")
                yield operation
                sent += operation.triples

    try:
        for request in packed(counted(), limits):
            endpoint.send_update(request)
    except OutsideError as error:
        clean = _dropped(used, endpoint)
        left = "" if clean else " Staging graphs may be left; the next run removes them."
        raise OutsideError(f"{error}\n    Every graph is as it was before.{left}") from error


def _staged(change: Difference, to_add: str, to_remove: str) -> Iterator[Operation]:
    yield from inserted(to_add, change.added())
    if change.state is not State.REMOVED and not change.whole:
        yield from written("INSERT DATA", to_remove, change.removed)


def _dropped(graphs: Iterable[str], endpoint: Endpoint) -> bool:
    with suppress(OutsideError):
        for name in graphs:
            endpoint.send_update(dropped(name).text)
        return True
    return False


def _applied(text: str, changes: tuple[Difference, ...], endpoint: Endpoint, limits: Limits) -> str:
    try:
        endpoint.send_update(text)
    except EndpointError as error:
        if error.status in REFUSED:
            raise OutsideError(f"{error}\n    Nothing was changed.") from error
        return _looked_into(error, changes, endpoint, limits)
    return ""


def _looked_into(
    error: EndpointError, changes: tuple[Difference, ...], endpoint: Endpoint, limits: Limits
) -> str:
    """After a failure that leaves open what was done: a remark if all of it was."""
    try:
        found = standings(changes, endpoint)
    except OutsideError:
        raise OutsideError(
            f"{error}\n    The endpoint does not answer, so whether the update was made cannot be told."
            "\n    Run the same command again later: it compares anew and sends what is missing."
        ) from error
    if all(it is Standing.NEW for it in found.values()):
        return f"{error}\n    The update was made all the same: the endpoint was read back."
    if all(it is Standing.OLD for it in found.values()):
        again = "" if error.status == 400 else " Run it again."
        raise OutsideError(
            f"{error}\n    The endpoint was read back: nothing was changed.{again}"
        ) from error
    raise OutsideError(f"{error}\n{_taken_back(changes, endpoint, limits)}") from error


def _taken_back(changes: tuple[Difference, ...], endpoint: Endpoint, limits: Limits) -> str:
    try:
        for request in packed(
            (it for change in changes for it in operations(undone(change))), limits
        ):
            endpoint.send_update(request)
        found = standings(changes, endpoint)
    except OutsideError:
        with suppress(OutsideError):
            return f"{told(standings(changes, endpoint))}\n    Run it again to complete the push."
        return "    The endpoint had made a part of it, and does not answer any more. Run it again."
    if all(it is Standing.OLD for it in found.values()):
        return "    The endpoint had made a part of it, which was taken back: all is as before."
    return f"{told(found)}\n    Run it again to complete the push."
