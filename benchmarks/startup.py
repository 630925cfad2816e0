"""How long the command takes from start to end, beside the least that any click command takes.

    python benchmarks/startup.py

Whole processes, medians of interleaved runs on a warm disk.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 15
DETENTE = str(Path(sys.executable).parent / "detente")

COMMANDS = {
    "python -c 'import click'": [sys.executable, "-c", "import click"],
    "detente --help": [DETENTE, "--help"],
    "detente query --ask demands": [DETENTE, "query", "--ask", "demands"],
    "detente check": [DETENTE, "check"],
    "python -c 'import rdflib'": [sys.executable, "-c", "import rdflib"],
}


def seconds(command: list[str]) -> float:
    """One run of a command, in seconds."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Prints medians and their ratio to the first command."""
    for command in COMMANDS.values():
        seconds(command)
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(RUNS):
        for name, command in COMMANDS.items():
            times[name].append(seconds(command))
    medians = {name: statistics.median(values) for name, values in times.items()}
    base = next(iter(medians.values()))
    print(f"{'':30} {'ms':>7} {'ratio':>7}")
    for name, median in medians.items():
        print(f"{name:30} {median * 1000:7.0f} {median / base:7.2f}")


if __name__ == "__main__":
    main()
