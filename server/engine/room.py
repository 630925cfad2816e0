"""A bounded number of places, and a bounded number of those who wait for one."""

import asyncio

from detente.server.refusals import TooBusy, seconds


class Room:
    """``places`` may be taken at once; ``waiting`` more may wait, each for ``patience`` seconds."""

    def __init__(self, places: int, waiting: int, patience: float) -> None:
        self._free = asyncio.Semaphore(places)
        self._waiting, self._most, self._patience = 0, waiting, patience

    async def enter(self) -> None:
        """Take a place. Raises TooBusy when too many wait, or none became free in time."""
        if self._waiting >= self._most:
            raise TooBusy("Too many queries are waiting already. Ask again in a few seconds.")
        self._waiting += 1
        try:
            async with asyncio.timeout(self._patience):
                await self._free.acquire()
        except TimeoutError:
            raise TooBusy(
                f"The query waited {seconds(self._patience)} for its turn. Ask again later."
            ) from None
        finally:
            self._waiting -= 1

    def leave(self) -> None:
        """Give the place back."""
        self._free.release()
