"""What holds for every request: who may ask, what every answer says, and how refusals are told."""

import re
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

from detente.server.keys import SETTINGS
from detente.server.log import note_reason, say
from detente.server.refusals import Refusal, told
from detente.server.settings import Settings

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?")
_LOCAL = re.compile(r"localhost|127(\.[0-9]{1,3}){3}|\[::1\]")

# A page of ours sets its own policy; nothing else is to be shown as one.
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_MAY_ASK = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, DELETE, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Authorization, Content-Type",
    "Access-Control-Max-Age": "86400",
}


@web.middleware
async def door(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Lets in who may ask, and turns whatever goes wrong into an answer with a plain sentence."""
    settings = request.app[SETTINGS]
    try:
        _known_host(request, settings)
        if len(request.raw_path) > settings.limits.max_url:
            raise Refusal(414, "The address is too long. Send the query by POST.")
        response = await handler(request)
    except Refusal as refusal:
        note_reason(request, refusal.sentence)
        response = told(refusal)
    except web.HTTPException as problem:
        if problem.status < 400:
            raise
        response = told(_of_router(request, problem))
    except Exception as error:  # noqa: BLE001 - told in the log, and to the client that it happened
        say(f"failure path={request.path!a} error={error!r:.500}")
        note_reason(request, repr(error))
        response = told(Refusal(500, "Something went wrong in the server; its log says what."))
    return response


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Before any answer is sent: the headers that all of them have."""
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers["Server"] = "detente"  # in place of the versions of what it is made of
    settings = request.app[SETTINGS]
    origin = request.headers.get("Origin")
    varies = [*response.headers.getall("Vary", []), "Origin"]
    response.headers["Vary"] = ", ".join(varies)
    if origin and may_read(origin, settings):
        response.headers["Access-Control-Allow-Origin"] = "*" if "*" in settings.origins else origin
        response.headers["Access-Control-Expose-Headers"] = "Location, Retry-After"
        if request.method == "OPTIONS":
            response.headers.update(_MAY_ASK)


def may_read(origin: str, settings: Settings) -> bool:
    """Whether web pages from ``origin`` may read answers.

    On loopback only pages from this machine may, unless told otherwise: else any page that its user
    visits could read the data.
    """
    if "*" in settings.origins or origin in settings.origins:
        return True
    try:
        parts = urlsplit(origin)
        host = parts.hostname or ""
    except ValueError:
        return False
    local = f"[{host}]" if ":" in host else host
    return parts.scheme in ("http", "https") and bool(_LOCAL.fullmatch(local))


def _known_host(request: web.Request, settings: Settings) -> None:
    """A page of an attacker may have its name point to 127.0.0.1; the Host header gives it away."""
    if len(request.headers.getall("Host", [])) > 1:
        raise Refusal(400, "There is more than one Host header.")
    match = _HOST.fullmatch(request.host)
    if not match:
        raise Refusal(400, "The Host header names no host.")
    name = match[1].lower()
    if settings.on_loopback and not _LOCAL.fullmatch(name) and name not in settings.names:
        raise Refusal(
            421, f"This server is not known as {name}. Start it with --name {name} if it should be."
        )


def _of_router(request: web.Request, problem: web.HTTPException) -> Refusal:
    if problem.status == 404:
        refusal = Refusal(404, "There is nothing at this address.")
    elif problem.status == 405:
        refusal = Refusal(
            405,
            f"{request.method} does not work at this address.",
            {"Allow": problem.headers["Allow"]},
        )
    else:
        refusal = Refusal(problem.status, problem.reason)
    note_reason(request, refusal.sentence)
    return refusal
