"""The three pictures as pyvis networks: nodes, edges and options for the bundled vis-network.

The lists of a pyvis ``Network`` are filled directly: its ``add_node`` and ``add_edge`` compare
each with all before it, and ``from_nx`` drops parallel edges. Colours are left to the page, which
knows whether it is light or dark; here a node says what it is (``group``) and where it stands, an
edge which act it is (dashes, arrow) and how firm (width).
"""

import importlib.resources
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from pyvis.network import Network  # type: ignore[import-untyped] # it ships no types

from detente.exports.explorer import layout
from detente.exports.explorer.layout import Block, Spot, wrap
from detente.graph.graph import Graph
from detente.graph.stances import Meeting, stances_of

Thing = Mapping[str, Any]

FOLDED_FROM = 3_000  # nodes from which the page opens on issues and parties alone

WIDTHS = {"hinted": 1.2, "open": 2, "stated": 2.8, "insisted": 4, "red-line": 5.5}
PLAIN_WIDTH = 1.6

# act → dashes (none: solid) and the arrow at its option. The legend draws the same table.
STROKES: dict[str, tuple[list[int], str]] = {
    "demand": ([], "triangle"),
    "propose": ([14, 6], "vee"),
    "offer": ([3, 5], "circle"),
    "accept": ([10, 4, 3, 4], "inv_curve"),
    "commit": ([], "diamond"),
    "concede": ([18, 4, 3, 4], "inv_triangle"),
    "refuse": ([7, 5], "bar"),
    "warn": ([3, 3, 10, 3], "crow"),
    "withhold": ([2, 7], ""),
    "not-stated": ([1, 10], ""),
}

OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {
        "hover": False,
        "multiselect": False,
        "selectConnectedEdges": False,
        "tooltipDelay": 200,
        "zoomSpeed": 0.6,
    },
    "nodes": {"shape": "custom", "font": {"multi": False}},
    "edges": {"smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal"}},
}


def _arrow(kind: str) -> Any:
    return {"to": {"enabled": True, "type": kind, "scaleFactor": 0.55}} if kind else ""


def _arc(kind: str, roundness: float) -> dict[str, Any]:
    return {"enabled": True, "type": kind, "roundness": round(roundness, 2)}


def vis_script() -> str:
    """The vis-network bundle that comes with pyvis."""
    library = importlib.resources.files("pyvis") / "lib" / "vis-9.1.2" / "vis-network.min.js"
    # without the pointer to a source map, which would be a request in the developer tools
    return library.read_text("utf-8").rsplit("\n//# sourceMappingURL=", 1)[0]


def _node(thing: Thing, spot: Spot, room: int = 42, most: int = 3) -> dict[str, Any]:
    text = str(thing["label"])
    node = {
        "id": thing["key"],
        "label": "\n".join(wrap(text, room, most)),
        "group": thing["kind"],
        "shape": "custom",
        "x": spot.x,
        "y": spot.y,
        "tallX": spot.tall_x,
        "tallY": spot.tall_y,
        "side": spot.side,
    }
    if thing["kind"] == "option" and room == 42:
        node["tallLabel"] = "\n".join(wrap(text, 30, 3))
    if thing.get("principal"):
        node["principal"] = True
    return node


def _party(party: Thing, spot: Spot, speaks: bool) -> dict[str, Any]:
    node = _node(party, spot, 20, 2)
    return node if speaks else {**node, "silent": True}


def _network(nodes: list[dict[str, Any]], edges: list[dict[str, Any]]) -> Network:
    network = Network(directed=True, cdn_resources="in_line")
    network.nodes, network.edges = nodes, edges
    network.node_ids = [node["id"] for node in nodes]
    network.node_map = {node["id"]: node for node in nodes}
    network.options = OPTIONS
    return network


def _of(kind: str, things: list[Thing]) -> list[Thing]:
    return [thing for thing in things if thing["kind"] == kind]


def positions(things: list[Thing]) -> Network:
    """Party → option (or, where a party is silent, → issue), one edge for each position."""
    options: dict[str, list[Thing]] = {}
    for option in _of("option", things):
        options.setdefault(option.get("issue", ""), []).append(option)
    known = {thing["key"]: thing for thing in things}
    edges: list[dict[str, Any]] = []
    nth: dict[tuple[Any, Any], int] = {}  # lines between the same two bend one by one
    for position in _of("position", things):
        target = position.get("option") or position.get("issue")
        if target not in known or position.get("holder") not in known:
            continue
        dashes, arrow = STROKES.get(position.get("act", ""), ([], "triangle"))
        edges.append(
            {
                "id": position["key"],
                "from": position["holder"],
                "to": target,
                "act": position.get("act", ""),
                "width": WIDTHS.get(position.get("firmness", ""), PLAIN_WIDTH),
                "dashes": dashes or False,
                "arrows": _arrow(arrow),
            }
        )
        joined = (position["holder"], target)
        if again := nth.get(joined, 0):
            bend = _arc("cubicBezier", 0.45 + 0.25 * again)
            edges[-1]["smooth"] = {**bend, "forceDirection": "horizontal"}
        nth[joined] = again + 1
    blocks = []
    for issue in _of("issue", things):
        own = options.get(issue["key"], [])
        labels = [str(option["label"]) for option in own]
        blocks.append(
            Block(
                issue["key"],
                tuple(option["key"] for option in own),
                tuple(len(wrap(label, 42, 3)) for label in labels),
                tuple(len(wrap(label, 30, 3)) for label in labels),
            )
        )
    parties = _of("party", things)
    count = len(parties) + sum(1 + len(block.options) for block in blocks)
    folded = count > FOLDED_FROM
    shown = [Block(b.issue, (), (), ()) for b in blocks] if folded else blocks
    joins = [
        (edge["from"], known[edge["to"]].get("issue", edge["to"]) if folded else edge["to"])
        for edge in edges
    ]
    spots = layout.positions(shown, [party["key"] for party in parties], joins)
    speaking = {edge["from"] for edge in edges}
    nodes = [_party(party, spots[party["key"]], party["key"] in speaking) for party in parties]
    for block in blocks:
        nodes.append(_node(known[block.issue], spots[block.issue], 38, 1))
        for key, lines, tall in zip(block.options, block.lines, block.tall, strict=True):
            node = _node(known[key], spots.get(key, spots[block.issue]))
            nodes.append({**node, "issue": block.issue, "lines": lines, "tallLines": tall})
    return _network(nodes, edges)


def _counted(meetings: Iterable[Meeting], keys: Mapping[str, str]) -> Counter[tuple[str, str]]:
    """Pairs of parties → number of pairs of their positions that meet."""
    pairs = {(m.one.party, m.other.party, m.one.position, m.other.position) for m in meetings}
    return Counter((keys.get(a, a), keys.get(b, b)) for a, b, *_ in pairs)


def agreement(things: list[Thing], graph: Graph) -> Network:
    """Party — party: how many pairs of positions agree, and how many collide."""
    parties = _of("party", things)
    keys = {str(party.get("id", party["key"])): str(party["key"]) for party in parties}
    stances = stances_of(graph)
    agree = _counted(stances.agreements(), keys)
    collide = _counted(stances.collisions(), keys)
    weights = agree + collide
    spots = layout.ring([party["key"] for party in parties], weights)
    edges = []
    for relation, found in (("agree", agree), ("collide", collide)):
        for (a, b), count in sorted(found.items()):
            edges.append(
                {
                    "id": f"{relation}:{a}:{b}",
                    "from": a,
                    "to": b,
                    "relation": relation,
                    "count": count,
                    "width": min(1.5 + 1.5 * count, 12),
                    "dashes": False if relation == "agree" else [9, 6],
                    "arrows": "",
                    "smooth": _arc("curvedCW" if relation == "agree" else "curvedCCW", 0.12),
                }
            )
    joined = {edge[end] for edge in edges for end in ("from", "to")}
    nodes = [_party(party, spots[party["key"]], party["key"] in joined) for party in parties]
    return _network(nodes, edges)


def linkage(things: list[Thing]) -> Network:
    """What has to be the case → what would then be done, through the conditions of positions."""
    known = {thing["key"]: thing for thing in things}
    edges: list[dict[str, Any]] = []
    nth: dict[tuple[Any, Any], int] = {}  # links between the same two bow out one by one
    for position in _of("position", things):
        target = position.get("option") or position.get("issue", "")
        for key in position.get("conditions", ()):
            source = known[key].get("option") or key
            if target in known and source in known:
                edges.append(
                    {
                        "id": f"{position['key']}:{key}",
                        "from": source,
                        "to": target,
                        "position": position["key"],
                        "condition": key,
                        "act": position.get("act", ""),
                        "width": WIDTHS.get(position.get("firmness", ""), PLAIN_WIDTH),
                        "dashes": STROKES.get(position.get("act", ""), ([], ""))[0] or False,
                        "arrows": _arrow("triangle"),
                        "smooth": _arc("curvedCW", 0.14 + 0.13 * nth.get((source, target), 0)),
                    }
                )
                nth[source, target] = nth.get((source, target), 0) + 1
    touched = {edge[end] for edge in edges for end in ("from", "to")}
    nodes = [thing for thing in things if thing["key"] in touched]
    links = [(str(edge["from"]), str(edge["to"])) for edge in edges]
    spots = layout.layers([node["key"] for node in nodes], links)
    loops = layout.loops(links)
    for edge in edges:
        if (edge["from"], edge["to"]) in loops:
            edge["loop"] = True
    return _network([_node(node, spots[node["key"]], 28, 3) for node in nodes], edges)


def _brief(item: dict[str, Any]) -> dict[str, Any]:
    """A node or edge without what the page knows from its act or by default."""
    left_out = ("shape", "dashes", "arrows") if "act" in item else ("shape",)
    return {name: value for name, value in item.items() if name not in left_out}


def pictures(things: list[Thing], graph: Graph) -> dict[str, Any]:
    """The networks as the page embeds them."""
    networks = {
        "positions": positions(things),
        "agreement": agreement(things, graph),
        "linkage": linkage(things),
    }
    options = networks["positions"].options
    return {
        "options": options,
        "folded": len(networks["positions"].nodes) > FOLDED_FROM,
        "strokes": {act: {"dashes": d, "arrow": a} for act, (d, a) in STROKES.items()},
        "widths": WIDTHS,
        "networks": {
            name: {
                "nodes": [_brief(node) for node in n.nodes],
                "edges": [_brief(e) for e in n.edges],
            }
            for name, n in networks.items()
        },
    }
