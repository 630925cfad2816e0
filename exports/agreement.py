"""The comparison of two coders' sheets, as text, Markdown, JSON, and a form for settling it."""

import json
from collections.abc import Callable, Iterator, Sequence
from textwrap import wrap

from detente.exports.markdown_text import plain
from detente.exports.report import columns, printable
from detente.graph.coders.agreement import Agreement, Coded, Disagreement, Figure, Passages
from detente.graph.coders.alpha import Estimate
from detente.graph.coders.decisions import form

_WIDTH = 100  # of running text
_PASSAGES = (
    "passages of", "first", "second", "same words", "F1", "overlap", "precision", "recall", "F1", "alpha",
)  # fmt: skip
_FIGURES = ("variable", "level", "pairs", "agreed", "alpha", "95 %", "kappa", "95 %")
_METHODS = (
    (
        "Passages: spans of quotes, the first coder's as the measure; F1 as in Hripcsak and Rothschild "
        "(2005), by the same words and by overlap paired one to one; alpha over the code points of the text."
    ),
    (
        "Variables: Krippendorff's alpha (2011) at each variable's level, its interval bootstrapped; Cohen's "
        "kappa (1960), for ordinal variables with quadratic weights, its interval by Fleiss, Cohen and "
        "Everitt (1969). Units are paired by the overlap of their quotes."
    ),
    "–: not defined for these data, or not for this level.",
)


def text(found: Agreement) -> str:
    """The comparison for people, in aligned columns."""
    return "\n".join(_text_lines(found)) + "\n"


def _text_lines(found: Agreement) -> Iterator[str]:
    one, other = (printable(coder) for coder in found.coders)
    yield f"{printable(found.text)} as coded by {one} (first) and {other} (second)"
    yield f"{_counts(found)}"
    yield ""
    rows = [_passages_row(each) for each in found.passages]
    yield from columns([_PASSAGES, *rows], right=frozenset(range(1, 10)))
    if found.figures:
        yield ""
        rows = [_figure_row(each) for each in found.figures]
        yield from columns([_FIGURES, *rows], right=frozenset({2, 3, 4, 6}))
    yield from _remarks(found.figures)
    yield ""
    yield f"Disagreements: {len(found.disagreements)}"
    for number, disagreement in enumerate(found.disagreements, 1):
        yield ""
        yield from _disagreement(number, disagreement, (one, other))
    yield ""
    for method in _METHODS:
        yield from wrap(method, _WIDTH)


def _remarks(figures: Sequence[Figure]) -> Iterator[str]:
    """What keeps figures from being there, each remark once with the variables it is about."""
    about: dict[str, list[str]] = {}
    for figure in figures:
        if figure.remark:
            about.setdefault(figure.remark, []).append(_name(figure))
    if about:
        yield ""
    for remark, names in about.items():
        yield from wrap(
            f"{remark}: {', '.join(names)}", _WIDTH, initial_indent="  ", subsequent_indent="    "
        )


def _disagreement(
    number: int, disagreement: Disagreement, coders: tuple[str, str]
) -> Iterator[str]:
    yield f"{number}. {_subject(disagreement)}"
    rows = [[d.variable, d.first, d.second] for d in disagreement.differences]
    if rows:
        yield from columns([["", *coders], *rows], indent=3)
    for coder, side in zip(coders, _sides(disagreement), strict=True):
        if side is None:
            yield f"   {coder}: not coded"
        else:
            yield f"   {coder}, {side.at}"
            yield from (f"      “{printable(quote)}”" for quote in side.quotes)


def markdown(found: Agreement) -> str:
    """The comparison as Markdown, the disagreements side by side in tables."""
    return "\n".join(_markdown_lines(found)) + "\n"


def _markdown_lines(found: Agreement) -> Iterator[str]:
    one, other = (plain(coder) for coder in found.coders)
    yield f"# {plain(found.text)} as coded by {one} and {other}"
    yield f"\n{_counts(found)}\n"
    yield "## Passages\n"
    yield from _table(_PASSAGES, [_passages_row(each) for each in found.passages])
    yield "\n## Variables\n"
    rows = [(*_figure_row(figure), figure.remark) for figure in found.figures]
    yield from _table((*_FIGURES, "remark"), rows)
    yield "\n" + "\n\n".join(plain(method) for method in _METHODS)
    yield "\n## Disagreements\n"
    if not found.disagreements:
        yield "None."
    for number, disagreement in enumerate(found.disagreements, 1):
        yield f"\n### {number}\\. {plain(_subject(disagreement))}\n"
        sides = _sides(disagreement)
        rows = [(d.variable, d.first, d.second) for d in disagreement.differences]
        quotes = [
            "not coded" if side is None else " … ".join(map(_quoted, side.quotes)) for side in sides
        ]
        places = ["" if side is None else str(side.at) for side in sides]
        yield from _table(("", *found.coders), [*rows, ("words", *quotes), ("place", *places)])


def to_json(found: Agreement) -> str:
    """The comparison for programs."""
    report = {
        "text": found.text,
        "coders": found.coders,
        "files": found.files,
        "units": {"paired": _paired(found), "first_only": _only(found, 0), "second_only": _only(found, 1)},
        "passages": [
            {
                "kind": each.kind,
                **{
                    rule: {
                        "first": spans.first,
                        "second": spans.second,
                        "hits": spans.hits,
                        "precision": spans.precision,
                        "recall": spans.recall,
                        "f1": spans.f1,
                    }
                    for rule, spans in (("exact", each.exact), ("overlap", each.overlapping))
                },
                "alpha": each.alpha,
            }
            for each in found.passages
        ],
        "variables": [
            {
                "kind": each.kind,
                "variable": each.variable,
                "level": each.level,
                "pairs": each.pairs,
                "agreed": each.agreed,
                "alpha": _estimate(each.alpha),
                "kappa": _estimate(each.kappa),
                "remark": each.remark,
            }
            for each in found.figures
        ],
        "disagreements": [
            {
                "first": _side(each.first),
                "second": _side(each.second),
                "differences": [
                    {"variable": d.variable, "first": d.first, "second": d.second}
                    for d in each.differences
                ],
            }
            for each in found.disagreements
        ],
    }  # fmt: skip
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


STYLES: dict[str, Callable[[Agreement], str]] = {
    "text": text,
    "markdown": markdown,
    "json": to_json,
    "form": form,
}


def _counts(found: Agreement) -> str:
    first, second = _only(found, 0), _only(found, 1)
    return (
        f"Units: {_paired(found)} in both, {first} only in the first, {second} only in the second."
    )


def _paired(found: Agreement) -> int:
    return sum(bool(pair.first and pair.second) for pair in found.pairs)


def _only(found: Agreement, side: int) -> int:
    return sum((pair.first, pair.second)[1 - side] is None for pair in found.pairs)


def _passages_row(each: Passages) -> tuple[str, ...]:
    exact, overlapping = each.exact, each.overlapping
    return (
        "all units" if each.kind == "all" else f"{each.kind}s",
        str(exact.first),
        str(exact.second),
        str(exact.hits),
        _number(exact.f1),
        str(overlapping.hits),
        _number(overlapping.precision),
        _number(overlapping.recall),
        _number(overlapping.f1),
        _number(each.alpha),
    )


def _figure_row(each: Figure) -> tuple[str, ...]:
    return (
        _name(each),
        each.level,
        str(each.pairs),
        str(each.agreed),
        *_with_interval(each.alpha),
        *_with_interval(each.kappa),
    )


def _name(figure: Figure) -> str:
    return figure.variable if figure.kind == "unit" else f"{figure.kind}: {figure.variable}"


def _with_interval(estimate: Estimate | None) -> tuple[str, str]:
    if estimate is None:
        return "–", ""
    return _number(estimate.value), f"{_number(estimate.low)} to {_number(estimate.high)}"


def _number(value: float | None) -> str:
    # Adding zero turns the -0.0 of a rounded small negative number into 0.0.
    return "–" if value is None else f"{round(value, 3) + 0.0:.3f}"


def _estimate(estimate: Estimate | None) -> dict[str, float | None] | None:
    if estimate is None:
        return None
    return {"value": estimate.value, "low": estimate.low, "high": estimate.high}


def _sides(disagreement: Disagreement) -> tuple[Coded | None, Coded | None]:
    return disagreement.first, disagreement.second


def _subject(disagreement: Disagreement) -> str:
    known = [side for side in _sides(disagreement) if side]
    kinds = " or ".join(dict.fromkeys(side.kind for side in known))
    return f"{kinds} {' and '.join(dict.fromkeys(side.id for side in known))}"


def _side(side: Coded | None) -> dict[str, object] | None:
    if side is None:
        return None
    where = {"file": side.at.file, "line": side.at.line, "column": side.at.column}
    return {"id": side.id, "kind": side.kind, "where": where, "quotes": side.quotes}


def _quoted(quote: str) -> str:
    return f"“{quote}”"


def _table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for row in (heading, ["---"] * len(heading), *rows):
        cells = row if row and set(row) == {"---"} else [plain(cell) for cell in row]
        yield f"| {' | '.join(cells)} |"
