"""Sessions that repeat a request when a server is briefly away, and wait as long as it asks."""

from types import TracebackType
from typing import Self

import requests
from requests.adapters import HTTPAdapter
from urllib3.connectionpool import ConnectionPool
from urllib3.exceptions import MaxRetryError, ReadTimeoutError, SSLError
from urllib3.response import BaseHTTPResponse
from urllib3.util.retry import Retry

from detente import __version__

LONGEST_WAIT = 60.0  # seconds; a server that asks for more gets no second request


class _Patience(Retry):
    """Does not repeat what failed for good: a bad certificate, or a query that takes too long."""

    def increment(
        self,
        method: str | None = None,
        url: str | None = None,
        response: BaseHTTPResponse | None = None,
        error: Exception | None = None,
        _pool: ConnectionPool | None = None,
        _stacktrace: TracebackType | None = None,
    ) -> Self:
        if isinstance(error, ReadTimeoutError):
            raise error
        if isinstance(error, SSLError) and _pool is not None:
            raise MaxRetryError(_pool, url or "", error)
        if response is not None and _pool is not None:
            wait = self.get_retry_after(response)
            if wait is not None and wait > LONGEST_WAIT:
                raise MaxRetryError(_pool, url or "", error)
        return super().increment(method, url, response, error, _pool, _stacktrace)


def session(*, repeating: bool) -> requests.Session:
    """A session; one that does not repeat still connects anew when nothing was sent yet."""
    retries = _Patience(
        total=4,
        connect=2,
        read=2 if repeating else 0,
        status=3 if repeating else 0,
        other=0,
        redirect=0,
        allowed_methods=None,
        status_forcelist=(429, 502, 503, 504) if repeating else (),
        backoff_factor=0.3,
        respect_retry_after_header=repeating,
        raise_on_status=False,
    )
    made = requests.Session()
    made.headers["User-Agent"] = f"detente/{__version__}"
    for scheme in ("http://", "https://"):
        made.mount(scheme, HTTPAdapter(max_retries=retries))
    return made
