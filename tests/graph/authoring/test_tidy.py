"""Layout never changes what a file says, loses no comment, and is the same the second time."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from detente.graph.authoring.tidy import tidied_text, tidy
from detente.graph.authoring.tree import read_tree
from detente.graph.dossier.marked import parse
from detente.graph.errors import DossierError, UsageError
from detente.graph.open import bundled
from detente.seeds import __file__ as seeds

BROKEN = "word\n    "
CASES = {
    "keys come in the order of the schema": (
        "positions:\n- act: demand\n  id: a\nsource: {text: b.txt}\n",
        "source: {text: b.txt}\npositions:\n  - id: a\n    act: demand\n",
    ),
    "unknown keys come last": (
        "zzz: 1\naaa: 2\nsource: {text: b.txt}\n",
        "source: {text: b.txt}\nzzz: 1\naaa: 2\n",
    ),
    "comments stay with what they stand above": (
        "claims: []\n# p\npositions:\n  # a\n  - act: demand\n    # id\n    id: a\n# s\nsource: {}\n",
        "# s\nsource: {}\n# p\npositions:\n  # a\n  # id\n  - id: a\n    act: demand\nclaims: []\n",
    ),
    "what stands on top stays on top": (
        "# top\n# of it\nclaims: []\nsource: {}\n",
        "# top\n# of it\nsource: {}\nclaims: []\n",
    ),
    "after an empty line a comment on top is the key's": (
        "# top\n\n# claims\nclaims: []\nsource: {}\n",
        "# top\n\nsource: {}\n\n# claims\nclaims: []\n",
    ),
    "comments stay beside": (
        "source:   # s\n  title: T # t\n  text: b.txt    # b\npositions: [] # none\n",
        "source:  # s\n  text: b.txt  # b\n  title: T  # t\npositions: []  # none\n",
    ),
    "a comment inside brackets gives them lines": (
        "principals: [a, # first\n  b]\n",
        "principals:\n  - a  # first\n  - b\n",
    ),
    "a comment beside a long entry moves above it": (
        f"positions:\n- {{note: {'a b ' * 40}}} # why\n",
        f"positions:\n  # why\n  - note: {'a b ' * 39}a b\n",
    ),
    "comments at the end of a group stay in it": (
        "positions:\n  - id: a\n  # - id: b\n\n# the end\n",
        "positions:\n  - id: a\n  # - id: b\n\n# the end\n",
    ),
    "comments below a list at the margin stand above what follows": (
        "positions:\n- id: a\n# claims\nclaims: []\n",
        "positions:\n  - id: a\n# claims\nclaims: []\n",
    ),
    "empty lines become one, between parts two": (
        "\n\nsource: {}\n\n\n\npositions:\n\n\n  - id: a\n\n    act: demand\n\n\n",
        "source: {}\n\n\npositions:\n\n  - id: a\n\n    act: demand\n",
    ),
    "texts in lines keep them": (
        "source:\n    title: >-   # t\n        one\n        two\n    author: |\n        a\n\n\n        b\n",
        "source:\n  title: >-  # t\n    one\n    two\n  author: |\n    a\n\n\n    b\n",
    ),
    "a broken text is set in lines or on one": (
        f"source:\n  title: one\n    two\n  author: {BROKEN * 25}end\n",
        f"source:\n  title: one two\n  author: >-\n    {'word ' * 19}word\n    {'word ' * 5}end\n",
    ),
    "what another reader takes for something else is quoted": (
        "source: {text: no, published: 2024-03-05, title: '1'}\nconfidence: 0.90\n",
        'source: {text: "no", title: "1", published: "2024-03-05"}\nconfidence: 0.90\n',
    ),
    "windows line ends and the byte order mark go": (
        "\ufeffsource: {text: b.txt}\r\npositions: []\r\n",
        "source: {text: b.txt}\npositions: []\n",
    ),
    "an unfinished entry stays unfinished": (
        "positions:\n  - {quote: a, mode: } # choose\n  - id:\n",
        "positions:\n  - {quote: a, mode: }  # choose\n  - id:\n",
    ),
}


@pytest.mark.parametrize(("before", "after"), CASES.values(), ids=CASES)
def test_layout(before: str, after: str) -> None:
    assert tidied_text(before) == after
    assert tidied_text(after) == after


WORDS = st.text(alphabet="ab #:-,'\"é\n{}[]|>&*!1.\t", max_size=12) | st.sampled_from(
    ["no", "0.5", "2024-03-05", "a word", "two\n\nlines\n", "# none", "word " * 40]
)
KEYS = st.sampled_from(
    ["source", "positions", "text", "id", "act", "note", "evidence", "quote", "mode", "x", "#"]
)
DATA = st.recursive(
    WORDS | st.integers(0, 99) | st.none(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, min_size=1, max_size=4)
    ),
    max_leaves=12,
)
STYLES = st.fixed_dictionaries(
    {
        "default_flow_style": st.sampled_from([True, False, None]),
        "width": st.sampled_from([20, 80, 1000]),
        "indent": st.sampled_from([2, 4]),
        "default_style": st.sampled_from([None, None, '"', "|", ">"]),
    }
)


@given(
    st.dictionaries(KEYS, DATA, min_size=1, max_size=4),
    STYLES,
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6), st.booleans()), max_size=5),
)
def test_layout_keeps_data_and_comments(
    data: dict[str, object], style: dict[str, object], remarks: list[tuple[int, int, bool]]
) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, **style)  # type: ignore[call-overload]
    before = parse(text, "")[0].data
    for number, (place, indent, alone) in enumerate(remarks):
        remarked = _with_remark(text, place, f"# remark {number}", indent if alone else None)
        said, problems = parse(remarked, "")
        if not problems and said.data == before:  # else it fell into a text
            text = remarked
    if parse(text, "")[1]:
        return
    tidied = tidied_text(text)
    assert parse(tidied, "")[0].data == before
    assert sorted(read_tree(tidied)[1]) == sorted(read_tree(text)[1])
    assert tidied_text(tidied) == tidied


def _with_remark(text: str, place: int, remark: str, indent: int | None) -> str:
    lines = text.splitlines()
    at = place % (len(lines) + 1)
    if indent is None:
        at %= len(lines)
        lines[at] += f" {remark}"
    else:
        lines.insert(at, " " * indent + remark)
    return "\n".join(lines) + "\n"


def test_each_bundled_dossier_says_the_same_in_canonical_layout() -> None:
    files = list(Path(seeds).parent.glob("*/**/*.yaml"))
    assert len(files) >= 2 * len(bundled())
    for path in files:
        text = path.read_text(encoding="utf-8")
        tidied = tidied_text(text, agenda=path.name == "dossier.yaml")
        assert parse(tidied, "")[0].data == parse(text, "")[0].data
        assert tidied_text(tidied, agenda=path.name == "dossier.yaml") == tidied


def test_what_is_no_yaml_is_told_and_left_and_the_rest_is_done(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "dossier.yaml").write_text("id:   x\n")
    broken = tmp_path / "sources" / "a.yaml"
    broken.write_text("source: {text: a.txt\npositions: [")
    done = tidy(tmp_path)
    assert [path.name for path in done.changed] == ["dossier.yaml"]
    assert [problem.where.file for problem in done.problems] == [str(broken)]
    assert broken.read_text() == "source: {text: a.txt\npositions: ["
    assert (tmp_path / "dossier.yaml").read_text() == "id: x\n"


def test_checking_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text("id:   x\n")
    assert tidy(tmp_path, write=False).changed == (tmp_path / "dossier.yaml",)
    assert (tmp_path / "dossier.yaml").read_text() == "id:   x\n"


@pytest.mark.parametrize("text", ["", "# only a comment\n", "- a\n- b\n", "word\n", "{}\n"])
def test_what_has_no_keys_is_left_as_it_is(text: str) -> None:
    assert tidied_text(text) == text


def test_anchors_are_refused() -> None:
    with pytest.raises(DossierError, match="anchors"):
        tidied_text("a: &x 1\nb: *x\n")


def test_a_folder_without_dossier(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no dossier"):
        tidy(tmp_path)
