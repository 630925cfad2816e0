"""Stance networks and what is measured on them as named figures.

tie NODE NODE                 weight
frustration                   how many ties (or how much weight) stand against two camps
broker NODE                   betweenness
bridge NODE NODE NODE         whether the two that a broker joins disagree
community NODE                who is in its group
loss OPTION                   what leaving an option out loses
conflict-share, bipolarity    polarisation
"""

from collections.abc import Iterable

from detente.graph.analysis.robustness.figure import Figure, Figures, Name, answer, number
from detente.graph.analysis.stance_networks.balance import Balance, balance
from detente.graph.analysis.stance_networks.brokers import Broker, brokers
from detente.graph.analysis.stance_networks.communities import Communities, communities
from detente.graph.analysis.stance_networks.concept_backbone import Step
from detente.graph.analysis.stance_networks.duplicates import counted
from detente.graph.analysis.stance_networks.network import StanceNetwork
from detente.graph.analysis.stance_networks.onemode import one_mode
from detente.graph.analysis.stance_networks.polarisation import Polarisation, polarisation
from detente.graph.analysis.stance_networks.statements import implied_of, statements_of
from detente.graph.analysis.stance_networks.windows import Window
from detente.graph.graph import Graph


def network_figures(graph: Graph) -> Figures:
    """The figures of the signed network of parties, with what follows by entailment and exclusion."""
    said = implied_of(graph, statements_of(graph))
    network = one_mode(counted(said, "all"), "subtract", "none", "parties")
    groups = communities(network)
    return {
        **tie_figures(network),
        **balance_figures(balance(network)),
        **broker_figures(brokers(network, groups.groups)),
        **community_figures(groups),
        **polarisation_figures(polarisation(Window("", "", said))),
    }


def tie_figures(network: StanceNetwork) -> Figures:
    """The weights of the ties."""
    return {("tie", it.one, it.other): number(it.weight) for it in network.ties}


def balance_figures(found: Balance) -> Figures:
    """The frustration, as far down as it was found."""
    return {("frustration",): number(found.upper)}


def broker_figures(found: Iterable[Broker]) -> Figures:
    """Betweenness of those that broker, and the pairs they stand between."""
    figures: dict[Name, Figure] = {}
    for it in found:
        for bridge in it.bridges:
            figures["broker", it.party] = number(it.betweenness)
            figures["bridge", it.party, bridge.one, bridge.other] = answer(bridge.opposed)
    return figures


def community_figures(found: Communities) -> Figures:
    """Who is with whom."""
    return {
        ("community", node): answer(frozenset(group)) for group in found.groups for node in group
    }


def option_figures(found: Iterable[Step]) -> Figures:
    """What each option carries."""
    return {("loss", it.option): number(it.loss) for it in found}


def polarisation_figures(found: Polarisation) -> Figures:
    """The shares of one window; none of what cannot be told."""
    figures: dict[Name, Figure] = {}
    if found.conflict_share is not None:
        figures["conflict-share",] = number(found.conflict_share)
    if found.bipolarity is not None:
        figures["bipolarity",] = number(found.bipolarity.modularity)
    if found.frustration is not None:
        figures["frustration",] = number(found.frustration)
    return figures
