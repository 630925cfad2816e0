"""The page on coders, followed by the letter: its files written, its commands run in their order."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow  # .ci/run has what the documentation shows run
PAGE = Path(__file__).parents[2] / "docs" / "coders.md"

# What the page takes for granted.
AROUND = {
    "dossier.yaml": """\
detente: 1
id: harbour
title: Talks on the harbour
principals: [port, union]
parties:
  port: {label: The port}
  union: {label: The union}
issues:
  shifts:
    question: How long is a shift?
    options:
      eight-hours: {label: A shift lasts eight hours, performer: port}
""",
    "sources/news.txt": "The union wants a shift of eight hours.\n",
}


def test_the_page_works_as_it_says(tmp_path: Path) -> None:
    text = PAGE.read_text(encoding="utf-8")
    files = dict(re.findall(r"^```yaml\n# (\S+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
    assert sorted(files) == ["coders/boris.yaml", "settled.yaml", "sources/news.yaml"]
    for name, content in (AROUND | files).items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    commands = re.findall(r"^\$ (detente .*)$", text, re.MULTILINE)
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    }
    said = ""
    for command in commands:
        done = subprocess.run(
            command, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        said = done.stderr
    assert len(commands) == 6
    assert "Nothing is left to decide; the sheet is valid." in said
    merged = (tmp_path / "both.yaml").read_text(encoding="utf-8")
    assert "note: Insisting would need more than wanting." in merged
    assert "# TO DECIDE: firmness" in (tmp_path / "open.yaml").read_text(encoding="utf-8")
