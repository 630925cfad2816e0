"""What an endpoint's failure means, in words that help: the address, the status, the server's own line."""

import re
from html import unescape

from detente.graph.errors import OutsideError
from detente.graph.stores.credentials import WAYS


class EndpointError(OutsideError):
    """An endpoint answered with an error status, or not at all.

    ``status`` is the HTTP status, None where there was no answer; ``words`` is what the server said.
    """

    def __init__(self, message: str, status: int | None = None, words: str = "") -> None:
        super().__init__(message)
        self.status, self.words = status, words


_ADDRESSES = (
    "Usual addresses: Oxigraph and detente serve …:7878/query, Fuseki …:3030/DATASET/sparql, "
    "GraphDB …:7200/repositories/NAME, Virtuoso …:8890/sparql, Stardog …:5820/DATABASE/query, "
    "QLever …:7001, Neptune …:8182/sparql."
)
_ADVICE = {
    401: WAYS,
    403: f"The server knows who asks and does not allow it, or wants to know first.\n    {WAYS}",
    404: _ADDRESSES,
    405: f"The server has something else at this address. {_ADDRESSES}",
    406: "The server has none of the result formats that were asked for.",
    413: "The server takes no request of this size.",
    429: "The server asks for fewer requests; try again later.",
    503: "The server is busy or starting; try again later.",
}
_LONGEST = 200  # characters of a server's line that are shown


def told(address: str, status: int, reason: str, body: str, secret: str | None) -> EndpointError:
    """The error for an answer with an error status; ``secret`` is never shown, even if echoed."""
    words = plain_line(body)
    if secret:
        for part in (secret, secret.partition(" ")[2]):
            words = words.replace(part, "…")
    said = f": {words}" if words and words != reason else ""
    advice = f"\n    {_ADVICE[status]}" if status in _ADVICE else ""
    return EndpointError(
        f"{address}: the server answered {status} {reason}{said}{advice}", status, words
    )


def plain_line(body: str) -> str:
    """The first line of an answer that says something, without markup and control characters.

    >>> plain_line("<html><head><title>Bad query</title></head></html>")
    'Bad query'
    """
    if "<" in body[:500]:
        title = re.search(r"<title[^>]*>(.*?)</title>", body, re.IGNORECASE | re.DOTALL)
        body = title[1] if title else re.sub(r"<(script|style).*?</\1>|<[^>]*>", " ", body)
        body = unescape(body)
    for line in body.splitlines():
        plain = " ".join("".join(c if c.isprintable() else " " for c in line).split())
        if any(c.isalnum() for c in plain):
            return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"
    return ""


def unreachable(address: str, error: Exception, read_timeout: float) -> EndpointError:
    """The error for a request that got no answer; ``error`` is requests' own."""
    import requests

    if isinstance(error, requests.exceptions.SSLError):
        why = "no secure connection: the server's certificate is not trusted or TLS failed"
        advice = "For an authority of your own, set REQUESTS_CA_BUNDLE to its certificate file."
    elif isinstance(error, requests.exceptions.ProxyError):
        why, advice = "the proxy cannot be reached", "See HTTPS_PROXY, HTTP_PROXY and NO_PROXY."
    elif "handshake" in str(error):
        why, advice = "no secure connection: the server does not speak TLS there", "Is it http://?"
    elif isinstance(error, requests.exceptions.ReadTimeout):
        why = f"no answer within {read_timeout:g} seconds"
        advice = "Ask for less, or allow more seconds in DETENTE_READ_TIMEOUT."
    elif isinstance(error, requests.exceptions.ConnectTimeout):
        why, advice = "the server does not answer", "Is the host right, and not behind a firewall?"
    elif "NameResolution" in str(error) or "getaddrinfo" in str(error):
        why, advice = "there is no host of that name", "Is the address spelt right?"
    elif "refused" in str(error):
        why, advice = "the connection is refused", "Is the server running, and on that port?"
    elif isinstance(error, requests.exceptions.ConnectionError):
        why, advice = "the connection was lost before an answer came", "Try again."
    else:
        why, advice = "the request cannot be sent", "Is the address right?"
    return EndpointError(f"{address}: {why}\n    {advice}")


def lost(address: str, error: Exception) -> EndpointError:
    """The error for an answer that broke off: what had come is no answer."""
    slow = "timed out" in str(error)
    why = "stopped coming" if slow else "broke off"
    return EndpointError(
        f"{address}: the answer {why} in the middle\n    Try again, or ask for less."
    )
