"""A new dossier: an agenda with its principals, ready to be written on."""

import re
from collections.abc import Iterable
from pathlib import Path

from detente.graph.authoring.ids import id_from, one_line
from detente.graph.authoring.scalars import pairs, scalar
from detente.graph.dossier.read import AGENDA
from detente.graph.errors import UsageError
from detente.graph.files import create

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")

_AGENDA = """\
# {heading}: the agenda.
# What the texts say about it is in sources/, one coding sheet beside each text.
# Ids (the keys below) are lower case with hyphens, and unique in this dossier.

detente: 1
id: {id}
title: {title}
# description: One or two neutral sentences on what the negotiation is about.
language: {language}
principals: [{principals}]

# Who can hold a position. Not only the principals: a mediator, a court, a city may have one too.
parties:
{parties}
  # mediator:
  #   label: The name as shown
  #   aliases: [other names, the texts use]

# Who speaks, where a text names someone.
# people:
#   first-last:
#     label: First Last
#     roles: [{{party: {first}, title: Chair}}]

# Where things happen.
# places:
#   town-hall: {{label: Town hall}}

# What has to be settled: each issue a question that no side's answer is part of.
issues:
  # This one makes the dossier complete. Replace it by your first issue.
  {issue}:
    question: What has to be settled?
    options: {{}}

  # pay:
  #   question: By how much do wages rise?
  #   label: Wages                    # a word or two for headings
  #   scale: interval                 # nominal (unordered), ordinal (ranked) or interval (measured)
  #   unit: percent
  #   options:                        # possible answers, whoever favours them
  #     rise-of-three:
  #       label: Wages rise by 3 percent
  #       value: 3
  #       performer: {first}          # who would have to act; leave it out when no text says so

# Dates that no text gives, each with how it is known.
# outside:
#   - {{about: id-of-an-event, date: "2024-03-05", basis: How this is known}}
"""


def start(
    folder: Path, title: str, principals: Iterable[str], language: str = "en"
) -> tuple[Path, ...]:
    """Write a dossier's agenda into ``folder``; the files written.

    ``principals`` are labels; ids are made from them. What is there already is left as it is.
    Raises UsageError when there is a dossier already, or when a title or label cannot be used;
    OutsideError when the system refuses to write.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     [path.name for path in start(Path(folder, "talks"), "Talks on the port", ["Union", "Port"])]
    ['dossier.yaml']
    """
    agenda = folder / AGENDA
    if agenda.exists() or agenda.is_symlink():
        raise UsageError(f"'{folder}' holds a dossier already; it is left as it is")
    if not _LANGUAGE.fullmatch(language):
        raise UsageError(f"'{language}' is not a language tag, such as en, uk or pt-br")
    parties = _parties([one_line(label, "name of a principal") for label in principals])
    heading = one_line(title, "title")
    text = _AGENDA.format(
        heading=heading,
        id=scalar(id_from(folder.resolve().name) or "dossier"),
        title=scalar(heading),
        language=scalar(language),
        principals=", ".join(scalar(id_, flow=True) for id_ in parties),
        parties="\n".join(
            f"  {scalar(id_)}: {pairs(label=label)}" for id_, label in parties.items()
        ),
        first=next(iter(parties)),
        issue="first-issue" if "first-issue" not in parties else "what-has-to-be-settled",
    )
    create(text.encode(), agenda)
    return (agenda,)


def _parties(labels: list[str]) -> dict[str, str]:
    """Labels by id. A label without a letter from a to z gets a numbered id."""
    if not labels:
        raise UsageError("a negotiation needs at least one principal")
    parties: dict[str, str] = {}
    for number, label in enumerate(labels, start=1):
        id_ = id_from(label) or f"party-{number}"
        if id_ in parties:
            raise UsageError(f"'{parties[id_]}' and '{label}' would get the same id '{id_}'")
        parties[id_] = label
    return parties
