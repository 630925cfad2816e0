"""A derived model as a file that people edit: YAML, its comments leading back to positions and quotes."""

import json
from collections.abc import Collection, Iterator

from detente.graph.analysis.stability.derive import Derived, DerivedStatement, derived_from
from detente.graph.analysis.stability.model import Model
from detente.graph.analysis.stability.reading import parse_model
from detente.graph.errors import InputError, UsageError
from detente.graph.graph import Graph

_HEAD = """\
# Derived from the recorded positions; edit it, then: detente stability FILE
# Preferences follow positions alone: demands, proposals, commitments and refusals by firmness, then
# offers, acceptances and concessions. What is not recorded is not in here, and whoever prefers nothing
# here is taken to be indifferent: correct what you know better.
"""


def written(model: Derived) -> str:
    """The text of the model file.

    >>> import detente
    >>> from detente.graph.analysis.stability.derive import derived_from
    >>> print(written(derived_from(detente.open(), ["venue"])).splitlines()[6])
    title: "Ceasefire talks between Russia and Ukraine, May 2025"
    """
    return "\n".join(_lines(model)) + "\n"


def _lines(model: Derived) -> Iterator[str]:
    yield from _HEAD.splitlines()
    yield ""
    yield "stability: 1"
    yield f"title: {_text(model.title)}"
    if model.left_out:
        yield ""
        yield "# Left out:"
        for remark in model.left_out:
            yield f"# - {_line(remark)}"
    yield ""
    yield "decision_makers:"
    for party, label in model.parties.items():
        yield f"  {party}: {{label: {_text(label)}}}"
    yield ""
    yield "options:"
    issue = ""
    for option in model.options:
        if option.issue != issue:
            issue = option.issue
            yield f"  # {issue}"
        yield f"  {option.id}: {{label: {_text(option.label)}, by: {option.by}}}"
    if model.infeasible:
        yield ""
        yield "infeasible:"
        for rule in model.infeasible:
            yield f"  # {_line(rule.because)}"
            yield f"  - {rule.text}"
    yield ""
    yield "preferences:"
    for party in model.parties:
        yield from _preferences(model, party)


def _preferences(model: Derived, party: str) -> Iterator[str]:
    levels = model.levels[party]
    yield f"  {party}:"
    if model.unrecorded[party]:
        yield f"    # Nothing recorded on: {_line('; '.join(model.unrecorded[party]))}"
    if not levels:
        yield "    statements: []"
        return
    yield "    statements:"
    for level in levels:
        alone = len(level) == 1
        if not alone:
            yield "      # equally important:"
        for number, statement in enumerate(level):
            lead = "      - " if alone else "      - - " if not number else "        - "
            # A comment inside a list of lists stands at the depth of its entry.
            for line in _comments(statement):
                yield f"{' ' * (6 if alone or not number else 8)}# {line}"
            yield f"{lead}{{holds: {_text(statement.text)}, positions: [{statement.position.id}]}}"


def _comments(statement: DerivedStatement) -> Iterator[str]:
    position = statement.position
    firmness = position.firmness or "firmness not recorded"
    yield _line(f"{position.act}, {firmness} ({position.id})")
    for quote, source in position.quotes:
        yield _line(f"“{quote}”" + (f" – {source}" if source else ""))
    for remark in statement.remarks:
        yield _line(remark)


def _text(value: str) -> str:
    """A text as YAML reads it back, whatever is in it."""
    return json.dumps(value, ensure_ascii=not value.isprintable())


def _line(text: str) -> str:
    """A text in a comment: on one line, and without what cannot be seen."""
    return "".join(it if it.isprintable() else " " for it in " ".join(text.split()))


def derived_text(graph: Graph, issues: Collection[str] = ()) -> str:
    """The model file for a graph, as ``derived_from`` makes it."""
    return written(derived_from(graph, issues))


def derived_model(graph: Graph, issues: Collection[str] = ()) -> Model:
    """The same, read. Raises UsageError when it has too many states to be analysed."""
    derived = derived_from(graph, issues)
    try:
        return parse_model(written(derived))
    except InputError as error:
        names = ", ".join(dict.fromkeys(option.issue for option in derived.options))
        raise UsageError(
            f"the model that the positions give cannot be analysed: {error.problems[0].message}\n"
            f"    Take some issues alone with --issue ({names}), or --derive the file and shorten it."
        ) from error
