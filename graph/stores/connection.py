"""A connection to a SPARQL endpoint over HTTP.

Credentials come from the environment or netrc (``detente.graph.stores.credentials``), go to the host that
the user named and to no other, and are shown nowhere. What can be repeated without harm is repeated when
the server is briefly away: queries, and writes that say what a whole graph is to be. Updates are not.
"""

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import TracebackType
from typing import IO, TYPE_CHECKING, Self, cast
from urllib.parse import urlencode, urljoin, urlsplit

from detente.graph.errors import UsageError
from detente.graph.stores.credentials import (
    authorization,
    refuse_in_address,
    user_and_password,
)
from detente.graph.stores.failures import EndpointError, lost, told, unreachable

if TYPE_CHECKING:
    import requests

    _Authentication = Callable[[requests.PreparedRequest], requests.PreparedRequest]

__all__ = ["Connection", "EndpointError", "Reply"]

CONNECT_TIMEOUT = 10.0  # seconds
READ_TIMEOUT = 300.0  # seconds without a byte
_REDIRECTS = 5
_SHOWN_OF_ERROR = 4096  # bytes of an error's body that are read

Fields = Sequence[tuple[str, str]]
Body = bytes | IO[bytes] | Iterable[bytes]


class Reply:
    """An answer that is still coming in: a file to read once, and to close.

    ``read`` raises EndpointError when the answer breaks off.
    """

    def __init__(self, response: "requests.Response", address: str) -> None:
        self._response, self._address = response, address
        self.status: int = response.status_code
        self.headers: Mapping[str, str] = response.headers

    @property
    def media_type(self) -> str:
        """The type of the content without its parameters, in lower case."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()

    def read(self, size: int = -1) -> bytes:
        """The next ``size`` bytes, fewer at the end; all that are left for a negative size."""
        from requests.exceptions import RequestException
        from urllib3.exceptions import HTTPError

        try:
            raw = self._response.raw
            return raw.read(None if size < 0 else size, decode_content=True)
        except (HTTPError, RequestException, OSError) as error:
            raise lost(self._address, error) from None

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        """Let the connection go; the rest of the answer with it."""
        self._response.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


@dataclass(frozen=True, slots=True)
class _Request:
    """A request as it is sent, again after a redirect."""

    method: str
    data: Body | None
    headers: dict[str, str]
    repeatable: bool


class Connection:
    """A connection to the endpoint at ``url``; nothing is sent before the first request.

    ``read_timeout`` is the longest wait for the next byte, in seconds (default: DETENTE_READ_TIMEOUT,
    else 300). Raises UsageError for an address that is none or has a password in it.

    >>> Connection("https://example.org/sparql?key=secret")
    <Connection https://example.org/sparql>
    """

    def __init__(self, url: str, *, read_timeout: float | None = None) -> None:
        try:
            parts = urlsplit(url)
            usable = parts.scheme in ("http", "https") and parts.hostname and (parts.port or True)
        except ValueError:
            usable = False
        if not usable:
            raise UsageError(f"'{url}' is not an address of the form http(s)://host/path")
        refuse_in_address(parts)
        self.url = parts._replace(fragment="").geturl()
        self.read_timeout = read_timeout or _read_timeout()
        self._digest: _Authentication | None = None  # once the server has asked for it

    @property
    def address(self) -> str:
        """The address as messages show it: without its query, which may hold a key."""
        return _shown(self.url)

    def __repr__(self) -> str:
        return f"<Connection {self.address}>"

    def send(
        self,
        method: str,
        *,
        url: str | None = None,
        fields: Fields = (),
        form: Fields | None = None,
        data: Body | None = None,
        headers: Mapping[str, str] | None = None,
        repeatable: bool | None = None,
        expected: Collection[int] = (),
    ) -> Reply:
        """The answer to one request, its body still to be read.

        ``url`` is another address on the same server (default: the endpoint's). ``fields`` are added
        to the address's query; ``form`` is sent as a form, ``data`` as it is: bytes, a file, or an
        iterable of bytes. ``repeatable`` says whether the request may be sent again when the server
        was briefly away (default: GET, HEAD, PUT and DELETE; a query sent as a form is, an update is
        not). A write is not redirected to another host.

        Raises EndpointError, an OutsideError with its ``status``, when there is no answer and for an
        error status that is not among ``expected``.
        """
        sent = dict(headers or {})
        if form is not None:
            data = urlencode(form).encode("ascii")
            sent.setdefault("Content-Type", "application/x-www-form-urlencoded")
        if repeatable is None:
            repeatable = method in ("GET", "HEAD", "PUT", "DELETE")
        if data is not None and not isinstance(data, bytes) and not hasattr(data, "seek"):
            repeatable = False  # it is gone once it has been read
        request = _Request(method, data, sent, repeatable)
        response, address = self._follow(request, _with_fields(url or self.url, fields))
        if response.status_code >= 400 and response.status_code not in expected:
            with Reply(response, address) as reply:
                body = reply.read(_SHOWN_OF_ERROR).decode(response.encoding or "utf-8", "replace")
            raise told(address, response.status_code, response.reason or "", body, self._secret)
        return Reply(response, address)

    def _follow(self, request: _Request, url: str) -> tuple["requests.Response", str]:
        """By hand: libraries turn a redirected POST into a GET without its query."""
        for _ in range(_REDIRECTS + 1):
            response = self._once(request, url)
            target = response.headers.get("Location")
            if response.status_code not in (301, 302, 303, 307, 308) or not target:
                return response, _shown(url)
            response.close()
            before, url = url, urljoin(url, target)
            reading = request.method in ("GET", "HEAD") or (
                request.method == "POST" and request.repeatable
            )
            if not reading and not _same_server(before, url):
                raise EndpointError(
                    f"{_shown(before)}: the server sends the request on to {_shown(url)}"
                    "\n    What changes data goes to the server that was named: give that address."
                )
            if response.status_code == 303:
                headers = {k: v for k, v in request.headers.items() if k != "Content-Type"}
                request = _Request("GET", None, headers, True)
        raise EndpointError(f"{self.address}: the server sends the request round in a circle")

    def _once(self, request: _Request, url: str) -> "requests.Response":
        own = _same_server(self.url, url)
        if own and self._digest:
            return self._authenticated(request, url, self._digest)
        secret = self._secret if own else None
        response = self._authenticated(request, url, _authorised(secret) if secret else None)
        # Virtuoso wants Digest, and does not say so to those who come with Basic.
        asked = response.headers.get("WWW-Authenticate", "digest").lower()
        if not own or response.status_code != 401 or "digest" not in asked:
            return response
        # It refused before it did anything, so what is not repeatable may be sent again as well.
        who = user_and_password(urlsplit(url).hostname or "")
        body = request.data
        rewinds = body is None or isinstance(body, bytes) or hasattr(body, "seek")
        if who is None or not rewinds:
            return response
        response.close()
        if body is not None and not isinstance(body, bytes):
            cast("IO[bytes]", body).seek(0)
        from requests.auth import HTTPDigestAuth

        self._digest = HTTPDigestAuth(*who)
        return self._authenticated(request, url, self._digest)

    def _authenticated(
        self, request: _Request, url: str, auth: "_Authentication | None"
    ) -> "requests.Response":
        import requests

        session = self._repeating if request.repeatable else self._single
        try:
            return session.request(
                request.method,
                url,
                data=request.data,
                headers=request.headers,
                auth=auth,
                timeout=(CONNECT_TIMEOUT, self.read_timeout),
                stream=True,
                allow_redirects=False,
            )
        except (requests.RequestException, UnicodeError) as error:
            raise unreachable(_shown(url), error, self.read_timeout) from None

    @cached_property
    def _secret(self) -> str | None:
        return authorization()

    @cached_property
    def _repeating(self) -> "requests.Session":
        from detente.graph.stores.retries import session

        return session(repeating=True)

    @cached_property
    def _single(self) -> "requests.Session":
        from detente.graph.stores.retries import session

        return session(repeating=False)


def _authorised(secret: str) -> "_Authentication":
    """As requests' authentication and not as a header, which netrc would overwrite."""

    def sign(request: "requests.PreparedRequest") -> "requests.PreparedRequest":
        request.headers["Authorization"] = secret
        return request

    return sign


def _same_server(one: str, other: str) -> bool:
    """Whether what is meant for one address may be sent to the other: the same host and port, or the
    same host by TLS where it was without."""
    a, b = urlsplit(one), urlsplit(other)
    ports = {"http": 80, "https": 443}
    port_a, port_b = a.port or ports.get(a.scheme), b.port or ports.get(b.scheme)
    if a.hostname != b.hostname:
        return False
    if a.scheme == b.scheme:
        return port_a == port_b
    return (a.scheme, port_a, b.scheme, port_b) == ("http", 80, "https", 443)


def _with_fields(url: str, fields: Fields) -> str:
    if not fields:
        return url
    parts = urlsplit(url)
    query = "&".join(part for part in (parts.query, urlencode(fields)) if part)
    return parts._replace(query=query).geturl()


def _shown(url: str) -> str:
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=host, query="", fragment="").geturl()


def _read_timeout() -> float:
    text = os.environ.get("DETENTE_READ_TIMEOUT")
    if not text:
        return READ_TIMEOUT
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 0 < seconds < 1e7:
        raise UsageError(f"DETENTE_READ_TIMEOUT is '{text}', not a number of seconds")
    return seconds
