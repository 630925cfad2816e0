"""Files that are not YAML, or more of YAML than a dossier uses: one fault, one message, no echo elsewhere."""

from textwrap import dedent

import pytest

AGENDA, SHEET = "dossier.yaml", "sources/monday.yaml"

# id: what is wrong, as (file, old words, new words), and all that is told about it
CASES = {
    "tab as indentation": (
        [(SHEET, "    holder: union", "\tholder: union")],
        """
        sources/monday.yaml:12:1: a tab stands where spaces are expected
            Indent with spaces.
        """,
    ),
    "tab after a key": (
        [(SHEET, "    holder: union", "    holder:\tunion\n\tissue: pay")],
        """
        sources/monday.yaml:13:1: a tab stands where spaces are expected
            Indent with spaces.
        """,
    ),
    "text in quotes that runs on": (
        [(SHEET, "    holder: union", '    holder: "union')],
        r"""
        sources/monday.yaml:20:18: the text in quotes ends before this place
            Close each text in quotes where it ends, also further up; between " and " write \".
        """,
    ),
    "quotation mark never closed": (
        [(SHEET, "    holder: union", "    holder: 'union")],
        """
        sources/monday.yaml:12:13: the text that opens here with a quotation mark is not closed
            Close it with the same mark. Between ' and ' write '' for an apostrophe.
        """,
    ),
    "bracket not closed": (
        [(SHEET, "participants: [union, company]", "participants: [union, company")],
        """
        sources/monday.yaml:47:19: the bracket that opens here is not closed
            Close it with ] or }.
        """,
    ),
    "brace not closed": (
        [(AGENDA, "town-hall: {label: Town Hall}", "town-hall: {label: Town Hall")],
        """
        dossier.yaml:16:14: the bracket that opens here is not closed
            Close it with ] or }.
        """,
    ),
    "second colon": (
        [(AGENDA, "title: Talks on pay", "title: Talks: on pay: 2025")],
        """
        dossier.yaml:3:13: a second ': ' in one line
            Put a text that contains ': ' in quotes.
        """,
    ),
    "colon between braces": (
        [(SHEET, "quote: Talks on pay resumed, mode", "quote: Talks: on pay: resumed, mode")],
        """
        sources/monday.yaml:51:22: expected a comma or the closing bracket here
            Put a text that contains a comma, ': ' or brackets in quotes.
        """,
    ),
    "quotation marks inside quotation marks": (
        [
            (
                SHEET,
                'within: "“We want at least six per cent – not a day later.”"',
                'within: "said "six per cent" then"',
            )
        ],
        r"""
        sources/monday.yaml:20:24: the text in quotes ends before this place
            Close each text in quotes where it ends, also further up; between " and " write \".
        """,
    ),
    "text that begins with @": (
        [(AGENDA, "title: Talks on pay", "title: @talks")],
        """
        dossier.yaml:3:8: a text cannot begin with @
            Put the text in quotes: '@talks'.
        """,
    ),
    "text that begins with *": (
        [(AGENDA, "title: Talks on pay", "title: *talks")],
        """
        dossier.yaml:3:8: anchors and aliases (& and *) are not used in a dossier
            Write the value out, or put a text that begins with & or * in quotes.
        """,
    ),
    "text that begins with !": (
        [(AGENDA, "title: Talks on pay", "title: !important")],
        """
        dossier.yaml:3:8: the tag !important is not used in a dossier
            Leave it out, or put a text that begins with ! in quotes.
        """,
    ),
    "text that begins with >": (
        [(AGENDA, "title: Talks on pay", "title: > talks")],
        """
        dossier.yaml:3:10: after > or | the text has to begin on the next line
            Put a text that itself begins with > or | in quotes.
        """,
    ),
    "backslash": (
        [(AGENDA, "title: Talks on pay", 'title: "talks \\q"')],
        r"""
        dossier.yaml:3:15: this backslash begins no escape that is known
            Write \\ for a backslash, or put the text between ' and '.
        """,
    ),
    "indented too little": (
        [(SHEET, "    holder: union", "   holder: union")],
        """
        sources/monday.yaml:12:4: this line fits neither the list nor the entry above
            An entry of a list begins with '- '; its other keys stand exactly below its first key.
        """,
    ),
    "indented too far": (
        [(SHEET, "    holder: union", "      holder: union")],
        """
        sources/monday.yaml:12:13: this line is indented further than the line above allows
            Give keys that belong together the same indentation.
        """,
    ),
    "colon forgotten": (
        [(SHEET, "    holder: union", "    holder union")],
        """
        sources/monday.yaml:12:5: this line has no ': ' between key and value
            Write the key, a colon, a space and the value, as in 'holder: russia'.
        """,
    ),
    "no space after the colon": (
        [(SHEET, "    holder: union", "    holder:union")],
        """
        sources/monday.yaml:12:5: this line has no ': ' between key and value
            Write the key, a colon, a space and the value, as in 'holder: russia'.
        """,
    ),
    "dash forgotten": (
        [(SHEET, "  - id: company-pay", "    id: company-pay")],
        """
        sources/monday.yaml:27:5: 'id' and 7 more keys are already given above (line 11)
            Begin a new entry with '- ', or keep one of each.
        """,
    ),
    "key given twice": (
        [(SHEET, "    holder: union", "    holder: union\n    holder: company")],
        """
        sources/monday.yaml:13:5: the key 'holder' is already given on line 12
            Keep one of the two.
        """,
    ),
    "section given twice": (
        [(SHEET, "events:", "positions: []\nevents:")],
        """
        sources/monday.yaml:43:1: the key 'positions' is already given on line 10
            Keep one of the two.
        """,
    ),
    "anchor and alias": (
        [
            (
                AGENDA,
                "parties:\n  union: {label: The union}",
                "parties:\n  union: &x {label: The union}\n  other: *x",
            )
        ],
        """
        dossier.yaml:7:10: anchors and aliases (& and *) are not used in a dossier
            Write the value out, or put a text that begins with & or * in quotes.
        dossier.yaml:8:10: anchors and aliases (& and *) are not used in a dossier
            Write the value out, or put a text that begins with & or * in quotes.
        """,
    ),
    "merge key": (
        [(AGENDA, "  union: {label: The union}", "  union: {<<: *x, label: The union}")],
        """
        dossier.yaml:7:15: anchors and aliases (& and *) are not used in a dossier
            Write the value out, or put a text that begins with & or * in quotes.
        """,
    ),
    "tag": (
        [(AGENDA, "label: The union", "label: !!str The union")],
        """
        dossier.yaml:7:18: the tag tag:yaml.org,2002:str is not used in a dossier
            Leave it out, or put a text that begins with ! in quotes.
        """,
    ),
    "tag that would run code": (
        [(AGENDA, "label: The union", "label: !!python/object/apply:os.system [ls]")],
        """
        dossier.yaml:7:18: the tag tag:yaml.org,2002:python/object/apply:os.system is not used in a dossier
            Leave it out, or put a text that begins with ! in quotes.
        """,
    ),
    "two documents": (
        [(AGENDA, "places:", "---\nplaces:")],
        """
        dossier.yaml:15:1: a second document begins here
            Remove the line with ---.
        """,
    ),
    "nested too deep": (
        [
            (
                AGENDA,
                "title: Talks on pay",
                "title: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
            )
        ],
        """
        dossier.yaml:3:39: nested more than 32 levels deep
            A dossier needs only a few levels: check the brackets.
        """,
    ),
    "control character": (
        [(AGENDA, "title: Talks on pay", "title: Talks\x07 on pay")],
        """
        dossier.yaml:3:13: the character U+0007, which cannot be seen, is not allowed here
            Delete it. If the text really has it, write it as an escape inside double quotes.
        """,
    ),
    "NUL character": (
        [(AGENDA, "title: Talks on pay", "title: Talks\x00 on pay")],
        """
        dossier.yaml:3:13: the character U+0000, which cannot be seen, is not allowed here
            Delete it. If the text really has it, write it as an escape inside double quotes.
        """,
    ),
    "list as a key": (
        [(AGENDA, "title: Talks on pay", "title: Talks on pay\n? [a, b]\n: c")],
        """
        dossier.yaml:4:3: a key has to be a plain word
            Use a short name as the key.
        """,
    ),
    "directive": (
        [(AGENDA, "detente: 1", "%YAML 9.9\n---\ndetente: 1")],
        """
        dossier.yaml:1:1: a line that begins with % is not used in a dossier
            Leave it out.
        """,
    ),
    "text that begins with a tab": (
        [(AGENDA, "title: Talks on pay", "title:\n\t- Talks on pay")],
        """
        dossier.yaml:4:1: a tab stands where spaces are expected
            Indent with spaces.
        """,
    ),
    "alias in an alias": (
        [(AGENDA, "title: Talks on pay", "title: &a [x, x]\ndescription: [*a, *a, *a]")],
        """
        dossier.yaml:3:8: anchors and aliases (& and *) are not used in a dossier
            Write the value out, or put a text that begins with & or * in quotes.
        dossier.yaml:4:15: anchors and aliases (& and *) are not used in a dossier
            Write the value out, or put a text that begins with & or * in quotes.
        dossier.yaml:4:19: anchors and aliases (& and *) are not used in a dossier
            Write the value out, or put a text that begins with & or * in quotes.
        dossier.yaml:4:23: anchors and aliases (& and *) are not used in a dossier
            Write the value out, or put a text that begins with & or * in quotes.
        """,
    ),
    "id given twice in the agenda": (
        [(AGENDA, "  company: {label: The company", "  union: {label: The company")],
        """
        dossier.yaml:8:3: the key 'union' is already given on line 7
            Keep one of the two.
        """,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_fault_is_told_once_and_at_its_place(strike, case):
    edits, told = CASES[case]
    strike.edit(*edits)
    assert strike.told() == dedent(told).strip()


def test_number_of_cases():
    assert len(CASES) == 34
