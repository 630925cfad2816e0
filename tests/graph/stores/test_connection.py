"""Requests to an endpoint: who one is, what is repeated, and how failures are told."""

import logging
from pathlib import Path

import pytest

from detente import __version__
from detente.graph.errors import OutsideError, UsageError
from detente.graph.stores import retries
from detente.graph.stores.connection import Connection, EndpointError
from tests.graph.stores.fake import Said, Sent, fake

SECRETS = ("DETENTE_TOKEN", "DETENTE_USER", "DETENTE_PASSWORD", "DETENTE_READ_TIMEOUT")


@pytest.fixture(autouse=True)
def _nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in SECRETS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))


def ok(_: Sent) -> Said:
    return Said()


def seen(monkeypatch: pytest.MonkeyPatch, **given: str) -> str | None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with fake(ok) as server:
        Connection(server.url).send("GET").read()
    assert server.requests[0].headers["User-Agent"] == f"detente/{__version__}"
    return server.requests[0].headers.get("Authorization")


def test_who_one_is_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert seen(monkeypatch) is None
    basic = "Basic YWRhOmzDqWdlcg=="
    assert seen(monkeypatch, DETENTE_USER="ada", DETENTE_PASSWORD="léger") == basic  # noqa: S106
    assert seen(monkeypatch, DETENTE_TOKEN="secret") == "Bearer secret"  # noqa: S106


def test_or_from_netrc(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login ada password word\n")
    (tmp_path / "netrc").chmod(0o600)
    assert seen(monkeypatch) == "Basic YWRhOndvcmQ="
    assert seen(monkeypatch, DETENTE_TOKEN="secret") == "Bearer secret"  # noqa: S106


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"DETENTE_USER": "ada"}, "DETENTE_PASSWORD is not set"),
        ({"DETENTE_PASSWORD": "hidden"}, "DETENTE_USER is not set"),
        ({"DETENTE_USER": "a:b", "DETENTE_PASSWORD": "hidden"}, "has a colon"),
        ({"DETENTE_TOKEN": "hid den"}, "no token has"),
        ({"DETENTE_READ_TIMEOUT": "soon"}, "not a number of seconds"),
    ],
)
def test_what_cannot_be_sent_is_told_without_showing_it(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], said: str
) -> None:
    with pytest.raises(UsageError) as caught:
        seen(monkeypatch, **given)
    assert said in str(caught.value)
    assert "hid" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["ftp://host/", "http://", "https:///path", "http://host:99999/", "sparql"]
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="not an address"):
        Connection(url)


def test_an_address_with_a_password_is_refused_without_showing_it() -> None:
    with pytest.raises(UsageError, match="DETENTE_TOKEN") as caught:
        Connection("https://ada:hidden@host/sparql")
    assert "hidden" not in str(caught.value)


def test_secrets_show_nowhere(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("DETENTE_TOKEN", "hidden")

    def echo(sent: Sent) -> Said:
        return Said(403, f"no {sent.headers['Authorization']}".encode(), "text/plain")

    with fake(echo) as server:
        connection = Connection(server.url + "?key=private")
        with pytest.raises(EndpointError, match="answered 403") as caught:
            connection.send("GET")
    for text in (str(caught.value), repr(connection), caplog.text):
        assert "hidden" not in text
    assert "private" not in str(caught.value) + repr(connection)


def test_secrets_are_not_sent_to_another_host(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETENTE_TOKEN", "hidden")
    with fake(ok) as other:
        for status in (301, 302, 303, 307, 308):
            with fake(lambda _, s=status: Said(s, headers={"Location": other.url})) as server:  # type: ignore[misc]
                form = [("query", "ASK {}")]
                Connection(server.url).send("POST", form=form, repeatable=True).read()
            assert server.requests[0].headers["Authorization"] == "Bearer hidden"
    assert len(other.requests) == 5
    assert all("Authorization" not in sent.headers for sent in other.requests)
    assert [sent.method for sent in other.requests] == ["POST", "POST", "GET", "POST", "POST"]
    assert other.requests[0].fields == {"query": ["ASK {}"]}


def test_a_redirect_on_the_same_server_keeps_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETENTE_TOKEN", "hidden")

    def answer(sent: Sent) -> Said:
        there = sent.path == "/there"
        return Said() if there else Said(307, headers={"Location": "/there"})

    with fake(answer) as server:
        Connection(server.url).send("PUT", data=b"x").read()
    assert [sent.headers["Authorization"] for sent in server.requests] == ["Bearer hidden"] * 2
    assert server.requests[1].body == b"x"


def test_a_write_is_not_redirected_to_another_host() -> None:
    with (
        fake(ok) as other,
        fake(lambda _: Said(307, headers={"Location": other.url})) as server,
        pytest.raises(OutsideError, match="give that address"),
    ):
        Connection(server.url).send("POST", form=[("update", "CLEAR ALL")])
    assert not other.requests


def test_redirects_in_a_circle_end() -> None:
    with (
        fake(lambda _: Said(302, headers={"Location": "/sparql"})) as server,
        pytest.raises(OutsideError, match="in a circle"),
    ):
        Connection(server.url).send("GET")


@pytest.mark.parametrize(
    ("method", "repeatable", "times"),
    [("GET", None, 3), ("PUT", None, 3), ("DELETE", None, 3), ("POST", True, 3), ("POST", None, 1)],
)
def test_what_is_safe_is_repeated_while_a_server_is_away(
    monkeypatch: pytest.MonkeyPatch, method: str, repeatable: bool | None, times: int
) -> None:
    waits: list[float] = []
    monkeypatch.setattr("time.sleep", waits.append)

    def answer(_: Sent) -> Said:
        away = len(server.requests) < 3
        return Said(503, b"starting", headers={"Retry-After": "7"}) if away else Said()

    with fake(answer) as server:
        connection = Connection(server.url)
        if times == 1:
            with pytest.raises(EndpointError, match=r"503 .*: starting"):
                connection.send(method, data=b"x", repeatable=repeatable)
        else:
            assert connection.send(method, data=b"x", repeatable=repeatable).status == 200
    assert len(server.requests) == times
    assert waits.count(7) == times - 1


def test_a_server_that_asks_for_too_long_a_wait_is_not_waited_for() -> None:
    later = str(int(retries.LONGEST_WAIT) + 1)
    with (
        fake(lambda _: Said(429, b"", headers={"Retry-After": later})) as server,
        pytest.raises(EndpointError, match="try again later"),
    ):
        Connection(server.url).send("GET")
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (Said(401, b""), "DETENTE_TOKEN"),
        (Said(404, b"", "text/html"), "Usual addresses"),
        (Said(500, b"<html><title>Out of &amp; memory</title>", "text/html"), "Out of & memory"),
        (
            Said(500, b"\x00\x1b[31m\n  bad \x07thing\nmore", "text/plain"),
            "500 Internal Server Error: [31m",
        ),
        (Said(400, b"", "text/plain"), "400 Bad Request"),
    ],
)
def test_an_error_is_told_with_the_servers_own_line(said: Said, told: str) -> None:
    with fake(lambda _: said) as server, pytest.raises(EndpointError) as caught:
        Connection(server.url).send("GET")
    assert told in str(caught.value)
    assert server.url in str(caught.value)
    assert caught.value.status == said.status
    assert str(caught.value).isprintable() or "\n" in str(caught.value)
    assert "\x1b" not in str(caught.value)


def test_expected_statuses_are_answers() -> None:
    with fake(lambda _: Said(404)) as server:
        assert Connection(server.url).send("GET", expected={404}).status == 404


def test_a_slow_server_is_told_and_not_asked_again() -> None:
    with (
        fake(lambda _: Said(wait=20)) as server,
        pytest.raises(EndpointError, match=r"no answer within 0\.2 seconds"),
    ):
        Connection(server.url, read_timeout=0.2).send("GET")
    assert len(server.requests) == 1


def test_an_answer_that_breaks_off_is_an_error() -> None:
    with (
        fake(lambda _: Said(length=1000)) as server,
        pytest.raises(OutsideError, match="in the middle"),
    ):
        Connection(server.url).send("GET").read()


def test_nobody_there() -> None:
    with fake(ok) as server:
        url = server.url
    with pytest.raises(EndpointError, match="refused"):
        Connection(url).send("GET")
