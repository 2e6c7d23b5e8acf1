"""Measure a command: elapsed time, CPU time, and the peak memory of all its processes together.

Takes a command and its working folder; returns ``Usage``. Linux only: memory is read from ``/proc`` as PSS, which
counts pages shared by several processes once, so forked workers do not count as copies.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONDONTWRITEBYTECODE": ""}
"""Without warnings, and with bytecode, as all that is installed has it: without, a short check compiles for a third of
its time."""
_SHARE = 50
"""Looking at memory may take one part in so many of a processor's time."""
_LONGEST = 0.2
"""Seconds between two looks at most."""


@dataclass(frozen=True)
class Usage:
    """Elapsed seconds, CPU seconds, and megabytes."""

    clock: float
    processors: float
    memory: float

    def mean(self, other: Usage) -> Usage:
        """Return the average cost of two runs, and the memory of the larger."""
        clock, processors = (self.clock + other.clock) / 2, (self.processors + other.processors) / 2
        return Usage(clock, processors, max(self.memory, other.memory))


def run(command: Sequence[str], folder: Path, accepted: Collection[int] = (0,)) -> Usage:
    """Run a command to its end. If it fails, stops the benchmark with the end of its output."""
    with tempfile.TemporaryFile() as said:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **QUIET}, stdout=said, stderr=said, start_new_session=True
        )
        with PeakMemory(process.pid) as memory:
            _, status, used = os.wait4(process.pid, 0)
        clock = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in accepted:
            said.seek(0)
            raise SystemExit(f"{' '.join(command)} failed:\n{said.read().decode(errors='replace')[-2000:]}")
    return Usage(clock, used.ru_utime + used.ru_stime, memory.most)


class PeakMemory:
    """Samples the memory of all processes of a session while the ``with`` block runs."""

    def __init__(self, session: int) -> None:
        self.most = 0.0
        self._session = session
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        pause = 0.0
        while not self._ended.wait(pause):
            begin = time.thread_time()
            self.most = max(self.most, sum(map(_memory, _processes(self._session))))
            pause = min(max(_SHARE * (time.thread_time() - begin), 0.01), _LONGEST)


def _processes(session: int) -> list[int]:
    found = []
    for name in (path.name for path in Path("/proc").iterdir()):
        with suppress(ProcessLookupError, PermissionError):
            if name.isdecimal() and os.getsid(int(name)) == session:
                found.append(int(name))
    return found


def _memory(process: int) -> float:
    """Return the megabytes of a process; 0 if it has just ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0
