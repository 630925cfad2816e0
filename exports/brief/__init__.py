"""The brief, as Markdown and as an HTML page that prints on about two sheets."""

from collections.abc import Callable

from detente.exports.brief.html import html
from detente.exports.brief.markdown import markdown
from detente.graph.brief import Brief

__all__ = ["STYLES", "html", "markdown"]

STYLES: dict[str, Callable[[Brief], str]] = {"markdown": markdown, "html": html}
