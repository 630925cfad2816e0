"""Work in threads: the loop goes on, and nothing is made twice."""

import asyncio
import threading

import pytest
from serving import in_a_loop

from detente.server.refusals import Refusal, TooBusy
from detente.server.work import _WAITING, Work


def test_the_loop_goes_on_while_a_page_is_made() -> None:
    async def run() -> bytes:
        work, looped = Work(), threading.Event()
        page = asyncio.ensure_future(
            work.content("page", lambda: b"made" if looped.wait(30) else b"blocked")
        )
        await asyncio.sleep(0)
        looped.set()  # only a loop that is not held up comes here while the page waits
        content = await page
        work.close()
        return content.body

    assert in_a_loop(run()) == b"made"


def test_what_many_ask_for_at_once_is_made_once() -> None:
    made = []

    async def run() -> set[bytes]:
        work = Work()

        def make() -> bytes:
            made.append(1)
            return b"page"

        found = {
            c.body for c in await asyncio.gather(*(work.content("k", make) for _ in range(20)))
        }
        found.add((await work.content("k", make)).body)
        work.close()
        return found

    assert in_a_loop(run()) == {b"page"}
    assert len(made) == 1


def test_one_who_leaves_does_not_end_it_for_the_others() -> None:
    async def run() -> bytes:
        work, go = Work(), threading.Event()
        first = asyncio.ensure_future(work.content("k", lambda: b"page" * go.wait(30)))
        second = asyncio.ensure_future(work.content("k", lambda: b"not asked"))
        await asyncio.sleep(0)
        first.cancel()
        go.set()
        content = await second
        work.close()
        return content.body

    assert in_a_loop(run()) == b"page"


@pytest.mark.parametrize(("status", "times"), [(422, 1), (504, 2), (503, 2)])
def test_what_is_too_large_is_not_tried_again(status: int, times: int) -> None:
    tried = []

    async def run() -> None:
        work = Work()

        def make() -> bytes:
            tried.append(1)
            raise Refusal(status, "no")

        for _ in range(2):
            with pytest.raises(Refusal, match="no"):
                await work.content("k", make)
        work.close()

    in_a_loop(run())
    assert len(tried) == times


def test_too_many_are_sent_away() -> None:
    async def run() -> None:
        work, go = Work(), threading.Event()
        waiting = [asyncio.ensure_future(work.do(lambda: go.wait(30))) for _ in range(_WAITING)]
        await asyncio.sleep(0)
        with pytest.raises(TooBusy):
            await work.do(bool)
        go.set()
        assert all(await asyncio.gather(*waiting))
        work.close()

    in_a_loop(run())
