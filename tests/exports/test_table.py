"""The table opens right in a spreadsheet and runs nothing there."""

import csv
from collections.abc import Callable
from decimal import Decimal
from io import StringIO

import pytest

from detente.exports import export
from detente.exports.table import COLUMNS, cell
from detente.graph.graph import Graph


def rows(graph: Graph) -> list[dict[str, str]]:
    text = export(graph, "csv").decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def test_bytes_that_spreadsheets_expect(seed: Graph):
    content = export(seed, "csv")
    assert content.startswith(b"\xef\xbb\xbfposition,holder,")
    assert content.count(b"\n") == content.count(b"\r\n")


def test_one_row_for_each_piece_of_evidence(seed: Graph):
    found = rows(seed)
    pairs = list(seed.rows("SELECT ?p ?q { ?p a neg:Position ; neg:passage ?q }"))
    assert len(found) == len(pairs)
    assert {row["position"] for row in found} == {
        str(row["id"]) for row in seed.rows("SELECT ?id { ?p a neg:Position ; dct:identifier ?id }")
    }


def test_a_row_says_who_wants_what_in_whose_words(seed: Graph):
    (row,) = (row for row in rows(seed) if row["position"] == "us-economic-incentives")
    assert row == dict.fromkeys(COLUMNS, "") | {
        "position": "us-economic-incentives",
        "holder": "United States",
        "issue": "Economic incentives",
        "question": "What economic incentives are held out, and to whom?",
        "act": "offer",
        "option": "The United States gives economic incentives",
        "firmness": "open",
        "status": "current",
        "continuity": "reaffirmed",
        "conditions": "Russia ends the violence",
        "confidence": "0.87",
        "quote": "economic incentives remain possible if Moscow ends the violence",
        "speaker": "JD Vance",
        "on_behalf_of": "United States",
        "mode": "indirect",
        "hedge": "possible",
        "source": "000_03c997c70ceb518a.txt",
        "start": "1408",
        "end": "1471",
    }


def test_offsets_find_the_quote_in_the_text(seed: Graph):
    (text,) = (str(row["t"]) for row in seed.rows("SELECT ?t { ?d schema:text ?t }"))
    found = rows(seed)
    assert [text[int(row["start"]) : int(row["end"])] for row in found] == [
        row["quote"] for row in found
    ]


CELLS = [
    ("=1+1", "'=1+1"),
    ("+49 30", "'+49 30"),
    ("-1", "'-1"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'\t=1"),
    ("\r=1", "'\r=1"),
    ("\n=1", "'\n=1"),
    ("＝1", "'＝1"),
    ("a=1", "a=1"),
    ("'=1", "'=1"),
    ("", ""),
    (None, ""),
    (-1, -1),
    (Decimal("-0.5"), Decimal("-0.5")),
    (-1e3, -1e3),
    (True, "True"),
    ("a\x00b\x1b", "a\ufffdb\ufffd"),
    ("two\nlines", "two\nlines"),
]


@pytest.mark.parametrize(("value", "shown"), CELLS, ids=[repr(case[0]) for case in CELLS])
def test_a_cell(value: object, shown: object):
    assert cell(value) == shown  # type: ignore[arg-type]


def test_hostile_texts_stay_in_their_cells(hostile: Graph):
    found = rows(hostile)
    assert len(found) == 12
    assert all(None not in row and None not in row.values() for row in found)
    for row in found:
        assert all(not text.startswith(tuple("=+-@\t\r\n")) for text in row.values())
    quotes = {row["position"]: row["quote"] for row in found}
    assert quotes["markup-p"] == "</script><b>&amp;<!--]]>"
    assert quotes["lines-p"] == "one\ntwo\r\nthree\rfour\u2028five"
    assert quotes["formula-p"] == "'=1+cmd|' /C calc'!A0"


def test_negative_values_stay_numbers(make: Callable[[str], Graph]):
    (row,) = rows(
        make("""
        :i a neg:Issue ; rdfs:label "I" ; schema:unitText "°C" .
        :p a neg:Position ; neg:onIssue :i ; neg:value -2.5 ; neg:act code:demand .
    """)
    )
    assert (row["value"], row["unit"], row["quote"]) == ("-2.5", "°C", "")


def test_each_quote_goes_with_the_statement_around_it(make: Callable[[str], Graph]):
    """Two people in one sentence, one inside the other's words; a third quote without statement."""
    found = rows(
        make("""
        :d a neg:Document ; schema:name "D" .
        :wide a neg:Passage ; oa:exact "wide" ; oa:start 0 ; oa:end 90 ; prov:wasQuotedFrom :d .
        :inner a neg:Passage ; oa:exact "inner" ; oa:start 40 ; oa:end 60 ; prov:wasQuotedFrom :d .
        :n1 a neg:Passage ; oa:exact "n1" ; oa:start 5 ; oa:end 9 ; prov:wasQuotedFrom :d .
        :n2 a neg:Passage ; oa:exact "n2" ; oa:start 45 ; oa:end 50 ; prov:wasQuotedFrom :d .
        :n3 a neg:Passage ; oa:exact "n3" ; oa:start 200 ; oa:end 210 ; prov:wasQuotedFrom :d .
        :ann a foaf:Person ; rdfs:label "Ann" . :bo a foaf:Person ; rdfs:label "Bo" .
        :cy a foaf:Person ; rdfs:label "Cy" .
        :s1 a neg:Statement ; neg:speaker :ann ; neg:passage :wide .
        :s2 a neg:Statement ; neg:speaker :bo ; neg:passage :inner .
        :s3 a neg:Statement ; neg:speaker :cy ; neg:passage :inner .
        :p a neg:Position ; neg:act code:demand ; neg:evidencedBy :s1 , :s2 , :s3 ;
            neg:passage :n1 , :n2 , :n3 .
    """)
    )
    assert [(row["quote"], row["speaker"]) for row in found] == [
        ("n1", "Ann"),
        ("n2", "Bo"),
        ("n2", "Cy"),
        ("n3", ""),
    ]
