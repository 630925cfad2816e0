"""Reading with many processes: quick queries are not held up by long ones.

Each process answers one query at a time. A query begins in the quick lane. When it is not done after
a moment, its process leaves that lane and goes on with low priority, and a fresh process takes its place;
how many such long queries there are at once is bounded. A process that takes too long, too much memory or
answers with too much is killed: `oxigraph` has no other limit that holds.
"""

import asyncio
from collections import deque
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from detente.graph.errors import OutsideError
from detente.server.engine.ask import Answer, Ask
from detente.server.engine.child import Child, ChildGoneError
from detente.server.engine.keeper import Keeper
from detente.server.engine.room import Room
from detente.server.engine.turns import Turns
from detente.server.engine.watch import too_long, too_much_memory, watch_memory
from detente.server.refusals import Refusal, TooBusy
from detente.server.settings import Limits

_NICE, _NICE_LONG = 0, 19
_PATIENCE = 8  # times as long a quick query may take on a busy machine
_LEAST = 0.02  # seconds between two looks at what a process has worked
_SPARE = 2  # processes that stand ready to take the place of one that left
_STARTS_AT_ONCE = 2
_AT_ONCE = 0.02  # seconds


class Readers:
    """Engine over the store in a folder that nobody writes to. Made by ``Readers.start``."""

    changes = 0

    def __init__(self, location: Path, keeper: Keeper, limits: Limits) -> None:
        self._location, self._keeper, self._limits = location, keeper, limits
        self._ready: deque[Child] = deque()
        self._arrived = asyncio.Condition()
        self._room = Room(limits.quick_at_once, limits.waiting, limits.patience)
        self._turns = Turns(self._quick_ones_came)
        self._came = False
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
        readers._background(readers._turns.take_turns())
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
        """As ``Engine.read``; asked again when its process ended and nobody had asked it to."""
        loop = asyncio.get_running_loop()
        broke_off = 0
        while True:
            began = loop.time()
            try:
                return await self._try(ask)
            except ChildGoneError:
                # At once: it had been gone before, without anyone having noticed.
                broke_off += loop.time() - began > _AT_ONCE
                if broke_off > 1:
                    raise Refusal(500, "The query engine broke off twice at this query.") from None

    async def _try(self, ask: Ask) -> Answer:
        await self._room.enter()
        try:
            child = await self._take()
        except BaseException:
            self._room.leave()
            raise
        self._busy.add(child)
        self._came = True
        work = asyncio.ensure_future(child.send(ask, self._limits.max_result))
        quick, answer = True, None
        try:
            quick = await self._is_quick(child, work)
            if not quick:
                self._room.leave()
                self._replace()
                await self._long_lane(child, work)
            answer = work.result()
            return answer
        except ChildGoneError:
            if child.died_of:
                raise too_much_memory(self._limits) from None
            raise
        finally:
            self._busy.discard(child)
            if quick:
                self._room.leave()
            if quick and answer:
                await self._put_back(child)
            else:
                child.kill()
                # An answer that comes after all goes to nobody.
                self._background(self._bury(child, None if answer else work))
                if quick:
                    self._replace()

    async def _is_quick(self, child: Child, work: "asyncio.Future[Answer]") -> bool:
        """Whether the answer comes while the query is still a quick one.

        What counts is the time that the process worked, so that a busy machine does not make long
        queries of quick ones.
        """
        loop = asyncio.get_running_loop()
        worked, give_up = child.worked, loop.time() + _PATIENCE * self._limits.quick
        left = self._limits.quick
        while left > 0 and loop.time() < give_up:
            done, _ = await asyncio.wait((work,), timeout=max(left, _LEAST))
            if done:
                return True
            left = self._limits.quick - (child.worked - worked)
        return False

    async def _long_lane(self, child: Child, work: "asyncio.Future[Answer]") -> None:
        if len(self._turns) >= self._limits.at_once:
            raise TooBusy(
                f"{self._limits.at_once} long queries are running already, and this one is long too. "
                "Ask again later, or ask for less.",
                10,
            )
        child.lower(_NICE_LONG)
        self._turns.join(child)
        try:
            left = max(0.0, self._limits.timeout - self._limits.quick)
            done, _ = await asyncio.wait((work,), timeout=left)
            if not done:
                raise too_long(self._limits)
            if not work.exception():
                work.result().lane = "long"
        finally:
            self._turns.leave(child)

    def _quick_ones_came(self) -> bool:
        """Whether quick queries are at work, or were since this was last asked."""
        came, self._came = self._came, False
        return came or len(self._busy) > len(self._turns)

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

    async def _bury(self, child: Child, work: "asyncio.Future[Answer] | None" = None) -> None:
        """End a process; an answer of its that nobody takes is closed."""
        if work:
            work.cancel()
            for result in await asyncio.gather(work, return_exceptions=True):
                if isinstance(result, Answer):
                    result.body.close()
        await child.end()
        self._all.discard(child)

    def _replace(self) -> None:
        if not self._closed:
            self._background(self._add())

    def _background(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
