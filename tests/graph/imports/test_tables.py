"""Tables of statements and votes as dossiers and as RDF: the same of both, and each led to its row."""

import csv
import tracemalloc
from pathlib import Path

import pytest

from detente.graph.check import check
from detente.graph.errors import InputError, UsageError
from detente.graph.graph import Graph
from detente.graph.imports.guess import guess
from detente.graph.imports.mapping import TableMapping, read_mapping, written_mapping
from detente.graph.imports.table import Table
from detente.graph.imports.tables import ImportedTable, import_table
from detente.graph.open import open_graph
from detente.ontology.prefixes import expand

STATEMENTS = """\
Party,Speaker,Issue,Option,Act,Firmness,Date,Quote,Colour
Union,Ada Lind,Shifts,Eight hours,demand,insisted,2025-05-01,we need eight hours,red
Port,,Shifts,Ten hours,Offer,,2025-05-02,"“ten
hours” it is",blue
Port,,Shifts,,withhold,,2025-05,no comment,blue
Port,,Shifts,Ten hours,offer,,2025-05-02,again,blue
Port,,Shifts,Ten hours,offer,,2025-05-02,again,blue
Порт,,Pay,"More ""pay"" now",refuse,,,🌍 nothing,blue
"""
DNA = """\
ID;time;document title;person;organization;concept;agreement;position;text
1;2005-03-14 10:00:00;News;Smith;EPA;Trading should begin;1;118;we support it
2;2005-03-15 10:00:00;News;Jones;Industry;Trading should begin;0;220;no way
3;2005-03-16 10:00:00;News;;Industry;Taxes should rise;0;220;never
"""
VOTES = """\
country,rcid,vote
France,1,yes
Chad,1,abstain
Peru,1,absent
Peru,2,no
"""
POSITIONS = """
SELECT ?holder ?issue ?act ?option ?firmness ?from ?speaker ?mode ?quote ?row {
    ?p a neg:Position ; neg:holder/rdfs:label ?holder ; neg:onIssue/rdfs:label ?issue ;
       dct:identifier ?id ; neg:passage ?n ; neg:evidencedBy ?s .
    ?n oa:exact ?quote . ?s neg:passage/oa:exact ?row ; neg:speechMode ?m .
    OPTIONAL { ?p neg:option/rdfs:label ?option } OPTIONAL { ?p neg:validFrom ?d }
    OPTIONAL { ?p neg:firmness ?f } OPTIONAL { ?s neg:speaker/rdfs:label ?speaker }
    ?p neg:act ?a .
    BIND(STRAFTER(STR(?a), "code/") AS ?act) BIND(STRAFTER(STR(?f), "code/") AS ?firmness)
    BIND(STRAFTER(STR(?m), "code/") AS ?mode) BIND(STR(?d) AS ?from)
}
ORDER BY STRLEN(?id) ?id
"""
TEXT, BEFORE, AFTER = expand("schema:text"), expand("oa:prefix"), expand("oa:suffix")


def made(folder: Path, text: str, into: str, mapping: TableMapping | None = None) -> ImportedTable:
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return import_table(path, mapping or guess(Table(path)).mapping, folder / into)


def rows(graph: Graph, *columns: str) -> list[tuple[object, ...]]:
    return [tuple(row[column] for column in columns) for row in graph.rows(POSITIONS)]


@pytest.fixture(params=["talks", "talks.nq", "talks.trig"])
def into(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_spreadsheet_of_statements(tmp_path, into):
    done = made(tmp_path, STATEMENTS, into)
    assert (done.counts.rows, done.counts.stands, done.rejects) == (6, 6, None)
    graph = open_graph(tmp_path / into)
    assert check(graph) == ()
    found = rows(graph, "holder", "issue", "act", "option", "firmness", "from")
    assert found[:3] == [
        ("Union", "Shifts", "demand", "Eight hours", "insisted", "2025-05-01"),
        ("Port", "Shifts", "offer", "Ten hours", "stated", "2025-05-02"),
        ("Port", "Shifts", "withhold", None, None, "2025-05"),
    ]
    assert found[5] == ("Порт", "Pay", "refuse", 'More "pay" now', "stated", None)
    assert rows(graph, "speaker", "mode")[:2] == [("Ada Lind", "indirect"), (None, "narrator")]


def test_each_position_leads_to_its_row_and_its_words(tmp_path, into):
    made(tmp_path, STATEMENTS, into)
    found = rows(open_graph(tmp_path / into), "quote", "row")
    lines = STATEMENTS.split("\n")
    assert found[0] == ("we need eight hours", lines[1])
    assert found[1] == ("“ten\nhours” it is", f"{lines[2]}\n{lines[3]}")
    # Two rows of the same words cannot be told apart by them: the row itself is the quote.
    assert {row for _, row in found[3:5]} == {lines[5]}
    assert found[5][0] == "🌍 nothing"
    offsets = open_graph(tmp_path / into).rows(
        "SELECT ?exact ?start ?end { ?p a neg:Passage ; oa:exact ?exact ; oa:start ?start ; oa:end ?end }"
    )
    checked = 0
    for row in offsets:
        assert STATEMENTS[int(str(row["start"])) : int(str(row["end"]))] == row["exact"]
        checked += 1
    assert checked >= 9


@pytest.mark.parametrize("text", [STATEMENTS, DNA, VOTES], ids=["statements", "dna", "votes"])
def test_dossier_nquads_and_trig_say_the_same(tmp_path, text):
    graphs = []
    for name in ("talks", "talks.nq", "talks.trig"):
        made(tmp_path, text, name)
        left_out = (TEXT, BEFORE, AFTER)
        quads = open_graph(tmp_path / name).quads
        graphs.append({str(quad) for quad in quads if quad.predicate.value not in left_out})
    folder, nquads, trig = graphs
    assert nquads == trig
    # In the dossier the words of a repeated row are the row; what else there is, is in both.
    only = {line for line in folder ^ nquads if "/passage/" not in line}
    assert only == set()


def test_a_discourse_network_export(tmp_path, into):
    made(tmp_path, DNA, into)
    graph = open_graph(tmp_path / into)
    assert check(graph) == ()
    assert rows(graph, "holder", "speaker", "act", "option", "from", "quote") == [
        ("EPA", "Smith", "accept", "Trading should begin", "2005-03-14", "we support it"),
        ("Industry", "Jones", "refuse", "Trading should begin", "2005-03-15", "no way"),
        ("Industry", None, "refuse", "Taxes should rise", "2005-03-16", "never"),
    ]
    questions = {
        str(row["topic"])
        for row in graph.rows("SELECT ?topic { ?i skos:prefLabel ?topic . ?i a neg:Issue }")
    }
    assert questions == {
        "Should it be so: Trading should begin?",
        "Should it be so: Taxes should rise?",
    }


def test_a_roll_call(tmp_path, into):
    done = made(tmp_path, VOTES, into)
    assert (done.counts.stands, done.counts.left_out, done.parties, done.issues) == (3, 1, 3, 2)
    graph = open_graph(tmp_path / into)
    assert check(graph) == ()
    assert rows(graph, "holder", "issue", "act", "option") == [
        ("France", "1", "accept", "It is adopted"),
        ("Chad", "1", "withhold", None),
        ("Peru", "2", "refuse", "It is adopted"),
    ]


REFUSED = {
    "an act that is none": (
        "Port,,Pay,More,maybe,,,x,",
        "Has 'maybe' under 'Act', which stands for no code.",
    ),
    "no party": (",,Pay,More,offer,,,x,", "Has nothing under 'Party'."),
    "no issue": ("Port,,,More,offer,,,x,", "Has nothing under 'Issue'."),
    "no option": ("Port,,Pay,,offer,,,x,", "Has nothing under 'Option'."),
    "no act": ("Port,,Pay,More,,,,x,", "Has nothing under 'Act'."),
    "no date": (
        "Port,,Pay,More,offer,,yesterday,x,",
        "Has 'yesterday' under 'Date', which is not a date written YYYY-MM-DD.",
    ),
    "no calendar": (
        "Port,,Pay,More,offer,,2025-02-30,x,",
        "Has '2025-02-30' under 'Date', which is not a date written YYYY-MM-DD.",
    ),
    "too few cells": ("Port,,Pay", "Has 3 cells where the heading has 9."),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_a_row_that_cannot_be_read_is_kept_with_number_and_reason_and_the_rest_goes_in(
    tmp_path, into, fault
):
    line, reason = REFUSED[fault]
    mapping = guess(_saved(tmp_path, STATEMENTS)).mapping
    done = made(tmp_path, f"{STATEMENTS}{line}\nPort,,Pay,Less,offer,,,z,\n", into, mapping)
    assert (done.counts.rows, done.counts.stands, done.counts.refused) == (8, 7, 1)
    assert done.rejects == tmp_path / f"{into}.rejects.csv"
    with done.rejects.open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [["row", "reason", "text"], ["8", reason, line]]


def _saved(folder: Path, text: str) -> Table:
    path = folder / "sample.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return Table(path)


def test_values_on_a_measured_issue(tmp_path, into):
    text = "party,issue,value,act\nUnion,Pay,8.50,demand\nPort,Pay,3,offer\nPort,Pay,x,offer\n"
    done = made(tmp_path, text, into)
    assert done.counts.refused == 1
    graph = open_graph(tmp_path / into)
    assert check(graph) == ()
    values = graph.rows(
        "SELECT ?v { ?p neg:value ?v ; neg:onIssue/neg:scale code:interval } ORDER BY ?v"
    )
    assert [str(row["v"]) for row in values] == ["3", "8.5"]


MAPPING = """\
detente: 1
dossier: {id: assembly, title: The assembly, language: fr, principals: [France]}
table: {title: Votes, publisher: The clerk, published: "2020"}
joins:
  - {file: calls.csv, on: call}
holder: {column: voter, label: "{voter} ({region})"}
issue: {column: call, label: "No. {call}", question: "Is it adopted: {about}?"}
option: {label: "No. {call} is adopted"}
act: {column: vote, codes: {J: accept, N: refuse, "?": null}}
firmness: {default: insisted}
date: {column: day, format: "%d.%m.%Y"}
confidence: 0.9
"""


def test_a_mapping_joins_tables_and_words_labels(tmp_path, into):
    (tmp_path / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "calls.csv").write_text("call;about;day\n7;Bridges;01.02.2020\n", encoding="utf-8")
    text = (
        "voter,region,call,vote\nFrance,Europe,7.0,j\nChad,Africa,7.0,n\nPeru,,7.0,?\nPeru,,8.0,J\n"
    )
    done = made(tmp_path, text, into, read_mapping(tmp_path / "mapping.yaml"))
    assert (done.counts.stands, done.counts.left_out, done.counts.refused) == (2, 1, 1)
    assert "of which calls.csv says nothing" in done.rejects.read_text(encoding="utf-8")
    graph = open_graph(tmp_path / into)
    assert check(graph) == ()
    assert rows(graph, "holder", "act", "firmness", "from", "option") == [
        ("France (Europe)", "accept", "insisted", "2020-02-01", "No. 7.0 is adopted"),
        ("Chad (Africa)", "refuse", "insisted", "2020-02-01", "No. 7.0 is adopted"),
    ]
    (said,) = graph.rows(
        "SELECT ?question ?title ?principal { ?i a neg:Issue ; skos:prefLabel ?question ."
        " ?d a neg:Document ; schema:name ?title . ?n neg:principal/dct:identifier ?principal }"
    )
    assert said == {
        "question": "Is it adopted: Bridges?",
        "title": "Votes",
        "principal": "france-europe",
    }


def test_a_guess_that_is_saved_is_the_same_mapping(tmp_path):
    tried = 0
    for text in (STATEMENTS, DNA, VOTES):
        mapping = guess(_saved(tmp_path, text)).mapping
        (tmp_path / "mapping.yaml").write_text(written_mapping(mapping), encoding="utf-8")
        assert read_mapping(tmp_path / "mapping.yaml") == mapping
        tried += 1
    assert tried == 3


WRONG = {
    "no such key": ("holder:", "hodler:", "'hodler'"),
    "no such act": ("J: accept", "J: agree", "'agree' is not a known act"),
    "no holder": ('holder: {column: voter, label: "{voter} ({region})"}\n', "", "'holder'"),
    "no such version": ("detente: 1", "detente: 2", "version"),
    "neither column nor label": (
        'option: {label: "No. {call} is adopted"}',
        "option: {}",
        "option",
    ),
}


@pytest.mark.parametrize("fault", WRONG)
def test_what_is_wrong_in_a_mapping_is_told_at_its_place(tmp_path, fault):
    old, new, said = WRONG[fault]
    assert old in MAPPING
    (tmp_path / "mapping.yaml").write_text(MAPPING.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError, match=said) as error:
        read_mapping(tmp_path / "mapping.yaml")
    assert all(it.where.file.endswith("mapping.yaml") for it in error.value.problems)


def test_a_mapping_that_names_columns_which_are_not_there_is_told_with_the_nearest(tmp_path):
    mapping = guess(_saved(tmp_path, STATEMENTS)).mapping
    with pytest.raises(InputError, match=r"no column 'Party'.*\n.*Did you mean 'Partei'"):
        made(tmp_path, STATEMENTS.replace("Party", "Partei", 1), "talks", mapping)


def test_a_principal_that_is_no_party_is_told(tmp_path):
    (tmp_path / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "calls.csv").write_text("call;about;day\n7;Bridges;01.02.2020\n", encoding="utf-8")
    with pytest.raises(InputError, match="names no party 'France'"):
        made(
            tmp_path,
            "voter,region,call,vote\nChad,,7,j\n",
            "x",
            read_mapping(tmp_path / "mapping.yaml"),
        )
    assert not (tmp_path / "x").exists()


def test_columns_that_mean_nothing_to_us_are_told(tmp_path):
    with pytest.raises(InputError, match="whose position a row is and on which issue"):
        guess(_saved(tmp_path, "x,y\n1,2\n"))


def test_what_is_doubtful_in_a_guess_is_told(tmp_path):
    text = "party,issue,vote,date\nA,B,maybe,2025-01-02\nA,B,yes,2.1.25\nA,B,yes,2025-01-03\n"
    found = guess(_saved(tmp_path, text))
    assert found.doubts == (
        "What 'maybe' under 'vote' means is not known; such rows are refused.",
        "'2.1.25' under 'date' is not written YYYY-MM-DD; such rows are refused.",
    )
    plain = guess(_saved(tmp_path, "party,issue,option\nA,B,C\n"))
    assert plain.doubts == (
        "No column says what the parties do; each row is taken for a proposal.",
    )
    assert plain.mapping.act.default == "propose"


def test_names_of_any_script_and_of_the_same_spelling_get_ids_of_their_own(tmp_path, into):
    names = ("Pay", "北京", "Pay!", "table 2")
    text = "party,issue,option,act\n" + "".join(f"{name},Pay,Pay,offer\n" for name in names)
    made(tmp_path, text, into)
    graph = open_graph(tmp_path / into)
    assert check(graph) == ()
    assert sorted({str(row[0]) for row in rows(graph, "holder")}) == [
        "Pay",
        "Pay!",
        "table 2",
        "北京",
    ]


def test_nothing_that_is_there_is_written_over(tmp_path, into):
    made(tmp_path, VOTES, into)
    with pytest.raises(UsageError, match="is already there"):
        made(tmp_path, VOTES, into)
    (tmp_path / "other.nq.rejects.csv").write_text("mine")
    with pytest.raises(UsageError, match=r"rejects\.csv' is already there"):
        made(tmp_path, VOTES, "other.nq")
    assert not (tmp_path / "other.nq").exists()


def test_a_table_of_which_nothing_can_be_read_makes_nothing(tmp_path, into):
    mapping = guess(_saved(tmp_path, VOTES)).mapping
    with pytest.raises(InputError, match="no row could be read"):
        made(tmp_path, "country,rcid,vote\nFrance,1,perhaps\n", into, mapping)
    assert not (tmp_path / into).exists()
    assert (tmp_path / f"{into}.rejects.csv").exists()
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_a_dossier_is_not_made_of_more_than_people_can_look_after(tmp_path, monkeypatch):
    monkeypatch.setattr("detente.graph.imports.as_dossier.MOST", 2)
    with pytest.raises(UsageError, match=r"import into a FILE\.nq or FILE\.trig"):
        made(tmp_path, VOTES, "talks")


@pytest.mark.slow
def test_memory_does_not_grow_with_the_number_of_rows(tmp_path):
    peaks = []
    for number in (2_000, 20_000):
        path = tmp_path / f"{number}.csv"
        lines = (f"Party {i % 9},Issue {i % 5},yes\n" for i in range(number))
        path.write_text("party,issue,vote\n" + "".join(lines), encoding="utf-8")
        mapping = guess(Table(path)).mapping
        tracemalloc.start()
        done = import_table(path, mapping, tmp_path / f"{number}.trig")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert done.counts.stands == number
    assert peaks[1] - peaks[0] < 500_000  # bytes, for 18,000 more rows of 200 kB together


def test_an_ending_that_is_none_of_ours_is_refused(tmp_path):
    with pytest.raises(
        UsageError, match=r"neither a folder's name nor a file ending in \.nq or \.trig"
    ):
        made(tmp_path, VOTES, "talks.ttl")


def test_issues_are_part_of_what_a_column_says(tmp_path, into):
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(
        """\
detente: 1
dossier: {id: assembly, title: Assembly}
holder: {column: country}
issue: {column: rcid, label: "Call {rcid}", broader: {column: session, label: "Session {session}"}}
option: {label: "{rcid} is adopted"}
act: {column: vote, codes: {"yes": accept, "no": refuse}}
""",
        encoding="utf-8",
    )
    votes = "country,rcid,session,vote\nFrance,1,7,yes\nPeru,1,7,no\nPeru,2,7,no\nPeru,3,,no\n"
    read = read_mapping(mapping)
    made(tmp_path, votes, into, read)
    graph = open_graph(tmp_path / into)
    found = graph.rows(
        "SELECT ?issue ?label { ?i dct:identifier ?issue ; skos:broader/rdfs:label ?label }"
        " ORDER BY ?issue"
    )
    assert [tuple(row.values()) for row in found] == [
        ("call-1", "Session 7"),
        ("call-2", "Session 7"),
    ]
    mapping.write_text(written_mapping(read), encoding="utf-8")
    assert read_mapping(mapping) == read
