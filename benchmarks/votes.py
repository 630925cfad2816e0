"""869,937 votes of states in the UN General Assembly: imported, loaded into a store, asked, drawn, exported.

    python benchmarks/votes.py --data FOLDER [--store DIR] [--limit SECONDS] [--only PART ...]

FOLDER holds un_votes.csv.gz and un_roll_calls.csv.gz (from the R package unvotes; MIT licence). Each line
is a process from start to end: seconds on the clock and of the processors, peak memory, size of what came
out. With --store an earlier store is used. Parts: load, questions, networks, matrix, page, turtle.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from import_votes import MAPPING

import detente.graph.questions

DETENTE = str(Path(sys.executable).parent / "detente")
PARTS = ("load", "questions", "networks", "matrix", "page", "turtle")
NEWLINE = b"\n"
PARTY, SESSION = "france", "session-70-0"
ISSUE = "a-res-74-84"
TEN = (
    *("united-states", "russia", "china", "france", "united-kingdom"),
    *("india", "brazil", "south-africa", "germany", "japan"),
)
_NETWORK = (
    "import sys, time, detente; graph = detente.open(sys.argv[1]); start = time.perf_counter();"
    " network = graph.network(sys.argv[2], issue=sys.argv[3]);"
    " print(network, f'{time.perf_counter() - start:.2f} s in the process')"
)


def run(title: str, command: list[str], limit: float, into: Path | None = None) -> None:
    """Prints what one process takes; one that takes longer than the limit is ended."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=out, stderr=said)
        timer = threading.Timer(limit, os.kill, (process.pid, signal.SIGKILL))
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - start
        out.seek(0)
        content = out.read()
        said.seek(0)
        words = said.read().decode(errors="replace").strip().splitlines()
    spent, memory = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000
    if process.returncode == -signal.SIGKILL:
        print(f"{title:44} not finished in {limit:.0f} s", flush=True)
        return
    if process.returncode:
        print(f"{title:44} failed: {words[-1] if words else process.returncode}", flush=True)
        return
    if into is None:
        rows = max(0, content.count(NEWLINE) - 1)
        size = f"{rows:,} rows" if rows else content.decode()[:150].strip()
    else:
        files = [into] if into.is_file() else [it for it in into.rglob("*") if it.is_file()]
        size = f"{sum(it.stat().st_size for it in files) / 1e6:,.1f} MB"
    print(f"{title:44} {wall:8.2f} {spent:8.2f} {memory:8.0f}   {size}", flush=True)


def main() -> None:
    """Prints a line for each thing done."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the two tables")
    parser.add_argument("--store", type=Path, help="a store made before")
    parser.add_argument("--limit", type=float, default=60, help="seconds for one process")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"{'':44} {'seconds':>8} {'spent':>8} {'MB peak':>8}   size")
        store = asked.store or folder / "store"
        if "load" in asked.only and not asked.store:
            loaded(asked.data.resolve(), folder, store)
        if "questions" in asked.only:
            for each in detente.graph.questions.questions():
                command = [
                    DETENTE,
                    "query",
                    "-g",
                    str(store),
                    "--format",
                    "csv",
                    "--ask",
                    each.name,
                ]
                run(each.name, command, asked.limit)
                narrowed = [
                    f"{it.name}={ {'party': PARTY, 'issue': ISSUE, 'position': 'un-votes-2'}[it.kind] }"
                    for it in each.parameters
                ]
                if narrowed:
                    parameters = [word for it in narrowed for word in ("--param", it)]
                    run(f"  {' '.join(narrowed)}", [*command, *parameters], asked.limit)
        if "networks" in asked.only:
            for kind in ("agreement", "conflict"):
                command = [sys.executable, "-c", _NETWORK, str(store), kind, SESSION]
                run(f"{kind} of one session", command, asked.limit)
        if "matrix" in asked.only:
            parties = [word for it in TEN for word in ("--party", it)]
            command = [DETENTE, "matrix", "-g", str(store), "--format", "csv", *parties]
            run("matrix of ten states", command, asked.limit)
            run("  on one issue", [*command, "--issue", ISSUE], asked.limit)
        for part, ending in (("page", "html"), ("turtle", "ttl")):
            if part in asked.only:
                into = folder / f"votes.{ending}"
                command = [DETENTE, "export", "-g", str(store), "-o", str(into)]
                run(f"export {ending}", command, max(asked.limit, 300), into)


def loaded(data: Path, folder: Path, store: Path) -> None:
    """The table as RDF, and that in a store."""
    mapping, into = folder / MAPPING.name, folder / "votes.trig"
    text = MAPPING.read_text(encoding="utf-8")
    text = text.replace("un_roll_calls.csv.gz, on", f"'{data / 'un_roll_calls.csv.gz'}', on")
    mapping.write_text(text, encoding="utf-8")
    table = str(data / "un_votes.csv.gz")
    command = [DETENTE, "import", "csv", table, "--mapping", str(mapping), "--into", str(into)]
    run("import csv", command, 600, into)
    run("load --into", [DETENTE, "load", str(into), "--into", str(store)], 3600, store)


if __name__ == "__main__":
    main()
