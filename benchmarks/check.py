"""How long a check of the bundled dossier takes, part by part, beside pySHACL with the whole shapes file.

    python benchmarks/check.py [--without-pyshacl]

Medians in one process after a first run, which is shown apart because it loads the shapes; then
medians of whole processes. Processor time, so that other work on the machine counts little. pySHACL
by itself takes some ten seconds.
"""

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyshacl
import rdflib

import detente.seeds
from detente.graph.dossier import read_dossier
from detente.graph.encode import encode
from detente.graph.foreign import graph_of
from detente.graph.shapes import violations
from detente.graph.stores.local import LocalStore
from detente.ontology import SHAPES

RUNS = 15
SEED = Path(detente.seeds.__file__).parent / "ru-ua-2025"
LIBRARIES = "import click, rdflib, pyshacl, yaml, jsonschema_rs, pyoxigraph"
PROCESSES = {
    "detente check": [str(Path(sys.executable).parent / "detente"), "check"],
    "importing its libraries": [sys.executable, "-c", LIBRARIES],
}


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """What the work gives, and the seconds of processor time it took."""
    start = time.process_time()
    return work(), time.process_time() - start


def process(command: list[str]) -> float:
    """The seconds of processor time that a command takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def check_once() -> tuple[LocalStore, dict[str, float]]:
    """The checked store and the seconds of each part."""
    dossier, reading = timed(lambda: read_dossier(SEED))
    quads, encoding = timed(lambda: encode(dossier).quads)
    store, loading = timed(lambda: LocalStore.in_memory(quads))
    found, shapes = timed(lambda: violations(store))
    assert not found  # noqa: S101 - else the figures would be of something else
    return store, {"reading": reading, "encoding": encoding, "loading": loading, "shapes": shapes}


def by_pyshacl(store: LocalStore) -> float:
    """Seconds of pySHACL with the whole shapes file, graphs made beforehand."""
    data = graph_of(quad.triple for quad in store.all_quads())
    shapes = rdflib.Graph().parse(SHAPES, format="turtle")
    (conforms, _, _), seconds = timed(lambda: pyshacl.validate(data, shacl_graph=shapes))
    assert conforms  # noqa: S101 - as above
    return seconds


def main() -> None:
    """Prints milliseconds and ratios."""
    store, first = check_once()
    runs = [check_once()[1] for _ in range(RUNS)]
    print(f"{'milliseconds':26} {'first':>8} {'median':>8}")
    for part in first:
        median = statistics.median(run[part] for run in runs)
        print(f"  {part:24} {first[part] * 1000:8.1f} {median * 1000:8.1f}")
    total = statistics.median(sum(run.values()) for run in runs)
    print(f"  {'all':24} {sum(first.values()) * 1000:8.1f} {total * 1000:8.1f}")
    print("whole processes")
    for name, command in PROCESSES.items():
        median = statistics.median(process(command) for _ in range(RUNS))
        print(f"  {name:24} {'':8} {median * 1000:8.1f}")
    if "--without-pyshacl" not in sys.argv:
        plain = by_pyshacl(store)
        shapes = statistics.median(run["shapes"] for run in runs)
        print(f"pySHACL by itself          {'':8} {plain * 1000:8.1f}")
        print(f"  times our shapes         {'':8} {plain / shapes:8.1f}")
        print(f"  times all of our check   {'':8} {plain / total:8.1f}")


if __name__ == "__main__":
    main()
