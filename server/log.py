"""One line for each request, on standard error, made to be searched with grep.

``time=… client=… method=… path=… status=… ms=… bytes=… lane=… query="…" reason="…"``. What comes from
clients is quoted as JSON, so that no client can write lines of its own; of a query the beginning is shown
and a short hash that is the same whenever it is asked. Tokens and what stands behind ``?`` are not shown.
"""

import hashlib
import json
import sys
from datetime import UTC, datetime
from typing import Any

from aiohttp import web
from aiohttp.abc import AbstractAccessLogger

_SHOWN = 100


def note(request: web.BaseRequest, kind: str, text: str) -> None:
    """Remember the query or update of a request for its line."""
    short = " ".join(text.split())
    short = short[:_SHOWN] + ("…" if len(short) > _SHOWN else "")
    request["log-text"] = f"{kind}={json.dumps(short)} hash={_hash(text)}"


def note_lane(request: web.BaseRequest, lane: str) -> None:
    """Remember where the engine worked on it: quick, long or write."""
    request["log-lane"] = lane


def note_reason(request: web.BaseRequest, reason: str) -> None:
    """Remember why a request was not served."""
    request["log-reason"] = json.dumps(reason.splitlines()[0][:200] if reason else "")


def say(words: str) -> None:
    """A line about the server itself."""
    _write(f"time={_now()} server {words}")


class RequestLog(AbstractAccessLogger):
    """Writes the line when the answer has been sent."""

    def log(self, request: web.BaseRequest, response: web.StreamResponse, time: float) -> None:
        _write(line(request, response, time))

    @property
    def enabled(self) -> bool:
        return True


def line(request: web.BaseRequest, response: web.StreamResponse, seconds: float) -> str:
    """The line of one request.

    Every part is one word or quoted, so that it stays one line whatever was sent.
    """
    seen: dict[str, Any] = {
        "time": _now(),
        "client": _word(request.remote or "-"),
        "method": _word(request.method),
        "path": _word(request.raw_path.partition("?")[0]),
        "status": response.status,
        "ms": round(seconds * 1000),
        "bytes": response.body_length,
        "lane": request.get("log-lane", "-"),
    }
    words = [f"{name}={value}" for name, value in seen.items()]
    if "log-text" in request:
        words.append(request["log-text"])
    if "log-reason" in request:
        words.append(f"reason={request['log-reason']}")
    return " ".join(words)


def _word(text: str) -> str:
    """Itself when it is one plain word, else quoted as JSON."""
    text = text[:_SHOWN]
    plain = text.isascii() and text.isprintable() and text and not set(text) & set(' "\\=')
    return text if plain else json.dumps(text)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:12]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _write(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
