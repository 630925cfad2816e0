"""Who may write: whoever has the token."""

import hmac

from aiohttp import web

from detente.server.keys import SETTINGS
from detente.server.refusals import Refusal


def may_write(request: web.Request) -> None:
    """Raises Refusal with status 403 when nobody may write, with 401 when this client may not.

    The token comes as ``Authorization: Bearer TOKEN``, or as the password of Basic authentication.
    """
    token = request.app[SETTINGS].token
    if token is None:
        raise Refusal(403, "This server only reads. It writes when it is started with --writable.")
    if not hmac.compare_digest(_given(request).encode(), token.encode()):
        raise Refusal(
            401,
            "Writing needs the server's token: Authorization: Bearer TOKEN.",
            {"WWW-Authenticate": 'Bearer realm="detente", Basic realm="detente", charset="UTF-8"'},
        )


def _given(request: web.Request) -> str:
    scheme, _, credentials = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return credentials.strip()
    if scheme.lower() == "basic":
        return _password(credentials.strip())
    return ""


def _password(credentials: str) -> str:
    import base64
    import binascii

    try:
        return base64.b64decode(credentials, validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return ""
