"""Freed memory is returned to the system, and no time is spent on garbage at the end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_SCATTER = """
from pathlib import Path
from mkdocs_postmortems.garbage import return_large_blocks

return_large_blocks()
bytearray(20_000_000)
large, small = [], []
for _ in range(400):
    large.append(bytearray(b"x") * 200_000)
    small.append(bytearray(b"x") * 1000)
del large
print(Path("/proc/self/statm").read_text().split()[1])
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
def test_freed_memory_between_used_blocks_is_returned() -> None:
    """As in a large archive, where each page leaves a small used block within much freed memory."""
    done = subprocess.run([sys.executable, "-c", _SCATTER], capture_output=True, text=True, check=True)
    assert int(done.stdout) * 4096 < 50_000_000


_CYCLE = """
import sys
from mkdocs_postmortems.garbage import collect_seldom

class Cycle:
    def __init__(self):
        self.me = self

    def __del__(self):
        print("collected")

if sys.argv[1:]:
    collect_seldom()
Cycle()
"""


@pytest.mark.parametrize(("arguments", "printed"), [([], "collected"), (["seldom"], "")])
def test_garbage_is_not_collected_at_the_end(arguments: list[str], printed: str) -> None:
    """Python would collect the garbage of a whole build before it exits."""
    done = subprocess.run([sys.executable, "-c", _CYCLE, *arguments], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == printed
