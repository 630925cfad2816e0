"""Errors for programs: RFC 9457 problem details, with a plain sentence and the nearest right name."""

import json
from collections.abc import Awaitable, Callable
from functools import wraps
from http import HTTPStatus

from aiohttp import web

from detente.graph.errors import DetenteError, InputError, OutsideError, UsageError
from detente.server.refusals import Refusal

MEDIA_TYPE = "application/problem+json"

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def problem(refusal: Refusal) -> web.Response:
    """The refusal as problem details."""
    said = {
        "type": "about:blank",
        "title": HTTPStatus(refusal.status).phrase,
        "status": refusal.status,
        "detail": refusal.sentence,
    }
    return web.Response(
        status=refusal.status,
        body=json.dumps(said, ensure_ascii=False).encode(),
        content_type=MEDIA_TYPE,
        headers=refusal.headers,
    )


def refusal_of(error: DetenteError, status: int = 400) -> Refusal:
    """What a client is told of an error; ``status`` is that of a name that does not exist."""
    if isinstance(error, UsageError):
        return Refusal(status, sentences(str(error)))
    if isinstance(error, InputError):
        return Refusal(400, str(error))
    return Refusal(502 if isinstance(error, OutsideError) else 500, sentences(str(error)))


def sentences(text: str) -> str:
    """A message and its advice, as the command line shows them, as sentences.

    >>> sentences("there is no network 'agrement'\\n    Did you mean 'agreement'?")
    "There is no network 'agrement'. Did you mean 'agreement'?"
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return " ".join(
        line[:1].upper() + line[1:] + ("" if line.endswith((".", "?", "!", ":")) else ".")
        for line in lines
    )


def answered(handler: Handler) -> Handler:
    """The handler with its refusals and errors told as problem details."""

    @wraps(handler)
    async def told(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except Refusal as refusal:
            return problem(refusal)
        except DetenteError as error:
            return problem(refusal_of(error))

    return told
