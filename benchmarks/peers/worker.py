"""One tool doing tasks on one file, in a process of its own: ``worker.py TOOL FILE TASK…``.

Prints a line of JSON before and after each task: wall and processor seconds, the peak memory of the
process so far, and what the answer was, as a count and a hash, so that answers can be compared.
"""

import hashlib
import json
import sys
import tempfile
import time
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from tasks import BASE, QUESTIONS


def peak() -> float:
    """The most memory the process has had, in MB, as the kernel counts it."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1000
    return float("nan")


def hashed(rows: Iterable[tuple[str, ...]]) -> tuple[int, str]:
    """How many rows, and a hash of them in any order."""
    texts = sorted("\t".join(row) for row in rows)
    return len(texts), hashlib.sha256("\n".join(texts).encode()).hexdigest()[:12]


def _tie(one: str, other: str, weight: Any) -> tuple[str, ...]:
    """A tie in one form: some tools name a party by its id, others by its address."""
    ends = sorted(
        end.strip("<>").removeprefix(f"{BASE}party/").removeprefix("party:") for end in (one, other)
    )
    return (*ends, str(weight))


def answer(task: str, result: Any) -> tuple[int, str]:
    """What came out of a task; loading and exporting are compared by what comes of them."""
    if task == "network":
        return hashed(_tie(*edge) for edge in result.edges(data="weight"))
    if task in QUESTIONS:
        return hashed(result)
    return 0, ""


def main() -> None:
    """Runs the tasks in their order."""
    name, path, *asked = sys.argv[1:]
    tool = import_module(f"with_{name}")
    say({"versions": tool.VERSIONS})
    graph: Any = None
    with tempfile.TemporaryDirectory() as folder:
        into = Path(folder) / "out.ttl"
        work = {
            "load": lambda: tool.load(Path(path)),
            "network": lambda: tool.network(graph),
            "export": lambda: tool.export(graph, into),
            **{name: lambda text=text: tool.rows(graph, text) for name, text in QUESTIONS.items()},
        }
        for task in asked:
            say({"begins": task})
            wall, processor = time.perf_counter(), time.process_time()
            result = work[task]()
            wall, processor = time.perf_counter() - wall, time.process_time() - processor
            if task == "load":
                graph = result
            rows, digest = answer(task, result)
            if task == "export":
                rows = into.stat().st_size
            say(
                {
                    "task": task,
                    "wall": wall,
                    "processor": processor,
                    "megabytes": peak(),
                    "rows": rows,
                    "hash": digest,
                }
            )


def say(line: dict[str, Any]) -> None:
    """One line for the one who started this."""
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
