"""Broken shapes, told at the line of the dossier that the node came from."""

# ruff: noqa: E501 - messages stand here as users see them

import logging
from textwrap import dedent

import pytest

import detente
from detente.graph.check import check

AGENDA, SHEET = "dossier.yaml", "sources/monday.yaml"

# id: what is wrong, as (file, old words, new words), and all that is told about it
CASES = {
    "option of another issue": (
        [(SHEET, "option: three-per-cent", "option: strike-ends")],
        """
        sources/monday.yaml:27:5: position 'company-pay': expected an offer, commitment or warning to be about something its holder would do, but the option's performers do not include the holder
            Use propose or demand, or correct the option's performer.
            Found: option 'strike-ends'.
        sources/monday.yaml:27:5: position 'company-pay': expected an option that answers the position's own issue
            Correct option or issue.
            Found: option 'strike-ends'.
        """,
    ),
    "no firmness": (
        [(SHEET, "    firmness: insisted\n", "")],
        """
        sources/monday.yaml:11:5: position 'union-pay': expected a firmness, because the party takes a stand
            Give firmness as red-line, insisted, stated, open or hinted.
        """,
    ),
    "no speaker": (
        [(SHEET, "        speaker: ada-lind\n", "")],
        """
        sources/monday.yaml:19:9: this evidence: expected a speaker, because the mode reports someone's words
            Give speaker, or use narrator or presupposed where the text names no act of speaking.
        """,
    ),
    "a narrator with a name": (
        [(SHEET, "resumed, mode: narrator", "resumed, mode: narrator, speaker: union")],
        """
        sources/monday.yaml:51:9: this evidence: expected no speaker, because the document says this in its own voice
            Remove speaker, or use direct-quote, partial-quote or indirect.
        """,
    ),
    "hedge outside the passage": (
        [(SHEET, "hedge: at least", "hedge: it may")],
        """
        sources/monday.yaml:19:9: this evidence: expected the hedge to be words of the passage
            Copy it character for character, or widen within until it holds them.
            Found: 'it may'.
        """,
    ),
    "a quote without quotation marks": (
        [(SHEET, "mode: indirect", "mode: direct-quote")],
        """
        sources/monday.yaml:38:9: this evidence: expected quotation marks in the passage of a direct or partial quote
            Include them in quote or within, or use indirect.
        """,
    ),
    "words said for another": (
        [(SHEET, "on_behalf_of: union", "on_behalf_of: company")],
        """
        sources/monday.yaml:11:5: position 'union-pay': expected evidence that speaks for the holder, but this statement is made by or for another party and quotes nothing said for the holder
            Record it as a claim, give or correct on_behalf_of or speaker, or give quoted_from.
            Found: the evidence at sources/monday.yaml:19:9.
        """,
    ),
    "an issue inside itself": (
        [(AGENDA, "scale: interval", "scale: interval\n    broader: pay")],
        """
        dossier.yaml:19:3: issue 'pay': expected issues to be nested without a circle, but this one is part of itself by way of broader
            Remove broader from one of them.
        """,
    ),
    "a scale without its values": (
        [(AGENDA, ", value: 6", ""), (AGENDA, ", value: 3", "")],
        """
        dossier.yaml:24:7: option 'six-per-cent': expected a value, because the issue's options are ranked or measured
            Give the option value, or make the issue nominal.
        dossier.yaml:25:7: option 'three-per-cent': expected a value, because the issue's options are ranked or measured
            Give the option value, or make the issue nominal.
        """,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_broken_shape_is_told_at_its_line(strike, case):
    edits, told = CASES[case]
    strike.edit(*edits)
    problems = check(detente.open(strike.folder.relative_to(strike.folder)))
    assert "\n".join(map(str, problems)) == dedent(told).strip()


def test_number_of_cases():
    assert len(CASES) == 9


def test_a_good_dossier_has_no_problems(strike):
    assert check(detente.open(strike.folder)) == ()


def test_what_has_no_dossier_is_named_by_its_address(turtle, capfd):
    logging.getLogger().addHandler(handler := logging.StreamHandler())
    try:
        problems = check(
            turtle(
                """
                :talks a neg:Negotiation ; rdfs:label "Talks" ; neg:principal :x .
                :x a neg:Party ; dct:identifier "x" ; rdfs:label "X" ; neg:capability "much"^^xsd:decimal .
                [] a neg:Party ; dct:identifier "y" ; rdfs:label "Y" .
                """.replace("xsd:decimal", "<http://www.w3.org/2001/XMLSchema#decimal>")
            )
        )
    finally:
        logging.getLogger().removeHandler(handler)
    told = """
        small: <https://example.org/x>: expected at most one capability, a number from 0 up
            Correct it, or leave it out unless someone judged it.
            Found: 'much'.
        small: a blank node: expected an address (IRI), not a blank node, so that two exports can be compared line by line
            Give the node an IRI.
        """
    assert "\n".join(map(str, problems)) == dedent(told).strip()
    assert capfd.readouterr() == ("", "")
