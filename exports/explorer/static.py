"""What a reader without JavaScript gets: the matrix and the quotes, as plain data for the template."""

from typing import Any

_ABSENT = {"withhold": "withheld", "not-stated": "reported as not stated"}


def _quote(passage: dict[str, Any], things: dict[str, dict[str, Any]]) -> str:
    if "exact" in passage:
        return str(passage["exact"])
    text = things.get(passage.get("document", ""), {}).get("text", "")
    return str(text[passage.get("start", 0) : passage.get("end", 0)])


def tables(data: dict[str, Any]) -> dict[str, Any]:
    """``parties``, ``rows`` (issue by party) and ``quotes`` (position by position)."""
    things = {thing["key"]: thing for thing in data["things"]}
    found = [thing for thing in data["things"] if thing["kind"] == "position"]
    cells: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for position in found:
        place = (position.get("issue", ""), position.get("holder", ""))
        cells.setdefault(place, []).append(position)
    speaking = {holder for _, holder in cells}
    parties = [t for t in data["things"] if t["kind"] == "party" and t["key"] in speaking]

    def entry(position: dict[str, Any]) -> dict[str, str]:
        act = position.get("act", "")
        label = data["codes"].get(act, {}).get("label", act)
        option = things.get(position.get("option", ""), {}).get("label", position.get("value", ""))
        firmness = data["codes"].get(position.get("firmness", ""), {}).get("label", "")
        words = _ABSENT.get(act) or f"{label}: {option}"
        return {"words": f"{words} ({firmness})" if firmness else words, "key": position["key"]}

    rows = [
        {
            "issue": thing.get("question") or thing["label"],
            "cells": [
                [entry(p) for p in cells.get((thing["key"], party["key"]), [])] for party in parties
            ],
        }
        for thing in data["things"]
        if thing["kind"] == "issue"
    ]
    quotes = []
    for position in found:
        evidence = []
        for key in position.get("statements", []):
            statement = things[key]
            speaker = things.get(statement.get("speaker", ""), {}).get("label", "the text itself")
            mode = data["codes"].get(statement.get("mode", ""), {}).get("label", "")
            for passage in statement.get("passages", []):
                source = things.get(things[passage].get("document", ""), {}).get("label", "")
                evidence.append(
                    {"quote": _quote(things[passage], things), "by": f"{speaker}, {mode}, {source}"}
                )
        quotes.append(
            {"key": position["key"], "sentence": position["sentence"], "evidence": evidence}
        )
    return {"parties": [party["label"] for party in parties], "rows": rows, "quotes": quotes}
