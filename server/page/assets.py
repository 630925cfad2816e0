"""The query page's files, put together with what it shares with the explorer.

The editor is our own: a text area with a coloured layer behind it and a list of completions. The
YASGUI that the engine brings is a megabyte, made to ask prefix.cc and lov.linkeddata.es, and knows
nothing of a dossier; the Python packages that bring another editor are widgets for Django or Flask.
"""

import importlib.resources
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import jinja2

from detente.exports.explorer import network
from detente.exports.explorer.bundle import bundle

_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ]
)
OPENER = {"Cross-Origin-Opener-Policy": "same-origin"}
PAGE_HEADERS = {"Content-Security-Policy": _POLICY, **OPENER}

_STYLES = ("tokens", "layout")  # the explorer's, so that both look like one
_SHARED = ("dom", "theme", "text")  # the explorer's scripts that serve here as well
_OWN_STYLES = ("page", "editor", "results")


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that a page loads."""

    media_type: str
    make: Callable[[], str]


def _read(package: str, name: str) -> str:
    return importlib.resources.files(package).joinpath(name).read_text("utf-8")


def style() -> str:
    """The style sheet."""
    shared = [_read("detente.exports.explorer", f"{name}.css") for name in _STYLES]
    own = [_read("detente.server.page", f"{name}.css") for name in _OWN_STYLES]
    return "\n".join([*shared, *own])


def script() -> str:
    """The script: the modules of this folder and those shared with the explorer."""
    modules = {name: _read("detente.exports.explorer", f"{name}.js") for name in _SHARED}
    for file in importlib.resources.files("detente.server.page").iterdir():
        if file.name.endswith(".js"):
            modules[file.name.removesuffix(".js")] = file.read_text("utf-8")
    return bundle(modules)


ASSETS = {
    "query.css": Asset("text/css; charset=utf-8", style),
    "query.js": Asset("text/javascript; charset=utf-8", script),
    "vis-network.js": Asset("text/javascript; charset=utf-8", network.vis_script),
}


@cache
def _template(name: str) -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    return environment.from_string(_read("detente.server.page", name))


def query_page(title: str, subtitle: str) -> str:
    """The query page's HTML for a graph of that title."""
    return _template("page.html.j2").render(title=title, subtitle=subtitle)


def sorry(title: str, sentence: str) -> str:
    """A page that says why there is no other."""
    return _template("sorry.html.j2").render(title=title, sentence=sentence)
