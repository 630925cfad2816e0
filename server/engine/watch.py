"""Limits that are watched from outside: time and memory."""

import asyncio
from collections.abc import Collection

from detente.server.engine.child import Child
from detente.server.refusals import Refusal, seconds
from detente.server.settings import MB, Limits

_EVERY = 0.1  # seconds


def too_long(limits: Limits) -> Refusal:
    return Refusal(
        504,
        f"The query was stopped after {seconds(limits.timeout)}, the longest that this server "
        "works on one. Ask for less.",
    )


def too_much_memory(limits: Limits) -> Refusal:
    return Refusal(
        422,
        f"The query was stopped because it needed more than {limits.memory // MB} MB of memory, or "
        "all queries together too much. Ask for less.",
    )


async def watch_memory(busy: Collection[Child], limits: Limits) -> None:
    """Kill each process whose query takes too much memory, and the largest when all take too much."""
    while True:
        await asyncio.sleep(_EVERY)
        sizes = {child: child.memory for child in busy}
        for child, size in sizes.items():
            if size > limits.memory:
                child.kill("memory")
        if sum(sizes.values()) > limits.memory_together:
            max(sizes, key=lambda child: sizes[child]).kill("memory")
