"""An article out of a page: trafilatura takes away menus, advertisements, scripts and styles.

https://trafilatura.readthedocs.io; it comes with ``pip install 'detente[html]'``. Nothing is fetched.
"""

import logging
import re
from typing import Any

from detente.graph.authoring.texts import Text
from detente.graph.errors import InputError, Location, OutsideError, Problem

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE
)
_LANGUAGE = re.compile(r"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z-]{2,35})", re.IGNORECASE)
# What trafilatura calls it → what a sheet calls it.
_KEYS = {
    "title": "title",
    "author": "author",
    "sitename": "publisher",
    "date": "published",
    "url": "url",
}


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page says it is in, if it does so near its beginning."""
    found = _DECLARED.search(data[:2048])
    return found[1].decode("ascii") if found else None


def article(page: str, file: str) -> Text:
    """The text of the article on ``page``, with what the page says about it.

    Raises InputError when there is no article in it, OutsideError when trafilatura is not installed.
    """
    try:
        import trafilatura
    except ImportError as error:
        raise OutsideError(
            "reading HTML needs trafilatura: pip install 'detente[html]'\n"
            "    Or copy the article's text into a plain text file and add that."
        ) from error
    # Its warnings are about the page's markup, for those who crawl; what counts here is told below.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    found: Any = trafilatura.bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or not (found.text or "").strip():
        advice = "Copy the article's text into a plain text file and add that."
        raise InputError((Problem(Location(file), "no article was found on this page", advice),))
    metadata = {
        ours: str(value)
        for theirs, ours in _KEYS.items()
        if (value := getattr(found, theirs, None))
    }
    if metadata.get("publisher") == found.hostname:
        metadata.pop("publisher", None)  # only the address again, or neither is known
    language = _LANGUAGE.search(page)
    if language:
        metadata["language"] = language[1]
    return Text(found.text.strip() + "\n", metadata)
