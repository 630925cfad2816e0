"""The drawn pictures of docs/analysis, from what the library computes.

    python docs/pictures.py

Writes docs/analysis/forecast.svg and stability.svg; the same figures give the same bytes. Each picture
follows the reader's light or dark.
"""

from collections.abc import Callable
from fractions import Fraction
from html import escape
from pathlib import Path

from detente.graph.analysis.forecast import Actor, Interval, forecast
from detente.graph.analysis.stability.equilibria import stability
from detente.graph.analysis.stability.model import Model, members
from detente.graph.analysis.stability.reading import parse_model

FOLDER = Path(__file__).parent / "analysis"

LIGHT = "--ground:#faf9f6; --ink:#1c1e21; --muted:#585e66; --line:#d9d6ce"
DARK = "--ground:#15171b; --ink:#e9e7e1; --muted:#a9aeb6; --line:#3a3f47"
STYLE = f"""<style>
svg {{ {LIGHT}; --one:#0b62a6; --two:#b4460a; --three:#00795a; }}
@media (prefers-color-scheme: dark) {{
  svg {{ {DARK}; --one:#6db3ea; --two:#f2915a; --three:#3fbf95; }}
}}
text {{ fill: var(--ink); font: 13px sans-serif; }} text.muted {{ fill: var(--muted); }}
.ground {{ fill: var(--ground); }} .axis {{ stroke: var(--muted); fill: none; }}
.bar {{ fill: var(--line); stroke: var(--ground); }} .move {{ fill: none; stroke-width: 1.6; }}
.one {{ stroke: var(--one); }} .two {{ stroke: var(--two); }} .three {{ stroke: var(--three); }}
.fill-one {{ fill: var(--one); }} .fill-two {{ fill: var(--two); }}
.state {{ fill: var(--ground); stroke: var(--muted); }} .strong {{ fill: var(--ink); }}
text.on {{ fill: var(--ground); font-weight: 600; }}
.cautious {{ stroke: var(--ink); stroke-width: 2.4; stroke-dasharray: 4 3; }}
</style>"""

# Position (years until emission standards for cars begin), salience, capability.
GOVERNMENTS = (
    (4, "0.8", "0.16"),
    (4, "0.8", "0.08"),
    (4, "1", "0.05"),
    (4, "0.2", "0.03"),
    (7, "0.7", "0.08"),
    (7, "0.4", "0.08"),
    (7, "0.1", "0.05"),
    (10, "0.9", "0.16"),
    (10, "0.6", "0.16"),
    (10, "0.6", "0.16"),
)


def main() -> None:
    for name, made in (("forecast.svg", forecast_picture()), ("stability.svg", elmira_picture())):
        (FOLDER / name).write_text(made, "utf-8")
        print(name)


def picture(width: int, height: int, title: str, parts: list[str]) -> str:
    box = f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="t"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {box}>'
    ground = f'<rect class="ground" width="{width}" height="{height}"/>'
    return "\n".join(
        [head, f'<title id="t">{escape(title)}</title>', STYLE, ground, *parts, "</svg>\n"]
    )


def text(x: float, y: float, words: str, kind: str = "", anchor: str = "middle") -> str:
    return f'<text class="{kind}" x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(words)}</text>'


def forecast_picture() -> str:
    """The weights of ten governments on the scale, and where both figures lie and how far each can move."""
    actors = [
        Actor(str(number), Fraction(position), Fraction(salience), Fraction(capability))
        for number, (position, salience, capability) in enumerate(GOVERNMENTS)
    ]
    found = forecast(actors)

    def at(position: Fraction) -> float:
        return round(70 + float(position - 4) * 76, 1)

    ground, parts = 236, []
    for position in (4, 7, 10):
        top = float(ground)
        own = [it for it in actors if it.position == position]
        for it in sorted(own, key=lambda one: -one.weight):
            high = round(float(it.weight) * 540, 1)
            top = round(top - high, 1)
            left = at(Fraction(position)) - 24
            parts.append(
                f'<rect class="bar" x="{left:g}" y="{top:g}" width="48" height="{high:g}"/>'
            )
        weight = float(sum((it.weight for it in own), Fraction()))
        parts.append(text(at(Fraction(position)), top - 7, f"{weight:.3f}", "muted"))
    parts.append(f'<path class="axis" d="M30 {ground}H566"/>')
    parts += [
        text(at(Fraction(year)), ground + 18, f"{year}" + (" years" if year == 4 else ""), "muted")
        for year in range(4, 11)
    ]
    parts.append(text(30, 24, "weight: salience × capability", "muted", "start"))
    mean = found.figures.mean
    parts += figure(at, 284, "one", "weighted mean", (mean, mean), found.mean_range)
    parts += figure(at, 326, "two", "weighted median", found.figures.median, found.median_range)
    return picture(
        600, 352, "Weights of ten governments, and their weighted mean and median", parts
    )


def figure(
    at: Callable[[Fraction], float], y: int, kind: str, name: str, value: Interval, reach: Interval
) -> list[str]:
    low, high = (at(end) for end in reach)
    here = at(value[0])
    number = f"{float(value[0]):.2f}".rstrip("0").rstrip(".")
    words = f"{name} {number}"
    ends = f"{float(reach[0]):.2f} to {float(reach[1]):.2f}".replace(".00", "")
    return [
        f'<path class="move {kind}" d="M{low:g} {y}H{high:g}M{low:g} {y - 5}v10M{high:g} {y - 5}v10"/>',
        f'<circle class="fill-{kind}" cx="{here:g}" cy="{y}" r="6"/>',
        text(low - 14, y + 4, words, "", "end"),
        text(high + 14, y + 4, ends, "muted", "start"),
    ]


# Elmira: where the states stand, as corners of two squares one behind the other.
PLACES = {
    "s1": (110, 300),
    "s2": (330, 300),
    "s3": (110, 100),
    "s4": (330, 100),
    "s5": (190, 250),
    "s6": (410, 250),
    "s7": (190, 50),
    "s8": (410, 50),
    "s9": (530, 175),
}
MOVERS = ("one", "two", "three")


def elmira() -> Model:
    return parse_model((FOLDER / "elmira.yaml").read_text("utf-8"))


def elmira_picture() -> str:
    """States, moves and equilibria of the Elmira conflict."""
    model = elmira()
    found = stability(model)
    strong = set.intersection(*(set(found.equilibria(it)) for it in ("R", "GMR", "SMR", "SEQ")))
    cautious = set(found.equilibria("SMR")) - strong
    names = [state.id for state in model.states]
    tip = 'refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"'
    head = '<path d="M0 0L10 5L0 10z" fill="context-stroke"/>'
    parts = [f'<defs><marker id="tip" viewBox="0 0 10 10" {tip}>{head}</marker></defs>']
    for mover, kind in enumerate(MOVERS):
        there = {
            (names[start], names[end])
            for start, ends in enumerate(model.reach[mover])
            for end in members(ends)
        }
        for start, end in sorted(there):
            if end == "s9" or ((end, start) in there and start > end):
                continue
            both = ' marker-start="url(#tip)"' if (end, start) in there else ""
            parts.append(
                f'<path class="move {kind}" d="{line(start, end)}" marker-end="url(#tip)"{both}/>'
            )
    for name, (x, y) in PLACES.items():
        kind = "strong" if name in strong else "state"
        extra = " cautious" if name in cautious else ""
        parts.append(f'<circle class="{kind}{extra}" cx="{x}" cy="{y}" r="16"/>')
        parts.append(text(x, y + 5, name[1:], "on" if name in strong else ""))
    parts.append(text(530, 213, "abandoned: from every", "muted"))
    parts.append(text(530, 230, "state, by Uniroyal alone", "muted"))
    for row, (label, kind) in enumerate(
        (
            ("MoE modifies its order", "one"),
            ("Uniroyal accepts", "two"),
            ("the local government insists, or not", "three"),
        )
    ):
        parts.append(
            f'<path class="move {kind}" d="M40 {346 + row * 22}H70" marker-end="url(#tip)"/>'
        )
        parts.append(text(80, 350 + row * 22, label, "", "start"))
    parts.append('<circle class="strong" cx="356" cy="346" r="8"/>')
    parts.append(text(374, 350, "equilibrium under R, SEQ, GMR and SMR", "", "start"))
    parts.append('<circle class="state cautious" cx="356" cy="368" r="8"/>')
    parts.append(text(374, 372, "under GMR and SMR alone", "", "start"))
    return picture(
        660, 404, "Elmira: nine states, who can move between them, and the equilibria", parts
    )


def line(start: str, end: str) -> str:
    """From the edge of one state's circle to that of the other."""
    (x, y), (u, v) = PLACES[start], PLACES[end]
    length = ((u - x) ** 2 + (v - y) ** 2) ** 0.5
    dx, dy = 19 * (u - x) / length, 19 * (v - y) / length
    return f"M{x + dx:.1f} {y + dy:.1f}L{u - dx:.1f} {v - dy:.1f}"


if __name__ == "__main__":
    main()
