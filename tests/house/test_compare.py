"""The comparison of tools in benchmarks/ gives the same answers with each of them."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
TOOLS = ("detente", "oxigraph", "rdflib")


@pytest.fixture
def benchmark(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(BENCHMARKS)
    yield importlib.import_module("compare")
    for name in ("compare", "generate"):
        sys.modules.pop(name, None)


def test_the_generated_talks_are_the_same_for_a_seed_and_a_size(benchmark, tmp_path) -> None:
    texts = []
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        with (tmp_path / name).open("w", encoding="utf-8") as file:
            triples = benchmark.generate.write(10_000, file, seed)
        assert abs(triples - 10_000) < 500
        texts.append((tmp_path / name).read_bytes())
    assert texts[0] == texts[1] != texts[2]


@pytest.mark.slow
def test_three_tools_answer_the_same(benchmark, tmp_path) -> None:
    path = tmp_path / "talks.ttl"
    with path.open("w", encoding="utf-8") as file:
        benchmark.generate.write(10_000, file)
    outcomes = {tool: benchmark.measure(tool, path, tmp_path, 300, 1, {}) for tool in TOOLS}
    done = {tool: set(outcome.tasks) for tool, outcome in outcomes.items()}
    assert done == {tool: {"load", "network", *benchmark.QUESTIONS, "export"} for tool in TOOLS}
    assert benchmark.differing(outcomes) == []
    rows = {task: outcomes["detente"].tasks[task].answer[0] for task in benchmark.QUESTIONS}
    assert all(rows.values()), rows
    outcomes["rdflib"].tasks["join"].answer = (0, "")
    assert len(benchmark.differing(outcomes)) == 1
