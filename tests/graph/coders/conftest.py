"""A small dossier about a harbour, its text, and sheets of two coders."""

from collections.abc import Callable
from pathlib import Path

import pytest

AGENDA = """\
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
    scale: interval
    unit: hours
    options:
      eight-hours: {label: A shift lasts eight hours, performer: port, value: 8}
      ten-hours: {label: A shift lasts ten hours, performer: port, value: 10}
  pay:
    question: How does pay change?
    options:
      pay-rises: {label: Pay rises, performer: port}
"""
TEXT = """\
The union wants a shift of eight hours. The port insists on ten hours.
The union may accept ten hours if pay rises. Pay will rise, the port says.
Some 400 workers went on strike.
"""
ANNA = """\
source: {text: news.txt}
coding: {coder: Anna}
positions:
  - id: union-shifts
    holder: union
    issue: shifts
    act: demand
    option: eight-hours
    firmness: stated
    confidence: 0.9
    evidence:
      - {quote: wants a shift of eight hours, mode: narrator}
  - id: port-shifts
    holder: port
    issue: shifts
    act: refuse
    option: eight-hours
    firmness: insisted
    confidence: 0.8
    evidence:
      - {quote: insists on ten hours, mode: narrator}
  - id: port-pay
    holder: port
    issue: pay
    act: commit
    option: pay-rises
    firmness: stated
    confidence: 0.9
    evidence:
      - {quote: Pay will rise, mode: indirect, speaker: port, on_behalf_of: port}
claims:
  - id: strikers
    kind: report
    label: 400 workers went on strike
    about: strike
    value: 400
    unit: workers
    confidence: 0.9
    evidence:
      - {quote: Some 400 workers went on strike, mode: narrator}
events:
  - id: strike
    label: The workers’ strike
    status: occurred
    evidence:
      - {quote: went on strike, mode: narrator}
"""
# Differs: the firmness of the first, act and option of the second, a position taken for a claim, and one
# position that Anna does not have.
BORIS = """\
source: {text: news.txt, publisher: The Harbour News}
coding: {coder: Boris}
positions:
  - id: shift-of-eight
    holder: union
    issue: shifts
    act: demand
    option: eight-hours
    firmness: insisted
    confidence: 0.9
    evidence:
      - {quote: The union wants a shift of eight hours, mode: narrator}
  - id: shift-of-ten
    holder: port
    issue: shifts
    act: offer
    option: ten-hours
    firmness: insisted
    confidence: 0.7
    evidence:
      - {quote: The port insists on ten hours, mode: narrator}
  - id: union-ten
    holder: union
    issue: shifts
    act: accept
    option: ten-hours
    firmness: hinted
    confidence: 0.7
    conditions:
      - {id: if-pay-rises, label: Pay rises, option: pay-rises, quote: if pay rises}
    evidence:
      - {quote: may accept ten hours, mode: narrator}
claims:
  - id: pay-will-rise
    kind: prediction
    label: Pay will rise
    about: walk-out
    confidence: 0.6
    evidence:
      - {quote: Pay will rise, mode: indirect, speaker: port, on_behalf_of: port, made_during: walk-out}
  - id: four-hundred
    kind: report
    label: 400 workers walked out
    about: walk-out
    value: 400
    unit: workers
    confidence: 0.8
    evidence:
      - {quote: 400 workers went on strike, mode: narrator}
events:
  - id: walk-out
    label: The walk-out
    status: occurred
    evidence:
      - {quote: workers went on strike, mode: narrator}
"""

MakeHarbour = Callable[..., Path]


@pytest.fixture
def harbour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeHarbour:
    """Writes the dossier with two sheets, and goes there."""

    def make(anna: str = ANNA, boris: str = BORIS) -> Path:
        for name, content in {
            "dossier.yaml": AGENDA,
            "sources/news.txt": TEXT,
            "sources/news.yaml": anna,
            "coders/boris.yaml": boris,
        }.items():
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        return tmp_path

    return make


@pytest.fixture
def agenda() -> str:
    return AGENDA


@pytest.fixture
def anna() -> str:
    return ANNA


@pytest.fixture
def boris() -> str:
    return BORIS
