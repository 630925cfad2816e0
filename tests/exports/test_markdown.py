"""The record says what the graph says, each sentence with its words, and takes no markup from data."""

import re
from collections.abc import Callable

import pytest
from markdown_it import MarkdownIt

from detente.exports import export
from detente.exports.markdown_text import listed, plain
from detente.graph.graph import Graph


def written(graph: Graph) -> str:
    return export(graph, "markdown").decode()


def section(text: str, title: str) -> str:
    return text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def html(text: str) -> str:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)


def test_every_quote_of_the_seed_is_there(seed: Graph):
    text = written(seed)
    shown = html(text)
    quotes = [
        str(row["quote"])
        for row in seed.rows(
            "SELECT DISTINCT ?quote { ?x neg:passage/oa:exact ?quote . "
            "?x a ?kind . FILTER(?kind != neg:Statement) }"
        )
    ]
    assert len(quotes) > 40
    assert [quote for quote in quotes if f"“{quote}”" not in shown] == []


def test_every_footnote_is_defined_once_and_used(seed: Graph):
    text = written(seed)
    defined = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
    used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    assert len(set(defined)) == len(defined) > 20
    assert set(defined) == used


def test_three_kinds_of_silence_look_different(seed: Graph):
    table = section(written(seed), "Who stands where")
    cells = {
        line.split(" | ")[0].strip("| "): line.strip("| ").split(" | ")[1:]
        for line in table.splitlines()
        if line.startswith("| ")
    }
    parties = cells["Issue"]
    us = parties.index("United States")
    assert re.fullmatch(r"\*not stated\*\[\^\d+\]", cells["Terms of peace"][us])
    assert re.search(r"\*\*withheld\*\*\[\^\d+\]", cells["US part in the talks"][us])
    assert cells["Ceasefire"][parties.index("Russia")] == "·"
    assert "which is not the same as having no position" in table
    assert "Parties of whom no position is recorded: NATO and Vatican." in table


def test_a_position_with_its_words(seed: Graph):
    positions = section(written(seed), "Positions, issue by issue")
    assert (
        "- Russia demands: Ukraine cedes four regions and Crimea. Insisted; reaffirmed.\n"
        "  > “Russia still insists on Ukraine ceding four regions and Crimea” — narrator, source 1\n"
    ) in positions


def test_both_sides_of_a_collision_in_their_words(seed: Graph):
    collisions = section(written(seed), "Where stances collide")
    assert "- **Russia and Ukraine** on NATO bid" in collisions
    assert "“permanently dropping its NATO aspirations”" in collisions
    assert "“its NATO bid” — presupposed" in collisions


def test_claims_are_attributed(seed: Graph):
    claims = section(written(seed), "Claims")
    bullets = [line for line in claims.splitlines() if line.startswith("- ")]
    assert len(bullets) == 15
    assert all(
        re.match(r"- (According to [^:]+|In the text’s own voice): ", line) for line in bullets
    )
    assert any(line.startswith("- According to Russia: Russia downed 35") for line in bullets)


def test_dates_from_outside_say_so(seed: Graph):
    assert "2025-05-19, added from outside the texts: " in section(written(seed), "Events")


def test_a_graph_without_positions(make: Callable[[str], Graph]):
    text = written(make(':negotiation a neg:Negotiation ; rdfs:label "Strike" .'))
    assert text.startswith("# Strike\n")
    assert "No position is recorded." in text


PLAIN = [
    ("- a", r"\- a"),
    ("+ a", r"\+ a"),
    ("1. a", r"1\. a"),
    ("12) a", r"12\) a"),
    ("0.93", "0.93"),
    ("1990", "1990"),
    ("# a", r"\# a"),
    ("a|b", r"a\|b"),
    ("<b>&amp;", r"\<b\>\&amp;"),
    ("![a](b)", r"\!\[a\](b)"),
    ("https://a.b", r"https\://a.b"),
    ("WWW.a.b", r"WWW\.a.b"),
    ("a\\", "a\\\\"),
    ("a\n\n# b", r"a \# b"),
    ("a\u2028b", "a b"),
    ("a\x00b", "a\ufffdb"),
    ("    code", "code"),
    ("\u202eabc", "\u202eabc\u202c"),
    ("\u2067a\u202bb\u2069", "\u2067a\u202bb\u2069\u202c\u2069"),
    (30, "30"),
]


@pytest.mark.parametrize(("text", "written"), PLAIN, ids=[repr(case[0]) for case in PLAIN])
def test_plain(text: object, written: str):
    assert plain(text) == written


@pytest.mark.parametrize(
    ("texts", "written"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (iter("abc"), "a, b and c")],
)
def test_listed(texts: list[str], written: str):
    assert listed(texts) == written


def test_hostile_texts_are_shown_and_mark_up_nothing(hostile: Graph):
    shown = html(written(hostile))
    tags = set(re.findall(r"<(\w+)", shown))
    ours = {"h1", "h2", "h3", "p", "ul", "ol", "li", "strong", "em", "blockquote"}
    assert tags - ours == {"table", "thead", "tbody", "tr", "th", "td"}
    assert shown.count("<h2>") == 7
    assert shown.count("<h3>") == 12
    assert "&lt;/script&gt;&lt;b&gt;&amp;amp;&lt;!--]]&gt;" in shown
    rows = [line for line in written(hostile).splitlines() if line.startswith("| ")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {14}


def test_what_is_replaced_and_until_when(make: Callable[[str], Graph]):
    text = written(
        make("""
        :i a neg:Issue ; rdfs:label "I" . :h a neg:Party ; rdfs:label "H" .
        :old a neg:Position ; dct:identifier "old" ; rdfs:label "H: refusal" ; neg:holder :h ;
            neg:onIssue :i ; neg:act code:refuse ; neg:status code:superseded ;
            neg:validUntil "2024-05"^^xsd:gYearMonth .
        :new a neg:Position ; dct:identifier "new" ; neg:holder :h ; neg:onIssue :i ;
            neg:act code:accept ; neg:status code:current ; neg:supersedes :old ;
            neg:validFrom "2024-06-01"^^xsd:date .
    """)
    )
    assert "  Replaces: H: refusal." in text
    assert "  From 2024-06-01." in text
    assert "  Until 2024-05." in text
    assert "(superseded)" in section(text, "Who stands where")
