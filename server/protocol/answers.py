"""Sending an engine's answer to the client."""

import asyncio

from aiohttp import web

from detente.server.engine import Answer
from detente.server.keys import HELD, SETTINGS
from detente.server.log import note_lane
from detente.server.refusals import Refusal, TooBusy
from detente.server.settings import Limits

_CHUNK = 128 * 1024


async def sent(
    request: web.Request, answer: Answer, media_type: str | None = None
) -> web.StreamResponse:
    """The engine's answer as the client's; ``media_type`` is what the client is told that it is.

    Raises Refusal with the engine's words when it found the request wrong.
    """
    note_lane(request, answer.lane)
    if answer.status >= 400:
        raise Refusal(answer.status, engine_words(answer))
    headers = {"Vary": "Accept"} if media_type else {}
    if "Location" in answer.headers:
        headers["Location"] = answer.headers["Location"]
    content_type = media_type or answer.headers.get("Content-Type")
    if content_type:
        charset = "; charset=utf-8" if content_type.startswith("text/") else ""
        headers["Content-Type"] = content_type.partition(";")[0] + charset
    if request.method == "HEAD" or answer.size <= _CHUNK:
        body = answer.read()
        return web.Response(status=answer.status, body=body, headers=headers)
    return await _streamed(request, answer, headers)


def engine_words(answer: Answer) -> str:
    """What the engine said was wrong, in plain text and not too long."""
    words = answer.read()[:2000].decode(errors="replace")
    return "".join(char if char.isprintable() or char == "\n" else " " for char in words)


async def _streamed(
    request: web.Request, answer: Answer, headers: dict[str, str]
) -> web.StreamResponse:
    limits, held = request.app[SETTINGS].limits, request.app[HELD]
    with answer.body:
        if held.size + answer.size > limits.max_held:
            raise TooBusy("Too many large answers are being sent already. Ask again later.", 10)
        held.size += answer.size
        try:
            return await _written(request, answer, headers, limits)
        finally:
            held.size -= answer.size


async def _written(
    request: web.Request, answer: Answer, headers: dict[str, str], limits: Limits
) -> web.StreamResponse:
    response = web.StreamResponse(status=answer.status, headers=headers)
    response.content_length = answer.size
    await response.prepare(request)
    try:
        while chunk := answer.body.read(_CHUNK):
            async with asyncio.timeout(limits.stall_seconds):
                await response.write(chunk)
        await response.write_eof()
    except TimeoutError:  # a client that does not read
        if request.transport:
            request.transport.abort()
    return response
