"""A brief says what the record says, footnotes it, and says what was searched where there is nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

import detente
from detente.graph.brief import Brief, Grid, Limits, Listing, Part, Section, Statement, brief_of
from detente.graph.brief.since import Since, since_of
from detente.graph.errors import OutsideError, UsageError
from detente.graph.graph import Graph
from detente.ontology.prefixes import PREFIXES

BASE = "https://w3id.org/detente/dossier/t/"
HEAD = f"@prefix : <{BASE}> .\n" + "".join(
    f"@prefix {name}: <{namespace}> .\n" for name, namespace in PREFIXES.items()
)
QUICK = Limits(tried=0)  # without working out which figures are fragile
Make = Callable[[str], Graph]
SEEDS = ("ru-ua-2025", "tramway-strike")


@pytest.fixture(scope="module")
def briefs() -> dict[str, Brief]:
    return {name: brief_of(detente.open(name), source=name) for name in SEEDS}


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """A graph from Turtle, which may use all known prefixes and ``:`` for its own things."""

    def made(turtle: str) -> Graph:
        path = tmp_path_factory.mktemp("brief") / "t.ttl"
        path.write_text(HEAD + turtle, encoding="utf-8")
        return detente.open(path)

    return made


def grid(section: Section) -> Grid:
    return next(block for block in section.blocks if isinstance(block, Grid))


def told(section: Section) -> list[str]:
    """All that a section says, what stands below included."""
    found: list[Statement] = []
    for block in section.blocks:
        if isinstance(block, Listing):
            found += block.statements
        else:
            found += [said for row in block.rows for cell in row.cells for said in cell]
            found += block.below
    return [it.text for said in found for it in (said, *said.below)]


def cell(brief: Brief, issue: str, party: str) -> list[str]:
    table = grid(brief.section("stands"))
    column = [part.text for part in table.headers].index(party) - 1
    (row,) = (row for row in table.rows if row.about[0].text == issue)
    return [said.text for said in row.cells[column]]


def every(statements: object) -> list[Statement]:
    return [it for said in statements for it in (said, *said.below)]  # type: ignore[attr-defined]


# ------------------------------------------------------------------ footnotes


@pytest.mark.parametrize("name", SEEDS)
def test_every_statement_has_words_or_says_what_was_searched(
    briefs: dict[str, Brief], name: str
) -> None:
    said = every(briefs[name].statements)
    bare = [it.text for it in said if not it.notes and not it.searched]
    assert bare == []
    claims = [it for it in said if it.notes]
    assert len(claims) >= {"ru-ua-2025": 38, "tramway-strike": 55}[name]


@pytest.mark.parametrize("name", SEEDS)
def test_every_footnote_is_in_its_text_character_for_character(
    briefs: dict[str, Brief], name: str
) -> None:
    graph = detente.open(name)
    rows = graph.rows("SELECT ?d ?text { ?d a neg:Document ; schema:text ?text }")
    texts = {str(row["d"]): str(row["text"]) for row in rows}
    notes = briefs[name].notes
    assert len(notes) >= {"ru-ua-2025": 25, "tramway-strike": 35}[name]
    for note in notes:
        text = texts[note.source.iri]
        assert note.start is not None
        assert note.within_start is not None
        assert text[note.start : note.end] == note.quote
        assert text[note.within_start : note.within_start + len(note.within)] == note.within
        assert note.quote in text.split("\n")[(note.line or 0) - 1]
        assert note.verified
        assert note.mode
        assert "".join((note.around[0], note.quote, note.around[1])) in (note.within, note.quote)


@pytest.mark.parametrize("name", SEEDS)
def test_quoted_parts_are_words_of_a_footnote(briefs: dict[str, Brief], name: str) -> None:
    seen = 0
    for said in every(briefs[name].statements):
        for part in said.parts:
            if isinstance(part, Part) and part.kind == "quoted":
                words = part.text.removesuffix(" […]")
                assert any(words in (note.within or note.quote) for note in said.notes), part
                seen += 1
    assert seen > 15


def test_a_quote_that_is_not_in_its_text_says_so(make: Make) -> None:
    graph = make("""
:d a neg:Document ; dct:identifier "d.txt" ; schema:text "They want peace." .
:p a neg:Party ; dct:identifier "p" ; rdfs:label "P" .
:i a neg:Issue ; dct:identifier "i" ; rdfs:label "I" .
:o a neg:Option ; dct:identifier "o" ; rdfs:label "O" ; neg:optionOf :i .
:x a neg:Position ; dct:identifier "x" ; neg:holder :p ; neg:onIssue :i ; neg:option :o ;
    neg:act code:demand ; neg:status code:current ; neg:passage :q .
:q a neg:Passage ; oa:exact "want war" ; oa:start 5 ; oa:end 13 ; prov:wasQuotedFrom :d .
""")
    (note,) = brief_of(graph).notes
    assert note.verified is False
    assert note.line == 1


# ------------------------------------------------------------------ sections


def test_three_silences_are_told_apart(briefs: dict[str, Brief]) -> None:
    brief = briefs["ru-ua-2025"]
    silences = {
        said.silence
        for row in grid(brief.section("stands")).rows
        for told_ in row.cells
        for said in told_
    }
    assert silences == {"", "withheld", "not-stated", "not-recorded"}
    assert cell(brief, "Terms of peace", "United States") == [
        "reported as not set: The U.S. has not set clear conditions"
    ]
    assert cell(brief, "US part in the talks", "United States")[1] == (
        "declined to say: declined to reveal what might make him withdraw from talks"
    )
    assert cell(brief, "Territory", "Ukraine") == ["not recorded"]


def test_what_nobody_says_is_not_put_into_a_mouth(briefs: dict[str, Brief]) -> None:
    brief = briefs["ru-ua-2025"]
    assert cell(brief, "NATO bid", "Ukraine") == [
        "taken for granted by the source: Ukraine pursues its NATO bid"
    ]
    sides = told(brief.section("sticking"))
    assert any(it.startswith("Ukraine, of whom no words are recorded") for it in sides)
    assert any(it.startswith("Russia, in the source’s words: Russia still insists") for it in sides)


@pytest.mark.parametrize("name", SEEDS)
def test_nothing_is_called_a_red_line_that_no_source_calls_so(
    briefs: dict[str, Brief], name: str
) -> None:
    for said in every(briefs[name].statements):
        if "red line" in said.text or "red-line" in said.text:
            allowed = ("worded as insisted on or as a red line", "Fragile", "fragile")
            assert any(it in said.text for it in allowed), said.text
    assert {
        part.text
        for row in grid(briefs[name].section("stands")).rows
        for told_ in row.cells
        for said in told_
        for part in said.parts
        if isinstance(part, Part) and "red" in part.text.split()
    } == set()


def test_what_moved_in_the_strike(briefs: dict[str, Brief]) -> None:
    section = briefs["tramway-strike"].section("moved")
    assert section.title == "What moved since 2024-03-05"
    moves = told(section)
    assert (
        "Tramworkers’ Union, Wages: then asked for: Wages rise by 8 percent (stated); now asks for: "
        "Wages rise by 6 percent (stated, softened) – −2 percent; 14 days between"
    ) in moves
    assert sum(it.startswith("Halvorsen Tramways, Wages: then held out") for it in moves) == 1
    assert any("still puts forward" in it and "since then also hints at" in it for it in moves)


def test_without_dates_nothing_is_compared(briefs: dict[str, Brief]) -> None:
    section = briefs["ru-ua-2025"].section("moved")
    assert told(section)[0].startswith("Nothing can be compared with an earlier day")
    listing = section.blocks[0]
    assert isinstance(listing, Listing)
    assert listing.statements[0].searched == "18 positions from 1 source"


def test_an_announcement_is_told_by_who_made_it(briefs: dict[str, Brief]) -> None:
    said = told(briefs["ru-ua-2025"].section("moved"))
    announced = "Announced: Ceasefire negotiations between Russia and Ukraine"
    assert f"{announced} (as told by Donald Trump)" in said


def test_nothing_moved_since_a_day_that_comes_after_all() -> None:
    brief = brief_of(detente.open("tramway-strike"), since="2024-04-01", limits=QUICK)
    assert (
        told(brief.section("moved"))[0]
        == "Nothing is recorded as moved since 2024-04-01 (as asked)"
    )


def test_since_a_day_after_the_one_as_of_which_is_refused() -> None:
    with pytest.raises(UsageError, match="cannot be told"):
        brief_of(detente.open("tramway-strike"), since="2024-03-19", as_of="2024-03-10")


def test_as_of_a_day_between_the_sources() -> None:
    brief = brief_of(
        detente.open("tramway-strike"), as_of="2024-03-10", since="2024-03-01", limits=QUICK
    )
    assert cell(brief, "Wages", "Tramworkers’ Union") == [
        "asks for: Wages rise by 8 percent (stated)"
    ]
    loops = told(brief.section("linkage"))
    assert any("First the talks, then the trams" in it or "once talks on pay" in it for it in loops)


SINCE = (
    ("sources", "tramway-strike", None, Since("2024-03-05", "the day of the last but one source")),
    ("asked", "tramway-strike", "2024-03", Since("2024-03", "as asked")),
    (
        "none",
        "ru-ua-2025",
        None,
        Since("", "no two sources and no two positions have different dates"),
    ),
)


@pytest.mark.parametrize(
    ("name", "asked", "expected"), [it[1:] for it in SINCE], ids=[it[0] for it in SINCE]
)
def test_since(name: str, asked: str | None, expected: Since) -> None:
    assert since_of(detente.open(name), asked) == expected


def test_sources_from_after_the_day_asked_for_are_no_day_to_compare_with() -> None:
    graph = detente.open("tramway-strike")
    assert since_of(graph, None, "2024-03-10").day == ""
    brief = brief_of(graph, as_of="2024-03-10", limits=QUICK)
    assert "from after that day" in brief.scope[0]


def test_without_a_solver_packages_are_not_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise OutsideError("the search for packages needs python-sat")

    monkeypatch.setattr("detente.graph.analysis.packages.solver.need_solver", missing)
    said = told(brief_of(detente.open("tramway-strike"), limits=QUICK).section("packages"))
    assert said == ["Packages were not searched: the search for packages needs python-sat"]


def test_sticking_points_are_in_the_order_of_the_matrix(briefs: dict[str, Brief]) -> None:
    rows = grid(briefs["tramway-strike"].section("sticking")).rows
    assert [row.about[1].text for row in rows] == ["Conductors", "Wages", "Conductors"]
    assert rows[0].fragile
    assert all(len(row.cells) == 2 for row in rows)


def test_a_loop_in_the_words_that_form_it(briefs: dict[str, Brief]) -> None:
    said = told(briefs["tramway-strike"].section("linkage"))
    assert any(
        "the strike would stay suspended as long as the talks went on" in it
        and "the company would stay at the table as long as the trams ran" in it
        for it in said
    )
    assert any(it.startswith("One option carries out both at once") for it in said)
    assert any(it.startswith("Against that condition: Tramworkers’ Union") for it in said)


def test_packages_treat_both_sides_alike(briefs: dict[str, Brief]) -> None:
    said = told(briefs["ru-ua-2025"].section("packages"))
    movers = [it for it in said if "would have to move" in it]
    assert movers[:2] == [
        "Ukraine would have to move; none of it is insisted on",
        "Russia and United States would have to move; some of it is insisted on",
    ]
    (shared,) = (it for it in said if it.startswith("In each of these packages"))
    assert (
        "Ukraine cedes four regions and Crimea (for it: Russia; not recorded, though it would have to "
        "act: Ukraine)"
    ) in shared


def test_what_is_not_known(briefs: dict[str, Brief]) -> None:
    said = told(briefs["ru-ua-2025"].section("unknown"))
    assert any(
        it.startswith("Andrii Sybiha (Ukraine) says of Russia: Russia remains stuck") for it in said
    )
    assert any(it.startswith("Russia says: downed 35 Ukrainian drones") for it in said)
    assert any(it.startswith("A forecast on Ceasefire") for it in said)
    assert any(
        "Territory (no point is recorded that would be taken by Ukraine)" in it for it in said
    )
    strike = told(briefs["tramway-strike"].section("unknown"))
    assert any(it.startswith("Known only through another party: Halvorsen") for it in strike)
    assert sum("against it" in it for it in strike) == 3


# ------------------------------------------------------------------ sizes and shapes


def test_only_one_issue_and_one_party() -> None:
    brief = brief_of(
        detente.open("tramway-strike"),
        issues=["wage-rise"],
        parties=["tramworkers-union"],
        limits=QUICK,
    )
    table = grid(brief.section("stands"))
    assert [part.text for part in table.headers] == ["Issue", "Tramworkers’ Union"]
    assert [row.about[0].text for row in table.rows] == ["Wages"]
    assert "Only: Wages, Tramworkers’ Union." in brief.scope


@pytest.mark.parametrize(
    "asked",
    [{"issues": ["wages"]}, {"parties": ["union"]}, {"since": "May"}, {"as_of": "May"}],
    ids=str,
)
def test_what_is_not_there_is_refused(asked: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        brief_of(detente.open("tramway-strike"), **asked)  # type: ignore[arg-type]


_HELD = ":x a neg:Position ; neg:holder :p ; neg:onIssue :i ; neg:status code:current ;"
EMPTY = (
    ("nothing", ""),
    ("a title", ':negotiation a neg:Negotiation ; rdfs:label "Talks" .'),
    ("an agenda", ':p a neg:Party ; rdfs:label "P" . :i a neg:Issue ; rdfs:label "I" .'),
    (
        "a position without words",
        f"{_HELD} neg:act code:offer .",
    ),
    (
        "an act and a firmness of others",
        f"{_HELD} neg:act :muse ; neg:firmness :soft ; neg:value 3.5 ; neg:confidence 0.1 .",
    ),
    (
        "a condition of no kind",
        f"{_HELD} neg:act code:offer ; neg:option :o ; neg:subjectTo :c . :o neg:optionOf :i .",
    ),
)


@pytest.mark.parametrize("turtle", [it[1] for it in EMPTY], ids=[it[0] for it in EMPTY])
def test_little_or_nothing_recorded_still_makes_a_brief(make: Make, turtle: str) -> None:
    brief = brief_of(make(turtle))
    assert [section.key for section in brief.sections] == [
        *("stands", "moved", "sticking", "linkage", "packages", "unknown")
    ]
    assert all(
        said.notes or said.searched or "without" not in said.text for said in brief.statements
    )


@pytest.mark.parametrize("name", SEEDS)
def test_rdf_without_its_dossier_says_the_same(
    briefs: dict[str, Brief], tmp_path: Path, name: str
) -> None:
    path = tmp_path / "exported.ttl"
    detente.open(name).export("turtle", path)
    again = brief_of(detente.open(path), source=name, limits=QUICK)
    fragile = ("All figures rest on", "Which figures are fragile", "~ Fragile")
    expected = [it.text for it in briefs[name].statements if not it.text.startswith(fragile)]
    assert [it.text for it in again.statements if not it.text.startswith(fragile)] == expected
    assert again.notes == briefs[name].notes


def test_what_is_cut_is_counted_with_the_command_that_shows_it() -> None:
    few = Limits(
        parties=1,
        issues=2,
        positions=1,
        moves=2,
        sticking=1,
        links=1,
        packages=1,
        unknown=1,
        tried=0,
    )
    brief = brief_of(detente.open("tramway-strike"), source="tramway-strike", limits=few)
    more = []
    for section in brief.sections:
        for block in section.blocks:
            more += [block.more] if isinstance(block, Listing) and block.more else []
            more += block.more if isinstance(block, Grid) else []
    commands = {it.command for it in more}
    assert "detente matrix sticking -g tramway-strike" in commands
    assert "detente diff tramway-strike@2024-03-05 tramway-strike" in commands
    assert all(it.number > 0 for it in more)
    moved = [it for it in told(brief.section("moved")) if ": then " in it or ": still " in it]
    assert {it.split(",")[0] for it in moved} == {"Halvorsen Tramways", "Tramworkers’ Union"}


def large(positions: int) -> str:
    """Many parties on many issues, each position with words of its own."""
    parties, issues = 30, 40
    text = " ".join(f"words {n:04d}." for n in range(positions))
    lines = [f':d a neg:Document ; dct:identifier "d.txt" ; schema:text "{text}" .']
    lines += [
        f':p{n} a neg:Party ; dct:identifier "p{n}" ; rdfs:label "Party {n:02d}" .'
        for n in range(parties)
    ]
    lines += [
        f':i{n} a neg:Issue ; dct:identifier "i{n}" ; rdfs:label "Issue {n:02d}" . '
        f':o{n} a neg:Option ; rdfs:label "Option {n}" ; neg:optionOf :i{n} .'
        for n in range(issues)
    ]
    for n in range(positions):
        start = 12 * n
        about = (n + n // parties) % issues
        act = "refuse" if n % 7 == 0 else "demand"
        lines.append(
            f':x{n} a neg:Position ; dct:identifier "x{n}" ; neg:holder :p{n % parties} ; '
            f"neg:onIssue :i{about} ; neg:option :o{about} ; neg:act code:{act} ; "
            f"neg:firmness code:stated ; neg:status code:current ; neg:evidencedBy :s{n} ; "
            f"neg:passage :q{n} ."
            f":s{n} a neg:Statement ; neg:speechMode code:narrator ; neg:passage :q{n} ."
            f':q{n} a neg:Passage ; oa:exact "words {n:04d}" ; oa:start {start} ; oa:end {start + 10} ; '
            "prov:wasQuotedFrom :d ."
        )
    return "\n".join(lines)


@pytest.fixture(scope="module")
def crowd(make: Make) -> Brief:
    return brief_of(make(large(450)))


def test_a_large_record_stays_short(crowd: Brief) -> None:
    table = grid(crowd.section("stands"))
    assert len(table.headers) == 1 + Limits().parties
    assert len(table.rows) == Limits().issues
    assert {it.noun for it in table.more} == {"party", "issue"}
    assert len(list(crowd.statements)) < 160
    assert all(note.verified for note in crowd.notes)
    assert told(crowd.section("packages"))[0].startswith("Packages are not searched here")


def test_a_quote_in_another_language_keeps_its_language(make: Make) -> None:
    brief = brief_of(
        make("""
:d a neg:Document ; dct:identifier "d.txt" ; schema:inLanguage "ru" ; schema:text "Мы за мир." .
:p a neg:Party ; dct:identifier "p" ; rdfs:label "Сторона"@ru .
:i a neg:Issue ; dct:identifier "i" ; rdfs:label "Вопрос"@ru .
:o a neg:Option ; dct:identifier "o" ; rdfs:label "Мир"@ru ; neg:optionOf :i .
:x a neg:Position ; dct:identifier "x" ; neg:holder :p ; neg:onIssue :i ; neg:option :o ;
    neg:act code:offer ; neg:status code:current ; neg:evidencedBy :s ; neg:passage :q .
:s a neg:Statement ; neg:speechMode code:direct-quote ; neg:speaker :p ; neg:passage :q .
:q a neg:Passage ; oa:exact "за мир" ; oa:start 3 ; oa:end 9 ; prov:wasQuotedFrom :d .
""")
    )
    assert [(note.source.language, note.verified) for note in brief.notes] == [("ru", True)]
    table = grid(brief.section("stands"))
    assert (table.headers[1].text, table.headers[1].language) == ("Сторона", "ru")
    parts = [part for said in brief.statements for part in said.parts if isinstance(part, Part)]
    assert ("Мир", "ru") in {(part.text, part.language) for part in parts}
