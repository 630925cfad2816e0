"""Work that takes a while, done in threads so that the server goes on answering.

Whoever asks for the same at the same time waits for the same result; results are kept until they
need too much room.
"""

import asyncio
import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from aiohttp import web

from detente.server.refusals import Refusal, TooBusy
from detente.server.settings import MB

T = TypeVar("T")

_WAITING = 64
_ROOM = 128 * MB  # for all that is kept
_MOST_REFUSED = 1000
_TOO_LARGE = 422
_WORTH_PACKING = 1024  # bytes


@dataclass(frozen=True, slots=True)
class Content:
    """Something ready to be sent: as it is, and packed for those who take that."""

    body: bytes
    packed: bytes
    tag: str

    @classmethod
    def of(cls, body: bytes) -> "Content":
        """Packs it, which takes a while."""
        packed = gzip.compress(body, 6, mtime=0) if len(body) > _WORTH_PACKING else b""
        return cls(body, packed, hashlib.sha256(body).hexdigest()[:32])

    @property
    def size(self) -> int:
        return len(self.body) + len(self.packed)

    def response(
        self, request: web.Request, media_type: str, headers: dict[str, str] | None = None
    ) -> web.Response:
        """The answer; without a body when the client has it already."""
        tag = f'"{self.tag}"'
        common = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept, Accept-Encoding"}
        common |= headers or {}
        if tag in request.headers.get("If-None-Match", ""):
            return web.Response(status=304, headers=common)
        body = self.body
        if self.packed and "gzip" in request.headers.get("Accept-Encoding", ""):
            body = self.packed
            common["Content-Encoding"] = "gzip"
        return web.Response(body=body, headers={"Content-Type": media_type, **common})


class Work:
    """Threads, and what they made."""

    def __init__(self, threads: int = 2) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="detente-work")
        self._waiting = 0
        self._kept: OrderedDict[Hashable, Content] = OrderedDict()
        self._refused: OrderedDict[Hashable, Refusal] = OrderedDict()
        self._under_way: dict[Hashable, asyncio.Future[Content]] = {}

    async def do(self, make: Callable[[], T]) -> T:
        """What ``make`` gives, made in a thread. Raises TooBusy when too much waits already."""
        if self._waiting >= _WAITING:
            raise TooBusy("Too many pages and networks are being made already. Ask again later.", 5)
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, make)
        finally:
            self._waiting -= 1

    async def content(self, key: Hashable, make: Callable[[], bytes]) -> Content:
        """What ``make`` gives, made once for each ``key``."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if key in self._refused:
            raise self._refused[key]
        if key not in self._under_way:
            task = asyncio.ensure_future(self.do(lambda: Content.of(make())))
            self._under_way[key] = task
            task.add_done_callback(lambda done: self._keep(key, done))
        # Shielded: that one client leaves is nothing to the others who wait.
        return await asyncio.shield(self._under_way[key])

    def _keep(self, key: Hashable, done: "asyncio.Future[Content]") -> None:
        del self._under_way[key]
        if done.cancelled():
            return
        if done.exception():
            refusal = done.exception()
            if isinstance(refusal, Refusal) and refusal.status == _TOO_LARGE:
                self._refused[key] = refusal  # it will not get smaller by being asked for again
            while len(self._refused) > _MOST_REFUSED:
                self._refused.popitem(last=False)
            return
        self._kept[key] = done.result()
        while sum(content.size for content in self._kept.values()) > _ROOM:
            self._kept.popitem(last=False)

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
