"""Preference statements: what a decision maker wants of a state, as a short sentence over options.

Read are option ids and, as published tables write them, option numbers in the order of the file;
``not`` (or ``-``), ``and`` (``&``), ``or`` (``|``), ``if``, ``iff`` and brackets. ``not`` binds
closest, then ``and``, then ``or``, then ``if`` and ``iff``. "A if B" fails only where B holds and A
does not; "A iff B" holds where both hold or neither does.

Source: L. Fang, K. W. Hipel, D. M. Kilgour, X. Peng (2003), A decision support system for interactive
decision making, Part I: Model formulation, IEEE Transactions on Systems, Man, and Cybernetics C 33(1).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Test = Callable[[int], bool]

_TOKEN = re.compile(r"\s*(?:([a-z0-9]+(?:-[a-z0-9]+)*)|([-&|()])|(\S))")
_WORDS = {"-": "not", "&": "and", "|": "or"}
RESERVED = frozenset({"not", "and", "or", "if", "iff"})
_DEEPEST = 50


class StatementError(ValueError):
    """A statement cannot be read; ``unknown`` is the option it names that there is not, if it is that."""

    def __init__(self, message: str, unknown: str = "") -> None:
        super().__init__(message)
        self.unknown = unknown


@dataclass(frozen=True, slots=True)
class Statement:
    """One preference statement: as it was written, the test it makes, the positions it rests on.

    ``mentions``: the bits of the options it speaks of.
    """

    text: str
    holds: Test
    positions: tuple[str, ...] = ()
    mentions: frozenset[int] = frozenset()


def statement(text: str, bits: Mapping[str, int], positions: tuple[str, ...] = ()) -> Statement:
    """The statement that ``text`` makes; ``bits`` gives the bit of each option by id, in their order.

    Raises StatementError.

    >>> accept_first = statement("accept if not modify", {"modify": 0, "accept": 1})
    >>> [accept_first.holds(taken) for taken in (0b00, 0b01, 0b10)]
    [False, True, True]
    >>> statement("-1 & 2", {"modify": 0, "accept": 1}).holds(0b10)
    True
    """
    reader = _Reader(_tokens(text), bits)
    test = reader.conditional()
    if reader.next:
        raise StatementError(f"'{reader.next}' is not expected here")
    return Statement(text, test, positions, frozenset(reader.mentioned))


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    place = 0
    while place < len(text.rstrip()):
        match = _TOKEN.match(text, place)
        if match is None or match[3]:
            raise StatementError(f"'{text[place:].strip()[:1]}' is not expected here")
        found.append(match[1] or _WORDS.get(match[2], match[2]))
        place = match.end()
    if not found:
        raise StatementError("the statement is empty")
    return found


class _Reader:
    """Reads the words from left to right, one method for each strength of binding."""

    def __init__(self, tokens: list[str], bits: Mapping[str, int]) -> None:
        self.tokens = tokens
        self.bits = bits
        self.place = 0
        self.depth = 0
        self.mentioned: set[int] = set()

    @property
    def next(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def takes(self, word: str) -> bool:
        found = self.next == word
        self.place += found
        return found

    def conditional(self) -> Test:
        left = self.either()
        while self.next in ("if", "iff"):
            word = self.next
            self.place += 1
            left = _if(left, self.either()) if word == "if" else _iff(left, self.either())
        return left

    def either(self) -> Test:
        left = self.both()
        while self.takes("or"):
            left = _or(left, self.both())
        return left

    def both(self) -> Test:
        left = self.single()
        while self.takes("and"):
            left = _and(left, self.single())
        return left

    def single(self) -> Test:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise StatementError("the statement is nested too deeply")
        test = self._single()
        self.depth -= 1
        return test

    def _single(self) -> Test:
        if self.takes("not"):
            return _not(self.single())
        if self.takes("("):
            inner = self.conditional()
            if not self.takes(")"):
                raise StatementError("a bracket is not closed")
            return inner
        return self.option()

    def option(self) -> Test:
        word = self.next
        if not word or word in RESERVED or word == ")":
            before = f" after '{self.tokens[self.place - 1]}'" if self.place else ""
            raise StatementError(f"an option is expected{before}")
        self.place += 1
        bit = self.bits.get(word)
        if bit is None and word.isdecimal() and 1 <= int(word[:9]) <= len(self.bits):
            bit = list(self.bits.values())[int(word[:9]) - 1]
        if bit is None:
            raise StatementError(f"there is no option '{word}'", unknown=word)
        self.mentioned.add(bit)
        return _taken(bit)


def _taken(bit: int) -> Test:
    return lambda options: bool(options >> bit & 1)


def _not(inner: Test) -> Test:
    return lambda options: not inner(options)


def _and(left: Test, right: Test) -> Test:
    return lambda options: left(options) and right(options)


def _or(left: Test, right: Test) -> Test:
    return lambda options: left(options) or right(options)


def _if(left: Test, right: Test) -> Test:
    return lambda options: left(options) or not right(options)


def _iff(left: Test, right: Test) -> Test:
    return lambda options: left(options) == right(options)
