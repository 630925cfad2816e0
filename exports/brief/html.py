"""The brief as one HTML file: no script, nothing fetched, light and dark, and a sheet for printing."""

import importlib.resources
import math
from functools import cache

import jinja2
from markupsafe import Markup, escape

from detente.exports.brief.wording import MARKS, described, ended, left, numbered, place, spoken
from detente.exports.explorer.bundle import integrity
from detente.exports.markdown_text import closing
from detente.graph.brief import Brief, Grid, Note

_ABOUT = 13  # percent: the column that says what a line is about


def html(brief: Brief) -> str:
    """The brief as a page."""
    style = _style()
    numbers = numbered(brief.notes)
    page = _template().render(
        brief=brief,
        style=style,
        policy=f"default-src 'none'; style-src {integrity(style)}; base-uri 'none'; form-action 'none'",
        numbers=numbers,
        first=_First(),
    )
    return page.encode("utf-8", "replace").decode("utf-8")


def _widths(grid: Grid) -> list[int]:
    """Widths of a grid's columns in percent: what has more to say gets more room, by its square root."""
    lengths = [
        sum(len(said.text) for row in grid.rows for said in row.cells[at])
        for at in range(len(grid.headers) - 1)
    ]
    weights = [max(math.sqrt(length), 8) for length in lengths]
    return [_ABOUT, *(round((100 - _ABOUT) * it / sum(weights)) for it in weights)]


class _First:
    """Whether a footnote is called for the first time: that is where its way back leads."""

    def __init__(self) -> None:
        self._seen: set[Note] = set()

    def __call__(self, note: Note) -> bool:
        new = note not in self._seen
        self._seen.add(note)
        return new


def _exact(words: str) -> Markup:
    """Words as HTML that a reader gets back exactly: a browser would take a bare CR for a line feed."""
    return Markup(escape(words).replace("\r", Markup("&#13;")))  # noqa: S704 - escaped just here


def _read(folder: str, name: str) -> str:
    return importlib.resources.files(folder).joinpath(name).read_text("utf-8")


@cache
def _style() -> str:
    """The colours and fonts of the explorer, and what a brief looks like."""
    tokens = _read("detente.exports.explorer", "tokens.css")
    return f"{tokens}\n{_read('detente.exports.brief', 'brief.css')}"


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    environment.globals |= {
        "closing": closing,
        "exact": _exact,
        "widths": _widths,
        "marks": MARKS,
        "spoken": spoken,
        "place": place,
        "described": described,
        "left": left,
        "ended": ended,
    }
    environment.tests["note"] = lambda value: isinstance(value, Note)
    return environment.from_string(_read("detente.exports.brief", "page.html.j2"))
