"""What the handlers find in the app: ``request.app[ENGINE]`` and so on."""

from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import web

from detente.graph.graph import Graph
from detente.server.engine import Engine
from detente.server.settings import Settings


@dataclass(slots=True)
class Held:
    """Bytes of the answers that are being sent."""

    size: int = 0


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What FROM may name; None when the graphs change while the server runs."""

    graphs: frozenset[str] | None


SETTINGS: web.AppKey[Settings] = web.AppKey("SETTINGS")
ENGINE: web.AppKey[Engine] = web.AppKey("ENGINE")
GRAPH: web.AppKey[Graph | None] = web.AppKey("GRAPH")  # None when the server is writable
PREFIXES: web.AppKey[Mapping[str, str]] = web.AppKey("PREFIXES")  # known without being declared
VOCABULARY: web.AppKey[Vocabulary] = web.AppKey("VOCABULARY")
HELD: web.AppKey[Held] = web.AppKey("HELD")
SIZES: web.AppKey[dict[str, int]] = web.AppKey("SIZES")  # triples of each graph, once counted
