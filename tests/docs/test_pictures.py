"""The drawn pictures in docs/analysis are what the library computes."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from detente.graph.analysis.stability.equilibria import stability

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def pictures() -> ModuleType:
    spec = importlib.util.spec_from_file_location("pictures", DOCS / "pictures.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pictures_are_up_to_date(pictures: ModuleType) -> None:
    for name, drawn in (
        ("forecast.svg", pictures.forecast_picture()),
        ("stability.svg", pictures.elmira_picture()),
    ):
        assert (DOCS / "analysis" / name).read_text("utf-8") == drawn, name


def test_the_model_in_the_docs_has_the_published_equilibria(pictures: ModuleType) -> None:
    found = stability(pictures.elmira())
    assert found.equilibria("R") == found.equilibria("SEQ") == ("s5", "s8", "s9")
    assert found.equilibria("GMR") == found.equilibria("SMR") == ("s1", "s4", "s5", "s8", "s9")


@pytest.mark.parametrize(
    "page", ["matrix", "network", "linkage", "packages", "stability", "forecast"]
)
def test_each_page_on_a_method_has_its_picture(page: str) -> None:
    assert "![" in (DOCS / "analysis" / f"{page}.md").read_text("utf-8")
