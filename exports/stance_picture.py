"""A stance network as an SVG picture, for reports: no script, no font, no network needed.

Parties stand left and options right; a one-mode network stands on a circle. A full blue line is for (or
congruence), a dashed orange one against (or conflict), a dotted grey one both in equal measure; its width
follows the weight. Each line's title holds its counts and quotes. Cannot show a network of more than some
dozens of nodes readably.
"""

from html import escape
from math import cos, pi, sin
from typing import TYPE_CHECKING, Final

from detente.exports.xml_text import without_forbidden

if TYPE_CHECKING:
    from detente.graph.analysis.stance_networks.network import StanceNetwork, Tie

_ROW: Final = 28
_CHARACTER: Final = 7.2
_STYLES: Final = {
    1: "stroke:#1f6fb4",
    -1: "stroke:#c4560a;stroke-dasharray:7 4",
    0: "stroke:#777;stroke-dasharray:1 4",
}

_Place = tuple[float, float, str]


def network_svg(network: "StanceNetwork") -> str:
    """The picture; the same network gives the same text.

    >>> from detente.graph.analysis.stance_networks.network import StanceNetwork, Tie
    >>> ties = (Tie("a", "b", -1.0, 0, 1, ()),)
    >>> "stroke-dasharray:7" in network_svg(StanceNetwork("subtract", "none", ("a", "b"), ("a", "b"), ties))
    True
    """
    names = network.names()
    width, height, places = _columns(network, names) if network.two_mode else _circle(network.rows)
    most = max((abs(tie.weight) for tie in network.ties), default=1.0) or 1.0
    lines = [_line(network, tie, places, names, most) for tie in network.ties]
    words = [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5"/>'
        f'<text x="{x + {"start": 10, "end": -10, "middle": 0}[anchor]:.1f}" '
        f'y="{y + (4 if anchor != "middle" else -10):.1f}" text-anchor="{anchor}">{_text(name)}</text>'
        for name, (x, y, anchor) in places.items()
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'font-family="sans-serif" font-size="13" role="img">\n'
        f"<title>{_text(network.kind)}: full lines for or congruence, dashed lines against or "
        f"conflict</title>\n"
        f'<rect width="100%" height="100%" fill="#fff"/>\n'
        + "\n".join([*lines, *words])
        + "\n</svg>\n"
    )


def _columns(
    network: "StanceNetwork", names: dict[str, str]
) -> tuple[float, float, dict[str, _Place]]:
    """Parties spread over the height, options one a row, those of the same parties together."""
    speakers: dict[str, list[int]] = {column: [] for column in network.columns}
    for tie in network.ties:
        speakers[tie.other].append(network.rows.index(tie.one))
    options = sorted(
        network.columns,
        key=lambda it: (sum(speakers[it]) / len(speakers[it]) if speakers[it] else 0, it),
    )
    height = _ROW * (max(len(options), len(network.rows)) + 1)
    left = 30 + _CHARACTER * max(map(len, network.rows), default=0)
    right = left + 260
    places: dict[str, _Place] = {}
    for column, x, anchor in ((network.rows, left, "end"), (options, right, "start")):
        for index, name in enumerate(column):
            y = height * (index + 1) / (len(column) + 1)
            places[names[name] if anchor == "start" else name] = (x, y, anchor)
    return right + 30 + _CHARACTER * max(map(len, options), default=0), height, places


def _circle(rows: tuple[str, ...]) -> tuple[float, float, dict[str, _Place]]:
    radius = max(90.0, 16.0 * len(rows))
    margin = 40 + _CHARACTER * max(map(len, rows), default=0)
    places: dict[str, _Place] = {}
    for index, name in enumerate(rows):
        angle = 2 * pi * index / len(rows) - pi / 2
        x, y = cos(angle), sin(angle)
        anchor = "middle" if abs(x) < 0.2 else "start" if x > 0 else "end"
        places[name] = (margin + radius * (1 + x), 40 + radius * (1 + y), anchor)
    return 2 * (margin + radius), 2 * (40 + radius), places


def _line(
    network: "StanceNetwork",
    tie: "Tie",
    places: dict[str, _Place],
    names: dict[str, str],
    most: float,
) -> str:
    (x1, y1, _), (x2, y2, _) = places[tie.one], places[names[tie.other]]
    sign = -1 if network.kind == "conflict" else (tie.plus > tie.minus) - (tie.plus < tie.minus)
    if network.kind == "congruence":
        sign = 1
    counts = ("for", "against") if network.two_mode else ("congruence", "conflict")
    # The figures of "combine" are names and no quantities.
    size = 2 if network.kind == "combine" else 1 + 4 * abs(tie.weight) / most
    said = [
        f"{tie.one} – {tie.other}: {counts[0]} {tie.plus}, {counts[1]} {tie.minus}",
        *(f"“{quote}”" for quote in tie.quotes),
    ]
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
        f'stroke-width="{size:.1f}" style="{_STYLES[sign]}">'
        f"<title>{_text(chr(10).join(said))}</title></line>"
    )


def _text(text: str) -> str:
    return escape(without_forbidden(text))
