"""Several files sent at once as multipart/form-data, as one graph."""

import asyncio
from email import message_from_bytes
from email.message import Message
from typing import IO

import pyoxigraph as ox

from detente.server.refusals import Refusal
from detente.server.settings import MB

_MOST = 32 * MB


async def as_ntriples(content_type: str, body: IO[bytes], base: str) -> bytes:
    """The triples of all parts. Raises Refusal when a part cannot be read."""
    content = body.read(_MOST + 1)
    if len(content) > _MOST:
        raise Refusal(
            413, f"Parts are larger than {_MOST // MB} MB together; send them one by one."
        )
    return await asyncio.to_thread(_converted, content_type, content, base)


def _converted(content_type: str, content: bytes, base: str) -> bytes:
    head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1", "replace")
    message = message_from_bytes(head + content)
    parts = message.get_payload() if message.is_multipart() else []
    if not parts:
        raise Refusal(400, "The body has no parts.")
    return b"".join(_part(part, base) for part in parts if isinstance(part, Message))


def _part(part: Message, base: str) -> bytes:
    media_type = part.get_content_type()
    format_ = ox.RdfFormat.from_media_type(media_type)
    if format_ is None or format_.supports_datasets:
        raise Refusal(415, f"A part is {media_type}, which is not a format of one graph.")
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)  # noqa: S101 - so it is for what is no multipart itself
    try:
        triples = [
            quad.triple
            for quad in ox.parse(
                content, format=format_, base_iri=base or None, rename_blank_nodes=True
            )
        ]
    except (SyntaxError, ValueError) as error:
        name = part.get_filename() or "a part"
        raise Refusal(400, f"{name}: not readable as {format_.name}: {error}") from None
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
