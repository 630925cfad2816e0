"""One process of the engine, and asking it over HTTP."""

import asyncio
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import IO

import aiohttp

from detente.graph.errors import OutsideError
from detente.server.engine.ask import Answer, Ask
from detente.server.engine.keeper import Keeper
from detente.server.engine.program import (
    command,
    lower_priority,
    make_first_to_go,
    memory_of,
    private_address,
    worked_by,
)
from detente.server.refusals import Refusal

_SPOOLED = 512 * 1024  # bytes of an answer that are held in memory before it goes to disk
_CHUNK = 64 * 1024
_START_SECONDS = 30.0
_KEPT = ("Content-Type", "Location")


class ChildGoneError(Exception):
    """The process ended before its answer was whole."""


class Child:
    """A running `oxigraph` process. Made by ``Child.start``."""

    def __init__(self, process: subprocess.Popen[bytes], origin: str, keeper: Keeper) -> None:
        self._process, self._origin, self._keeper = process, origin, keeper
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=10),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
        )
        self._died = ""

    @classmethod
    async def start(cls, location: Path, keeper: Keeper, *, writable: bool, nice: int) -> "Child":
        """A process that serves the store in ``location`` and has answered that it is there.

        Raises OutsideError when it does not come up.
        """
        for _ in range(3):
            host, port = private_address()
            with (
                tempfile.TemporaryFile() as words
            ):  # a pipe that nobody reads would stop it one day
                # Not by asyncio, which has a thread wait for each process.
                process = subprocess.Popen(  # noqa: S603 - a program and options of ours
                    command(location, writable=writable, host=host, port=port),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=words,
                    process_group=0,  # Ctrl-C on the terminal is for us, who then end it
                )
                keeper.watch(process.pid)
                make_first_to_go(process.pid)
                lower_priority(process.pid, nice)
                try:
                    if await _listens(process, host, port):
                        return cls(process, f"http://{host}:{port}", keeper)
                except BaseException:
                    await _gone(process, keeper)
                    raise
                await _gone(process, keeper)
                complaint = _last_words(words, process)
            if "in use" not in complaint and (process.returncode or 0) >= 0:
                break  # it said no, and would say no again
        raise OutsideError(f"{location}: the store cannot be served: {complaint}")

    @property
    def alive(self) -> bool:
        return not self._died and self._process.poll() is None

    @property
    def died_of(self) -> str:
        """Why we ended it; empty when we did not."""
        return self._died

    @property
    def memory(self) -> int:
        return memory_of(self._process.pid)

    @property
    def worked(self) -> float:
        """Seconds that it has worked; where the system does not tell, seconds that have passed."""
        return worked_by(self._process.pid)

    def lower(self, nice: int) -> None:
        lower_priority(self._process.pid, nice)

    def pause(self) -> None:
        """Stop it where it is, until ``go_on``."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: int) -> None:
        if self.alive:
            self._process.send_signal(number)

    def kill(self, reason: str = "ended") -> None:
        """End it now; whoever waits for its answer gets ChildGoneError."""
        self._died = self._died or reason
        self._process.kill()

    async def end(self) -> None:
        """Kill it and wait until it is gone."""
        self.kill()
        await self._session.close()
        await _gone(self._process, self._keeper)

    async def send(self, ask: Ask, max_result: int, lane: str = "quick") -> Answer:
        """The process's whole answer. Raises ChildGoneError, and Refusal for one that is too long."""
        spool = tempfile.SpooledTemporaryFile(max_size=_SPOOLED)  # noqa: SIM115 - the answer closes it
        try:
            status, headers, size = await self._spooled(ask, max_result, spool)
        except BaseException:
            spool.close()
            raise
        spool.seek(0)
        return Answer(status, headers, spool, size, lane)

    async def _spooled(
        self, ask: Ask, max_result: int, spool: "tempfile.SpooledTemporaryFile[bytes]"
    ) -> tuple[int, dict[str, str], int]:
        size = 0
        try:
            async with self._session.request(
                ask.method,
                self._origin + ask.target,
                data=ask.body,
                headers=ask.headers,
                allow_redirects=False,
                skip_auto_headers=("Content-Type", "User-Agent", "Accept", "Accept-Encoding"),
            ) as response:
                async for chunk in response.content.iter_chunked(_CHUNK):
                    size += len(chunk)
                    if size > max_result:
                        raise Refusal(422, too_large(max_result))
                    spool.write(chunk)
                kept = {name: response.headers[name] for name in _KEPT if name in response.headers}
                return response.status, kept, size
        except (aiohttp.ClientError, OSError) as error:
            raise ChildGoneError(str(error)) from error


def too_large(limit: int) -> str:
    return (
        f"The answer is larger than the {limit / 1048576:g} MB that this server gives. "
        "Ask for less, for instance with LIMIT, or for a more compact format."
    )


async def _listens(process: subprocess.Popen[bytes], host: str, port: int) -> bool:
    """Whether it comes to answer; tried often, since that is a matter of milliseconds."""
    loop = asyncio.get_running_loop()
    give_up = loop.time() + _START_SECONDS
    pause = 0.002
    while loop.time() < give_up and process.poll() is None:
        try:
            _, writer = await asyncio.open_connection(host, port)
        except OSError:
            await asyncio.sleep(pause)
            pause = min(pause * 1.5, 0.1)
            continue
        writer.close()
        return process.poll() is None
    return False


async def _gone(process: subprocess.Popen[bytes], keeper: Keeper) -> None:
    process.kill()
    while process.poll() is None:
        await asyncio.sleep(0.005)
    keeper.forget(process.pid)


def _last_words(words: IO[bytes], process: subprocess.Popen[bytes]) -> str:
    words.seek(0)
    lines = [line for line in words.read().decode(errors="replace").splitlines() if line.strip()]
    return lines[-1].strip() if lines else f"it ended with status {process.returncode}"
