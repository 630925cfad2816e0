"""Reading and writing with one process, the only one that may have the store open.

Writes come one after the other. A query that takes too long, or too much memory, can only be stopped
by killing the process: that waits until the write at hand is done, and the queries that ran beside it are
asked again. A write that was answered is in the store's log, and what was not answered is there whole or
not at all.
"""

import asyncio
from contextlib import suppress
from pathlib import Path

from detente.graph.errors import OutsideError
from detente.server.engine.ask import Answer, Ask
from detente.server.engine.child import Child, ChildGoneError
from detente.server.engine.keeper import Keeper
from detente.server.engine.room import Room
from detente.server.engine.watch import too_long, too_much_memory
from detente.server.refusals import Refusal, seconds
from detente.server.settings import Limits

_TRIES = 3  # of a query whose process was ended because of another one
_LONG = 0.5  # seconds; what memory is short of, a quick query has not taken
_EVERY = 0.1  # seconds between two looks at the memory


class Writer:
    """Engine over the store in a folder that nobody else has open. Made by ``Writer.start``."""

    def __init__(self, location: Path, keeper: Keeper, limits: Limits) -> None:
        self._location, self._keeper, self._limits = location, keeper, limits
        self._room = Room(limits.quick_at_once + limits.at_once, limits.waiting, limits.patience)
        self._turn = Room(1, limits.waiting, limits.patience)
        self._ready = asyncio.Event()
        self._child: Child | None = None
        self._restarting: asyncio.Task[None] | None = None
        self._writing = asyncio.Lock()
        self._closed = False
        self.changes = 0
        self._writes: set[asyncio.Task[Answer]] = set()
        self._watch: asyncio.Task[None] | None = None

    @classmethod
    async def start(cls, location: Path, keeper: Keeper, limits: Limits) -> "Writer":
        """Raises OutsideError when the store cannot be served, for instance because it is in use."""
        writer = cls(location, keeper, limits)
        await writer._start()
        writer._watch = asyncio.create_task(writer._watch_memory())
        return writer

    async def close(self) -> None:
        """End the process once the write at hand is done."""
        self._closed = True
        for task in (self._watch, self._restarting):
            if task:
                task.cancel()
                with suppress(asyncio.CancelledError, OutsideError):
                    await task
        async with self._writing:
            if self._child:
                await self._child.end()

    async def read(self, ask: Ask) -> Answer:
        await self._room.enter()
        try:
            for _ in range(_TRIES):
                with suppress(ChildGoneError):
                    return await self._read(ask)
            raise Refusal(
                503,
                "The query engine was ended several times while this query ran. Ask again later.",
                {"Retry-After": "5"},
            )
        finally:
            self._room.leave()

    async def _read(self, ask: Ask) -> Answer:
        child = await self._running()
        began = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout(self._limits.timeout):
                return await child.send(ask, self._limits.max_result)
        except TimeoutError:
            self._restart(child, "time")
            raise too_long(self._limits) from None
        except Refusal:  # the answer was too large, and the process still works on it
            self._restart(child, "size")
            raise
        except asyncio.CancelledError:  # the client has gone, the query has not
            self._restart(child, "client")
            raise
        except ChildGoneError:
            reason = child.died_of
            self._restart(child, "gone")
            long = asyncio.get_running_loop().time() - began > _LONG
            if reason == "memory" and long:  # it or one like it; the others are asked again
                raise too_much_memory(self._limits) from None
            raise

    async def write(self, ask: Ask) -> Answer:
        """As ``Engine.write``; it goes on to its end when the one who asked leaves."""
        await self._turn.enter()
        task = asyncio.create_task(self._write(ask))
        self._writes.add(task)
        task.add_done_callback(self._writes.discard)
        return await asyncio.shield(task)

    async def _write(self, ask: Ask) -> Answer:
        try:
            while True:
                child = await self._running()
                async with self._writing:
                    if child is self._child and child.alive:
                        return await self._sent(child, ask)
        finally:
            self._turn.leave()

    async def _sent(self, child: Child, ask: Ask) -> Answer:
        try:
            async with asyncio.timeout(self._limits.timeout):
                return await child.send(ask, self._limits.max_result, "write")
        except TimeoutError:
            child.kill("time")
            self._restart(child, "time")
            raise Refusal(
                504,
                f"The write was stopped after {seconds(self._limits.timeout)}. It may have been done "
                "at the last moment, whole: look before you send it again.",
            ) from None
        except ChildGoneError:
            self._restart(child, "gone")
            raise Refusal(
                500,
                "The query engine ended during the write. It was done whole or not at all: "
                "look before you send it again.",
            ) from None
        finally:
            self.changes += 1

    async def _running(self) -> Child:
        try:
            async with asyncio.timeout(self._limits.patience):
                await self._ready.wait()
        except TimeoutError:
            raise Refusal(
                503, "The query engine is being started again.", {"Retry-After": "5"}
            ) from None
        if self._child is None:
            raise Refusal(500, "The query engine cannot be started.")
        return self._child

    def _restart(self, child: Child, reason: str) -> None:
        """Put a fresh process into the place of ``child``, once the write at hand is done."""
        if self._closed or child is not self._child or not self._ready.is_set():
            return
        self._ready.clear()
        self._restarting = asyncio.create_task(self._again(child, reason))

    async def _again(self, child: Child, reason: str) -> None:
        async with self._writing:
            child.kill(reason)
            await child.end()
            for pause in (0.0, 0.2, 1.0, 5.0):
                await asyncio.sleep(pause)
                with suppress(OutsideError):
                    await self._start()
                    return
            self._child = None
            self._ready.set()  # those who wait are told

    async def _start(self) -> None:
        self._child = await Child.start(self._location, self._keeper, writable=True, nice=0)
        self._ready.set()

    async def _watch_memory(self) -> None:
        limit = min(self._limits.memory * 2, self._limits.memory_together)
        while True:
            await asyncio.sleep(_EVERY)
            child = self._child
            if child and self._ready.is_set() and child.memory > limit:
                if not self._writing.locked():
                    child.kill("memory")
                self._restart(child, "memory")
