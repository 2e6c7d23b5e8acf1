"""Results come in the order of the jobs, and no failure in a job is lost."""

from __future__ import annotations

import fcntl
import os
import signal
import sys
import termios
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from mkdocs_postmortems.workers import (
    Aside,
    WorkerError,
    chunks,
    count_workers,
    in_background,
    run_in_two_steps,
    run_jobs,
)
from tests.waiting import until

PARENT = os.getpid()


@pytest.mark.parametrize("workers", [1, 2, 5])
@pytest.mark.parametrize("count", [0, 1, 2, 300])
def test_results_come_in_the_order_of_the_jobs(workers: int, count: int) -> None:
    assert run_jobs([partial(pow, number, 2) for number in range(count)], workers) == [n * n for n in range(count)]


def test_the_work_is_done_by_several_processes() -> None:
    """Each waits for the other, so one alone could not finish."""
    wait = together(2)

    def meet() -> int:
        wait()
        return os.getpid()

    assert len(set(run_jobs([os.getpid, meet, meet], 2)[1:])) == 2


def _waiting(pipe: int) -> int:
    """Return how many bytes are waiting in a pipe."""
    return int.from_bytes(fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)), sys.byteorder)


def test_results_larger_than_a_pipe_arrive_whole() -> None:
    assert run_jobs([partial(bytes, 300_000)] * 8, 3) == [bytes(300_000)] * 8


@pytest.mark.parametrize("workers", [1, 3])
def test_an_exception_in_a_job_is_raised(workers: int) -> None:
    def fail() -> int:
        raise LookupError("this one")

    with pytest.raises(LookupError, match="this one"):
        run_jobs([partial(abs, 1), *[fail] * 10], workers)


class Stubborn(Exception):
    """An exception that cannot be unpickled."""

    def __init__(self, path: str, line: int) -> None:
        super().__init__(f"{path}:{line}")


def test_an_exception_that_cannot_be_pickled_is_raised_as_text() -> None:
    wait = together(2)

    def fail() -> int:
        wait()
        if os.getpid() != PARENT:
            raise Stubborn("a.md", 3)
        return 0

    with pytest.raises(WorkerError, match=r"Stubborn: a\.md:3"):
        run_jobs([partial(abs, 1), *[fail] * 8], 2)


def together(workers: int) -> Callable[[], None]:
    """Return a job that waits until each worker has started its first one, so that all take part in the work."""
    reader, writer = os.pipe()
    came = set[int]()

    def wait() -> None:
        if os.getpid() in came:
            return
        came.add(os.getpid())
        os.write(writer, b".")
        while _waiting(reader) < workers:
            time.sleep(0.001)

    return wait


def test_a_result_that_cannot_be_pickled_is_reported() -> None:
    wait = together(2)

    def work() -> object:
        wait()
        return (letter for letter in "")

    with pytest.raises(TypeError, match="pickle"):
        run_jobs([partial(abs, 1), *[work] * 8], 2)


def test_a_killed_process_is_reported() -> None:
    wait = together(2)

    def die() -> int:
        wait()
        if os.getpid() != PARENT:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    with pytest.raises(WorkerError, match="ended from outside"):
        run_jobs([partial(abs, 1), *[die] * 8], 2)


def test_no_process_is_forked_while_another_thread_runs() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert count_workers(4) == 1
    finally:
        done.set()
        thread.join()


def test_chunks_keep_the_order() -> None:
    assert list(chunks("abcde", 2)) == ["ab", "cd", "e"]


def test_a_background_job_returns_its_result_and_leaves_no_thread() -> None:
    before = threading.active_count()
    assert [each.result() for each in in_background([partial(pow, 2, 3), partial(pow, 2, 2)], 2)] == [8, 4]
    until(lambda: threading.active_count() <= before)


def test_a_job_aside_runs_in_another_process() -> None:
    aside = Aside(os.getpid)
    assert aside.result() not in (None, PARENT)
    assert aside.result() is None
    aside.stop()


def test_a_large_result_of_a_job_aside() -> None:
    assert Aside(lambda: "x" * 1_000_000).result() == "x" * 1_000_000


def test_an_exception_aside_ends_only_that_process() -> None:
    assert Aside(partial(divmod, 1, 0)).result() is None


def test_a_process_aside_is_stopped_at_once() -> None:
    begin = time.monotonic()
    aside = Aside(partial(time.sleep, 60))
    aside.stop()
    assert time.monotonic() - begin < 30
    assert aside.result() is None


@pytest.fixture
def ignored_children() -> Iterator[None]:
    """Ignore SIGCHLD, as a program that starts a build may. The system then keeps no record of ended processes."""
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    yield
    signal.signal(signal.SIGCHLD, before)


@pytest.mark.usefixtures("ignored_children")
def test_ended_processes_need_no_record_in_the_system(tmp_path: Path) -> None:
    assert run_jobs([partial(pow, 2, n) for n in range(9)], 3) == [2**n for n in range(9)]
    assert Aside(os.getpid).result()
    ended = Aside((tmp_path / "ended").touch)
    until((tmp_path / "ended").exists)
    ended.stop()


def test_a_background_exception_is_raised_with_the_result() -> None:
    with pytest.raises(ZeroDivisionError):
        in_background([partial(divmod, 1, 0)])[0].result()


@pytest.mark.parametrize("workers", [1, 2, 5])
@pytest.mark.parametrize("count", [0, 1, 2, 300])
def test_a_second_step_runs_once_all_jobs_are_done(workers: int, count: int) -> None:
    jobs = [partial(pow, number, 2) for number in range(count)]
    squares, more = run_in_two_steps(jobs, workers, lambda done: lambda number: (number, sum(done)))
    assert squares == [number * number for number in range(count)]
    assert more == [(number, sum(squares)) for number in range(count)]


def test_the_second_step_runs_in_the_same_process() -> None:
    """So that it can use what the first step kept in memory."""
    kept: dict[int, bytes] = {}
    wait = together(3)

    def work(number: int) -> int:
        kept[number] = bytes(100_000)
        if number:  # the other processes start after the first job
            wait()
        return os.getpid()

    done, more = run_in_two_steps(
        [partial(work, number) for number in range(30)], 3, lambda _: lambda at: (os.getpid(), kept[at])
    )
    assert len(set(done)) == 3
    assert more == [(process, bytes(100_000)) for process in done]


@pytest.mark.parametrize("workers", [1, 3])
def test_an_exception_in_the_second_step_is_raised(workers: int) -> None:
    def fail(number: int) -> int:
        raise LookupError("this one")

    with pytest.raises(LookupError, match="this one"):
        run_in_two_steps([partial(abs, 1)] * 10, workers, lambda done: fail)


def test_an_exception_in_a_job_leaves_no_process_waiting() -> None:
    """Not even processes that are waiting for the second step."""
    wait = together(3)

    def fail() -> int:
        wait()
        if os.getpid() == PARENT:
            raise LookupError("this one")
        return 1

    with pytest.raises(LookupError, match="this one"):
        run_in_two_steps([partial(abs, 1), *[fail] * 1000], 3, lambda done: abs)


def test_a_process_killed_in_the_second_step_is_reported() -> None:
    def die(number: int) -> int:
        if os.getpid() != PARENT:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    with pytest.raises(WorkerError, match="ended from outside"):
        run_in_two_steps([partial(abs, 1), *[together(2)] * 8], 2, lambda done: die)
