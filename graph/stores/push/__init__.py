"""A graph put onto an endpoint: only what changed, and whole or not at all.

``plan`` reads and compares, ``push`` sends what differs and reads back that it arrived.
"""

from detente.graph.stores.push.difference import Difference, State
from detente.graph.stores.push.endpoint import Endpoint, default_update_address
from detente.graph.stores.push.plan import Plan, plan
from detente.graph.stores.push.push import push
from detente.graph.stores.push.source import Source, source_of
from detente.graph.stores.push.wording import Limits

__all__ = [
    "Difference",
    "Endpoint",
    "Limits",
    "Plan",
    "Source",
    "State",
    "default_update_address",
    "plan",
    "push",
    "source_of",
]
