"""The same work by several processes: jobs in order, results in the same order, whoever did them.

Comes in: jobs, each a function without arguments whose result can be pickled, and how many processes may work. Goes
out: the results. Called by ``project``, for reading, checking and rendering.

Processes are forked, so a job may use all that stands in memory and nothing of it is copied. That is safe on Linux
while no other thread runs; elsewhere one process does everything. The first job is done before the others begin: what
it imports and sets up is there for all of them.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

Item = TypeVar("Item")
Result = TypeVar("Result")
More = TypeVar("More")
Tell = Callable[[int, int], None]
"""Hears how much of the work is done, and of how much."""
Again = Callable[[list[Result]], Callable[[int], More]]
"""Is handed the results of all jobs, and gives what is to be done more for a job, by its number."""

_NUMBER = 4
"""Bytes of a job's number on its way to a worker."""
_MOST_JOBS = 65_536 // _NUMBER
"""So many numbers a pipe holds without anybody reading it (pipe(7), "Pipe capacity")."""
_LENGTH = 8
"""Bytes of a result's length on its way back."""
_FAILED = -1
"""In the place of a job's number: what follows is an exception."""
FEW = 64
"""So many reports are done before a second process has begun."""


class WorkerError(Exception):
    """A process ended before its work was done, most likely for want of memory."""


def count_workers(wanted: int, reports: int = FEW) -> int:
    """How many processes may work: ``wanted``, or as many as there are cores for 0.

    One does for a few reports, and where a fork is not safe.
    """
    if reports < FEW or not sys.platform.startswith("linux") or threading.active_count() > 1:
        return 1
    return wanted or len(os.sched_getaffinity(0))


def chunks(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    """The items in order, ``size`` at a time."""
    return (items[at : at + size] for at in range(0, len(items), size))


def silent(done: int, total: int) -> None:
    """Says nothing."""


def run_jobs(jobs: Sequence[Callable[[], Result]], workers: int, tell: Tell = silent) -> list[Result]:
    """Do all jobs. ``tell`` hears now and then how many are done, and of how many.

    An exception in a job is raised here. Raises ``WorkerError`` where a process is killed.
    """
    return _run(jobs, workers, None, tell)[0]


def run_twice(
    jobs: Sequence[Callable[[], Result]], workers: int, again: Again[Result, More], tell: Tell = silent
) -> tuple[list[Result], list[More]]:
    """Do all jobs and then, when the results of all are known, something more for each.

    ``again`` is called in every process, and what it gives by the process that has done a job: it may have kept what is
    too large to be handed over.
    """
    return _run(jobs, workers, again, tell)


def _run(
    jobs: Sequence[Callable[[], Result]], workers: int, again: Again[Result, More] | None, tell: Tell
) -> tuple[list[Result], list[More]]:
    workers = min(workers, len(jobs) - 1)
    if workers <= 1 or len(jobs) > _MOST_JOBS:
        done = list(_one_by_one(jobs, tell))
        return done, list(map(again(done), range(len(jobs)))) if again else []
    return _run_by_several(jobs, workers, again, tell)


def _run_by_several(
    jobs: Sequence[Callable[[], Result]], workers: int, again: Again[Result, More] | None, tell: Tell
) -> tuple[list[Result], list[More]]:
    results = {0: jobs[0]()}
    queue = _queue(range(1, len(jobs)))
    gc.freeze()  # a collection would write to every object, and each write copies a page of memory
    helpers = [_fork(jobs, again, queue) for _ in range(workers - 1)]
    for helper in helpers:
        helper.listen()  # no thread before the last fork
    try:
        for number in _numbers(queue):
            results[number] = jobs[number]()
            tell(len(jobs) - _waiting(queue), len(jobs))
        mine = list(results)
        for helper in helpers:
            results |= helper.results()
        done = _in_order(results, len(jobs))
        if again is None:
            return done, []
        for helper in helpers:
            helper.go_on(done)
        do_more = again(done)
        more = {number: do_more(number) for number in mine}
        for helper in helpers:
            more |= helper.results()
        return done, _in_order(more, len(jobs))
    finally:
        for _ in _numbers(queue):  # after an exception: nobody shall begin anything more
            pass
        os.close(queue)
        for helper in helpers:
            helper.dismiss()
        for helper in helpers:
            helper.end()
        gc.unfreeze()


def _in_order(results: Mapping[int, Item], count: int) -> list[Item]:
    if len(results) < count:
        raise WorkerError("a process of the build was ended from outside; with `workers: 1` it needs less memory")
    return [results[number] for number in range(count)]


def in_background(jobs: Iterable[Callable[[], Result]], threads: int = 1) -> list[Future[Result]]:
    """Begin jobs that mostly wait, such as for another programme, in threads; ``result()`` waits for a job's end."""
    from concurrent.futures import ThreadPoolExecutor  # late: a short check has nothing to wait for

    executor = ThreadPoolExecutor(threads)
    try:
        return [executor.submit(job) for job in jobs]
    finally:
        executor.shutdown(wait=False)  # a thread ends with its last job, and processes can be forked again


def _queue(numbers: Sequence[int]) -> int:
    """A pipe that holds the jobs' numbers; each read takes the next one, whichever process reads."""
    reader, writer = os.pipe()
    with open(writer, "wb") as stream:  # noqa: PTH123
        stream.write(b"".join(number.to_bytes(_NUMBER, "big") for number in numbers))
    return reader


def _one_by_one(jobs: Sequence[Callable[[], Result]], tell: Tell) -> Iterator[Result]:
    for done, job in enumerate(jobs, 1):
        yield job()
        tell(done, len(jobs))


def _waiting(queue: int) -> int:
    """How many jobs nobody has begun."""
    import fcntl  # late: there is none on Windows, where nothing waits in a queue
    import termios

    return int.from_bytes(fcntl.ioctl(queue, termios.FIONREAD, bytes(4)), sys.byteorder) // _NUMBER


def _numbers(queue: int) -> Iterator[int]:
    while number := os.read(queue, _NUMBER):
        yield int.from_bytes(number, "big")


class _Helper:
    """A process that works, and the thread that takes in its results as they come."""

    def __init__(self, process: int, outbox: BinaryIO, inbox: BinaryIO) -> None:
        self._process, self._outbox, self._inbox = process, outbox, inbox
        self._results: dict[int, Any] = {}
        self._error: BaseException | None = None

    def listen(self) -> None:
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        while message := _receive(self._inbox):
            number, result = message
            if number == _FAILED:
                self._error = result
            else:
                self._results[number] = result

    def results(self) -> dict[int, Any]:
        """What it has done since it was last asked. Waits until it has done it."""
        self._listener.join()
        if self._error:
            raise self._error
        results, self._results = self._results, {}
        return results

    def go_on(self, results: list[Any]) -> None:
        """Have it do something more."""
        with contextlib.suppress(BrokenPipeError):  # it is gone, and what it had to do will be missing
            _send(self._outbox, results)
            self._outbox.flush()
        self.listen()

    def dismiss(self) -> None:
        """Let it wait for nothing more."""
        with contextlib.suppress(BrokenPipeError):
            self._outbox.close()

    def end(self) -> None:
        self._listener.join()
        self._inbox.close()
        os.waitpid(self._process, 0)


def _fork(jobs: Sequence[Callable[[], Any]], again: Again[Any, Any] | None, queue: int) -> _Helper:
    (reader, outbox), (inbox, writer) = os.pipe(), os.pipe()
    process = os.fork()
    if process == 0:
        os.close(outbox)
        os.close(inbox)
        _work(jobs, again, queue, reader, writer)
    os.close(reader)
    os.close(writer)
    return _Helper(process, open(outbox, "wb"), open(inbox, "rb"))  # noqa: PTH123


def _work(
    jobs: Sequence[Callable[[], Any]],
    again: Again[Any, Any] | None,
    queue: int,
    reader: int,
    writer: int,
) -> NoReturn:
    """A forked process's whole life. It leaves without the goodbyes that belong to the process it came from."""
    try:
        with open(reader, "rb") as orders, open(writer, "wb") as results:
            try:
                mine = []
                for number in _numbers(queue):
                    mine.append(number)
                    _send(results, (number, jobs[number]()))
                _send(results, None)
                results.flush()
                if again and (done := _receive(orders)):
                    do_more = again(done)
                    for number in mine:
                        _send(results, (number, do_more(number)))
            except BaseException as error:
                _send(results, (_FAILED, _portable(error)))
    finally:
        os._exit(0)


def _portable(error: BaseException) -> BaseException:
    """The error, or its words where it cannot be handed over."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # whatever an exception of some library does there
        return WorkerError(f"{type(error).__name__}: {error}")
    return error


def _send(stream: BinaryIO, message: object) -> None:
    packed = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    stream.write(len(packed).to_bytes(_LENGTH, "big") + packed)


def _receive(stream: BinaryIO) -> Any:
    """The next message; ``None`` where there is none, or half of one, since its sender has ended."""
    length = int.from_bytes(stream.read(_LENGTH), "big")
    packed = stream.read(length)
    return pickle.loads(packed) if packed and len(packed) == length else None
