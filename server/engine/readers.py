"""Reading with many processes: quick queries are not held up by long ones.

Each process answers one query at a time. A query begins in the quick lane. When it is not done after
a moment, its process leaves that lane and goes on with low priority, and a fresh process takes its place;
how many such long queries there are at once is bounded. A process that takes too long, too much memory or
answers with too much is killed: `oxigraph` has no other limit that holds.
"""

import asyncio
from collections import deque
from collections.abc import Coroutine, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from detente.graph.errors import OutsideError
from detente.server.engine.ask import Answer, Ask
from detente.server.engine.child import Child, ChildGoneError
from detente.server.engine.keeper import Keeper
from detente.server.engine.room import Room
from detente.server.engine.watch import too_long, too_much_memory, watch_memory
from detente.server.refusals import Refusal, TooBusy
from detente.server.settings import Limits

_NICE, _NICE_LONG = 5, 19
_SPARE = 2  # processes that stand ready to take the place of one that left
_STARTS_AT_ONCE = 2


class Readers:
    """Engine over the store in a folder that nobody writes to. Made by ``Readers.start``."""

    changes = 0

    def __init__(self, location: Path, keeper: Keeper, limits: Limits) -> None:
        self._location, self._keeper, self._limits = location, keeper, limits
        self._ready: deque[Child] = deque()
        self._arrived = asyncio.Condition()
        self._room = Room(limits.quick_at_once, limits.waiting, limits.patience)
        self._long = 0
        self._all: set[Child] = set()
        self._busy: set[Child] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._starting = asyncio.Semaphore(_STARTS_AT_ONCE)
        self._broken: OutsideError | None = None
        self._closed = False

    @classmethod
    async def start(cls, location: Path, keeper: Keeper, limits: Limits) -> "Readers":
        """Raises OutsideError when the store cannot be served."""
        readers = cls(location, keeper, limits)
        try:
            for _ in range(limits.quick_at_once + _SPARE):
                await readers._add()
                if readers._broken:
                    raise readers._broken
        except BaseException:
            await readers.close()
            raise
        readers._background(watch_memory(readers._busy, limits))
        return readers

    async def close(self) -> None:
        self._closed = True
        for task in [*self._tasks]:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(child.end() for child in [*self._all]))

    async def write(self, ask: Ask) -> Answer:
        raise Refusal(403, "This server only reads. It writes when it is started with --writable.")

    async def read(self, ask: Ask) -> Answer:
        try:
            return await self._try(ask)
        except ChildGoneError:  # nobody asked it to end; a query can be asked twice
            try:
                return await self._try(ask)
            except ChildGoneError:
                raise Refusal(500, "The query engine broke off twice at this query.") from None

    async def _try(self, ask: Ask) -> Answer:
        await self._room.enter()
        try:
            child = await self._take()
        except BaseException:
            self._room.leave()
            raise
        quick = True
        child.since = asyncio.get_running_loop().time()
        self._busy.add(child)
        work = asyncio.ensure_future(child.send(ask, self._limits.max_result))
        try:
            done, _ = await asyncio.wait((work,), timeout=self._limits.quick)
            if not done:
                quick = False
                self._room.leave()
                self._replace()
                return await self._long_lane(child, work)
            return work.result()
        except ChildGoneError:
            if child.died_of:
                raise too_much_memory(self._limits) from None
            raise
        finally:
            self._busy.discard(child)
            if quick:
                self._room.leave()
            if quick and work.done() and not work.cancelled() and not work.exception():
                await self._put_back(child)
            else:
                child.kill()
                work.cancel()
                with suppress(BaseException):
                    _discard(await asyncio.gather(work, return_exceptions=True))
                self._background(self._bury(child))
                if quick:
                    self._replace()

    async def _long_lane(self, child: Child, work: "asyncio.Future[Answer]") -> Answer:
        if self._long >= self._limits.at_once:
            raise TooBusy(
                f"{self._limits.at_once} long queries are running already, and this one is long too. "
                "Ask again later, or ask for less.",
                10,
            )
        self._long += 1
        child.lower(_NICE_LONG)
        try:
            left = max(0.0, self._limits.timeout - self._limits.quick)
            done, _ = await asyncio.wait((work,), timeout=left)
            if not done:
                raise too_long(self._limits)
            answer = work.result()
            answer.lane = "long"
            return answer
        finally:
            self._long -= 1

    async def _take(self) -> Child:
        async with self._arrived:
            while True:
                while self._ready:
                    child = self._ready.popleft()
                    if child.alive:
                        return child
                    self._background(self._bury(child))
                    self._replace()
                if self._broken:
                    self._broken = None
                    self._replace()  # for those who come later
                    raise Refusal(500, "The query engine cannot be started. The log says why.")
                await self._arrived.wait()

    async def _put_back(self, child: Child) -> None:
        child.since = 0.0
        async with self._arrived:
            self._ready.append(child)
            self._arrived.notify()

    async def _add(self) -> None:
        try:
            async with self._starting:
                child = await Child.start(self._location, self._keeper, writable=False, nice=_NICE)
        except OutsideError as error:
            self._broken = error
            async with self._arrived:
                self._arrived.notify_all()
            return
        self._broken = None
        self._all.add(child)
        await self._put_back(child)

    async def _bury(self, child: Child) -> None:
        await child.end()
        self._all.discard(child)

    def _replace(self) -> None:
        if not self._closed:
            self._background(self._add())

    def _background(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _discard(results: Iterable[Answer | BaseException]) -> None:
    for result in results:
        if isinstance(result, Answer):
            result.body.close()
