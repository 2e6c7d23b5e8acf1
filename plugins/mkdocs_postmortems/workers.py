"""Run jobs in several processes, and return their results in order.

A job is a function without arguments whose result can be pickled. Called by ``project`` and ``results``.

Processes are forked, so jobs share all objects in memory and nothing is copied to them. That is safe on Linux while no
other thread runs; elsewhere one process does everything. The first job runs before the others start, so that its
imports and caches are shared, too.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO, Generic, NoReturn, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

Item = TypeVar("Item")
Result = TypeVar("Result")
More = TypeVar("More")
OnProgress = Callable[[int, int], None]
"""A progress callback: called with the number of finished jobs and the number of all."""
SecondStep = Callable[[list[Result]], Callable[[int], More]]
"""Takes the results of all jobs, and returns a function that does a second step for the job with a number."""

_NUMBER = 4
"""Bytes of a job's number in the queue."""
_MOST_JOBS = 65_536 // _NUMBER
"""How many numbers fit into a pipe that nobody reads (pipe(7), "Pipe capacity")."""
_LENGTH = 8
"""Bytes that give the length of a message."""
_FAILED = -1
"""Stands in place of a job's number if an exception follows."""
FEW = 64
"""Below this number of reports, one process finishes before a second one has started."""


class WorkerError(Exception):
    """A process ended before its work was done, most likely because it ran out of memory."""


def count_workers(wanted: int, reports: int = FEW) -> int:
    """Return the number of processes to use: ``wanted``, or the number of cores if that is 0.

    It is 1 for a few reports, and where forking is not safe.
    """
    if reports < FEW or not sys.platform.startswith("linux") or threading.active_count() > 1:
        return 1
    return wanted or len(os.sched_getaffinity(0))


def chunks(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    """Yield the items in order, ``size`` at a time."""
    return (items[at : at + size] for at in range(0, len(items), size))


def silent(done: int, total: int) -> None:
    """Report no progress."""


def run_jobs(jobs: Sequence[Callable[[], Result]], workers: int, on_progress: OnProgress = silent) -> list[Result]:
    """Run all jobs, and return their results. ``on_progress`` is called with the progress now and then.

    Raises the exception of a job that fails, and ``WorkerError`` if a process is killed.
    """
    return _run(jobs, workers, None, on_progress)[0]


def run_in_two_steps(
    jobs: Sequence[Callable[[], Result]],
    workers: int,
    second_step: SecondStep[Result, More],
    on_progress: OnProgress = silent,
) -> tuple[list[Result], list[More]]:
    """Run all jobs and then, once all results are known, a second step for each.

    Every process calls ``second_step``, and does the second step of the jobs that it has run itself. So large objects
    that the step needs do not have to be sent between processes.
    """
    return _run(jobs, workers, second_step, on_progress)


def _run(
    jobs: Sequence[Callable[[], Result]],
    workers: int,
    second_step: SecondStep[Result, More] | None,
    on_progress: OnProgress,
) -> tuple[list[Result], list[More]]:
    workers = min(workers, len(jobs) - 1)
    if workers <= 1 or len(jobs) > _MOST_JOBS:
        done = list(_one_by_one(jobs, on_progress))
        return done, list(map(second_step(done), range(len(jobs)))) if second_step else []
    return _run_by_several(jobs, workers, second_step, on_progress)


def _run_by_several(
    jobs: Sequence[Callable[[], Result]],
    workers: int,
    second_step: SecondStep[Result, More] | None,
    on_progress: OnProgress,
) -> tuple[list[Result], list[More]]:
    results = {0: jobs[0]()}
    queue = _queue(range(1, len(jobs)))
    gc.freeze()  # a collection writes to every object, and after a fork each write copies a page of memory
    helpers = [_fork(jobs, second_step, queue) for _ in range(workers - 1)]
    for helper in helpers:
        helper.listen()  # no thread before the last fork
    try:
        for number in _take_numbers(queue):
            results[number] = jobs[number]()
            on_progress(len(jobs) - _unstarted(queue), len(jobs))
        mine = list(results)
        for helper in helpers:
            results |= helper.results()
        done = _in_order(results, len(jobs))
        if second_step is None:
            return done, []
        for helper in helpers:
            helper.start_second_step(done)
        do_more = second_step(done)
        more = {number: do_more(number) for number in mine}
        for helper in helpers:
            more |= helper.results()
        return done, _in_order(more, len(jobs))
    finally:
        _end(queue, helpers)
        gc.unfreeze()


def _end(queue: int, helpers: Sequence[_Helper]) -> None:
    """End the processes. After an exception, the queue is emptied first: none of them shall start another job."""
    for _ in _take_numbers(queue):
        pass
    os.close(queue)
    for helper in helpers:
        helper.close_outbox()
    for helper in helpers:
        helper.end()


def _in_order(results: Mapping[int, Item], count: int) -> list[Item]:
    if len(results) < count:
        raise WorkerError("a process of the build was ended from outside; with `workers: 1` it needs less memory")
    return [results[number] for number in range(count)]


class Aside(Generic[Result]):
    """A process that runs one job while this process goes on. Its result can be pickled, and is not ``None``.

    An exception ends it early and without a message: this process does what is missing, and meets it again. Only for
    where ``count_workers`` says that more than one process may be used.
    """

    def __init__(self, job: Callable[[], Result]) -> None:
        gc.freeze()
        reader, writer = os.pipe()
        self._process = os.fork()
        if self._process == 0:
            try:
                with open(writer, "wb") as stream:  # noqa: PTH123
                    _send(stream, job())
            finally:
                os._exit(0)
        os.close(writer)
        self._inbox = open(reader, "rb")  # noqa: PTH123, SIM115
        gc.unfreeze()

    def result(self) -> Result | None:
        """Wait until the process has ended, and return the job's result once; ``None`` if there is none."""
        if not self._process:
            return None
        with self._inbox:
            result: Result | None = _receive(self._inbox)
        _wait_for(self._process)
        self._process = 0
        return result

    def stop(self) -> None:
        """End the process at once."""
        if self._process:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)
            self.result()


def in_background(jobs: Iterable[Callable[[], Result]], threads: int = 1) -> list[Future[Result]]:
    """Start jobs in threads, for jobs that mostly wait for another program."""
    from concurrent.futures import ThreadPoolExecutor  # late: a short check does not need it

    executor = ThreadPoolExecutor(threads)
    try:
        return [executor.submit(job) for job in jobs]
    finally:
        executor.shutdown(wait=False)  # threads end with the last job, so that processes can be forked again


def _queue(numbers: Sequence[int]) -> int:
    """Return a pipe that contains the jobs' numbers. Every process reads the next one from it."""
    reader, writer = os.pipe()
    with open(writer, "wb") as stream:  # noqa: PTH123
        stream.write(b"".join(number.to_bytes(_NUMBER, "big") for number in numbers))
    return reader


def _one_by_one(jobs: Sequence[Callable[[], Result]], on_progress: OnProgress) -> Iterator[Result]:
    for done, job in enumerate(jobs, 1):
        yield job()
        on_progress(done, len(jobs))


def _unstarted(queue: int) -> int:
    """Return how many jobs have not been started."""
    import fcntl  # late: Windows has none, and no queue
    import termios

    return int.from_bytes(fcntl.ioctl(queue, termios.FIONREAD, bytes(4)), sys.byteorder) // _NUMBER


def _take_numbers(queue: int) -> Iterator[int]:
    while number := os.read(queue, _NUMBER):
        yield int.from_bytes(number, "big")


class _Helper:
    """A forked process, and the thread that receives its results."""

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
        """Wait for the results since the last call, and return them by job number."""
        self._listener.join()
        if self._error:
            raise self._error
        results, self._results = self._results, {}
        return results

    def start_second_step(self, results: list[Any]) -> None:
        """Start the second step, for which the process needs the results of all jobs."""
        with contextlib.suppress(BrokenPipeError):  # the process is dead: _in_order notices its missing results
            _send(self._outbox, results)
            self._outbox.flush()
        self.listen()

    def close_outbox(self) -> None:
        """Tell the process that there is no more to do."""
        with contextlib.suppress(BrokenPipeError):
            self._outbox.close()

    def end(self) -> None:
        self._listener.join()
        self._inbox.close()
        _wait_for(self._process)


def _wait_for(process: int) -> None:
    """Wait until a forked process has ended.

    If SIGCHLD is ignored, which a program inherits from the one that starts it, the system keeps no record of ended
    processes: wait(2), "NOTES".
    """
    with contextlib.suppress(ChildProcessError):
        os.waitpid(process, 0)


def _fork(jobs: Sequence[Callable[[], Any]], second_step: SecondStep[Any, Any] | None, queue: int) -> _Helper:
    (reader, outbox), (inbox, writer) = os.pipe(), os.pipe()
    process = os.fork()
    if process == 0:
        os.close(outbox)
        os.close(inbox)
        _work(jobs, second_step, queue, reader, writer)
    os.close(reader)
    os.close(writer)
    return _Helper(process, open(outbox, "wb"), open(inbox, "rb"))  # noqa: PTH123


def _work(
    jobs: Sequence[Callable[[], Any]],
    second_step: SecondStep[Any, Any] | None,
    queue: int,
    reader: int,
    writer: int,
) -> NoReturn:
    """Run a forked process. It exits without the cleanup handlers, which belong to its parent."""
    try:
        with open(reader, "rb") as orders, open(writer, "wb") as results:
            try:
                mine = []
                for number in _take_numbers(queue):
                    mine.append(number)
                    _send(results, (number, jobs[number]()))
                _send(results, None)
                results.flush()
                if second_step and (done := _receive(orders)):
                    do_more = second_step(done)
                    for number in mine:
                        _send(results, (number, do_more(number)))
            except BaseException as error:
                _send(results, (_FAILED, _portable(error)))
    finally:
        os._exit(0)


def _portable(error: BaseException) -> BaseException:
    """Return the error, or its message as a ``WorkerError`` if it cannot be pickled."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # pickling may run any code of a library's exception
        return WorkerError(f"{type(error).__name__}: {error}")
    return error


def _send(stream: BinaryIO, message: object) -> None:
    packed = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    stream.write(len(packed).to_bytes(_LENGTH, "big") + packed)


def _receive(stream: BinaryIO) -> Any:
    """Return the next message, or ``None`` if the sender has ended, even in the middle of a message."""
    length = int.from_bytes(stream.read(_LENGTH), "big")
    packed = stream.read(length)
    return pickle.loads(packed) if packed and len(packed) == length else None
