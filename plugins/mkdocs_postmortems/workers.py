"""The same work by several processes: jobs in order, results in the same order, whoever did them.

Comes in: jobs, each a function without arguments whose result can be pickled, and how many processes may work. Goes
out: the results. Called by ``project``, for reading, checking and rendering.

Processes are forked, so a job may use all that stands in memory and nothing of it is copied. That is safe on Linux
while no other thread runs; elsewhere one process does everything. The first job is done before the others begin: what
it imports and sets up is there for all of them.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

Item = TypeVar("Item")
Result = TypeVar("Result")

_NUMBER = 4
"""Bytes of a job's number on its way to a worker."""
_MOST_JOBS = 65_536 // _NUMBER
"""So many numbers a pipe holds without anybody reading it (pipe(7), "Pipe capacity")."""


_LENGTH = 8
"""Bytes of a result's length on its way back."""
_FAILED = -1
"""In the place of a job's number: what follows is an exception."""


_SELDOM = (200_000, 50, 100)
"""How often to look for garbage: what jobs make has few cycles, and the search costs a twentieth of their time."""


class WorkerError(Exception):
    """A process ended before its work was done, most likely for want of memory."""


def count_workers(wanted: int) -> int:
    """How many processes may work: ``wanted``, or as many as there are cores for 0; one where a fork is not safe."""
    if not sys.platform.startswith("linux") or threading.active_count() > 1:
        return 1
    return wanted or len(os.sched_getaffinity(0))


def chunks(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    """The items in order, ``size`` at a time."""
    return (items[at : at + size] for at in range(0, len(items), size))


def run_jobs(
    jobs: Sequence[Callable[[], Result]], workers: int, tell: Callable[[int, int], None] = lambda done, total: None
) -> list[Result]:
    """Do all jobs. ``tell`` hears now and then how many are done, and of how many.

    An exception in a job is raised here. Raises ``WorkerError`` where a process is killed.
    """
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        return _run(jobs, workers, tell)
    finally:
        gc.set_threshold(*before)


def _run(jobs: Sequence[Callable[[], Result]], workers: int, tell: Callable[[int, int], None]) -> list[Result]:
    workers = min(workers, len(jobs) - 1)
    if workers <= 1 or len(jobs) > _MOST_JOBS:
        return list(_one_by_one(jobs, tell))
    results = {0: jobs[0]()}
    queue = _queue(range(1, len(jobs)))
    gc.freeze()  # a collection would write to every object, and each write copies a page of memory
    helpers = [_fork(jobs, queue) for _ in range(workers - 1)]
    for helper in helpers:
        helper.listen()  # no thread before the last fork
    try:
        for number in _numbers(queue):
            results[number] = jobs[number]()
            tell(len(jobs) - _waiting(queue), len(jobs))
        for helper in helpers:
            results |= helper.results()
    finally:
        for _ in _numbers(queue):  # after an exception: nobody shall begin anything more
            pass
        os.close(queue)
        for helper in helpers:
            helper.end()
        gc.unfreeze()
    if len(results) < len(jobs):
        raise WorkerError("a process of the build was ended from outside; with `workers: 1` it needs less memory")
    return [results[number] for number in range(len(jobs))]


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


def _one_by_one(jobs: Sequence[Callable[[], Result]], tell: Callable[[int, int], None]) -> Iterator[Result]:
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

    def __init__(self, process: int, stream: BinaryIO) -> None:
        self._process, self._stream = process, stream
        self._results: dict[int, Any] = {}
        self._error: BaseException | None = None
        self._listener = threading.Thread(target=self._listen, daemon=True)

    def listen(self) -> None:
        self._listener.start()

    def _listen(self) -> None:
        while length := int.from_bytes(self._stream.read(_LENGTH), "big"):
            packed = self._stream.read(length)
            if len(packed) < length:
                return  # it was ended in the middle of a result, which will be missing
            number, result = pickle.loads(packed)
            if number == _FAILED:
                self._error = result
            else:
                self._results[number] = result

    def results(self) -> dict[int, Any]:
        """What it did. Waits until it has done it."""
        self._listener.join()
        if self._error:
            raise self._error
        return self._results

    def end(self) -> None:
        self._listener.join()
        self._stream.close()
        os.waitpid(self._process, 0)


def _fork(jobs: Sequence[Callable[[], Any]], queue: int) -> _Helper:
    reader, writer = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reader)
        _work(jobs, queue, writer)
    os.close(writer)
    return _Helper(process, open(reader, "rb"))  # noqa: PTH123


def _work(jobs: Sequence[Callable[[], Any]], queue: int, writer: int) -> NoReturn:
    """A forked process's whole life. It leaves without the goodbyes that belong to the process it came from."""
    try:
        with open(writer, "wb") as stream:
            try:
                for number in _numbers(queue):
                    _send(stream, (number, jobs[number]()))
            except BaseException as error:
                _send(stream, (_FAILED, error))
    finally:
        os._exit(0)


def _send(stream: BinaryIO, message: tuple[int, object]) -> None:
    packed = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    stream.write(len(packed).to_bytes(_LENGTH, "big") + packed)
