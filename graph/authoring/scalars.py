"""A text as YAML, in the plainest form that every YAML reader takes for the same text."""

import re

import yaml

# Begins with a letter or digit of any script or an opening quotation mark; inside, nothing that YAML gives a
# meaning.
_PLAIN = re.compile(r"[^\W_][^\n]*|[“‘„«][^\n]*")
_MEANT = re.compile(r": |:$| #|\t")
_MEANT_IN_FLOW = re.compile(r"[,\[\]{}?]|:(?!\w|//)")
# Words that one YAML version or another takes for truth values and nothing.
_WORDS = {"true", "false", "yes", "no", "on", "off", "y", "n", "null"}
# Numbers of YAML 1.2; those of 1.1, its dates and times are PyYAML's to tell.
_NUMBER = re.compile(r"[0-9][0-9_.]*([eE][-+]?[0-9]+)?|0[xo][0-9A-Fa-f]+")
_OLD_MEANINGS = yaml.SafeLoader.yaml_implicit_resolvers
# Cannot stand in a file as they are, or end a line for some readers.
HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def scalar(text: str, *, flow: bool = False) -> str:
    """``text`` on one line: plain where that is safe, else in quotes. ``flow``: between { } or [ ].

    >>> print(scalar("The union"), scalar("no"), scalar("2024-03-05"), scalar("a, b", flow=True))
    The union "no" "2024-03-05" "a, b"
    >>> print(scalar('said "no": twice'))
    'said "no": twice'
    """
    if _is_plain(text, flow):
        return text
    if HIDDEN.search(text) or ('"' not in text and "\\" not in text):
        return f'"{_escaped(text)}"'
    return "'" + text.replace("'", "''") + "'"


def pairs(**values: str) -> str:
    """Keys and texts as one group on one line.

    >>> pairs(label="The union", note="")
    '{label: The union, note: ""}'
    """
    inside = ", ".join(f"{key}: {scalar(value, flow=True)}" for key, value in values.items())
    return f"{{{inside}}}"


def _is_plain(text: str, flow: bool) -> bool:
    return (
        bool(_PLAIN.fullmatch(text))
        and text == text.strip()
        and text.lower() not in _WORDS
        and not _MEANT.search(text)
        and not (flow and _MEANT_IN_FLOW.search(text))
        and not HIDDEN.search(text)
        and not _NUMBER.fullmatch(text)
        and not any(form.match(text) for _, form in _OLD_MEANINGS.get(text[0], ()))
    )


def _escaped(text: str) -> str:
    quoted = (
        text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    )
    return HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04X}", quoted)
