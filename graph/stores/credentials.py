"""Who one is to an endpoint: from the environment, never from a command line or an address.

``DETENTE_TOKEN`` is sent as a Bearer token, else ``DETENTE_USER`` and ``DETENTE_PASSWORD`` as Basic
authentication, or as Digest where a server asks for it, else what netrc has for the host.
"""

import os
import re
from base64 import b64encode
from urllib.parse import SplitResult

from detente.graph.errors import UsageError

WAYS = (
    "Set DETENTE_TOKEN, or DETENTE_USER and DETENTE_PASSWORD, in the environment, "
    "or name the host in ~/.netrc."
)

_TOKEN = re.compile(r"[\x21-\x7e]+")  # what a header can carry as one word


def refuse_in_address(parts: SplitResult) -> None:
    """Raises UsageError for an address with a user or password in it: such addresses end up in the
    shell's history, in lists of processes and in logs."""
    if parts.username is not None or parts.password is not None:
        raise UsageError(
            f"the address of {parts.hostname} has a user or a password in it, where others can see it"
            f"\n    {WAYS}"
        )


def authorization() -> str | None:
    """The value of the Authorization header that the environment asks for; None to leave it to netrc.

    Raises UsageError when what is set cannot be sent; the message does not show it.
    """
    token = os.environ.get("DETENTE_TOKEN", "").strip()
    if token:
        if not _TOKEN.fullmatch(token):
            raise UsageError("DETENTE_TOKEN has spaces or characters in it that no token has")
        return f"Bearer {token}"
    user, password = os.environ.get("DETENTE_USER"), os.environ.get("DETENTE_PASSWORD")
    if user is None and password is None:
        return None
    if not user or password is None:
        missing = "DETENTE_PASSWORD" if user else "DETENTE_USER"
        raise UsageError(f"{missing} is not set\n    {WAYS}")
    if ":" in user:
        raise UsageError("DETENTE_USER has a colon in it, which Basic authentication cannot send")
    return "Basic " + b64encode(f"{user}:{password}".encode()).decode("ascii")


def user_and_password(host: str) -> tuple[str, str] | None:
    """From the environment, else from netrc; None when neither names them."""
    user, password = os.environ.get("DETENTE_USER"), os.environ.get("DETENTE_PASSWORD")
    if user and password is not None:
        return user, password
    from requests.utils import get_netrc_auth

    return get_netrc_auth(f"http://{host}/")
