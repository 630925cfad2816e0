"""Small graphs for tests, from inline Turtle, and a small dossier that is right in everything."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import detente
from detente.graph.dossier import Dossier, read_dossier
from detente.graph.errors import DossierError

PREFIXES = """
@prefix neg: <https://w3id.org/detente/ns#> .
@prefix code: <https://w3id.org/detente/code/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix : <https://example.org/> .
"""

MakeGraph = Callable[[str], detente.Graph]


@pytest.fixture
def turtle(tmp_path: Path) -> MakeGraph:
    """A graph from the text of a Turtle file; common prefixes are declared."""

    def make(text: str) -> detente.Graph:
        path = tmp_path / "small.ttl"
        path.write_text(PREFIXES + text, encoding="utf-8")
        return detente.open(path)

    return make


@pytest.fixture(scope="session")
def seed() -> detente.Graph:
    """The bundled dossier."""
    return detente.open()


FILES = {
    "dossier.yaml": """\
detente: 1
id: strike
title: Talks on pay
principals: [union, company]

parties:
  union: {label: The union}
  company: {label: The company, aliases: [management]}

people:
  ada-lind:
    label: Ada Lind
    roles: [{party: union, title: Chair}]

places:
  town-hall: {label: Town Hall}

issues:
  pay:
    question: By how much does pay rise?
    scale: interval
    unit: per cent
    options:
      six-per-cent: {label: Pay rises by six per cent, value: 6, performer: company}
      three-per-cent: {label: Pay rises by three per cent, value: 3, performer: company}
  work:
    question: Is work resumed?
    options:
      strike-ends: {label: The strike ends, performer: union}
""",
    "sources/monday.txt": """\
Talks on pay resumed on Monday at the Town Hall.
Ada Lind, who chairs the union, said: “We want at least six per cent – not a day later.”
The company said it may offer three per cent
if the strike ends, to keep the plant open. The talks go on.
""",
    "sources/monday.yaml": """\
source: {text: monday.txt, language: en}

offices:
  - person: ada-lind
    party: union
    title: Chair
    evidence:
      - {quote: "Ada Lind, who chairs the union", mode: narrator}

positions:
  - id: union-pay
    holder: union
    issue: pay
    act: demand
    option: six-per-cent
    firmness: insisted
    confidence: 0.9
    evidence:
      - quote: six per cent
        within: "“We want at least six per cent – not a day later.”"
        mode: direct-quote
        speaker: ada-lind
        on_behalf_of: union
        hedge: at least
        made_during: monday-talks

  - id: company-pay
    holder: company
    issue: pay
    act: offer
    option: three-per-cent
    firmness: hinted
    rationale: to keep the plant open
    confidence: 0.8
    conditions:
      - {id: if-strike-ends, label: The strike ends, option: strike-ends, quote: if the strike ends}
    evidence:
      - quote: may offer three per cent
        within: The company said it may offer three per cent
        mode: indirect
        speaker: company

events:
  - id: monday-talks
    label: Talks at the Town Hall
    status: occurred
    participants: [union, company]
    place: town-hall
    time: on Monday
    evidence:
      - {quote: Talks on pay resumed, mode: narrator}
""",
}

Edit = tuple[str, str, str]


@dataclass(frozen=True)
class Strike:
    """The dossier's folder, which is also the current one, so that messages name files briefly."""

    folder: Path

    def edit(self, *edits: Edit) -> None:
        """Replaces in a file the one place that has some words."""
        for file, old, new in edits:
            text = (self.folder / file).read_bytes().decode("utf-8")
            assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {file}"
            self.write(file, text.replace(old, new))

    def write(self, file: str, content: str | bytes) -> None:
        data = content.encode("utf-8") if isinstance(content, str) else content
        (self.folder / file).write_bytes(data)

    def read(self) -> Dossier:
        return read_dossier(Path())

    def told(self) -> str:
        """All that a user sees when the dossier is read; nothing when it is right."""
        try:
            self.read()
        except DossierError as error:
            return str(error)
        return ""


@pytest.fixture
def strike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Strike:
    folder = tmp_path / "strike"
    (folder / "sources").mkdir(parents=True)
    monkeypatch.chdir(folder)
    made = Strike(folder)
    for file, content in FILES.items():
        made.write(file, content)
    return made
