"""In what order a reader meets the things of the page, and the date that each position goes by."""

import re
from collections.abc import Mapping
from typing import Any

from detente.exports.explorer.kinds import KINDS

Thing = dict[str, Any]


def dated(things: Mapping[str, Thing]) -> None:
    """Give every position the best date there is, and say on what ground."""
    for thing in things.values():
        if thing["kind"] != "position":
            continue
        statements = [things[key] for key in thing.get("statements", [])]
        said = sorted(
            things[s["during"]]["date"]
            for s in statements
            if things.get(s.get("during", ""), {}).get("date")
        )
        documents = {
            str(things[p].get("document"))
            for s in statements
            for p in s.get("passages", [])
            if p in things
        }
        published = sorted(
            things[d]["published"] for d in documents if d in things and "published" in things[d]
        )
        if "from" in thing:
            thing["date"], thing["dateBasis"] = thing["from"], "held from"
        elif said:
            thing["date"], thing["dateBasis"] = said[0], "said on"
        elif published:
            thing["date"], thing["dateBasis"] = published[0], "published on"


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A label in the order people expect: "Issue 2" before "Issue 10"."""
    parts = re.split(r"([0-9]{1,18})", text.casefold())
    return tuple((0, int(part), "") if at % 2 else (1, 0, part) for at, part in enumerate(parts))


def in_order(things: Mapping[str, Thing]) -> list[Thing]:
    """A reader's order: principals first, issues by how much is said on them, options by scale."""
    said: dict[str, int] = {}
    principals: set[str] = set()
    for thing in things.values():
        if thing["kind"] == "position":
            for name in ("holder", "issue"):
                said[thing.get(name, "")] = said.get(thing.get(name, ""), 0) + 1
        principals.update(thing.get("principals", []))
    kinds = list(KINDS)

    def place(thing: Thing) -> tuple[Any, ...]:
        key = thing["key"]
        rank: tuple[Any, ...] = ()
        match thing["kind"]:
            case "party":
                rank = (key not in principals, -said.get(key, 0))
            case "issue":
                rank = (-said.get(key, 0),)
            case "option" | "claim":
                rank = (thing.get("issue", ""), thing.get("value", float("inf")))
            case "position":
                rank = (thing.get("issue", ""), thing.get("holder", ""))
            case "passage":
                rank = (thing.get("document", ""), thing.get("start", 0), -int(thing.get("end", 0)))
            case _:
                pass
        return (kinds.index(thing["kind"]), *rank, natural(str(thing.get("label", ""))), key)

    for thing in things.values():
        if thing["kind"] == "party" and thing["key"] in principals:
            thing["principal"] = True
    return sorted(things.values(), key=place)
