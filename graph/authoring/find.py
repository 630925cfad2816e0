"""Passages of a dossier's texts as evidence: found by their words, written ready to paste into a sheet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from detente.graph.authoring.scalars import scalar
from detente.graph.dossier.files import Folder
from detente.graph.dossier.likeness import difference, nearest
from detente.graph.dossier.model import Span
from detente.graph.dossier.quotes import line_of
from detente.graph.dossier.read import AGENDA
from detente.graph.errors import InputError, Problem, UsageError

# An end of a sentence: its mark, quotation marks that close after it, and space; or a line's end.
_SENTENCE_END = re.compile(r"[.!?…][”’»\"')\]]*(?=\s)|\n")
_MODES = "direct-quote, partial-quote, indirect (with speaker: ID); narrator, presupposed"
_LONGEST_WITHIN = 400
_MARGIN = " " * 6  # where the entries of an item's evidence stand in canonical layout


@dataclass(frozen=True, slots=True)
class Found:
    """A passage of a text that has the words looked for.

    ``occurrence`` and ``within`` are given when the quote occurs more than once: the sentence around
    it where that makes it unique, else its number. ``differs`` says how the words departed.
    """

    file: str
    line: int
    quote: str
    occurrence: int | None = None
    within: str | None = None
    differs: str = ""

    def as_yaml(self) -> str:
        """An entry for ``evidence``, indented to be pasted there, with the mode left to the coder.

        >>> print(Found("sources/a.txt", 3, "seeks a ceasefire").as_yaml().split("  # direct")[0])
              # sources/a.txt, line 3
              - {quote: seeks a ceasefire, mode: }
        """
        where = f"# {self.file}, line {self.line}"
        if self.differs:
            where += f"; nearly: {self.differs}"
        parts = [f"quote: {scalar(self.quote, flow=True)}"]
        if self.within:
            parts.append(f"within: {scalar(self.within, flow=True)}")
        if self.occurrence:
            parts.append(f"occurrence: {self.occurrence}")
        return f"{_MARGIN}{where}\n{_MARGIN}- {{{', '.join(parts)}, mode: }}  # {_MODES}"


def find(folder: Path, words: str) -> tuple[Found, ...]:
    """Where ``words`` stand in the texts of the dossier ``folder``.

    Every exact place, in the order of the files; where there is none, the nearest passage of each text
    that comes close, the likest first. Raises UsageError when there is no such dossier or no word to look
    for, InputError for a text that cannot be read.
    """
    wanted = words.strip()
    if not wanted:
        raise UsageError("there are no words to look for")
    if not (folder / AGENDA).is_file():
        raise UsageError(f"'{folder}' holds no dossier")
    texts = dict(_texts(Folder(folder)))
    exact = [found for file, text in texts.items() for found in _exact(file, text, wanted)]
    return tuple(exact or _near(texts, wanted))


def _texts(folder: Folder) -> Iterator[tuple[str, str]]:
    for path in sorted((folder.path / "sources").glob("[!.]*")):
        if path.suffix in (".yaml", ".yml"):
            continue
        name = f"sources/{path.name}"
        content = folder.read(name)
        if isinstance(content, Problem):
            raise InputError((content,))
        yield folder.shown(name), content[1]


def _places(text: str, words: str) -> list[Span]:
    spans, start = [], text.find(words)
    while start >= 0:
        spans.append(Span(start, start + len(words)))
        start = text.find(words, start + 1)
    return spans


def _exact(file: str, text: str, words: str) -> list[Found]:
    spans = _places(text, words)
    return [_found(file, text, span, spans) for span in spans]


def _found(file: str, text: str, span: Span, spans: list[Span], differs: str = "") -> Found:
    quote, line = text[span.start : span.end], line_of(text, span.start)
    if len(spans) == 1:
        return Found(file, line, quote, differs=differs)
    around = sentence(text, span)
    if (
        len(_places(text, around)) == len(_places(around, quote)) == 1
        and len(around) <= _LONGEST_WITHIN
    ):
        return Found(file, line, quote, within=around, differs=differs)
    return Found(file, line, quote, occurrence=spans.index(span) + 1, differs=differs)


def sentence(text: str, span: Span) -> str:
    """The sentence around a passage, without the space around it and its full stop.

    >>> sentence("They met. “We want eight,” she said. He left.", Span(11, 18))
    '“We want eight,” she said'
    """
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    start = max((end for end in ends if end <= span.start), default=0)
    end = min((end for end in ends if end >= span.end), default=len(text))
    around = text[start:end].strip()
    return around.removesuffix(".")


def _near(texts: dict[str, str], words: str) -> list[Found]:
    from rapidfuzz import fuzz  # an exact place needs it not

    rated = []
    for file, text in texts.items():
        span = nearest(text, words)
        if span is not None:
            quote = text[span.start : span.end]
            differs = difference(words, quote, "what you gave")
            found = _found(file, text, span, _places(text, quote), differs)
            rated.append((-fuzz.ratio(words, quote), file, found))
    return [found for *_, found in sorted(rated, key=lambda entry: entry[:2])]
