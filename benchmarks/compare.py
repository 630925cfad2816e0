"""Détente beside rdflib, kglab and bare pyoxigraph: the same file, the same questions, the same answers.

    python benchmarks/compare.py [--sizes 10000 100000 …] [--tools detente oxigraph rdflib kglab]
                                 [--limit SECONDS] [--runs N] [--folder DIR] [--write]

Makes the files (generate.py, seeded) and a virtual environment for kglab in DIR, runs each tool in processes
of its own, prints times, memory and ratios, and with --write puts them into RESULTS.md. Ends with an error
when two tools do not answer the same. Sizes are in triples; default: 10 k, 100 k, 1 M and 10 M, about
20 minutes, most of it kglab's and rdflib's, and 6 GB; at 10 M those two are not finished.
A task that takes longer than the limit is "not finished"; so is what needs its result.
"""

import argparse
import contextlib
import datetime
import json
import os
import platform
import queue
import subprocess
import sys
import tempfile
import threading
import time
import venv
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import generate

HERE = Path(__file__).parent
WORKER = HERE / "peers" / "worker.py"
RESULTS = HERE / "RESULTS.md"
KGLAB = "kglab==1.0.1"
TOOLS = ("detente", "oxigraph", "rdflib", "kglab")
NAMES = {
    "detente": "Détente",
    "oxigraph": "bare pyoxigraph",
    "rdflib": "rdflib",
    "kglab": "kglab",
}
QUESTIONS = ("join", "aggregate", "path", "collision")
# Each line is a process; all begin with load. The first is the way from Turtle to the network.
PROCESSES = (("load", "network"), ("load", *QUESTIONS, "export"))
STARTS = {
    "detente": "import detente; g = detente.open({path!r}); list(g.rows('SELECT ?s {{ ?s a neg:Party }}'))",
    "oxigraph": "import pyoxigraph as o; s = o.Store();"
    " s.bulk_load(path={path!r}, format=o.RdfFormat.TURTLE);"
    " list(s.query('SELECT ?s {{ ?s a <https://w3id.org/detente/ns#Party> }}'))",
    "rdflib": "import rdflib; g = rdflib.Graph().parse({path!r});"
    " list(g.query('SELECT ?s {{ ?s a <https://w3id.org/detente/ns#Party> }}'))",
    "kglab": "import kglab; g = kglab.KnowledgeGraph().load_rdf({path!r});"
    " list(g.query('SELECT ?s {{ ?s a <https://w3id.org/detente/ns#Party> }}'))",
}
SMALL = (
    "@prefix neg: <https://w3id.org/detente/ns#> .\n<https://example.org/negotiation> a neg:Negotiation .\n"
    "<https://example.org/party/a> a neg:Party .\n"
)


@dataclass
class Measured:
    """The best of the runs of one task: seconds on the clock and of the processors, peak MB, the answer."""

    wall: float = float("inf")
    processor: float = float("inf")
    megabytes: float = 0
    answer: tuple[int, str] = (0, "")

    def add(self, line: dict[str, Any]) -> None:
        """One more run."""
        self.wall = min(self.wall, line["wall"])
        self.processor = min(self.processor, line["processor"])
        self.megabytes = max(self.megabytes, line["megabytes"])
        self.answer = line["rows"], line["hash"]


@dataclass
class Outcome:
    """What one tool did with one file; a task that is missing was not finished."""

    tasks: dict[str, Measured] = field(default_factory=dict)
    way: Measured | None = None  # from the Turtle to the network
    most: float = 0  # MB, of the process that also answered and exported


def environment(tool: str, folder: Path) -> str:
    """The Python that has the tool; kglab's is made when it is not there."""
    if tool != "kglab":
        return sys.executable
    home = folder / "kglab"
    python = home / "bin" / "python"
    if not (home / "made").is_file():
        print("making a virtual environment for kglab …", file=sys.stderr, flush=True)
        venv.create(home, with_pip=True, clear=True)
        for package in (KGLAB, "kglab"):  # else the newest that can be installed
            if (
                subprocess.run(
                    [python, "-m", "pip", "install", "-q", package], check=False
                ).returncode
                == 0
            ):
                (home / "made").touch()
                break
        else:
            raise SystemExit("kglab cannot be installed; leave it out with --tools")
    return str(python)


def child_environment(folder: Path) -> dict[str, str]:
    """Modules are compiled once, outside of the checkout, as they are where a package is installed."""
    known = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**known, "PYTHONPYCACHEPREFIX": str(folder / "compiled"), "PYTHONHASHSEED": "0"}


def run(
    python: str, tool: str, path: Path, asked: tuple[str, ...], limit: float, env: dict[str, str]
):
    """The lines of JSON that one process says, ended when a task takes too long."""
    process = subprocess.Popen(
        [python, str(WORKER), tool, str(path), *asked],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=env,
    )
    lines: queue.Queue[str | None] = queue.Queue()
    errors: list[str] = []

    def read() -> None:
        for line in process.stdout or ():
            lines.put(line)
        lines.put(None)

    threads = [
        threading.Thread(target=read, daemon=True),
        threading.Thread(target=lambda: errors.extend(process.stderr or ()), daemon=True),
    ]
    for thread in threads:
        thread.start()
    try:
        while (line := lines.get(timeout=limit)) is not None:
            yield json.loads(line)
    except queue.Empty:
        return
    finally:
        if process.poll() is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(0.5)
        process.kill()
        process.wait()
        for thread in threads:
            thread.join()
        for stream in (process.stdout, process.stderr):
            if stream:
                stream.close()
    if process.returncode:
        raise SystemExit(f"{tool} failed on {path.name}:\n{''.join(errors)}")


def measure(
    tool: str, path: Path, folder: Path, limit: float, runs: int, versions: dict[str, str]
) -> Outcome:
    """One tool on one file: every process, and again without what was not finished."""
    python, env = environment(tool, folder), child_environment(folder)
    outcome = Outcome()
    for process in PROCESSES:
        for _ in range(runs):
            left = [task for task in process if task != "load"]
            slow = False
            while left:
                done: dict[str, Measured] = {}
                begun = ""
                for line in run(python, tool, path, ("load", *left), limit, env):
                    versions.update(line.get("versions", {}))
                    begun = line.get("begins", begun)
                    if "task" in line:
                        one = done.setdefault(line["task"], Measured())
                        one.add(line)
                        outcome.tasks.setdefault(line["task"], Measured()).add(line)
                if process[1] == "network" and "network" in done:
                    way = outcome.way or Measured()
                    outcome.way = Measured(
                        min(way.wall, done["load"].wall + done["network"].wall),
                        min(way.processor, done["load"].processor + done["network"].processor),
                        max(way.megabytes, done["network"].megabytes),
                    )
                outcome.most = max([outcome.most, *(it.megabytes for it in done.values())])
                if "load" not in done:
                    return outcome
                slow = slow or done["load"].wall > 20
                left = [task for task in left if task not in done and task != begun]
            if slow:  # what takes this long varies less than the ratios do
                break
    return outcome


def starting(tool: str, folder: Path, runs: int = 7) -> Measured:
    """A process from start to end that opens a file of three statements and asks one question."""
    small = folder / "small.ttl"
    small.write_text(SMALL, encoding="utf-8")
    command = [
        environment(tool, folder),
        "-W",
        "ignore",
        "-c",
        STARTS[tool].format(path=str(small)),
    ]
    best = Measured()
    for _ in range(runs + 1):
        before, start = os.times(), time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, env=child_environment(folder))
        wall, after = time.perf_counter() - start, os.times()
        spent = after.children_user + after.children_system
        spent -= before.children_user + before.children_system
        best.add({"wall": wall, "processor": spent, "megabytes": 0, "rows": 0, "hash": ""})
    return best


def differing(outcomes: dict[str, Outcome]) -> list[str]:
    """The tasks on which two tools do not answer the same."""
    wrong = []
    for task in ("network", *QUESTIONS):
        answers = {
            tool: outcome.tasks[task].answer
            for tool, outcome in outcomes.items()
            if task in outcome.tasks
        }
        if len(set(answers.values())) > 1:
            wrong.append(f"{task}: {answers}")
    return wrong


def machine() -> str:
    """What this ran on."""
    model = ""
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                model = line.partition(":")[2].strip()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return f"{os.cpu_count()} cores ({model or platform.machine()}), {memory:.0f} GB, {platform.system()}"


def _seconds(measured: Measured | None) -> str:
    if measured is None:
        return "not finished"
    wall = measured.wall
    return f"{wall * 1000:,.1f} ms" if wall < 1 else f"{wall:,.1f} s"


def _ratio(measured: Measured | None, own: Measured | None) -> str:
    if measured is None or own is None:
        return ""
    return (
        f" ({measured.wall / own.wall:.2g}×)"
        if measured.wall / own.wall < 100
        else (f" ({measured.wall / own.wall:,.0f}×)")
    )


def table(triples: int, outcomes: dict[str, Outcome]) -> str:
    """The figures of one size: a line for each task, a column for each tool."""
    tools = list(outcomes)
    own = outcomes.get("detente", Outcome())
    lines = [
        f"### {triples:,} triples",
        "",
        "| | " + " | ".join(NAMES[tool] for tool in tools) + " |",
        "|---|" + "---:|" * len(tools),
    ]
    for task in ("load", *QUESTIONS, "network", "export"):
        found = [outcomes[tool].tasks.get(task) for tool in tools]
        cells = [
            _seconds(it) + ("" if tool == "detente" else _ratio(it, own.tasks.get(task)))
            for tool, it in zip(tools, found, strict=True)
        ]
        lines.append(f"| {task} | " + " | ".join(cells) + " |")
    ways = [outcomes[tool].way for tool in tools]
    cells = [
        _seconds(it) + ("" if tool == "detente" else _ratio(it, own.way))
        for tool, it in zip(tools, ways, strict=True)
    ]
    lines.append("| **Turtle to network** | " + " | ".join(cells) + " |")
    spent = [f"{it.processor:,.2f} s" if it else "not finished" for it in ways]
    lines.append("| … of the processors | " + " | ".join(spent) + " |")
    memory = []
    for tool, way in zip(tools, ways, strict=True):
        ratio = (
            f" ({way.megabytes / own.way.megabytes:.2g}×)"
            if way and own.way and tool != "detente"
            else ""
        )
        memory.append(f"{way.megabytes:,.0f} MB{ratio}" if way else "not finished")
    lines.append("| … peak memory | " + " | ".join(memory) + " |")
    most = [
        f"{outcomes[tool].most:,.0f} MB" if outcomes[tool].tasks else "not finished"
        for tool in tools
    ]
    lines.append("| peak memory with questions and export | " + " | ".join(most) + " |")
    return "\n".join(lines)


def bounds(outcomes: dict[str, Outcome]) -> list[str]:
    """What was promised for 1 M triples, and whether it holds here."""
    own, kglab, bare = (
        outcomes[tool].way if tool in outcomes else None
        for tool in ("detente", "kglab", "oxigraph")
    )
    said = []
    if own and bare:
        said.append(f"{own.wall / bare.wall:.2f} times bare pyoxigraph's time (bound: at most 1.5)")
    if own and kglab:
        said.append(f"{kglab.wall / own.wall:.1f} times faster than kglab (bound: at least 20)")
        said.append(f"{own.megabytes / kglab.megabytes:.2f} of kglab's memory (bound: at most 0.5)")
    return said


def main() -> None:
    """Measures, prints, and writes when asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000, 10_000_000]
    )
    parser.add_argument("--tools", nargs="+", choices=TOOLS, default=list(TOOLS))
    parser.add_argument("--limit", type=float, default=60, help="seconds for one task")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument(
        "--folder", type=Path, default=Path(tempfile.gettempdir()) / "detente-compare"
    )
    parser.add_argument("--write", action="store_true", help="write RESULTS.md")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    versions: dict[str, str] = {}
    parts, wrong, promised = [], [], []
    for size in asked.sizes:
        path = asked.folder / f"talks-{size}.ttl"
        with path.open("w", encoding="utf-8", newline="\n") as file:
            triples = generate.write(size, file)
        outcomes = {
            tool: measure(tool, path, asked.folder, asked.limit, asked.runs, versions)
            for tool in asked.tools
        }
        parts.append(table(triples, outcomes))
        print(f"\n{parts[-1]}", flush=True)
        wrong += [f"{triples:,} triples, {it}" for it in differing(outcomes)]
        if size == 1_000_000:
            promised = bounds(outcomes)
            print("\n".join(("", *promised)), flush=True)
    starts = {tool: starting(tool, asked.folder) for tool in asked.tools}
    own = starts.get("detente")
    start = (
        "| | " + " | ".join(NAMES[tool] for tool in starts) + " |\n|---|" + "---:|" * len(starts)
    )
    cells = [
        _seconds(it) + ("" if tool == "detente" else _ratio(it, own)) for tool, it in starts.items()
    ]
    parts.append(
        f"### Start-up\n\n{start}\n| start, open three triples, ask | " + " | ".join(cells) + " |"
    )
    print(f"\n{parts[-1]}")
    if wrong:
        raise SystemExit("The tools do not answer the same:\n" + "\n".join(wrong))
    if asked.write:
        RESULTS.write_text(report(parts, promised, versions, asked), encoding="utf-8")
        print(f"\n{RESULTS} written", file=sys.stderr)


def report(
    parts: list[str], promised: list[str], versions: dict[str, str], asked: argparse.Namespace
) -> str:
    """RESULTS.md."""
    day = datetime.datetime.now(datetime.UTC).date()
    known = ", ".join(f"{name} {number}" for name, number in sorted(versions.items()))
    sizes = " ".join(str(size) for size in asked.sizes)
    head = f"""\
# Side by side

Made by `python benchmarks/compare.py --sizes {sizes} --write` on {day}:
{machine()}; Python {platform.python_version()}.
{known}.

Seconds on the clock, the best of {asked.runs} runs (of one where loading takes more than 20 s); in brackets
how many times Détente's. Each tool ran in processes of its own; a task that took more than
{asked.limit:g} s is "not finished". All tools gave the same rows and the same network, checked by count
and hash. What is asked, and of what: [README.md](README.md).
"""
    if promised:
        head += (
            "\nFrom Turtle at 1 M triples to the agreement network Détente takes "
            + "; ".join(promised)
            + ".\n"
        )
    return head + "\n" + "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    main()
