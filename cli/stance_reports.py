"""The figures of ``detente network`` as rows: what each shows, rests on, and is called among figures."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from detente.graph.analysis.robustness.figure import Figures, Name
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
from detente.graph.analysis.stance_networks.onemode import one_mode
from detente.graph.analysis.stance_networks.polarisation import polarisation
from detente.graph.analysis.stance_networks.statements import Statement
from detente.graph.analysis.stance_networks.twomode import two_mode
from detente.graph.analysis.stance_networks.windows import Window

TWO_MODE_KINDS: Final = {"two-mode": "subtract", "combine": "combine"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command was told."""

    figure: str = "ties"
    kind: str = "subtract"
    of_options: bool = False
    normalisation: str = "none"
    duplicates: str = "all"
    implied: bool = False
    issue: str | None = None
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
    ``about`` those of the summary by its label. The first ``title`` columns say which row it is.
    """

    headers: tuple[str, ...]
    rows: Sequence[tuple[object, ...]]
    reasons: Sequence[tuple[Statement, ...]]
    summary: Mapping[str, object] = field(default_factory=dict)
    figures: Figures = field(default_factory=dict)
    names: Sequence[Mapping[str, Name]] = ()
    about: Mapping[str, Name] = field(default_factory=dict)
    title: int = 2


def network_of(asked: Asked, statements: Iterable[Statement]) -> StanceNetwork:
    """The network that was asked for, of some statements."""
    said = counted(statements, asked.duplicates)
    if asked.kind in TWO_MODE_KINDS:
        network = two_mode(said, TWO_MODE_KINDS[asked.kind], asked.normalisation)
    else:
        among = "options" if asked.of_options else "parties"
        network = one_mode(said, asked.kind, asked.normalisation, among)
    return network if asked.level is None else backbone(network, asked.level)


def _ties(asked: Asked, window: Window) -> Report:
    network = network_of(asked, window.statements)
    ties = sorted(network.ties, key=lambda tie: (-abs(tie.weight), tie.one, tie.other))
    headers = (
        ("party", "option", "weight", "for", "against")
        if asked.kind in TWO_MODE_KINDS
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
    return tie.one, tie.other, rounded(tie.weight), tie.plus, tie.minus


def rounded(value: float | None) -> float | int | None:
    """Rounded for reading; None stays what can't be told."""
    if value is None:
        return None
    return int(value) if float(value).is_integer() else round(value, 4)


def _balance(asked: Asked, window: Window) -> Report:
    network = network_of(asked, window.statements)
    found = balance(network, weighted=asked.weighted)
    return Report(
        ("one", "other", "weight", "congruence", "conflict"),
        [_tie(tie) for tie in found.frustrated],
        [tie.statements for tie in found.frustrated],
        {
            "frustration": rounded(found.upper),
            "at least": rounded(found.lower),
            "of": rounded(found.total),
            "balanced triangles": f"{found.balanced_triangles} of {found.triangles}",
            "one side": list(found.sides[0]),
            "other side": list(found.sides[1]),
        },
        {**balance_figures(found), **tie_figures(network)},
        [{"weight": _tie_name(tie)} for tie in found.frustrated],
        {"frustration": ("frustration",)},
    )


def _brokers(asked: Asked, window: Window) -> Report:
    network = network_of(asked, window.statements)
    found = brokers(network, communities(network).groups)
    bridges = [(broker, bridge) for broker in found for bridge in broker.bridges]
    return Report(
        ("broker", "betweenness", "between", "and", "they disagree", "role"),
        [
            (
                broker.party,
                rounded(broker.betweenness),
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
    network = network_of(asked, window.statements)
    found = communities(network)
    members = [(number, node) for number, group in enumerate(found.groups, 1) for node in group]
    return Report(
        ("group", "member", "certainty"),
        [(number, node, rounded(found.certainty(node))) for number, node in members],
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
            "modularity": rounded(found.modularity),
            "best of all runs": rounded(found.best),
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
        [(number, step.option, rounded(step.loss)) for number, step in enumerate(steps, 1)],
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
                rounded(found.conflict_share),
                rounded(split.modularity if split else None),
                rounded(found.frustration),
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
