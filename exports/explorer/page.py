"""The explorer: a graph as one HTML file that works from disk with the network cut.

``render`` puts together the data (``payload``), the pictures (``network``), the script
(``bundle``) and the look (the ``.css`` files), in a template that escapes everything it is given.
The Content-Security-Policy in the page lets nothing run but the two scripts whose hashes it names,
and nothing be fetched at all.
"""

import base64
import html
import importlib.resources
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from detente.exports.explorer import findings, network, payload, static
from detente.exports.explorer.bundle import bundle, integrity
from detente.exports.explorer.part import fitting
from detente.exports.explorer.state import State, state
from detente.graph.errors import UsageError
from detente.graph.graph import Graph
from detente.graph.suggest import did_you_mean
from detente.ontology.codes import ACT, EVENT_STATUS, FIRMNESS, POSITION_STATUS, SPEECH

STYLES = ("tokens", "layout", "panel", "views", "findings", "print")

_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_IMAGES = {
    b"\x89PNG": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"RIFF": "image/webp",
}


@dataclass(frozen=True, slots=True)
class PageOptions:
    """What a publisher can make their own, and where the page opens.

    ``title`` and ``subtitle`` replace the dossier's title and description. ``logo`` is the path or
    the bytes of a PNG, JPEG, GIF, WebP or SVG image; it is put into the page. ``colour`` is the
    accent, as ``#rgb`` or ``#rrggbb``. ``trust`` is whether to work out how far figures hold out; where
    nobody says, only where that takes no time. ``query`` is the address of a page on which the same graph
    can be asked, where there is one: the page gets a link to it.
    """

    title: str = ""
    subtitle: str = ""
    logo: str | Path | bytes | None = None
    colour: str = ""
    state: State = field(default_factory=State)
    query: str = ""
    trust: bool | None = None


# What the values of a filter are: codes of a closed list, or ids of a kind of thing.
_CODES = {
    "act": ACT,
    "firmness": FIRMNESS,
    "mode": SPEECH,
    "status": {**POSITION_STATUS, **EVENT_STATUS},
}
_THINGS = {"party": "neg:Party", "issue": "neg:Issue", "source": "neg:Document"}


def _one_of(kind: str, value: str, known: Iterable[str]) -> None:
    choices = tuple(known)
    if value not in choices:
        advice = did_you_mean(value, choices, f"values of {kind}")
        raise UsageError(f"nothing has the {kind} '{value}'\n    {advice}")


def page_options(
    graph: Graph,
    *,
    view: str | None = None,
    select: str | None = None,
    filters: Iterable[str] = (),
    title: str | None = None,
    subtitle: str | None = None,
    logo: str | Path | None = None,
    colour: str | None = None,
    trust: bool | None = None,
) -> PageOptions:
    """Options as the command line gives them.

    Raises UsageError for a view, filter or id that does not exist, with the nearest that does.
    """
    opening = state(view or "", select or "", filters)
    if select:
        rows = graph.rows("SELECT DISTINCT ?id WHERE { ?thing dct:identifier ?id }")
        _one_of("id", select, (str(row["id"]) for row in rows))
    for name, values in opening.filters.items():
        if name in _CODES:
            known = tuple(_CODES[name])
        elif name in _THINGS:
            rows = graph.rows(f"SELECT ?id {{ ?thing a {_THINGS[name]} ; dct:identifier ?id }}")
            known = tuple(str(row["id"]) for row in rows)
        else:
            continue  # any text can be a day
        for value in values:
            _one_of(name, value, known)
    return PageOptions(title or "", subtitle or "", logo, colour or "", opening, trust=trust)


def _files() -> importlib.resources.abc.Traversable:
    return importlib.resources.files("detente.exports.explorer")


def _read(name: str) -> str:
    return _files().joinpath(name).read_text("utf-8")


@cache
def script() -> str:
    """The page's own script, bundled from the modules of this folder."""
    modules = {
        file.name.removesuffix(".js"): file.read_text("utf-8")
        for file in _files().iterdir()
        if file.name.endswith(".js")
    }
    return bundle(modules)


@cache
def style() -> str:
    """The page's style sheet."""
    return "\n".join(_read(f"{name}.css").strip() for name in STYLES)


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    return environment.from_string(_read("page.html.j2"))


def embed(data: Any) -> str:
    """Data as JSON that cannot end the script element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    # a lone surrogate cannot be written as UTF-8; JSON can spell it
    return re.sub(r"[\ud800-\udfff]", lambda m: f"\\u{ord(m[0]):04x}", text)


def logo_uri(logo: str | Path | bytes) -> str:
    """An image as a ``data:`` address. Raises UsageError for what is not an image."""
    content = logo if isinstance(logo, bytes) else Path(logo).read_bytes()
    kind = next((mime for start, mime in _IMAGES.items() if content.startswith(start)), "")
    if not kind and b"<svg" in content[:1000]:
        kind = "image/svg+xml"  # shown through <img>, where an SVG cannot run scripts
    if not kind:
        raise UsageError("The logo is not a PNG, JPEG, GIF, WebP or SVG image.")
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def _luminance(red: int, green: int, blue: int) -> float:
    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def accents(colour: str) -> tuple[str, str]:
    """The accent for light and for dark: moved towards black or white until text is readable.

    >>> accents("#ffcc00")[0] != "#ffcc00"
    True
    """
    if not _COLOUR.fullmatch(colour):
        raise UsageError(f"{colour!r} is not a colour; write it as #1f5a7a.")
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    base = tuple(int(digits[at : at + 2], 16) for at in (0, 2, 4))

    def mixed(towards: int, enough: Any) -> str:
        for step in range(21):
            r, g, b = (round(c + (towards - c) * step / 20) for c in base)
            if enough(_luminance(r, g, b)):
                break
        return f"#{r:02x}{g:02x}{b:02x}"

    paper, night = _luminance(0xF4, 0xF2, 0xED), _luminance(0x26, 0x2A, 0x31)
    return (
        mixed(0, lambda seen: (paper + 0.05) / (seen + 0.05) >= 4.6),
        mixed(255, lambda seen: (seen + 0.05) / (night + 0.05) >= 4.6),
    )


def _policy(scripts: list[str], styles: list[str]) -> str:
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {' '.join(map(integrity, scripts))}",
            f"style-src {' '.join(map(integrity, styles))}",
            "img-src data: blob:",
            "connect-src 'none'",
            "frame-src 'none'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def render(graph: Graph, options: PageOptions | None = None) -> str:
    """The page for a graph, as the text of one HTML file.

    >>> import detente
    >>> render(detente.open()).startswith("<!doctype html>")
    True

    Raises UsageError when the logo is not an image or the colour not a colour.
    """
    options = options or PageOptions()
    graph, left_out = fitting(graph)
    data = payload.build(graph)
    negotiation: dict[str, Any] = next(
        (t for t in data["things"] if t["kind"] == "negotiation"), {}
    )
    title = options.title or str(negotiation.get("label", "Negotiation positions"))
    subtitle = options.subtitle or str(negotiation.get("description", ""))
    subtitle = " ".join(text for text in (subtitle, left_out) if text)
    data["title"], data["initial"] = title, options.state.fragment()
    data["pictures"] = network.pictures(data["things"], graph)
    meetings = data["pictures"]["networks"]["agreement"]["edges"]
    colliding = any(edge["relation"] == "collide" for edge in meetings)
    data["findings"] = findings.findings(
        data["things"], graph, data["base"], colliding=colliding, trust=options.trust
    )
    look = style()
    if options.colour:
        light, dark = accents(options.colour)
        look += f"\n:root{{--accent:{light}}}\n@media (prefers-color-scheme:dark){{:root{{--accent:{dark}}}}}"
    vis, own = network.vis_script(), script()
    page = _template().render(
        title=title,
        subtitle=subtitle,
        logo=logo_uri(options.logo) if options.logo else "",
        query=options.query,
        policy=_policy([vis, own], [look]),
        style=look,
        vis=vis,
        script=own,
        data=embed(data),
        static=static.tables(data),
    )
    return page.encode("utf-8", "replace").decode("utf-8")


def inline(graph: Graph, options: PageOptions | None = None, height: int = 720) -> str:
    """The page inside a notebook's cell: an iframe of its own, with no way out of it."""
    page = html.escape(render(graph, options), quote=True)
    return (
        f'<iframe title="Détente explorer" width="100%" height="{height}" '
        'sandbox="allow-scripts allow-downloads allow-popups allow-modals" '
        f'style="border:1px solid #ccc;border-radius:4px" srcdoc="{page}"></iframe>'
    )
