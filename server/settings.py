"""What a server is told when it is started."""

import os
from dataclasses import dataclass, field

MB = 1024 * 1024


def _half_of_memory() -> int:
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
    except (AttributeError, OSError, ValueError):  # systems that do not tell
        return 4096 * MB


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a client may ask for; seconds and bytes."""

    timeout: float = 30.0  # the longest that a query or an update runs
    quick: float = 0.1  # how long a query works before it counts as a long one
    quick_at_once: int = max(4, os.cpu_count() or 4)
    at_once: int = 16  # long queries at once
    waiting: int = 256  # queries that wait for their turn
    patience: float = 30.0  # how long they wait
    max_result: int = 64 * MB
    max_held: int = 1024 * MB  # all answers together that are still being sent
    max_query: int = MB // 4
    max_body: int = 256 * MB  # of a graph or an update that is written
    max_url: int = 32 * 1024
    memory: int = 512 * MB  # of one query
    memory_together: int = field(default_factory=_half_of_memory)  # of all queries
    connections: int = 1000
    header_seconds: float = 15.0  # until a request's headers are there, and between two requests
    stall_seconds: float = 10.0  # without a byte while a body is sent or an answer is read
    slowest: int = 16 * 1024  # bytes a second at which a body has to come at least


@dataclass(frozen=True, slots=True)
class Settings:
    """Where a server listens, to whom it is open, and its limits."""

    host: str = "127.0.0.1"
    port: int = 7880
    names: tuple[str, ...] = ()  # further host names under which it is asked
    origins: tuple[str, ...] = ()  # of web pages that may read its answers; "*" for all
    token: str | None = field(default=None, repr=False)  # for writing; None: nothing is written
    limits: Limits = field(default_factory=Limits)

    @property
    def writable(self) -> bool:
        return self.token is not None

    @property
    def on_loopback(self) -> bool:
        return self.host in ("localhost", "::1") or self.host.startswith("127.")
