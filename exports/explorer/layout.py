"""Where things stand in the pictures, computed before the page opens.

Positions: parties in the middle, issues as blocks of their options to the left and right, labels
on the outer side, so that no edge runs through a word. ``tall`` is the same for a narrow screen:
parties left, one column of blocks. Agreement: parties on a ring. What hangs on what: layers, each
link pointing right, loops condensed. All coordinates are whole numbers from exact arithmetic (no
numpy, no random start), so that the bytes are the same on every machine; networkx does the graph
theory (components, condensation, generations).
"""

import math
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import networkx as nx

LINE = 17  # height of one line of a label, in the picture's pixels
HEADING = 27
GAP = 16
EDGE_ROOM = 275  # from the parties to the first column: room for the edges
COLUMN = 470  # from one column of blocks to the next on the same side
TALL_ROOM = 175


@dataclass(frozen=True, slots=True)
class Block:
    """An issue with the rows of its options; ``lines`` and ``tall`` count their label lines."""

    issue: str
    options: tuple[str, ...]
    lines: tuple[int, ...]
    tall: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the wide and in the tall picture; ``side`` is -1, 1 or 0 for the middle."""

    x: int
    y: int
    side: int
    tall_x: int
    tall_y: int


def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _cut(text: str, room: int) -> int:
    """How many characters of the text fit, never parting a sign from its combining marks."""
    if text.isascii():
        return min(len(text), max(room, 1))
    used = 0
    for at, character in enumerate(text):
        used += _width(character)
        if used > room:
            return max(at, 1)
    return len(text)


@cache
def wrap(text: str, room: int, most: int) -> tuple[str, ...]:
    """The text in lines of about ``room`` narrow characters, at most ``most`` of them.

    >>> wrap("Ukraine cedes four regions and Crimea", 22, 2)
    ('Ukraine cedes four', 'regions and Crimea')
    """
    words = text[: room * most * 4].split()
    lines: list[str] = []
    line = ""
    while words:
        word = words.pop(0)
        joined = f"{line} {word}" if line else word
        if _cut(joined, room) == len(joined):
            line = joined
        elif line:
            lines.append(line)
            line = ""
            words.insert(0, word)
        else:
            cut = _cut(word, room)
            lines.append(word[:cut])
            words.insert(0, word[cut:])
        if len(lines) > most:
            break
    if line:
        lines.append(line)
    if len(lines) > most or len(text) > room * most * 4:
        last = lines[:most][-1]
        lines = [*lines[: most - 1], f"{last[: _cut(last, room - 1)].rstrip()}…"]
    return tuple(lines) or ("",)


def _height(lines: Iterable[int]) -> int:
    return HEADING + sum(LINE * n + 10 for n in lines)


def _columns(blocks: Sequence[Block]) -> list[list[Block]]:
    """Blocks in an even number of columns about as tall as they are wide, in reading order."""
    total = sum(_height(block.lines) + GAP for block in blocks)
    per_side = 1
    while total / (2 * per_side) > 0.62 * (2 * EDGE_ROOM + 2 * per_side * COLUMN):
        per_side += 1
    count = 2 * per_side
    columns: list[list[Block]] = [[] for _ in range(count)]
    heights = [0] * count
    for block in sorted(blocks, key=lambda b: -_height(b.lines)):
        shortest = min(range(count), key=lambda i: (heights[i], i))
        columns[shortest].append(block)
        heights[shortest] += _height(block.lines) + GAP
    return columns


def positions(
    blocks: Sequence[Block], parties: Sequence[str], edges: Iterable[tuple[str, str]]
) -> dict[str, Spot]:
    """Places of parties, issues and options; ``edges`` join a party to what it speaks about."""
    order = {block.issue: at for at, block in enumerate(blocks)}
    wide: dict[str, tuple[int, int, int]] = {}
    tall: dict[str, tuple[int, int]] = {}
    columns = _columns(blocks)
    for at, column in enumerate(columns):
        side = -1 if at % 2 == 0 else 1
        x = side * (EDGE_ROOM + COLUMN * (at // 2))
        column.sort(key=lambda block: order[block.issue])
        y = -(sum(_height(block.lines) + GAP for block in column) - GAP) // 2
        for block in column:
            wide[block.issue] = (x, y + HEADING // 2, side)
            y += HEADING
            for option, lines in zip(block.options, block.lines, strict=True):
                height = LINE * lines + 10
                wide[option] = (x + side * 20, y + height // 2, side)
                y += height
            y += GAP
    y = 0
    for block in blocks:
        tall[block.issue] = (TALL_ROOM, y + HEADING // 2)
        y += HEADING
        for option, lines in zip(block.options, block.tall, strict=True):
            tall[option] = (TALL_ROOM + 20, y + (LINE * lines + 10) // 2)
            y += LINE * lines + 10
        y += GAP
    height = max((abs(y) for _, y, _ in wide.values()), default=0) * 2
    spots = {k: Spot(*wide[k], *tall[k]) for k in wide}
    spots.update(_middle(parties, edges, spots, height, y))
    return spots


def _middle(
    parties: Sequence[str],
    edges: Iterable[tuple[str, str]],
    spots: Mapping[str, Spot],
    height: int,
    tall_height: int,
) -> dict[str, Spot]:
    """Parties one below the other, each near the mean of what it speaks about; silent ones last."""
    targets: dict[str, list[Spot]] = {party: [] for party in parties}
    for party, target in edges:
        if party in targets and target in spots:
            targets[party].append(spots[target])

    def mean(party: str, tall: bool) -> float:
        found = targets[party]
        return sum(s.tall_y if tall else s.y for s in found) / len(found) if found else math.inf

    placed: dict[str, tuple[int, int]] = dict.fromkeys(parties, (0, 0))
    for tall, room in ((False, int(height * 0.94)), (True, int(tall_height * 0.94))):
        ranked = sorted(parties, key=lambda p: (mean(p, tall), parties.index(p)))
        step = max(58, room // max(len(ranked), 1))
        top = (room - step * (len(ranked) - 1)) // 2 if tall else -step * (len(ranked) - 1) // 2
        for at, party in enumerate(ranked):
            x, y = placed[party]
            placed[party] = (x, top + step * at) if tall else (top + step * at, y)
    return {party: Spot(0, wide, 0, 0, tall) for party, (wide, tall) in placed.items()}


def ring(parties: Sequence[str], weights: Mapping[tuple[str, str], int]) -> dict[str, Spot]:
    """Parties on a ring, those with most between them side by side; ones with nothing below it."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(parties)
    graph.add_weighted_edges_from((a, b, w) for (a, b), w in sorted(weights.items()))
    joined = [p for p in parties if graph.degree(p)]
    apart = [p for p in parties if not graph.degree(p)]
    order: list[str] = []
    while len(order) < len(joined):
        rest = [p for p in joined if p not in order]
        last = order[-1] if order else None

        def pull(party: str, last: str | None = last) -> int:
            return int(graph.get_edge_data(last, party, {}).get("weight", 0)) if last else 0

        order.append(max(rest, key=lambda p: (pull(p), -joined.index(p))))
    count = len(order)
    radius_y = max(170, 30 * count)
    radius_x = int(radius_y * 1.55)
    spots: dict[str, Spot] = {}
    for at, party in enumerate(order):
        angle = 2 * math.pi * at / count + math.pi
        x, y = round(radius_x * math.cos(angle)), round(radius_y * math.sin(angle))
        spots[party] = Spot(x, y, 0, round(x * 0.55), round(y * 1.25))
    for at, party in enumerate(apart):
        x = 200 * (at % 4) - 100 * (min(4, len(apart)) - 1)
        y = radius_y + 130 + 80 * (at // 4)
        spots[party] = Spot(x, y, 0, round(x * 0.75), round(radius_y * 1.25) + 110 + 80 * (at // 4))
    return spots


def layers(nodes: Sequence[str], links: Iterable[tuple[str, str]]) -> dict[str, Spot]:
    """Every link points right (down, in the tall picture), except inside a loop.

    What hangs together forms a band of its own; members of a loop stand side by side, with room for
    the links both ways.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(sorted(set(links)))
    order = {node: at for at, node in enumerate(nodes)}
    bands = sorted(
        nx.weakly_connected_components(graph), key=lambda band: min(order[node] for node in band)
    )
    spots: dict[str, Spot] = {}
    top = tall_top = 0
    for band in bands:
        columns = _ranked(graph.subgraph(band), order)
        most = max(map(len, columns))
        left = down = 0
        for column in columns:
            deepest = max(map(len, column))
            for at, group in enumerate(column):
                y = top + 135 * at + (135 * (most - len(column))) // 2
                for place, node in enumerate(group):
                    spots[node] = Spot(
                        left + 480 * place, y, 0, 230 * at, tall_top + down + 170 * place
                    )
            left += 470 + 480 * (deepest - 1)
            down += 130 + 170 * (deepest - 1)
        top += 135 * most + 25
        tall_top += down + 30
    return spots


def _ranked(graph: "nx.DiGraph[str]", order: Mapping[str, int]) -> list[list[list[str]]]:
    """Columns of groups: a group is one node, or the members of one loop."""
    condensed = nx.condensation(graph)
    columns = []
    for generation in nx.topological_generations(condensed):
        groups = [
            sorted(condensed.nodes[scc]["members"], key=order.__getitem__) for scc in generation
        ]
        columns.append(sorted(groups, key=lambda group: order[group[0]]))
    return columns


def loops(links: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """The links that lie on a loop: what hangs on itself, sooner or later."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from(links)
    member = {
        node: at for at, scc in enumerate(nx.strongly_connected_components(graph)) for node in scc
    }
    return {(a, b) for a, b in graph.edges if a == b or member[a] == member[b]}
