"""The phases of a debate as rows: each window's state and, where it changes, the ties that changed most."""

from collections.abc import Mapping, Sequence
from math import isinf
from typing import Final

from detente.cli.stance_reports import Asked, Report, network_of, rounded
from detente.graph.analysis.robustness.figure import Figures, Name, answer
from detente.graph.analysis.stance_networks.phases import Phases, phases
from detente.graph.analysis.stance_networks.statements import Statement
from detente.graph.analysis.stance_networks.windows import Window

_SHOWN: Final = 5
_HEADERS: Final = ("from", "to", "state", "one", "other", "before", "after", "share")


def phases_report(asked: Asked, windows: Sequence[Window]) -> Report:
    """A row for each window, or one for each tie that changed most where a phase begins."""
    networks = [network_of(asked, window.statements) for window in windows]
    found = phases(networks)
    begun = {phase.first: phase for phase in found.phases}
    rows: list[tuple[object, ...]] = []
    reasons: list[tuple[Statement, ...]] = []
    names: list[Mapping[str, Name]] = []
    for index, (window, network) in enumerate(zip(windows, networks, strict=True)):
        state = found.sequence[index]
        head = (window.first, window.last, state)
        changes = begun[index].changes if index in begun else ()
        for it in changes[:_SHOWN]:
            weights = (rounded(it.before), rounded(it.after), rounded(it.share))
            rows.append((*head, it.one, it.other, *weights))
            reasons.append(it.statements)
        if not changes:
            rows.append((*head, None, None, None, None, None))
            behind = dict.fromkeys(said for tie in network.ties for said in tie.statements)
            reasons.append(tuple(behind))
        told: Mapping[str, Name] = {} if state is None else {"state": _name(window)}
        names += [told] * (len(rows) - len(names))
    return Report(
        _HEADERS, rows, reasons, _summary(found), _figures(windows, found), names, title=5
    )


def _name(window: Window) -> Name:
    return ("state", window.first, window.last)


def _figures(windows: Sequence[Window], found: Phases) -> Figures:
    """Which windows are in one state with each."""
    alike: dict[int, set[Name]] = {}
    for window, state in zip(windows, found.sequence, strict=True):
        if state is not None:
            alike.setdefault(state, set()).add(_name(window))
    return {name: answer(frozenset(group)) for group in alike.values() for name in group}


def _summary(found: Phases) -> dict[str, object]:
    if found.why_not:
        return {"states": None, "why not": found.why_not}
    return {
        "states": found.states,
        "phases": len(found.phases),
        "Dunn's index": [
            f"{level.states} states: {'infinite' if isinf(level.dunn) else rounded(level.dunn)}"
            for level in found.levels
        ],
    }
