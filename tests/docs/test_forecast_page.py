"""The page on forecasts: its file written, its command run, and what it shows compared."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow  # .ci/run has what the documentation shows run
PAGE = Path(__file__).parents[2] / "docs" / "analysis" / "forecast.md"


def test_the_page_shows_what_is_printed(tmp_path: Path) -> None:
    text = PAGE.read_text(encoding="utf-8")
    files = dict(re.findall(r"^```yaml\n# (\S+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
    assert sorted(files) == ["assumptions.yaml"]
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    }
    printed = ""
    for command in ("detente forecast", *re.findall(r"^\$ (detente .*)$", text, re.MULTILINE)):
        done = subprocess.run(
            command, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        printed += done.stdout
    shown = re.findall(r"^```text\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert len(shown) == 3
    assert [block for block in shown if block not in printed] == []
    assert "weighted mean, on assumptions     5.35714" in printed
