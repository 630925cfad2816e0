"""A model file read and checked; each fault told with file, line and column, all in one run."""

from pathlib import Path

from detente.graph.analysis.stability.model import DecisionMaker, Model, State
from detente.graph.analysis.stability.reading_options import read_options
from detente.graph.analysis.stability.reading_preferences import read_preferences
from detente.graph.analysis.stability.reading_states import read_graph_form, read_option_form
from detente.graph.dossier.files import Folder
from detente.graph.dossier.marked import Marked, parse
from detente.graph.dossier.structure import structure_problems
from detente.graph.errors import InputError, Problem

SCHEMA = Path(__file__).parent / "model.schema.json"


def read_model(path: Path) -> Model:
    """The model in a YAML file.

    Raises InputError with every fault, OutsideError when the file cannot be read at all.
    """
    content = Folder(path.parent).read(path.name)
    if isinstance(content, Problem):
        raise InputError((content,))
    return parse_model(content[1], str(path))


def parse_model(text: str, file: str = "model.yaml") -> Model:
    """The model in a YAML text; ``file`` is its name in messages. Raises InputError.

    >>> chicken = parse_model('''
    ... stability: 1
    ... title: Chicken
    ... decision_makers: {row: {label: Row}, column: {label: Column}}
    ... options:
    ...   row-drives-on: {label: Row drives on, by: row}
    ...   column-drives-on: {label: Column drives on, by: column}
    ... preferences:
    ...   row: {ranking: [2, 1, 3, 4]}
    ...   column: {ranking: [3, 1, 2, 4]}
    ... ''')
    >>> [chicken.pattern(place) for place in range(4)]
    ['NN', 'YN', 'NY', 'YY']
    """
    marked, problems = parse(text, file)
    if problems or not marked.whole:
        raise InputError(tuple(sorted(problems)))
    marked, problems = structure_problems(marked, SCHEMA)
    model = None if problems else _model(marked, problems)
    if model is None or problems:
        raise InputError(tuple(sorted(problems)))
    return model


def _model(marked: Marked, problems: list[Problem]) -> Model | None:
    data = marked.data
    decision_makers = tuple(
        DecisionMaker(name, maker["label"]) for name, maker in data["decision_makers"].items()
    )
    makers = {maker.id: place for place, maker in enumerate(decision_makers)}
    options = read_options(marked, makers, problems)
    states: tuple[State, ...] = ()
    if not problems:
        read = read_option_form if options else read_graph_form
        states, reach = read(marked, decision_makers, options, problems)
    if not states:
        return None
    ranked = read_preferences(marked, makers, options, states, problems)
    return Model(
        data["title"],
        decision_makers,
        states,
        reach,
        ranked.rank,
        options,
        ranked.levels,
        ranked.silent,
    )
