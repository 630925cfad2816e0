"""A graph as of a day, and as known by a day: from a dossier and from RDF files alike."""

from pathlib import Path

import pytest

from detente.exports import export, save
from detente.graph.check import check
from detente.graph.errors import UsageError
from detente.graph.graph import Graph
from detente.graph.open import open_graph

WHO = """
SELECT DISTINCT ?id ?status {
    ?it a ?class ; dct:identifier ?id .
    FILTER(?class IN (neg:Position, neg:Claim, neg:Event, neg:Document))
    OPTIONAL { ?it neg:status ?code BIND(STRAFTER(STR(?code), "/code/") AS ?status) }
}
ORDER BY ?id
"""
AS_OF = {
    "2025-04": "a.txt b.txt meeting:occurred meeting-b:claimed union-shifts:current",
    "2025-04-27": "",
    "2025-04-28": "a.txt meeting:occurred",
    "2025-04-30": "a.txt b.txt meeting:occurred meeting-b:claimed union-shifts:current",
    "2025-05-01": "a.txt b.txt forty meeting:occurred meeting-b:claimed union-shifts:current",
    "2025-05-10": "a.txt b.txt forty meeting:occurred meeting-b:claimed ninety union-ten:current",
}
KNOWN_BY = {
    "2025-05-01": "",
    "2025-05-02": "a.txt forty meeting:occurred union-shifts:current",
    "2025-05": "a.txt b.txt forty meeting:occurred meeting-b:claimed ninety "
    "union-shifts:superseded union-ten:current",
}


def who(graph: Graph) -> str:
    return " ".join(
        f"{row['id']}:{row['status']}" if row["status"] else str(row["id"])
        for row in graph.rows(WHO)
    )


@pytest.fixture(params=["dossier", "ttl", "trig", "nq", "jsonld"])
def source(request: pytest.FixtureRequest, harbour: Path) -> Path:
    if request.param == "dossier":
        return harbour
    names = {"ttl": "turtle", "nq": "nquads"}
    path = harbour.with_suffix(f".{request.param}")
    save(export(open_graph(harbour), names.get(request.param, request.param)), path)
    return path


def test_what_held_on_a_day(source: Path):
    found = {day: who(open_graph(source, as_of=day)) for day in AS_OF}
    assert found == AS_OF


def test_what_was_on_record_by_a_day(source: Path):
    found = {day: who(open_graph(source, known_by=day)) for day in KNOWN_BY}
    assert found == KNOWN_BY


def test_both_days_together(source: Path):
    graph = open_graph(source, as_of="2025-05-30", known_by="2025-05-05")
    assert who(graph) == "a.txt forty meeting:occurred union-shifts:current"
    assert who(graph.whole) == KNOWN_BY["2025-05"]


def test_nothing_points_to_what_was_left_out(source: Path):
    looked_at = 0
    for arguments in [{"as_of": day} for day in AS_OF] + [{"known_by": day} for day in KNOWN_BY]:
        graph = open_graph(source, **arguments)
        described = {quad.subject for quad in graph.quads}
        inside = {o for o in (quad.object for quad in graph.quads) if graph.base in str(o)}
        assert inside <= described
        assert check(graph) == ()
        looked_at += 1
    assert looked_at == 9


def test_what_has_no_date_is_kept_and_counted():
    graph = open_graph("ru-ua-2025", as_of="2001")
    everything = len(list(graph.whole.ask("positions")))
    assert len(list(graph.ask("positions"))) == everything
    assert graph.remarks == (
        f"As of 2001: {everything} of {everything} positions have no date; they are kept.",
    )
    assert open_graph("ru-ua-2025", known_by="2001").remarks == (
        "Known by 2001: 1 of 1 source has no date of recording; it is kept.",
    )


def test_a_successor_without_a_date_leaves_both(harbour, reword):
    reword("sources/b.yaml", ', published: "2025-05-10"', "")
    found = who(open_graph(harbour, as_of="2025-05-20"))
    assert "union-shifts:superseded union-ten:current" in found


def test_what_ended_before_the_day_does_not_hold_on_it(harbour, reword):
    reword(
        "sources/a.yaml",
        '    from: "2025-04-30"\n',
        '    from: "2025-04"\n    until: "2025-05-04"\n',
    )
    assert "union-shifts" in who(open_graph(harbour, as_of="2025-05-04"))
    assert "union-shifts" not in who(open_graph(harbour, as_of="2025-05-05"))


def test_a_position_withdrawn_later_held_until_then(harbour, reword):
    for sheet in ("a", "b"):
        start = "  - id: union-shifts\n"
        ended = f'{start}    status: withdrawn\n    until: "2025-05-08"\n'
        reword(f"sources/{sheet}.yaml", start, ended)
    assert "union-shifts:current" in who(open_graph(harbour, as_of="2025-05-08"))


def test_an_announced_event_is_known_before_its_day(harbour, reword):
    reword("sources/a.yaml", "status: occurred", "status: announced")
    reword("sources/a.yaml", 'date: "2025-04-28"', 'date: "2025-06-01"')
    assert "meeting:announced" in who(open_graph(harbour, as_of="2025-05-05"))
    assert "meeting:announced" not in who(open_graph(harbour, as_of="2025-04-30"))


def test_a_statement_dates_a_position_by_the_event_at_which_it_was_made(harbour, reword):
    words = "quote: accepts ten hours, mode: narrator"
    reword("sources/b.yaml", words, f"{words}, made_during: meeting-b")
    reword("sources/a.yaml", '    from: "2025-04-30"\n', "")
    assert "union-ten:current" in who(open_graph(harbour, as_of="2025-04-29"))


def test_a_source_said_after_the_day_was_not_on_record_by_it(harbour, reword):
    dates = 'published: "2025-05-10", recorded: "2025-05-11"'
    reword("sources/b.yaml", dates, 'said: "2025-05-09"')
    assert "union-ten" not in who(open_graph(harbour, known_by="2025-05-08"))
    graph = open_graph(harbour, known_by="2025-05-09")
    assert "union-ten" in who(graph)
    assert graph.remarks[0].startswith("Known by 2025-05-09: 1 of 2 sources has no date")


def test_a_coding_dates_the_record_where_the_sheet_does_not(harbour, reword):
    coding = '}\ncoding: {coder: A, date: "2025-05-12"}'
    reword("sources/b.yaml", ', recorded: "2025-05-11"}', coding)
    assert "union-ten" not in who(open_graph(harbour, known_by="2025-05-11"))
    assert "union-ten" in who(open_graph(harbour, known_by="2025-05-12"))


def test_a_wrong_day_is_refused(harbour):
    with pytest.raises(UsageError, match="'tomorrow' is not a date"):
        open_graph(harbour, as_of="tomorrow")
