"""A large table into RDF: 869,937 votes of states in the United Nations General Assembly, as positions.

    python benchmarks/import_votes.py --data FOLDER

FOLDER holds un_votes.csv.gz and un_roll_calls.csv.gz (from the R package unvotes; MIT licence). For each
format: seconds and peak memory of the whole command, the ratio to only reading the rows with Python's csv
module, the size written, and the statements that Oxigraph counts in it.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

MAPPING = Path(__file__).with_name("un_votes.yaml")
DETENTE = str(Path(sys.executable).parent / "detente")
READING = """
import csv, gzip, sys
with gzip.open(sys.argv[1], "rt", encoding="utf-8", newline="") as file:
    print(sum(1 for _ in csv.reader(file)) - 1)
"""


class Ran(NamedTuple):
    """A process: its seconds from start to end, its peak memory in MB, and what it said."""

    seconds: float
    megabytes: float
    said: str


def run(command: list[str]) -> Ran:
    """One run of a command. Raises CalledProcessError when it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    said = process.stdout.read() if process.stdout else ""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Ran(time.perf_counter() - start, usage.ru_maxrss / 1000, said.strip())


def main() -> None:
    """Imports the votes into each format and prints what it took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the two tables")
    data = parser.parse_args().data.resolve()
    votes = str(data / "un_votes.csv.gz")
    base = run([sys.executable, "-c", READING, votes])
    print(
        f"{'':22} {'seconds':>8} {'ratio':>6} {'MB peak':>8} {'MB written':>11} {'statements':>12}"
    )
    print(f"{'reading with csv':22} {base.seconds:8.1f} {1:6.1f} {base.megabytes:8.0f}")
    with tempfile.TemporaryDirectory() as folder:
        mapping = Path(folder) / MAPPING.name
        text = MAPPING.read_text(encoding="utf-8")
        text = text.replace("un_roll_calls.csv.gz, on", f"'{data / 'un_roll_calls.csv.gz'}', on")
        mapping.write_text(text, encoding="utf-8")
        for ending, format_ in (("trig", ox.RdfFormat.TRIG), ("nq", ox.RdfFormat.N_QUADS)):
            into = Path(folder) / f"votes.{ending}"
            command = [
                DETENTE,
                "import",
                "csv",
                votes,
                "--mapping",
                str(mapping),
                "--into",
                str(into),
            ]
            ran = run(command)
            written = into.stat().st_size / 1e6
            number = sum(1 for _ in ox.parse(path=str(into), format=format_))
            into.unlink()
            print(
                f"{'import into ' + ending:22} {ran.seconds:8.1f} {ran.seconds / base.seconds:6.1f} "
                f"{ran.megabytes:8.0f} {written:11.0f} {number:12,}   {ran.said.partition(': ')[2]}",
                flush=True,
            )


if __name__ == "__main__":
    main()
