"""The `oxigraph` program, and how it is started."""

import os
import secrets
import shutil
import sys
import time
from contextlib import suppress
from pathlib import Path

from detente.graph.errors import OutsideError


def oxigraph_program() -> str:
    """The path of the `oxigraph` program. Raises OutsideError when it is not installed."""
    beside = Path(sys.executable).parent / "oxigraph"
    found = str(beside) if beside.is_file() else shutil.which("oxigraph")
    if not found:
        raise OutsideError(
            "the program 'oxigraph' is not installed\n    Install it with: pip install 'detente[serve]'"
        )
    return found


def private_address() -> tuple[str, int]:
    """A loopback address and a port that nobody can guess.

    On Linux every address 127.x.y.z is the machine itself, so that a page in a browser that tries
    the ports of 127.0.0.1 does not find the engine.
    """
    host = "127.0.0.1"
    if sys.platform == "linux":
        host = ".".join(["127", *(str(1 + secrets.randbelow(253)) for _ in range(3))])
    return host, 20000 + secrets.randbelow(12000)


def command(location: Path, *, writable: bool, host: str, port: int) -> list[str]:
    """The command that serves the store in the folder ``location``."""
    serve = "serve" if writable else "serve-read-only"
    words = [oxigraph_program(), serve, "--location", str(location)]
    words += ["--bind", f"{host}:{port}"]
    launcher = shutil.which("setpriv") if sys.platform == "linux" else None
    # The kernel ends the engine when its parent ends, however that happens.
    return [launcher, "--pdeathsig", "KILL", "--", *words] if launcher else words


def make_first_to_go(pid: int) -> None:
    """When memory runs out, the system is to end the engine and nothing else."""
    with suppress(OSError):
        Path(f"/proc/{pid}/oom_score_adj").write_text("1000", encoding="ascii")


def lower_priority(group: int, nice: int) -> None:
    """All threads of a process group yield to others."""
    with suppress(OSError):  # it has just ended, or the system has no priorities
        os.setpriority(os.PRIO_PGRP, group, nice)


def memory_of(pid: int) -> int:
    """Bytes that a process has in memory; 0 where the system does not tell."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def worked_by(pid: int) -> float:
    """Seconds that a process has worked; seconds that have passed where the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return time.monotonic()
    user, system = fields.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
