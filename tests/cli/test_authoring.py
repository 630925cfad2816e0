"""Starting and growing a dossier through the real entry point, with what people and attackers type."""

import json
import signal
import subprocess
from pathlib import Path

import pytest
import yaml

PAGE = """<!doctype html><html lang="en-GB"><head><title>Trams stand still</title>
<meta name="author" content="Ana Weiss"><meta property="article:published_time" content="2024-03-05T08:00">
<script>alert("menu")</script></head><body><nav><a href="/">Home</a></nav><article><h1>Trams stand still</h1>
<p>Most trams stayed in their depots on Tuesday, the second day of a strike by drivers.
<script>alert("inside")</script> It was “quiet”.</p>
<p>The union is demanding a wage rise of 8 percent this year, and said that it would not stop.</p></article>
<footer>Privacy and cookies</footer></body></html>"""


@pytest.fixture
def talks(run, tmp_path: Path) -> Path:
    done = run("init", "talks", "--title", "Talks: the port", "--principal", "Union")
    assert (done.code, done.out) == (0, "talks/dossier.yaml\n")
    return tmp_path / "talks"


def test_a_new_dossier_is_valid_and_builds(run, talks: Path):
    assert run("check", "-g", "talks").code == 0
    assert run("build", "-g", "talks").code == 0
    assert run("fmt", "talks", "--check").code == 0
    assert "# " in (talks / "dossier.yaml").read_text(encoding="utf-8")


def test_init_never_writes_over_a_dossier(run, talks: Path):
    before = (talks / "dossier.yaml").read_bytes()
    done = run("init", "talks", "--title", "Other", "--principal", "Other")
    assert done.code == 2
    assert "holds a dossier already" in done.err
    assert (talks / "dossier.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("title", "principals", "ids"),
    [
        ("x", ["Gewerkschaft Östrel", "Łódź & Co."], ["gewerkschaft-ostrel", "lodz-co"]),
        ("Переговоры", ["Профсоюз", "Порт"], ["party-1", "party-2"]),
        ("# {title}: 'it' \"is\"\n- so \x07 \x85", ["{a}: b", "no", "1234"], ["a-b", "no", "1234"]),
        ("long " * 3000, ["First issue", "n" * 5000], ["first-issue", "n" * 120]),
    ],
    ids=["accents", "other scripts", "hostile", "long"],
)
def test_any_title_and_names_give_a_valid_dossier(run, tmp_path, title, principals, ids):
    named = [word for name in principals for word in ("--principal", name)]
    assert run("init", "new", "--title", title, *named).code == 0
    assert run("check", "-g", "new").code == 0
    data = yaml.safe_load((tmp_path / "new" / "dossier.yaml").read_text(encoding="utf-8"))
    assert data["principals"] == ids
    assert [party["label"] for party in data["parties"].values()] == principals


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["init", "new"], 2, "give --title"),
        (["init", "new", "--title", "x"], 2, "give --principal"),
        (["init", "new", "--title", " ", "--principal", "x"], 2, "the title is empty"),
        (["init", "new", "--title", "x", "--principal", "A", "--principal", "a"], 2, "same id 'a'"),
        (["init", "new", "--title", "x", "--principal", "A", "--language", "E"], 2, "language tag"),
        (["init", "a.txt", "--title", "x", "--principal", "A"], 2, "is a file"),
        (["add", "nowhere", "a.txt"], 2, "detente init nowhere"),
        (["add", "talks", "nowhere.txt"], 2, "nowhere.txt"),
        (["add", "talks", "empty.txt"], 1, "empty.txt: there is no text in it"),
        (["add", "talks", "latin.txt"], 1, "latin.txt:2: not UTF-8: the byte 0xE9"),
        (["add", "talks", "latin.txt"], 1, "--encoding latin-1"),
        (["add", "talks", "windows.txt"], 1, "--encoding windows-1252"),
        (["add", "talks", "wide.txt"], 1, "--encoding utf-16"),
        (["add", "talks", "latin.txt", "--encoding", "lain"], 2, "there is no encoding 'lain'"),
        (["add", "talks", "latin.txt", "--encoding", "base64"], 2, "there is no encoding"),
        (["add", "talks", "latin.txt", "--encoding", "ascii"], 1, "not ascii"),
        (["add", "talks", "picture.txt"], 1, "not a text"),
        (["add", "talks", "a.txt", "--published", "5 March"], 2, "is not right for 'published'"),
        (["add", "talks", "a.txt", "--url", "javascript:x"], 2, "is not right for 'url'"),
        (["add", "talks", "a.txt", "--name", "../.."], 2, "no letter or digit"),
        (["add", "talks", "bare.html"], 1, "no article was found"),
        (["quote", "talks", " "], 2, "no words"),
        (["quote", "nowhere", "x"], 2, "holds no dossier"),
        (["schema", "nowhere"], 2, "holds no dossier"),
        (["fmt", "nowhere"], 2, "holds no dossier"),
        (["check", "--watch"], 2, "-g"),
        (["check", "-g", "nowhere", "--watch"], 2, "nowhere"),
    ],
    ids=lambda value: " ".join(value)[:50] if isinstance(value, list) else None,
)
def test_what_goes_wrong_is_told_and_nothing_is_written(
    run, talks, tmp_path, arguments, code, said
):
    (tmp_path / "a.txt").write_text("A text.\n")
    (tmp_path / "empty.txt").write_text(" \n\n")
    (tmp_path / "latin.txt").write_bytes("A\ncafé\n".encode("latin-1"))
    (tmp_path / "windows.txt").write_bytes("A “quote”\n".encode("windows-1252"))
    (tmp_path / "wide.txt").write_text("A\n", encoding="utf-16")
    (tmp_path / "picture.txt").write_bytes(b"PNG\x00\x01\x02")
    (tmp_path / "bare.html").write_text("<html><body><script>x</script></body></html>")
    done = run(*arguments)
    assert said in done.err
    assert (done.code, done.out) == (code, "")
    assert [path.name for path in talks.rglob("*")] == ["dossier.yaml"]
    assert not (tmp_path / "new").exists()


def test_a_text_is_stored_byte_for_byte(run, talks, tmp_path):
    content = "\ufeffTitle\r\n\r\n“Text” \t with\nall é 😀\n\n".encode()
    (tmp_path / "Ostrel Courier.txt").write_bytes(content)
    done = run("add", "talks", "Ostrel Courier.txt", "--published", "2024-03-05", "--author", "no")
    assert done.code == 0
    assert (talks / "sources" / "ostrel-courier.txt").read_bytes() == content
    sheet = yaml.safe_load((talks / "sources" / "ostrel-courier.yaml").read_text(encoding="utf-8"))
    assert sheet["source"] == {
        "text": "ostrel-courier.txt",
        "author": "no",
        "published": "2024-03-05",
    }
    assert run("check", "-g", "talks").code == 0
    assert run("fmt", "talks", "--check").code == 0


def test_a_text_is_added_once(run, talks, tmp_path):
    (tmp_path / "a.txt").write_text("Words.\n")
    first = run("add", "talks", "a.txt")
    assert "SHA-256 04992d" in first.out
    sheet = talks / "sources" / "a.yaml"
    sheet.write_text("mine")
    again = run("add", "talks", "-", "--name", "b", stdin="Words.\n")
    assert again.code == 0
    assert "in the dossier already: talks/sources/a.txt" in again.out
    other = run("add", "talks", "-", "--name", "a", stdin="Other words.\n")
    assert other.code == 2
    assert "already there, with other words" in other.err
    assert sorted(path.name for path in (talks / "sources").iterdir()) == ["a.txt", "a.yaml"]
    assert sheet.read_text() == "mine"


def test_a_text_that_was_put_there_by_hand_gets_its_sheet(run, talks):
    (talks / "sources").mkdir()
    (talks / "sources" / "by hand.txt").write_text("Words.\n")
    assert run("add", "talks", "talks/sources/by hand.txt").code == 0
    assert run("check", "-g", "talks").code == 0
    assert (talks / "sources" / "by hand.yaml").is_file()


@pytest.mark.parametrize(
    "name", ["../out", "/out/of/here", "a\x01b.txt", "n" * 4000, "😀 Привет", ".x"]
)
def test_no_name_leads_out_of_the_dossier(run, talks, tmp_path, name):
    assert run("add", "talks", "-", "--name", name, stdin="Words.\n").code == 0
    made = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(made) == 3
    assert all(path.parent in (talks, talks / "sources") for path in made)
    assert run("check", "-g", "talks").code == 0


def test_a_folder_of_sources_elsewhere_is_not_written_to(run, talks, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (talks / "sources").symlink_to(tmp_path / "elsewhere")
    done = run("add", "talks", "-", "--name", "a", stdin="Words.\n")
    assert done.code == 2
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_another_encoding_becomes_utf_8(run, talks, tmp_path):
    (tmp_path / "a.txt").write_bytes("“café”".encode("windows-1252"))
    assert run("add", "talks", "a.txt", "--encoding", "windows-1252").code == 0
    assert (talks / "sources" / "a.txt").read_text(encoding="utf-8") == "“café”"


def test_markdown_tells_about_itself(run, talks, tmp_path):
    front = "---\nauthors: [Ana, Ben]\ndate: 2024-03-05 08:00\nlang: en_GB\nurl: x y\n---\n"
    content = front + "# Trams *stand*\n\nText.\n"
    (tmp_path / "a.md").write_text(content)
    assert run("add", "talks", "a.md").code == 0
    assert (talks / "sources" / "a.txt").read_text() == content
    assert yaml.safe_load((talks / "sources" / "a.yaml").read_text())["source"] == {
        "text": "a.txt",
        "language": "en-gb",
        "title": "Trams *stand*",
        "author": "Ana, Ben",
        "published": "2024-03-05",
    }


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252"])
def test_of_a_page_only_the_article_is_kept(run, talks, tmp_path, encoding):
    page = PAGE.replace("<head>", f"<head><meta charset='{encoding}'>")
    (tmp_path / "a.html").write_text(page, encoding=encoding)
    assert run("add", "talks", "a.html").code == 0
    text = (talks / "sources" / "a.txt").read_text(encoding="utf-8")
    assert "It was “quiet”." in text
    assert not any(word in text for word in ("alert", "Home", "cookies", "<"))
    source = yaml.safe_load((talks / "sources" / "a.yaml").read_text(encoding="utf-8"))["source"]
    assert source["title"] == "Trams stand still"
    assert (source["author"], source["published"]) == ("Ana Weiss", "2024-03-05")
    assert source["language"] == "en-gb"
    assert run("check", "-g", "talks").code == 0


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 50_000,
        "<p>\x00</p>",
        "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><p>&a;</p>",
    ],
    ids=["deep", "null", "entity"],
)
def test_hostile_pages_are_refused_or_harmless(run, talks, tmp_path, page):
    (tmp_path / "a.html").write_text(page)
    done = run("add", "talks", "a.html")
    assert done.code in (0, 1)
    assert not any("root:" in path.read_text() for path in talks.rglob("*.txt"))


def test_quotes_are_found_and_ready_to_paste(run, talks, tmp_path):
    text = "“We want: eight,” she said. He did not.\nHe did not say why. The end, the end.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    run("add", "talks", "a.txt")

    def entries(*words: str) -> list[dict[str, object]]:
        done = run("quote", "talks", *words)
        assert done.code == 0
        found: list[dict[str, object]] = yaml.safe_load(done.out)
        assert all(entry.pop("mode") is None for entry in found)
        return found

    assert entries("We want: eight") == [{"quote": "We want: eight"}]
    assert entries('"We want: eight," she') == [{"quote": "“We want: eight,” she"}]
    assert entries("He", "did", "not") == [
        {"quote": "He did not", "occurrence": 1},
        {"quote": "He did not", "within": "He did not say why"},
    ]
    assert [entry["occurrence"] for entry in entries("he end")] == [1, 2]
    nothing = run("quote", "talks", "zzzzzzzz")
    assert (nothing.code, nothing.out) == (1, "")
    assert (
        run("quote", "talks", "-", stdin="she said\n")
        .out.lstrip()
        .startswith("# talks/sources/a.txt, line 1\n")
    )


def test_schemas_are_merged_into_settings(run, talks):
    settings = talks / ".vscode" / "settings.json"
    settings.parent.mkdir()
    settings.write_text('{\n  // mine\n  "editor.rulers": [100],\n}\n')
    done = run("schema", "talks")
    assert done.code == 0
    assert "yaml-language-server: $schema=../.detente/sheet.schema.json" in done.err
    merged = settings.read_text()
    assert '// mine\n  "editor.rulers": [100],\n}' in merged
    assert '"./.detente/sheet.schema.json": "sources/*.yaml"' in merged
    run("schema", "talks")
    assert settings.read_text() == merged
    schema = json.loads((talks / ".detente" / "dossier.schema.json").read_text())
    assert schema["$defs"]["party-id"]["enum"] == ["union"]


def test_fmt_tells_what_it_changed(run, talks):
    agenda = talks / "dossier.yaml"
    agenda.write_text(agenda.read_text().replace("id: talks", "id:    talks   # the id"))
    assert run("fmt", "talks", "--check").code == 1
    done = run("fmt", "talks")
    assert (done.code, done.out) == (0, "talks/dossier.yaml\n")
    assert "\nid: talks  # the id\n" in agenda.read_text()
    agenda.write_text("id: [")
    broken = run("fmt", "talks")
    assert broken.code == 1
    assert "talks/dossier.yaml:2:1" in broken.err


def test_check_watches_and_shows_only_what_changed(detente_command, dossier, tmp_path):
    sheet = dossier / "sources" / "news.yaml"
    good = sheet.read_text()
    sheet.write_text(good.replace("act: demand", "act: demnad"))
    process = subprocess.Popen(
        [detente_command, "check", "-g", "harbour", "--watch"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    lines = iter(process.stdout.readline, "")

    def next_line() -> str:
        return next(line.strip() for line in lines if line.strip())

    assert next_line() == "harbour/sources/news.yaml:6:10: 'demnad' is not a known act"
    assert next_line() == "Did you mean 'demand'?"
    assert next_line() == "harbour: 1 error."
    sheet.write_text("# moved a line down\n" + sheet.read_text().replace("union-shifts", "u"))
    sheet.write_text(sheet.read_text().replace("eight hours, mode", "nine hours, mode"))
    assert next_line().startswith("harbour/sources/news.yaml:12:17: the quote is not in the text")
    while not (line := next_line()).startswith("harbour: "):
        assert "demnad" not in line
    assert line == "harbour: 2 errors."
    sheet.write_text(good)
    mended = {next_line(), next_line()}
    assert mended == {
        "mended: harbour/sources/news.yaml: 'demnad' is not a known act",
        "mended: harbour/sources/news.yaml: the quote is not in the text",
    }
    assert next_line() == "harbour: no errors. Every quote is in its source text."
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=20)[0] == ""
    assert process.returncode == 0
