"""What ``detente network`` shows: figures as rows, each with the statements it rests on."""

from collections.abc import Mapping, Sequence
from typing import Final

from detente.cli.errors import count
from detente.cli.stance_phases import phases_report
from detente.cli.stance_reports import FIGURES, TWO_MODE_KINDS, Asked, Report, network_of
from detente.cli.tables import as_json, tabular
from detente.cli.trust import Marks, marks
from detente.graph.analysis.robustness.figure import Figure, Figures, Name
from detente.graph.analysis.stance_networks.duplicates import counted
from detente.graph.analysis.stance_networks.network import StanceNetwork
from detente.graph.analysis.stance_networks.normalise import TWO_MODE
from detente.graph.analysis.stance_networks.onemode import one_mode
from detente.graph.analysis.stance_networks.statements import (
    Statement,
    implied_of,
    statements_of,
    without,
)
from detente.graph.analysis.stance_networks.windows import Window, Windows, windows
from detente.graph.errors import UsageError
from detente.graph.graph import Graph
from detente.graph.scope import scope_of

_FILES: Final = ("matrix", "graphml", "svg")
_EVER: Final = Window("", "", ())


def shown(asked: Asked, graph: Graph) -> tuple[str, str]:
    """The text for standard output, and a remark for people; raises UsageError for what can't be."""
    _check(asked)
    placed = _placed(asked, graph)
    if asked.style in _FILES:
        network = network_of(asked, placed.windows[0].statements)
        return _file(asked.style, network), _remark(asked, placed)
    reports = _reports(asked, placed)
    held = Marks()
    if any(report.figures for _, report in reports):
        held = marks(graph, asked.trust, lambda it: _compared(asked, it))
    return _written(asked, reports, held), _remark(asked, placed)


def _compared(asked: Asked, graph: Graph) -> Figures:
    """The figures of all windows by name; with windows the name has its first day."""
    found: dict[Name, Figure] = {}
    for window, report in _reports(asked, _placed(asked, graph)):
        for name, figure in report.figures.items():
            found[_dated(window, name)] = figure
    return found


def _reports(asked: Asked, placed: Windows) -> list[tuple[Window, Report]]:
    """One report for each window; phases are of all windows together."""
    if asked.figure == "phases":
        return [(_EVER, phases_report(asked, placed.windows))]
    return [(window, FIGURES[asked.figure](asked, window)) for window in placed.windows]


def _dated(window: Window, name: Name) -> Name:
    return (name[0], window.first, *name[1:]) if window.first else name


def _file(style: str, network: StanceNetwork) -> str:
    from detente.exports.stance_network import matrix_csv, network_graphml
    from detente.exports.stance_picture import network_svg

    if style == "graphml":
        return network_graphml(network).decode()
    return matrix_csv(network) if style == "matrix" else network_svg(network)


def _check(asked: Asked) -> None:
    two_mode = asked.kind in TWO_MODE_KINDS
    if asked.style in _FILES and (asked.figure != "ties" or asked.window):
        raise UsageError(f"'{asked.style}' holds one network's ties; leave out figure and window")
    if asked.figure == "phases" and asked.window is None:
        raise UsageError("phases are of windows, such as --window months:1")
    if asked.figure == "phases" and asked.kind == "combine":
        raise UsageError("'combine' names what was said and has no phases; use two-mode")
    if asked.figure not in ("ties", "phases") and (two_mode or asked.kind == "conflict"):
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
    said = statements_of(graph, superseded=asked.superseded, scope=scope_of(graph, asked.issue))
    said = without(implied_of(graph, said) if asked.implied else said, excluded)
    if asked.window is None:
        return Windows((Window("", "", said),), ())
    unit, _, size = asked.window.partition(":")
    if size and not size.isdecimal():
        raise UsageError(f"a window's size is a number, not '{size}'\n    Such as months:3.")
    return windows(said, unit, int(size or 1))


def _written(asked: Asked, reports: Sequence[tuple[Window, Report]], held: Marks) -> str:
    when = ("from", "to") if asked.window and asked.figure != "phases" else ()
    if asked.style == "json":
        return as_json([_object(asked, window, report, held) for window, report in reports])
    first = reports[0][1] if reports else FIGURES[asked.figure](asked, _EVER)
    headers = (*when, *first.headers)
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
            title = " · ".join(
                str(cell) for cell in row[: len(when) + first.title] if cell is not None
            )
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
    found: dict[str, object] = {}
    if asked.window and asked.figure != "phases":
        found |= {"from": window.first, "to": window.last}
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
    if placed.windows and asked.kind not in TWO_MODE_KINDS:
        said = [one for window in placed.windows for one in window.statements]
        if not one_mode(counted(said, asked.duplicates)).ties:
            advice = "" if asked.implied else " --implied counts what follows by entailment too."
            remarks.append(f"No two parties spoke of the same option.{advice}")
    return "\n".join(remarks)
