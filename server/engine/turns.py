"""Long queries take turns, so that the machine stays free for the quick ones.

Low priority is not enough: not every system heeds it, and where it is heeded a dozen processes still
crowd the caches. So the long queries' processes are stopped and go on by turns, those first that have
worked least: what needs a second is done before what never ends. While quick queries come in the long
ones have a share of one processor together; else as many go on at once as there are processors.
"""

import asyncio
import os
from collections.abc import Callable

from detente.server.engine.child import Child

_TURN = 0.04  # seconds
_OF = 3  # turns, of which long queries have one while quick ones come in
_PROCESSORS = max(1, os.cpu_count() or 1)


class Turns:
    """The processes of long queries; ``take_turns`` runs as long as the engine does."""

    def __init__(self, occupied: Callable[[], bool]) -> None:
        self._occupied = occupied  # whether quick queries were there since it was last asked
        self._children: list[Child] = []
        self._going: list[Child] = []

    def __len__(self) -> int:
        return len(self._children)

    def join(self, child: Child) -> None:
        """From now on it works by turns."""
        child.pause()
        self._children.append(child)

    def leave(self, child: Child) -> None:
        """It is done, or ended."""
        self._children.remove(child)
        if child in self._going:
            self._going.remove(child)

    async def take_turns(self) -> None:
        turn = 0
        while True:
            await asyncio.sleep(_TURN)
            turn += 1
            if not self._children:
                continue
            if self._occupied():
                self._let_go_on(1 if turn % _OF == 0 else 0)
            else:
                self._let_go_on(_PROCESSORS)

    def _let_go_on(self, number: int) -> None:
        next_ones = sorted(self._children, key=lambda child: child.worked)[:number]
        for child in self._going:
            if child not in next_ones:
                child.pause()
        for child in next_ones:
            if child not in self._going:
                child.go_on()
        self._going = next_ones
