"""Whatever happens to a dossier's bytes, it is read or refused with located errors, never worse."""

import random

import pytest

from detente.graph.encode import encode
from detente.graph.errors import DossierError, OutsideError

FILES = ("dossier.yaml", "sources/monday.yaml", "sources/monday.txt")
RUNS = 400

# What YAML and the reader treat in a special way, and what breaks encodings.
PIECES = [
    *(b"%c" % byte for byte in b"\0\t\n\r \"'#&*-:,[]{}!|>%@`?\\\x7f\x85\xa0\xc3\xe2\xff~<="),
    *("“", "\u2028", "\ufeff", "😀", "- ", ": ", " #", "---\n", "...\n", "\n\n", "  ", "[" * 50),
    *("null", "true", "1e99", ".nan", "0x1F", "2025-02-30", "&a ", "*a", "<<: ", "!!binary ", "? "),
    *(
        "union",
        "id: union",
        "quote:",
        "evidence:",
        "occurrence: 0",
        "within:",
        "\\x00",
        '"\\ud800"',
    ),
]
PIECES = [piece if isinstance(piece, bytes) else piece.encode() for piece in PIECES]


def damaged(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.choice([0, 1, 1, 2, 8, 40]))
    if chance.random() < 0.05:
        return data[:start]
    lines = data.splitlines(keepends=True)
    if chance.random() < 0.2:  # a line lost, doubled or moved
        line = lines.pop(chance.randrange(len(lines)))
        for _ in range(chance.choice([0, 1, 2])):
            lines.insert(chance.randrange(len(lines) + 1), line)
        return b"".join(lines)
    return data[:start] + chance.choice([b"", chance.choice(PIECES)]) + data[end:]


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_dossier_is_read_or_refused(strike, seed):
    read, refused = damage_and_read(strike, seed, RUNS // 4)
    assert read + refused == RUNS // 4
    assert read > 5
    assert refused > 40


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 110))
def test_ten_thousand_damaged_dossiers_are_read_or_refused(strike, seed):
    read, refused = damage_and_read(strike, seed, 1000)
    assert read + refused == 1000
    assert min(read, refused) > 50


def damage_and_read(strike, seed, runs):
    """How many of so many damaged dossiers were read, and how many refused with located errors."""
    chance = random.Random(seed)  # noqa: S311 - damage is to be the same on each run
    contents = {file: (strike.folder / file).read_bytes() for file in FILES}
    read = refused = 0
    for _ in range(runs):
        spoiled = dict(contents)
        for _ in range(chance.choice([1, 1, 1, 2, 5])):
            file = chance.choice(FILES[:2] + FILES)
            spoiled[file] = damaged(spoiled[file] or b" ", chance)
        for file, data in spoiled.items():
            strike.write(file, data)
        try:
            dossier = strike.read()
        except (DossierError, OutsideError) as error:
            refused += 1
            assert_located(error, spoiled)
        else:
            read += 1
            encode(dossier)
    return read, refused


def assert_located(error, contents):
    assert isinstance(error, DossierError)
    assert list(error.problems) == sorted(set(error.problems))
    for problem in error.problems:
        assert problem.where.file in contents or problem.where.file.startswith("sources")
        lines = contents.get(problem.where.file, b"").count(b"\n") + 2
        assert problem.where.line <= lines
        assert problem.message.isprintable()
        assert all(line.isprintable() for line in problem.help.split("\n"))
