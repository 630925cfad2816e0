"""Each command through its real entry point: what it prints, writes, and leaves with."""

import csv
import io
import json
import signal
import subprocess
import time
from pathlib import Path

import pytest

from detente.cli.main import _COMMANDS

PARTIES = "SELECT ?label { ?party a neg:Party ; rdfs:label ?label } ORDER BY ?label"


def test_alone_it_greets_with_three_commands(run):
    done = run()
    assert done.code == 0
    assert [line.split()[1] for line in done.out.splitlines() if line.startswith("  detente")] == [
        "build",
        "view",
        "questions",
    ]


def test_every_command_explains_itself_with_an_example(run):
    explained = 0
    for name in _COMMANDS:
        text = run(name, "--help").out
        assert f"\n    detente {name}" in text, name
        explained += 1
    assert explained == len(_COMMANDS)


def test_an_unknown_command_is_wrong_usage(run):
    done = run("biuld")
    assert done.code == 2
    assert "build" in done.err


def test_build_writes_page_turtle_tables_and_says_so(run, tmp_path):
    done = run("build")
    folder = tmp_path / "out" / "ru-ua-2025"
    files = {path.name for path in folder.iterdir()}
    assert {"index.html", "ru-ua-2025.ttl", "ru-ua-2025.md", "positions.csv"} == files
    assert done.code == 0
    assert "Sticking points" in done.out
    assert "permanently dropping its NATO aspirations" in done.out
    assert all(f"out/ru-ua-2025/{name}" in done.out for name in files)
    assert done.err == ""


def test_build_of_a_dossier_with_errors_writes_nothing(run, dossier, tmp_path):
    sheet = dossier / "sources" / "news.yaml"
    sheet.write_text(sheet.read_text().replace("eight hours, mode", "nine hours, mode"))
    done = run("build", "-g", "harbour", "-o", "page")
    assert done.code == 1
    assert "harbour/sources/news.yaml:11:17: the quote is not in the text" in done.err
    assert "the quote has 'nine' where the text has 'eight'" in done.err
    assert not (tmp_path / "page").exists()


def test_check_says_that_all_is_well(run):
    done = run("check")
    assert (done.code, done.out) == (
        0,
        "ru-ua-2025: no errors. Every quote is in its source text.\n",
    )


def test_check_tells_of_a_text_that_no_sheet_reads(run, dossier):
    (dossier / "sources" / "later.txt").write_text("More was said.")
    (dossier / "sources" / ".DS_Store").write_text("")
    done = run("check", "-g", "harbour")
    assert (done.code, done.out.count("\n")) == (0, 1)
    assert done.err == "harbour/sources/later.txt has no sheet: what it says is not in the graph.\n"


def test_check_lists_errors_as_text_and_as_json(run, dossier):
    sheet = dossier / "sources" / "news.yaml"
    sheet.write_text(sheet.read_text().replace("act: demand", "act: demnad"))
    done = run("check", "-g", "harbour")
    assert done.code == 1
    assert done.out == (
        "harbour/sources/news.yaml:6:10: 'demnad' is not a known act\n    Did you mean 'demand'?\n"
    )
    listed = json.loads(run("check", "-g", "harbour", "--format", "json").out)
    assert [problem["where"]["line"] for problem in listed["problems"]] == [6]


def test_check_finds_what_makes_no_sense_together(run, dossier):
    sheet = dossier / "sources" / "news.yaml"
    sheet.write_text(sheet.read_text().replace("mode: narrator", "mode: narrator, speaker: union"))
    done = run("check", "-g", "harbour")
    assert done.code == 1
    assert done.out.startswith("harbour/sources/news.yaml:11:9: this evidence: ")


def test_the_graph_comes_from_the_environment_too(run, dossier):
    done = run("query", PARTIES, env={"DETENTE_GRAPH": str(dossier)})
    assert done.out == '?label\n"The port"@en\n"The union"@en\n'


def test_query_in_each_format(run, dossier):
    def ask(format_: str) -> str:
        done = run("query", "-g", "harbour", PARTIES, "--format", format_)
        assert done.code == 0
        return done.out

    assert ask("tsv").splitlines()[0] == "?label"
    assert list(csv.reader(io.StringIO(ask("csv")))) == [["label"], ["The port"], ["The union"]]
    bindings = json.loads(ask("json"))["results"]["bindings"]
    assert [row["label"]["value"] for row in bindings] == ["The port", "The union"]
    assert "<literal" in ask("xml")
    assert ask("markdown") == "| label |\n| --- |\n| The port |\n| The union |\n"
    assert ask("table") == "label\n─────────\nThe port\nThe union\n"


def test_query_forms_that_give_no_rows(run, dossier):
    yes = run("query", "-g", "harbour", "ASK { ?s a neg:Party }")
    assert (yes.code, yes.out) == (0, "true\n")
    assert json.loads(
        run("query", "-g", "harbour", "ASK { ?s a neg:Claim }", "--format", "json").out
    ) == {
        "head": {},
        "boolean": False,
    }
    built = run("query", "-g", "harbour", "CONSTRUCT WHERE { ?s a neg:Party }")
    assert built.out.count("neg:Party") == 2
    wrong = run("query", "-g", "harbour", "CONSTRUCT WHERE { ?s a neg:Party }", "--format", "csv")
    assert wrong.code == 2
    assert "turtle" in wrong.err


def test_query_from_file_and_from_standard_input(run, dossier, tmp_path):
    (tmp_path / "q.rq").write_text(PARTIES)
    assert (
        run("query", "-g", "harbour", "-f", "q.rq").out
        == run("query", "-g", "harbour", "-", stdin=PARTIES).out
    )
    (tmp_path / "latin.rq").write_bytes("# Détente\n".encode("latin-1"))
    assert run("query", "-f", "latin.rq").code == 2
    assert run("query", "-f", "nowhere.rq").code == 2


def test_a_saved_question_with_its_parameter(run):
    everyone = run("query", "--ask", "demands").out.splitlines()
    russia = run("query", "--ask", "demands", "--param", "party=russia").out.splitlines()
    assert 1 < len(russia) < len(everyone)
    assert russia[0] == everyone[0]


def test_a_question_with_no_answer_says_so(run, dossier):
    done = run("query", "-g", "harbour", "--ask", "conflicts", "--format", "table")
    assert (done.code, done.out) == (0, "")
    assert "recorded" in done.err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["query", "SELECT ?x WHERE { ?x a nge:Party }"], 1, "unknown prefix 'nge:'"),
        (["query", "SELECT ?x WHERE { ?x ?y }"], 1, "cannot be read from here"),
        (
            ["query", "SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }"],
            1,
            "SERVICE is refused",
        ),
        (["query", "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }"], 1, "is refused"),
        (["query", "LOAD <http://localhost/>"], 1, "LOAD is refused"),
        (["query", "# LOAD\nPREFIX a: <b:c> DELETE WHERE { ?s ?p ?o }"], 1, "DELETE is refused"),
        (
            ["query", "SELECT * { \\u0053ERVICE <http://localhost/> { ?s ?p ?o } }"],
            1,
            "SERVICE is refused",
        ),
        (["query", "--ask", "demans"], 2, "Did you mean 'demands'?"),
        (["query", "--ask", "demands", "--param", "party=rusia"], 2, "Did you mean 'russia'?"),
        (["query", "--ask", "demands", "--param", "patry=russia"], 2, "Did you mean 'party'?"),
        (["query", "--ask", "demands", "--param", "party"], 2, "NAME=VALUE"),
        (["query", PARTIES, "--param", "x=1"], 2, "does not take a parameter 'x'"),
        (["query", PARTIES, "--format", "tvs"], 2, "Did you mean 'tsv'?"),
        (["query", PARTIES, "--format", "turtle"], 2, "cannot hold rows"),
        (["query"], 2, "Give one of"),
        (["query", PARTIES, "--ask", "demands"], 2, "Give one of"),
        (["questions", "demans"], 2, "Did you mean 'demands'?"),
        (["export", "--to", "tutrle"], 2, "Did you mean 'turtle'?"),
        (["export"], 2, "--list"),
        (["check", "-g", "ru-ua-2026"], 2, "Did you mean 'ru-ua-2025'?"),
        (["check", "harbour"], 2, "A graph is named with -g: detente check -g SOURCE"),
        (["fmt", "-g", "harbour"], 2, "named without an option: detente fmt DIR"),
        (["check", "-g", "."], 2, "a folder without a dossier.yaml"),
        (["export", "--to", "turtle", "-o", "/proc/nowhere/x.ttl"], 3, "/proc/nowhere"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else None,
)
def test_what_goes_wrong_is_told_with_its_exit_code(run, arguments, code, said):
    done = run(*arguments)
    assert said in done.err
    assert done.code == code
    assert done.out == ""


def test_an_error_in_a_query_is_shown_at_its_place(run):
    done = run("query", "SELECT ?x {\n  ?x a nge:Party\n}")
    assert done.err == (
        "query:2:8: unknown prefix 'nge:'\n"
        "      ?x a nge:Party\n"
        "           ^\n"
        "    Did you mean 'neg'?\n\n"
        "1 error.\n"
    )


def test_a_misspelt_term_is_told_beside_the_answer(run) -> None:
    done = run("query", "SELECT ?x { ?x a neg:Positon }")
    assert (done.code, done.out) == (0, "?x\n")
    assert "query:1:18: neg:Positon is not a term; did you mean neg:Position?" in done.err


ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def test_a_query_can_be_limited_in_time(run):
    done = run("query", ENDLESS, "--timeout", "0.3")
    assert done.code == 3
    assert "no answer within 0.3 seconds" in done.err


def test_a_query_can_be_stopped_by_the_user(detente_command):
    process = subprocess.Popen(
        [detente_command, "query", ENDLESS],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(1.5)  # until the query runs; if it does not yet, the interrupt is heard all the same
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "Traceback" not in err


def test_a_closed_pipe_is_no_error(detente_command):
    done = subprocess.run(
        f"{detente_command} export --to nquads | head -n 1",
        shell=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


def test_export_to_file_and_to_standard_output(run, dossier, tmp_path):
    written = run("export", "-g", "harbour", "-o", "talks.ttl")
    assert "talks.ttl" in written.err
    printed = run("export", "-g", "harbour", "--to", "turtle")
    assert (tmp_path / "talks.ttl").read_text(encoding="utf-8") == printed.out
    assert (
        run("query", "-g", "talks.ttl", PARTIES).out == run("query", "-g", "harbour", PARTIES).out
    )


def test_export_lists_its_formats(run):
    names = [line.split()[0] for line in run("export", "--list").out.splitlines()]
    assert len(names) >= 11
    assert {"turtle", "csv", "html", "graphml"} <= set(names)


def test_questions_are_listed_with_what_they_answer(run):
    lines = run("questions").out.splitlines()
    assert sum(line.rstrip().endswith("?") for line in lines) >= 15
    assert run("questions", "demands").out.startswith("# ")


def test_view_writes_the_page(run, tmp_path):
    done = run("view", "-o", "page.html", "--no-open", "--title", "A <b>title</b>")
    assert (done.code, done.out) == (0, "page.html\n")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "A &lt;b&gt;title" in page


def test_view_marks_what_is_fragile_unless_told_not_to(run, tmp_path):
    for options, marked in (((), True), (("--no-trust",), False)):
        assert run("view", "-o", "page.html", "--no-open", *options).code == 0
        page = (tmp_path / "page.html").read_text(encoding="utf-8")
        assert ("what others would show is not known" in page) is marked


def test_no_colour_and_no_progress_in_a_pipe(run):
    done = run("build", "-o", "page")
    assert "\x1b" not in done.out + done.err


def test_a_file_in_the_way_is_told_as_such(run, tmp_path: Path):
    (tmp_path / "page").write_text("mine")
    done = run("build", "-o", "page")
    assert done.code in (2, 3)
    assert (tmp_path / "page").read_text() == "mine"


@pytest.mark.parametrize("command", ["questions", "export --to turtle", "check", "--help"])
def test_an_output_that_cannot_be_written_is_told(detente_command, command):
    done = subprocess.run(
        f"{detente_command} {command} > /dev/full", shell=True, capture_output=True, text=True
    )
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert "No space left" in done.stderr


def test_a_wrong_format_leaves_nothing_of_the_engine_behind(run):
    done = run("query", "CONSTRUCT WHERE { ?s a neg:Party }", "--format", "csv")
    assert done.code == 2
    assert "unsendable" not in done.err
