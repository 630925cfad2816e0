"""What ``detente network`` shows: figures as rows, each with the statements it rests on."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from detente.cli.errors import count
from detente.cli.tables import as_json, tabular
from detente.cli.trust import Marks, marks
from detente.graph.analysis.robustness.figure import Figure, Figures, Name
from detente.graph.analysis.robustness.network_figures import (
    balance_figures,
    broker_figures,
    community_figures,
    option_figures,
    polarisation_figures,
    tie_figures,
)
from detente.graph.analysis.stance_networks.backbone import backbone
from detente.graph.analysis.stance_networks.balance import balance
from detente.graph.analysis.stance_networks.brokers import brokers
from detente.graph.analysis.stance_networks.communities import communities
from detente.graph.analysis.stance_networks.concept_backbone import nested_backbone
from detente.graph.analysis.stance_networks.duplicates import counted
from detente.graph.analysis.stance_networks.network import StanceNetwork, Tie
from detente.graph.analysis.stance_networks.normalise import TWO_MODE
from detente.graph.analysis.stance_networks.onemode import one_mode
from detente.graph.analysis.stance_networks.polarisation import polarisation
from detente.graph.analysis.stance_networks.statements import (
    Statement,
    implied_of,
    statements_of,
    without,
)
from detente.graph.analysis.stance_networks.twomode import two_mode
from detente.graph.analysis.stance_networks.windows import Window, Windows, windows
from detente.graph.errors import UsageError
from detente.graph.graph import Graph

_TWO_MODE: Final = {"two-mode": "subtract", "combine": "combine"}
_FILES: Final = ("matrix", "graphml", "svg")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command was told."""

    figure: str = "ties"
    kind: str = "subtract"
    of_options: bool = False
    normalisation: str = "none"
    duplicates: str = "all"
    implied: bool = False
    superseded: bool = False
    excluded: tuple[str, ...] = ()
    window: str | None = None
    level: float | None = None
    weighted: bool = False
    style: str = "table"
    why: bool = False
    trust: bool | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Rows, the statements behind each, and what stands above them.

    ``figures`` are compared when something is left out; ``names`` are those of each row by its column, and
    ``about`` those of the summary by its label.
    """

    headers: tuple[str, ...]
    rows: Sequence[tuple[object, ...]]
    reasons: Sequence[tuple[Statement, ...]]
    summary: Mapping[str, object] = field(default_factory=dict)
    figures: Figures = field(default_factory=dict)
    names: Sequence[Mapping[str, Name]] = ()
    about: Mapping[str, Name] = field(default_factory=dict)


def shown(asked: Asked, graph: Graph) -> tuple[str, str]:
    """The text for standard output, and a remark for people; raises UsageError for what can't be."""
    _check(asked)
    placed = _placed(asked, graph)
    if asked.style in _FILES:
        network = _network(asked, placed.windows[0].statements)
        return _file(asked.style, network), _remark(asked, placed)
    reports = [(window, FIGURES[asked.figure](asked, window)) for window in placed.windows]
    held = Marks()
    if any(report.figures for _, report in reports):
        held = marks(graph, asked.trust, lambda it: _compared(asked, it))
    return _written(asked, reports, held), _remark(asked, placed)


def _compared(asked: Asked, graph: Graph) -> Figures:
    """The figures of all windows by name; with windows the name has its first day."""
    found: dict[Name, Figure] = {}
    for window in _placed(asked, graph).windows:
        for name, figure in FIGURES[asked.figure](asked, window).figures.items():
            found[_dated(window, name)] = figure
    return found


def _dated(window: Window, name: Name) -> Name:
    return (name[0], window.first, *name[1:]) if window.first else name


def _file(style: str, network: StanceNetwork) -> str:
    from detente.exports.stance_network import matrix_csv, network_graphml
    from detente.exports.stance_picture import network_svg

    if style == "graphml":
        return network_graphml(network).decode()
    return matrix_csv(network) if style == "matrix" else network_svg(network)


def _check(asked: Asked) -> None:
    two_mode = asked.kind in _TWO_MODE
    if asked.style in _FILES and (asked.figure != "ties" or asked.window):
        raise UsageError(f"'{asked.style}' holds one network's ties; leave out figure and window")
    if asked.figure != "ties" and (two_mode or asked.kind == "conflict"):
        raise UsageError(f"'{asked.figure}' needs a network of kind congruence or subtract")
    if asked.figure == "polarisation" and (
        asked.normalisation != "none" or asked.level is not None
    ):
        raise UsageError("polarisation is of counts; leave out --normalise and --backbone")
    if asked.figure in ("polarisation", "options") and asked.of_options:
        raise UsageError(f"'{asked.figure}' is of parties; leave out --options")
    if asked.kind == "combine" and asked.level is not None:
        raise UsageError("'combine' names what was said and has no backbone; use two-mode")
    if two_mode and asked.of_options:
        raise UsageError("a network of parties and options has both; leave out --options")
    known = TWO_MODE if two_mode else ("none", "average", "jaccard", "cosine", "product")
    if asked.normalisation not in known:
        raise UsageError(
            f"a network of kind '{asked.kind}' has no normalisation '{asked.normalisation}'\n"
            f"    Use one of: {', '.join(known)}."
        )


def _placed(asked: Asked, graph: Graph) -> Windows:
    excluded: dict[str, set[str]] = {}
    for text in asked.excluded:
        name, sign, value = text.partition("=")
        if not sign:
            raise UsageError(f"'{text}' is no exclusion\n    Write FIELD=ID, such as party=russia.")
        excluded.setdefault(name, set()).add(value)
    said = statements_of(graph, superseded=asked.superseded)
    said = without(implied_of(graph, said) if asked.implied else said, excluded)
    if asked.window is None:
        return Windows((Window("", "", said),), ())
    unit, _, size = asked.window.partition(":")
    if size and not size.isdecimal():
        raise UsageError(f"a window's size is a number, not '{size}'\n    Such as months:3.")
    return windows(said, unit, int(size or 1))


def _network(asked: Asked, statements: Iterable[Statement]) -> StanceNetwork:
    said = counted(statements, asked.duplicates)
    if asked.kind in _TWO_MODE:
        network = two_mode(said, _TWO_MODE[asked.kind], asked.normalisation)
    else:
        among = "options" if asked.of_options else "parties"
        network = one_mode(said, asked.kind, asked.normalisation, among)
    return network if asked.level is None else backbone(network, asked.level)


def _ties(asked: Asked, window: Window) -> Report:
    network = _network(asked, window.statements)
    ties = sorted(network.ties, key=lambda tie: (-abs(tie.weight), tie.one, tie.other))
    headers = (
        ("party", "option", "weight", "for", "against")
        if asked.kind in _TWO_MODE
        else ("one", "other", "weight", "congruence", "conflict")
    )
    return Report(
        headers,
        [_tie(tie) for tie in ties],
        [tie.statements for tie in ties],
        figures=tie_figures(network),
        names=[{"weight": _tie_name(tie)} for tie in ties],
    )


def _tie_name(tie: Tie) -> Name:
    return "tie", tie.one, tie.other


def _tie(tie: Tie) -> tuple[object, ...]:
    return tie.one, tie.other, _number(tie.weight), tie.plus, tie.minus


def _number(value: float | None) -> float | int | None:
    """Rounded for reading; None stays what can't be told."""
    if value is None:
        return None
    return int(value) if float(value).is_integer() else round(value, 4)


def _balance(asked: Asked, window: Window) -> Report:
    network = _network(asked, window.statements)
    found = balance(network, weighted=asked.weighted)
    return Report(
        ("one", "other", "weight", "congruence", "conflict"),
        [_tie(tie) for tie in found.frustrated],
        [tie.statements for tie in found.frustrated],
        {
            "frustration": _number(found.upper),
            "at least": _number(found.lower),
            "of": _number(found.total),
            "balanced triangles": f"{found.balanced_triangles} of {found.triangles}",
            "one side": list(found.sides[0]),
            "other side": list(found.sides[1]),
        },
        {**balance_figures(found), **tie_figures(network)},
        [{"weight": _tie_name(tie)} for tie in found.frustrated],
        {"frustration": ("frustration",)},
    )


def _brokers(asked: Asked, window: Window) -> Report:
    network = _network(asked, window.statements)
    found = brokers(network, communities(network).groups)
    bridges = [(broker, bridge) for broker in found for bridge in broker.bridges]
    return Report(
        ("broker", "betweenness", "between", "and", "they disagree", "role"),
        [
            (
                broker.party,
                _number(broker.betweenness),
                bridge.one,
                bridge.other,
                "yes" if bridge.opposed else "not recorded",
                bridge.role,
            )
            for broker, bridge in bridges
        ],
        [_of_ties(bridge.ties) for _, bridge in bridges],
        figures=broker_figures(found),
        names=[
            {
                "betweenness": ("broker", broker.party),
                "they disagree": ("bridge", broker.party, bridge.one, bridge.other),
            }
            for broker, bridge in bridges
        ],
    )


def _communities(asked: Asked, window: Window) -> Report:
    network = _network(asked, window.statements)
    found = communities(network)
    members = [(number, node) for number, group in enumerate(found.groups, 1) for node in group]
    return Report(
        ("group", "member", "certainty"),
        [(number, node, _number(found.certainty(node))) for number, node in members],
        [
            _of_ties(
                tie
                for tie in network.ties
                if node in (tie.one, tie.other)
                and {tie.one, tie.other} <= set(found.groups[number - 1])
            )
            for number, node in members
        ],
        {
            "modularity": _number(found.modularity),
            "best of all runs": _number(found.best),
            "different partitions": found.partitions,
            "runs": found.runs,
            "rounds agreed": found.agreed,
        },
        community_figures(found),
        [{"group": ("community", node)} for _, node in members],
    )


def _options(asked: Asked, window: Window) -> Report:
    said = counted(window.statements, asked.duplicates)
    steps = nested_backbone(said, asked.kind, asked.normalisation)
    return Report(
        ("left out", "option", "loss"),
        [(number, step.option, _number(step.loss)) for number, step in enumerate(steps, 1)],
        [step.statements for step in steps],
        figures=option_figures(steps),
        names=[{"loss": ("loss", step.option)} for step in steps],
    )


def _polarisation(asked: Asked, window: Window) -> Report:
    found = polarisation(window, asked.duplicates)
    split = found.bipolarity
    return Report(
        (
            "statements",
            "parties",
            "congruence",
            "conflict",
            "conflict share",
            "bipolarity",
            "frustration",
            "exact",
        ),
        [
            (
                sum(not said.via for said in window.statements),
                found.parties,
                found.congruence,
                found.conflict,
                _number(found.conflict_share),
                _number(split.modularity if split else None),
                _number(found.frustration),
                "yes" if found.frustration_exact and (not split or split.exact) else "no",
            )
        ],
        [_of_ties(found.ties)],
        figures=polarisation_figures(found),
        names=[
            {
                "conflict share": ("conflict-share",),
                "bipolarity": ("bipolarity",),
                "frustration": ("frustration",),
            }
        ],
    )


FIGURES: Final[Mapping[str, Callable[[Asked, Window], Report]]] = {
    "ties": _ties,
    "balance": _balance,
    "brokers": _brokers,
    "communities": _communities,
    "options": _options,
    "polarisation": _polarisation,
}


def _of_ties(ties: Iterable[Tie]) -> tuple[Statement, ...]:
    return tuple(dict.fromkeys(said for tie in ties for said in tie.statements))


def _written(asked: Asked, reports: Sequence[tuple[Window, Report]], held: Marks) -> str:
    when = ("from", "to") if asked.window else ()
    if asked.style == "json":
        return as_json([_object(asked, window, report, held) for window, report in reports])
    empty = FIGURES[asked.figure](asked, Window("", "", ()))
    headers = (*when, *empty.headers)
    rows: list[tuple[object, ...]] = []
    reasons: list[tuple[Statement, ...]] = []
    names: list[dict[str, Name]] = []
    shown: list[Name] = []
    for window, report in reports:
        stretch = (window.first, window.last) if when else ()
        rows += [(*stretch, *row) for row in report.rows]
        reasons += report.reasons
        names += [_names(window, row) for row in report.names]
        shown += _names(window, report.about).values()
    shown += [name for row in names for name in row.values()]
    if asked.style == "csv":
        if held.trust:
            headers = (*headers, *held.headers())
            rows = [(*row, *held.cells(*of.values())) for row, of in zip(rows, names, strict=True)]
        if asked.why:
            headers = (*headers, "why")
            rows = [
                (*row, " | ".join(map(_sentence, said)))
                for row, said in zip(rows, reasons, strict=True)
            ]
        return tabular(headers, rows, "csv")
    text = "".join(_heading(window, report, held) for window, report in reports if report.summary)
    if rows:
        signs = [[held.mark(of[it]) if it in of else "" for it in headers] for of in names]
        text += tabular(
            headers, [_signed(*pair) for pair in zip(rows, signs, strict=True)], "table"
        )
    if rows or text:
        text += held.legend(shown)
    if asked.why:
        for row, said in zip(rows, reasons, strict=True):
            title = " · ".join(str(cell) for cell in row[: len(when) + 2])
            text += f"\n{title}\n" + "".join(f"  {_sentence(one)}\n" for one in said)
        text += held.why(shown)
    return text


def _names(window: Window, names: Mapping[str, Name]) -> dict[str, Name]:
    return {label: _dated(window, name) for label, name in names.items()}


def _signed(row: tuple[object, ...], signs: Sequence[str]) -> list[object]:
    return [f"{cell}{sign}" if sign else cell for cell, sign in zip(row, signs, strict=True)]


def _heading(window: Window, report: Report, held: Marks) -> str:
    lines = [f"{window.first} to {window.last}\n"] if window.first else []
    about = _names(window, report.about)
    for name, value in report.summary.items():
        shown = (", ".join(value) or "–") if isinstance(value, list) else value
        sign = held.mark(about[name]) if name in about else ""
        lines.append(f"{name}: {shown}{sign}\n")
    return "".join(lines) + "\n"


def _object(asked: Asked, window: Window, report: Report, held: Marks) -> dict[str, object]:
    found: dict[str, object] = {"from": window.first, "to": window.last} if asked.window else {}
    found |= report.summary
    about = _names(window, report.about)
    if held.trust and about:
        found["trust"] = {label: held.fields(name) for label, name in about.items()}
    rows = []
    for row, said, names in zip(report.rows, report.reasons, report.names, strict=True):
        one = dict(zip(report.headers, row, strict=True)) | held.fields(
            *_names(window, names).values()
        )
        if asked.why:
            one["why"] = [{name: getattr(it, name) for name in Statement.__slots__} for it in said]
        rows.append(one)
    return found | {"rows": rows}


def _sentence(said: Statement) -> str:
    follows = f" (by what it says of {said.via})" if said.via else ""
    words = " … ".join(f"“{quote}”" for quote in said.quotes)
    source = ", ".join(part for part in (said.document, said.date, said.mode) if part)
    return (
        f"{said.party} {said.direction} {said.option}{follows}: {said.position}: {words} ({source})"
    )


def _remark(asked: Asked, placed: Windows) -> str:
    remarks = []
    if placed.undated:
        remarks.append(
            f"Left out, as no date places them in a window: {count(len(placed.undated), 'statement')}."
        )
    if placed.windows and asked.kind not in _TWO_MODE:
        said = [one for window in placed.windows for one in window.statements]
        if not one_mode(counted(said, asked.duplicates)).ties:
            advice = "" if asked.implied else " --implied counts what follows by entailment too."
            remarks.append(f"No two parties spoke of the same option.{advice}")
    return "\n".join(remarks)
