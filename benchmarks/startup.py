"""How long the command takes from start to end, beside the least that any click command takes.

    python benchmarks/startup.py [--store DIR]

Whole processes, the best and the median of interleaved runs on a warm disk. A saved question that touches
little is asked of the bundled dossier, of a small store made of it, and of the store given (votes.py makes a
large one): it must not matter how much else is there. Modules are compiled beforehand, as they are where a
package is installed.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 11
DETENTE = str(Path(sys.executable).parent / "detente")

ASK = [DETENTE, "query", "--ask", "demands"]
COMMANDS = {
    "python -c 'import click'": [sys.executable, "-c", "import click"],
    "detente --help": [DETENTE, "--help"],
    "detente query --ask demands": ASK,
    "detente check": [DETENTE, "check"],
    "python -c 'import rdflib'": [sys.executable, "-c", "import rdflib"],
}


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """One run of a command, in seconds."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return time.perf_counter() - start


def main() -> None:
    """Prints the best times and medians, and the ratio of the medians to the first command's."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--store", type=Path, help="a large store")
    large = parser.parse_args().store
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **{
                name: value
                for name, value in os.environ.items()
                if name != "PYTHONDONTWRITEBYTECODE"
            },
            "PYTHONPYCACHEPREFIX": f"{folder}/compiled",
        }
        small = f"{folder}/small"
        subprocess.run(
            [DETENTE, "load", "ru-ua-2025", "--into", small], check=True, capture_output=True
        )
        commands = {
            **COMMANDS,
            "… of a small store": [*ASK, "-g", small],
            **({"… of the store given": [*ASK, "-g", str(large)]} if large else {}),
        }
        report(commands, environment)


def report(commands: dict[str, list[str]], environment: dict[str, str]) -> None:
    """Runs the commands by turns and prints what they take."""
    for command in commands.values():
        seconds(command, environment)
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(RUNS):
        for name, command in commands.items():
            times[name].append(seconds(command, environment))
    medians = {name: statistics.median(values) for name, values in times.items()}
    base = next(iter(medians.values()))
    print(f"{'':30} {'best ms':>8} {'median':>7} {'ratio':>7}")
    for name, median in medians.items():
        print(f"{name:30} {min(times[name]) * 1000:8.0f} {median * 1000:7.0f} {median / base:7.2f}")


if __name__ == "__main__":
    main()
