"""Rules of thumb on how a question is worded. They look at words, not at meaning."""

import re

_MARKS = ("?", "？", "؟", "՞", ";", "፧")
_SHORTEST = 4  # letters of a word that says something; shorter ones are mostly grammar
_STEM = 4  # letters at which two forms of a word are taken for the same: meet, meets, meeting


def asks(question: str) -> bool:
    """Whether a text ends as a question does, closing quotes and brackets aside.

    >>> asks("Who hosts the talks?"), asks("Talks in Geneva")
    (True, False)
    """
    return question.rstrip(" \t\n\"'”’»)]").endswith(_MARKS)


def shared_words(question: str, label: str) -> float:
    """The share of a label's words that a question uses too, 0 to 1; 0 for a label without words.

    >>> shared_words("Does the port close the docks?", "The port closes the docks")
    1.0
    """
    words = _stems(label)
    return len(words & _stems(question)) / len(words) if words else 0.0


def _stems(text: str) -> set[str]:
    words = re.findall(r"\w+", text.casefold())
    return {word[:_STEM] for word in words if len(word) >= _SHORTEST or word.isdigit()}
