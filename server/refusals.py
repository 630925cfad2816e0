"""Answers that say no: a status, and a sentence that says why and what to do."""

from collections.abc import Mapping

from aiohttp import web


class Refusal(Exception):  # noqa: N818 - it is an answer, not a failure
    """A request that is not served; ``status`` and ``sentence`` are what the client is told."""

    def __init__(
        self, status: int, sentence: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(sentence)
        self.status, self.sentence, self.headers = status, sentence, dict(headers or {})


class TooBusy(Refusal):
    """Nothing is wrong with the request; later it will be served."""

    def __init__(self, sentence: str, seconds: int = 2) -> None:
        super().__init__(503, sentence, {"Retry-After": str(seconds)})


def seconds(number: float) -> str:
    """A time in words.

    >>> seconds(1), seconds(0.5)
    ('1 second', '0.5 seconds')
    """
    return f"{number:g} second{'' if number == 1 else 's'}"


def told(refusal: Refusal) -> web.Response:
    """The refusal as an answer in plain text."""
    return web.Response(
        status=refusal.status, text=refusal.sentence.rstrip() + "\n", headers=refusal.headers
    )
