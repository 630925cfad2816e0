"""What ``detente packages`` found, as text for people and as JSON and CSV for programs."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import groupby
from string import ascii_uppercase

from detente.cli.errors import count
from detente.cli.tables import as_json, tabular
from detente.cli.trust import Marks
from detente.graph.analysis.packages.bargaining import SOLUTIONS
from detente.graph.analysis.packages.corrections import Correction
from detente.graph.analysis.packages.kept import judged
from detente.graph.analysis.packages.search import Bargaining, Search, strongest, unrecorded
from detente.graph.analysis.packages.situation import Position, Situation
from detente.graph.analysis.packages.utilities import weight_of
from detente.graph.analysis.robustness.figure import Name
from detente.graph.analysis.robustness.package_figures import MUST_MOVE, PACKAGE, correction_name

_SPOKEN = {
    "nash": "Nash",
    "kalai-smorodinsky": "Kalai–Smorodinsky",
    "egalitarian": "egalitarian",
    "utilitarian": "utilitarian",
}


_HELD: Name = ("held",)


def as_text(found: Search, marks: Marks, *, hold: str, most: int, why: bool) -> str:
    """The whole answer for people."""
    names = list(_names(found))
    lines = [
        *_beginning(found),
        *_held(found, marks, hold),
        *(_stuck(found, marks) if found.stuck.sets else _packages(found, marks)),
        *_bargaining(found, marks, most),
        *_limits(found),
        *marks.legend(names).splitlines(),
        *(_why(found) if why else ()),
        *(marks.why(names).splitlines() if why else ()),
    ]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _names(found: Search) -> Iterator[Name]:
    """The figures that are shown."""
    yield _HELD
    yield from (correction_name(MUST_MOVE, it) for it in found.stuck.sets)
    yield from (correction_name(PACKAGE, it) for it in found.packages.sets)
    yield from (_solution(name) for name in SOLUTIONS)


def _solution(name: str) -> Name:
    return "solution", name


def _beginning(found: Search) -> Iterator[str]:
    situation = found.situation
    options, issues = len(situation.options), len(situation.issues)
    packages = count(found.size, "package")
    yield f"{count(options, 'option')} on {count(issues, 'issue')} make {packages}, with any issue left open."


def _held(found: Search, marks: Marks, hold: str) -> Iterator[str]:
    kind = "Red lines" if hold == "red-line" else f"Positions that are {hold} or firmer"
    yield ""
    if not found.held:
        yield f"{kind}: none recorded."
        return
    kept = "they cannot all be kept" if found.stuck.sets else "all can be kept together"
    yield f"{kind}: {len(found.held)}; {kept}{marks.mark(_HELD)}."
    for position in found.held:
        yield from _position(found.situation, position, "  ")


def _position(situation: Situation, position: Position, indent: str) -> Iterator[str]:
    issue = situation.issue_of(position.option).label
    what = f"{position.act} – {situation.label(position.option)}"
    yield _plain(
        f"{indent}{situation.party(position.party)} on {issue}: {what} ({position.firmness})"
    )
    for option in position.conditions:
        yield _plain(f"{indent}  if: {situation.label(option)}")
    for quote in position.quotes:
        yield _plain(f"{indent}  “{quote}”")


def _stuck(found: Search, marks: Marks) -> Iterator[str]:
    yield ""
    yield "The smallest sets of them that would have to move, lightest first:"
    for number, correction in enumerate(found.stuck.sets, 1):
        sign = marks.mark(correction_name(MUST_MOVE, correction))
        yield f"{number}. {_who(found.situation, correction)}{sign}"
        for position in correction.moves:
            yield from _position(found.situation, position, "     ")
    if not found.stuck.complete:
        yield "There are more; ask for them with --most."
    names = " ".join(f"--without {it.id}" for it in found.stuck.sets[0].moves)
    yield f"To see the packages that the first would open: {names}"


def _packages(found: Search, marks: Marks) -> Iterator[str]:
    yield ""
    yield "Packages that keep them, by what else would have to move, lightest first:"
    for number, correction in enumerate(found.packages.sets, 1):
        sign = marks.mark(correction_name(PACKAGE, correction))
        yield f"{number}. {_who(found.situation, correction)}{sign}"
        for position in correction.moves:
            yield from _position(found.situation, position, "     ")
        yield "   The package:"
        yield from _contents(found.situation, correction.options, "     ")
        yield from _silence(found.situation, correction.options, "   ")
    if not found.packages.complete:
        yield "There are more; ask for them with --most."


def _who(situation: Situation, correction: Correction) -> str:
    if not correction.moves:
        return "No other recorded position would have to move."
    parties = dict.fromkeys(situation.party(position.party) for position in correction.moves)
    positions = count(len(correction.moves), "position")
    return f"{_listed(parties)} would have to move: {positions}, weight {correction.weight}."


def _contents(situation: Situation, options: Iterable[str], indent: str) -> Iterator[str]:
    shown = strongest(situation, tuple(options))
    issues = groupby(shown, key=lambda option: situation.issue_of(option).id)
    for _, members in issues:
        found = list(members)
        label = situation.issue_of(found[0]).label
        yield _plain(f"{indent}{label}: {'; '.join(situation.label(it) for it in found)}")
    if not shown:
        yield f"{indent}nothing: every issue is left open"


def _silence(situation: Situation, options: tuple[str, ...], indent: str) -> Iterator[str]:
    labels = {issue.id: issue.label for issue in situation.issues}
    silent: dict[str, list[str]] = {}
    for party, issue in unrecorded(situation, options):
        silent.setdefault(situation.party(party), []).append(labels[issue])
    if silent:
        yield f"{indent}Not recorded, and no consent: what these say where they would have to act:"
    for party, issues in silent.items():
        yield _plain(f"{indent}  {party} on {_listed(issues)}")


def _bargaining(found: Search, marks: Marks, most: int) -> Iterator[str]:
    bargaining = found.bargaining
    yield ""
    if bargaining is None:
        yield "Bargaining solutions: none; no position counts, or no package keeps all that is held."
        return
    unit = "share of the weight of" if bargaining.utilities.rule.utility == "share" else "weight of"
    yield f"Bargaining, utility being the {unit} a party's positions that a package fulfils (see --show-rule)"
    yield ""
    yield from tabular(*_points(found, bargaining, marks, most), "table").splitlines()
    if len(bargaining.outcomes) > most:
        yield f"{len(bargaining.outcomes)} packages are undominated; ask for more with --most."
    if not bargaining.solutions["nash"]:
        yield "No package is better for everyone than if nothing is agreed: hence no Nash solution."
    yield ""
    yield from _apart(found.situation, bargaining, most)
    yield ""
    yield "Over lotteries, where chances are agreed as well:"
    yield ""
    yield from tabular(*_mixes(found, bargaining), "table").splitlines()


def _shown(bargaining: Bargaining, most: int) -> list[int]:
    """The outcomes to list: those of a solution first, then others, in their order."""
    pointed = {it for outcomes in bargaining.solutions.values() for it in outcomes}
    others = [it for it in range(len(bargaining.outcomes)) if it not in pointed]
    room = max(most - len(pointed), 0)
    return sorted([*sorted(pointed)[:most], *others[:room]])


def _points(
    found: Search, bargaining: Bargaining, marks: Marks, most: int
) -> tuple[list[str], list[list[str]]]:
    parties = [found.situation.party(party) for party in bargaining.utilities.parties]
    rows = [
        ["nothing agreed", *map(_number, bargaining.game.disagreement), "disagreement point", ""],
        ["ideal", *map(_number, bargaining.game.ideal), "the best for each alone", ""],
    ]
    for index in _shown(bargaining, most):
        named = [
            f"{_SPOKEN[name]}{marks.mark(_solution(name))}"
            for name in SOLUTIONS
            if index in bargaining.solutions[name]
        ]
        broken = ", ".join(position.id for position in bargaining.breaks[index])
        utilities = map(_number, bargaining.outcomes[index].utilities)
        rows.append([_letter(index), *utilities, ", ".join(named), broken])
    return ["package", *parties, "solution", "breaks"], rows


def _mixes(found: Search, bargaining: Bargaining) -> tuple[list[str], list[list[str]]]:
    parties = [found.situation.party(party) for party in bargaining.utilities.parties]
    rows = []
    for name in SOLUTIONS:
        lottery = bargaining.lotteries[name]
        if lottery is None:
            rows.append([_SPOKEN[name], *("" for _ in parties), "none is better for all"])
            continue
        mix = " + ".join(f"{float(p):.1%} {_letter(index)}" for index, p in lottery.chances)
        rows.append([_SPOKEN[name], *map(_number, lottery.utilities), mix])
    return ["solution", *parties, "lottery"], rows


def _apart(situation: Situation, bargaining: Bargaining, most: int) -> Iterator[str]:
    """What the listed packages share, and what sets each apart."""
    mixed = [
        index for it in bargaining.lotteries.values() if it is not None for index, _ in it.chances
    ]
    listed = sorted({*_shown(bargaining, most), *mixed})
    packages = {index: strongest(situation, bargaining.outcomes[index].options) for index in listed}
    shared = set.intersection(*(set(options) for options in packages.values()))
    alone = len(listed) == 1
    if shared and not alone:
        yield "In all of these packages:"
        some = packages[listed[0]]
        yield from _contents(situation, [it for it in some if it in shared], "  ")
    for index in listed:
        own = [it for it in packages[index] if alone or it not in shared]
        ways = bargaining.outcomes[index].ways
        also = f" (and {count(ways - 1, 'package')} worth the same)" if ways > 1 else ""
        yield f"Package {_letter(index)}{' besides' if shared and not alone else ''}{also}:"
        yield from _contents(situation, own, "  ") if own else ("  nothing else",)
    agreed = {option for index in listed for option in bargaining.outcomes[index].options}
    yield from _silence(situation, tuple(it.id for it in situation.options if it.id in agreed), "")


def _limits(found: Search) -> Iterator[str]:
    if found.left_out:
        yield ""
        yield "Not weighed, since a condition of theirs is no option here:"
        for position in found.left_out:
            yield from _position(found.situation, position, "  ")
            yield from (_plain(f"    if: {condition}") for condition in position.outside)


def _why(found: Search) -> Iterator[str]:
    headers, rows = _evidence(found)
    yield ""
    yield "Every position weighed, with its words:"
    yield ""
    yield from tabular(headers, rows, "table").splitlines()


def _evidence(found: Search) -> tuple[list[str], list[list[str]]]:
    """The positions that all figures rest on."""
    situation, bargaining = found.situation, found.bargaining
    rule = bargaining.utilities.rule if bargaining else None
    rows = [
        [
            position.id,
            situation.party(position.party),
            position.act,
            situation.label(position.option),
            position.firmness,
            _number(weight_of(position, rule)) if rule else "",
            " … ".join(f"“{quote}”" for quote in position.quotes),
            ", ".join(position.sources),
        ]
        for position in judged(situation)
    ]
    headers = ["position", "party", "act", "option", "firmness", "weight", "quote", "source"]
    return headers, rows


def as_table_of_packages(found: Search, marks: Marks, *, hold: str, most: int, why: bool) -> str:
    """One row per package, as CSV; with ``why`` one row per position weighed."""
    if why:
        return tabular(*_evidence(found), "csv")
    bargaining = found.bargaining
    parties = list(bargaining.utilities.parties) if bargaining else []
    rows: list[list[object]] = [
        [
            kind,
            number,
            it.options,
            [move.id for move in it.moves],
            it.weight,
            *("" for _ in parties),
            "",
            *marks.cells(correction_name(kind, it)),
        ]
        for kind, listed in ((MUST_MOVE, found.stuck.sets), (PACKAGE, found.packages.sets))
        for number, it in enumerate(listed, 1)
    ]
    if bargaining:
        for index in _shown(bargaining, most):
            outcome = bargaining.outcomes[index]
            named = [name for name in SOLUTIONS if index in bargaining.solutions[name]]
            broken = [position.id for position in bargaining.breaks[index]]
            values = map(float, outcome.utilities)
            rows.append(
                [
                    "undominated",
                    _letter(index),
                    outcome.options,
                    broken,
                    "",
                    *values,
                    named,
                    *marks.cells(*map(_solution, named)),
                ]
            )
    headers = ["list", "package", "options", "positions", "weight", *parties, "solutions"]
    return tabular([*headers, *marks.headers()], rows, "csv")


def as_document(found: Search, marks: Marks, *, hold: str, most: int, why: bool) -> str:
    """Everything as JSON; with ``why`` every position weighed, with its words."""
    document: dict[str, object] = {
        "hold": hold,
        "packages_possible": found.size,
        "held": [position.id for position in found.held],
        "held_can_all_be_kept": not found.stuck.sets,
        "must_move": [
            _correction(found.situation, it) | marks.fields(correction_name(MUST_MOVE, it))
            for it in found.stuck.sets
        ],
        "packages": [
            _correction(found.situation, it) | marks.fields(correction_name(PACKAGE, it))
            for it in found.packages.sets
        ],
        "complete": found.stuck.complete and found.packages.complete,
        "not_weighed": [position.id for position in found.left_out],
        "bargaining": _solutions(found.bargaining, most) if found.bargaining else None,
    }
    if marks.trust:
        document["trust"] = {
            "held_can_all_be_kept": marks.fields(_HELD),
            **{name: marks.fields(_solution(name)) for name in SOLUTIONS if found.bargaining},
        }
    if why:
        headers, rows = _evidence(found)
        document["why"] = [dict(zip(headers, row, strict=True)) for row in rows]
    return as_json(document)


def _correction(situation: Situation, correction: Correction) -> dict[str, object]:
    return {
        "options": correction.options,
        "weight": correction.weight,
        "moves": [
            {
                "position": it.id,
                "party": it.party,
                "issue": situation.option(it.option).issue,
                "act": it.act,
                "option": it.option,
                "firmness": it.firmness,
                "quotes": it.quotes,
            }
            for it in correction.moves
        ],
        "not_recorded": [
            {"party": party, "issue": issue}
            for party, issue in unrecorded(situation, correction.options)
        ],
    }


def _solutions(bargaining: Bargaining, most: int) -> dict[str, object]:
    parties = bargaining.utilities.parties

    def by_party(point: Iterable[Fraction]) -> dict[str, float]:
        return {party: float(utility) for party, utility in zip(parties, point, strict=True)}

    return {
        "disagreement": by_party(bargaining.game.disagreement),
        "ideal": by_party(bargaining.game.ideal),
        "undominated": len(bargaining.outcomes),
        "outcomes": {
            _letter(index): {
                "utilities": by_party(bargaining.outcomes[index].utilities),
                "options": bargaining.outcomes[index].options,
                "ways": bargaining.outcomes[index].ways,
                "breaks": [position.id for position in bargaining.breaks[index]],
            }
            for index in sorted(
                {
                    *_shown(bargaining, most),
                    *(i for it in bargaining.lotteries.values() if it for i, _ in it.chances),
                }
            )
        },
        "solutions": {
            name: [_letter(it) for it in bargaining.solutions[name]] for name in SOLUTIONS
        },
        "lotteries": {
            name: None
            if lottery is None
            else {
                "chances": {_letter(index): float(p) for index, p in lottery.chances},
                "utilities": by_party(lottery.utilities),
                "exact": lottery.exact,
            }
            for name, lottery in bargaining.lotteries.items()
        },
    }


def _letter(index: int) -> str:
    """A, B, … Z, AA, AB, …"""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = ascii_uppercase[rest] + letters
    return letters


def _number(value: Fraction) -> str:
    return f"{float(value):.3f}".rstrip("0").rstrip(".")


def _listed(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _plain(text: str) -> str:
    """Text that cannot steer the terminal or turn its lines around."""
    return "".join(it if it.isprintable() else "·" for it in text)


STYLES: dict[str, Callable[..., str]] = {
    "table": as_text,
    "json": as_document,
    "csv": as_table_of_packages,
}
