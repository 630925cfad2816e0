"""Articles out of pages; the page itself is read in ``tests/cli/test_authoring.py``."""

import sys

import pytest

from detente.graph.authoring.html import article, declared_encoding
from detente.graph.errors import InputError, OutsideError


def test_without_the_library_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(OutsideError, match=r"pip install 'detente\[html\]'"):
        article("<p>Text.</p>", "a.html")


def test_a_page_without_an_article_is_told() -> None:
    with pytest.raises(InputError, match=r"a\.html: no article was found"):
        article("<html><body></body></html>", "a.html")


@pytest.mark.parametrize(
    ("page", "encoding"),
    [
        (b'<meta charset="windows-1251">', "windows-1251"),
        (b"<META http-equiv=x content='text/html; charset=Big5'>", "Big5"),
        (b"<p>charset=latin-1", None),
        (b" " * 3000 + b"<meta charset=utf-8>", None),
    ],
)
def test_the_encoding_a_page_declares(page: bytes, encoding: str | None) -> None:
    assert declared_encoding(page) == encoding
