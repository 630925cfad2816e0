"""Tables as text: every row where it stands, whatever is in it."""

import csv
import gzip
import hashlib
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.graph.errors import InputError, OutsideError, UsageError
from detente.graph.imports.table import Table, key, lookup

CELL = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
GRID = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(CELL, min_size=width, max_size=width).filter(lambda row: any(map(str.strip, row))),
        max_size=5,
    ).map(lambda rows: [[f"c{i}" for i in range(width)], *rows])
)


def table(folder: Path, data: bytes, **form: str) -> Table:
    path = folder / "table.csv"
    path.write_bytes(data)
    return Table(path, **form)


@given(GRID, st.sampled_from([",", ";", "\t"]), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_every_row_stands_where_it_says_and_has_its_cells(grid, delimiter, end, mark):
    written = io.StringIO()
    form = {"delimiter": delimiter, "lineterminator": end, "quoting": csv.QUOTE_ALL}
    csv.writer(written, **form).writerows(grid)
    text = ("\ufeff" if mark else "") + written.getvalue()
    with TemporaryDirectory() as folder:
        found = table(Path(folder), text.encode(), delimiter=delimiter)
        assert found.heading() == grid[0]
        rows = list(found.rows())
        assert found.sha256() == hashlib.sha256(text.encode()).hexdigest()
        assert found.text() == text
    assert [row.cells for row in rows] == grid[1:]
    assert [row.number for row in rows] == list(range(2, len(grid) + 1))
    for row in rows:
        # A cell that ends in a line end is in quotes, so no row's own text ends in one.
        assert text[row.start : row.end] == row.text
        assert text[row.end :].startswith(end)


def test_a_packed_table_is_the_table(tmp_path):
    data = b"a;b\n1;2\n"
    (tmp_path / "votes.csv.gz").write_bytes(gzip.compress(data))
    packed = Table(tmp_path / "votes.csv.gz")
    assert packed.name == "votes.csv"
    assert [row.cells for row in packed.rows()] == [["1", "2"]]
    assert packed.sha256() == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("a,b", ["a", "b"]),
        ("a;b", ["a", "b"]),
        ("a\tb", ["a", "b"]),
        ("a|b", ["a", "b"]),
        ('"a;;;;",b', ["a;;;;", "b"]),
        ("a", ["a"]),
    ],
)
def test_the_delimiter_is_seen_in_the_first_line(tmp_path, line, cells):
    assert table(tmp_path, line.encode()).heading() == cells


FAULTS = {
    "too few cells": (b"a,b\n1\n3,4\n", "has 1 cell where the heading has 2"),
    "too many cells": (b"a,b\n1,2,3\n3,4\n", "has 3 cells where the heading has 2"),
    "a stray quote": (b'a,b\n"1"x,2\n3,4\n', "is not well formed: ',' expected after '\"'"),
    "no UTF-8": (b"a,b\n1,\xe9\n3,4\n", "is not UTF-8"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_row_that_cannot_be_read_says_why_and_the_next_one_is_read(tmp_path, fault):
    data, reason = FAULTS[fault]
    wrong, right = table(tmp_path, data).rows()
    assert (wrong.number, wrong.fault) == (2, reason)
    assert (right.number, right.cells, right.fault) == (3, ["3", "4"], "")
    text = table(tmp_path, data).text()
    assert text[right.start : right.end] == "3,4"
    assert text[wrong.start : wrong.end] == wrong.text


def test_a_quote_that_never_closes_is_told_and_kept_whole(tmp_path):
    (row,) = table(tmp_path, b'a,b\n1,"2\n3,4\n').rows()
    assert row.fault == "is not well formed: unexpected end of data"
    assert row.text == '1,"2\n3,4'


def test_empty_rows_are_passed_over_but_numbered(tmp_path):
    rows = list(table(tmp_path, b"a,b\n\n1,2\n\n").rows())
    assert [(row.number, row.cells) for row in rows] == [(3, ["1", "2"])]


def test_another_encoding_is_read_when_it_is_named(tmp_path):
    found = table(tmp_path, "Partei,Ort\nGrüne,Köln\n".encode("cp1252"), encoding="cp1252")
    assert [row.cells for row in found.rows()] == [["Grüne", "Köln"]]
    assert found.sha256() == hashlib.sha256("Partei,Ort\nGrüne,Köln\n".encode()).hexdigest()


def test_what_is_no_table_is_told(tmp_path):
    with pytest.raises(InputError, match="the table is empty"):
        table(tmp_path, b"").heading()
    with pytest.raises(InputError, match="there is no heading"):
        table(tmp_path, b",,\n1,2,3\n").heading()
    with pytest.raises(UsageError, match="there is no encoding 'latin-x'"):
        table(tmp_path, b"a\n", encoding="latin-x").heading()
    with pytest.raises(OutsideError, match="cannot be read"):
        Table(tmp_path / "nowhere.csv").heading()


def test_a_table_is_looked_up_by_a_column_and_the_first_row_counts(tmp_path):
    found = table(tmp_path, b"id,name\n3.0,a\n3,b\n4,c\n")
    assert lookup(found, "id") == {"3": ["3.0", "a"], "4": ["4", "c"]}
    assert key(" 3.0 ") == key("3") == "3"
    assert key("x.0") == "x.0"
    with pytest.raises(UsageError, match="has no column 'no'; it has id, name"):
        lookup(found, "no")
