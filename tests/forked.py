"""Run programs in forks of a process that has already imported what they need: imports are over half of a small build.

Takes a module, its arguments, a folder and an environment; returns what ``subprocess.run`` would. Called by
``run_mkdocs``. A fork shares the interpreter's settings, such as the locale: if these matter, do not fork.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

_forks = multiprocessing.get_context("forkserver" if hasattr(os, "fork") else None)
_forks.set_forkserver_preload(["tests.prepared"])


def run_forked(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], timeout: float
) -> subprocess.CompletedProcess[str]:
    """Run a module by name with arguments, to its end. Raises ``TimeoutExpired`` after ``timeout`` seconds."""
    with tempfile.TemporaryDirectory() as said:
        streams = [Path(said, name) for name in ("out", "err")]
        process = _forks.Process(target=_run, args=(command, folder, dict(environment), streams))
        process.start()
        process.join(timeout)
        if process.exitcode is None:
            process.kill()
            raise subprocess.TimeoutExpired(command, timeout)
        out, err = (stream.read_text(encoding="utf-8") for stream in streams)
    return subprocess.CompletedProcess(command, process.exitcode, out, err)


def _run(command: Sequence[str], folder: Path, environment: dict[str, str], streams: Sequence[Path]) -> None:
    for number, stream in enumerate(streams, 1):
        os.dup2(os.open(stream, os.O_WRONLY | os.O_CREAT), number)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv[:], sys.path[0] = command, str(folder)
    try:
        runpy.run_module(command[0], run_name="__main__", alter_sys=True)
    finally:
        atexit._run_exitfuncs()  # multiprocessing exits without running them
