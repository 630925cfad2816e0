"""The body of a request, taken in whole: not too large, and not too slowly."""

import asyncio
import tempfile
from typing import IO

from aiohttp import web

from detente.server.refusals import Refusal
from detente.server.settings import MB, Limits

_IN_MEMORY = MB


async def body_of(request: web.Request, most: int, limits: Limits) -> bytes:
    """The whole body. Raises Refusal with status 400, 408, 413 or 415."""
    with await spooled_body(request, most, limits) as body:
        return body.read()


async def spooled_body(request: web.Request, most: int, limits: Limits) -> IO[bytes]:
    """The whole body as a file that stands at its start; it is to be closed. Raises as ``body_of``."""
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Refusal(415, "A compressed body is not taken; send it as it is.", _CLOSE)
    if (request.content_length or 0) > most:
        raise Refusal(413, _too_large(most), _CLOSE)
    loop = asyncio.get_running_loop()
    began, size = loop.time(), 0
    spool = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - handed over
    try:
        while True:
            allowed = began + limits.stall_seconds + size / limits.slowest
            async with asyncio.timeout_at(min(allowed, loop.time() + limits.stall_seconds)):
                chunk = await request.content.readany()
            if not chunk:
                break
            size += len(chunk)
            if size > most:
                raise Refusal(413, _too_large(most), _CLOSE)
            spool.write(chunk)
    except TimeoutError:
        spool.close()
        raise Refusal(408, "The body came too slowly.", _CLOSE) from None
    except (web.RequestPayloadError, ConnectionError, ValueError):
        spool.close()
        raise Refusal(
            400, "The body broke off or is not encoded as its headers say.", _CLOSE
        ) from None
    except BaseException:
        spool.close()
        raise
    spool.seek(0)
    return spool


_CLOSE = {"Connection": "close"}  # what is still coming is not read


def _too_large(most: int) -> str:
    shown = f"{most // MB} MB" if most >= MB else f"{most // 1024} KB"
    return f"The body is larger than the {shown} that this server takes here."
