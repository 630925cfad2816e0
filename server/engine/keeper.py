"""Leaving nothing behind, even when the server itself is killed.

A small process holds the other end of a pipe. When the server ends, however that happens, the pipe
closes, and the keeper ends the engine's processes and removes the temporary folder.
"""

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

# Run by itself, without the package: it has to be small and to need nothing.
_PROGRAM = """
import os, shutil, signal, sys
for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    signal.signal(ignored, signal.SIG_IGN)
processes, folders = set(), set()
for line in sys.stdin:
    word, _, what = line.rstrip("\\n").partition(" ")
    if word == "watch":
        processes.add(int(what))
    elif word == "forget":
        processes.discard(int(what))
    elif word == "remove":
        folders.add(what)
for process in processes:
    try:
        os.kill(process, signal.SIGKILL)
    except OSError:
        pass
for folder in folders:
    shutil.rmtree(folder, ignore_errors=True)
"""


class Keeper:
    """Ends the watched processes and removes the folders when it is closed, or its owner ends."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and the text above
            [sys.executable, "-I", "-S", "-c", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            errors="surrogateescape",
            process_group=0,
        )

    def watch(self, process: int) -> None:
        self._say(f"watch {process}")

    def forget(self, process: int) -> None:
        self._say(f"forget {process}")

    def remove(self, folder: Path) -> None:
        """Remove ``folder`` at the end; its name is ours and has no line break."""
        self._say(f"remove {folder}")

    def close(self) -> None:
        if self._process.stdin:
            with suppress(BrokenPipeError):
                self._process.stdin.close()
        self._process.wait()

    def _say(self, line: str) -> None:
        if self._process.stdin and self._process.poll() is None:
            with suppress(BrokenPipeError):  # someone ended it; the kernel still does its part
                self._process.stdin.write(line + "\n")
                self._process.stdin.flush()
