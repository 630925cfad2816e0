"""A brief as Markdown and HTML: footnotes lead to exact words, and nothing in the data is markup."""

import html as html_text
import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

import detente
from detente.exports.brief import STYLES, html, markdown
from detente.exports.brief.wording import left
from detente.graph.brief import Brief, Limits, More, brief_of
from detente.graph.graph import Graph

SEEDS = ("ru-ua-2025", "tramway-strike")
QUICK = Limits(tried=0)
MARK = re.compile(r"\[\^(\d+)\]")


@pytest.fixture(scope="module")
def briefs() -> dict[str, Brief]:
    return {name: brief_of(detente.open(name), source=name, limits=QUICK) for name in SEEDS}


@pytest.fixture(scope="module")
def hostile_brief(hostile: Graph) -> Brief:
    much = Limits(parties=99, issues=99, positions=99, sticking=99, links=99, names=99, tried=0)
    return brief_of(hostile, limits=much)


def rendered(text: str) -> str:
    return MarkdownIt("commonmark").enable("table").render(text)


class Words(HTMLParser):
    """The text of a page, and of each ``q`` and each ``li`` in it; character references undone."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.quotes: dict[str, tuple[str, str]] = {}
        self.calls: list[str] = []
        self._note = ""
        self._inside: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.tags.append((tag, known))
        if tag == "li" and (known.get("id") or "").startswith("note-"):
            self._note = str(known["id"])
            self.quotes[self._note] = ("", "")
        if tag == "a" and known.get("role") == "doc-noteref":
            self.calls.append(str(known["href"]).removeprefix("#"))
        if tag in ("q", "strong"):
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._inside and tag == self._inside[-1]:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if self._note and "q" in self._inside:
            whole, strong = self.quotes[self._note]
            self.quotes[self._note] = (whole + data, strong + data * ("strong" in self._inside))


# ------------------------------------------------------------------ Markdown


@pytest.mark.parametrize("name", SEEDS)
def test_each_footnote_of_the_markdown_is_called_and_defined(
    briefs: dict[str, Brief], name: str
) -> None:
    text = markdown(briefs[name])
    body, notes = text[: text.index("\n[^1]: ")], text[text.index("\n[^1]: ") :]
    defined = re.findall(r"^\[\^(\d+)\]: ", notes, re.MULTILINE)
    assert defined == [str(n) for n in range(1, len(briefs[name].notes) + 1)]
    assert set(MARK.findall(body)) == set(defined)


@pytest.mark.parametrize("name", SEEDS)
def test_every_bullet_and_cell_of_the_markdown_has_a_footnote_in_the_text(
    briefs: dict[str, Brief], name: str
) -> None:
    graph = detente.open(name)
    texts = [str(row["t"]) for row in graph.rows("SELECT ?t { ?d schema:text ?t } ORDER BY ?t")]
    text = markdown(briefs[name])
    notes = {
        number: html_text.unescape(re.sub(r"</?strong>|\\(?=\W)", "", words))
        for number, words in re.findall(r"^\[\^(\d+)\]: “(.*)”(?: \(.*\))? — ", text, re.MULTILINE)
    }
    checked = 0
    for line in text[: text.index("\n[^1]: ")].splitlines():
        if re.match(r"\s*(- |\d+\. )", line):
            claims = [line]
        elif line.startswith("| ") and not line.startswith("| Issue"):
            claims = [
                part for cell in line.strip("| ").split(" | ")[1:] for part in cell.split("<br>")
            ]
        else:
            continue
        for claim in claims:
            calls = MARK.findall(claim)
            # What a set of positions leads with has its words in the lines below it.
            leads = re.search(r"would have to move; (some|none) of it is insisted on", claim)
            absent = "(searched: " in claim or claim == "· not recorded"
            assert calls or absent or leads or claim.startswith("- and "), claim
            for call in calls:
                assert any(notes[call] in whole for whole in texts), notes[call]
                checked += 1
    assert checked >= {"ru-ua-2025": 70, "tramway-strike": 100}[name]


@pytest.mark.parametrize("name", SEEDS)
def test_the_markdown_has_six_sections_and_two_tables(briefs: dict[str, Brief], name: str) -> None:
    shown = rendered(markdown(briefs[name]))
    assert shown.count("<h2>") == 6
    assert shown.count("<table>") == 2
    assert "* reported" not in shown


def test_hostile_data_is_no_markdown(hostile_brief: Brief) -> None:
    shown = rendered(markdown(hostile_brief))
    ours = {"h1", "h2", "p", "ul", "ol", "li", "strong", "em", "code", "br"}
    table = {"table", "thead", "tbody", "tr", "th", "td"}
    assert set(re.findall(r"<(\w+)", shown)) <= ours | table
    assert "<script" not in shown


# ------------------------------------------------------------------ HTML


@pytest.mark.parametrize("name", SEEDS)
def test_footnotes_of_the_page_are_exact(briefs: dict[str, Brief], name: str) -> None:
    page = Words(html(briefs[name]))
    notes = briefs[name].notes
    assert list(page.quotes) == [f"note-{n}" for n in range(1, len(notes) + 1)]
    assert set(page.calls) == set(page.quotes)
    for note, (whole, strong) in zip(notes, page.quotes.values(), strict=True):
        assert whole == (note.within if any(note.around) else note.quote)
        assert strong == (note.quote if any(note.around) else "")
        assert note.source.text is not None
        assert whole in note.source.text


@pytest.mark.parametrize("name", SEEDS)
def test_the_page_needs_nothing_and_runs_nothing(briefs: dict[str, Brief], name: str) -> None:
    page = html(briefs[name])
    tags = {tag for tag, _ in Words(page).tags}
    assert not tags & {"script", "link", "img", "iframe", "form", "object", "embed"}
    assert "default-src 'none'" in html_text.unescape(page)
    assert not re.search(r"https?://", page)


def test_ids_are_unique_and_links_lead_somewhere(briefs: dict[str, Brief]) -> None:
    page = Words(html(briefs["tramway-strike"]))
    ids = [known["id"] for _, known in page.tags if known.get("id")]
    assert len(ids) == len(set(ids))
    targets = {str(known["href"]).removeprefix("#") for tag, known in page.tags if tag == "a"}
    assert targets <= set(ids)
    assert len(targets) > 60


def test_hostile_data_is_text_on_the_page(hostile_brief: Brief) -> None:
    page = html(hostile_brief)
    tags = {tag for tag, _ in Words(page).tags}
    assert not tags & {"script", "img", "h4", "i", "em"}
    assert "</script><b>" not in page
    assert "{{ 7*7 }}" in page


def test_a_direction_that_data_switches_on_ends_with_it(hostile_brief: Brief) -> None:
    page = html(hostile_brief)
    turned, ends = "\u202eabc \u2067def", "\u2069\u202c"
    shown = re.findall(f"{turned}(?:</q>)?(.{{2}})", page)
    assert len(shown) > 5
    assert set(shown) == {ends}


LINES = "one\ntwo\r\nthree\rfour\u2028five"


def test_line_ends_in_a_quote_are_kept(hostile_brief: Brief) -> None:
    quotes = [whole for whole, _ in Words(html(hostile_brief)).quotes.values()]
    assert LINES in quotes


def test_other_languages_are_marked_and_kept_apart(make: Callable[[str], Graph]) -> None:
    brief = brief_of(
        make("""
:d a neg:Document ; dct:identifier "d.txt" ; schema:inLanguage "he" ; schema:text "אנחנו בעד שלום." .
:p a neg:Party ; dct:identifier "p" ; rdfs:label "צד"@he .
:i a neg:Issue ; dct:identifier "i" ; rdfs:label "שלום"@he .
:x a neg:Position ; dct:identifier "x" ; neg:holder :p ; neg:onIssue :i ; neg:act code:withhold ;
    neg:status code:current ; neg:evidencedBy :s ; neg:passage :q .
:s a neg:Statement ; neg:speechMode code:indirect ; neg:speaker :p ; neg:passage :q .
:q a neg:Passage ; oa:exact "בעד שלום" ; oa:start 6 ; oa:end 14 ; prov:wasQuotedFrom :d .
"""),
        limits=QUICK,
    )
    page = Words(html(brief))
    quotes = [known for tag, known in page.tags if tag == "q"]
    assert quotes
    assert all(known.get("lang") == "he" and known.get("dir") == "auto" for known in quotes)
    assert 'lang="he" dir="auto">צד</th>' in html(brief)
    text = markdown(brief)
    assert "“\u2068בעד שלום\u2069”" in text
    assert "(in the language he)" in text


def test_the_same_bytes_each_time(briefs: dict[str, Brief]) -> None:
    again = brief_of(detente.open("ru-ua-2025"), source="ru-ua-2025", limits=QUICK)
    for write in STYLES.values():
        assert write(again) == write(briefs["ru-ua-2025"])


@pytest.mark.parametrize(
    ("number", "noun", "said"),
    [
        (1, "party", "and 1 more party"),
        (2, "party", "and 2 more parties"),
        (3, "more", "and 3 more"),
    ],
)
def test_what_is_left(number: int, noun: str, said: str) -> None:
    assert left(More(number, noun, "detente matrix")) == said
