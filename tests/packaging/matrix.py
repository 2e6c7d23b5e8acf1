"""The wheel under several Pythons and dependencies: ``python -m tests.packaging.matrix [3.11 3.12 ...]``.

Comes in: versions of Python, each of which has to be there as ``python3.X``. Goes out: a line for each of them with the
newest and with the lowest dependencies that ``pyproject.toml`` allows, and exit code 1 if an archive could not be
begun, checked and built with one. Environments are made by ``uv`` (``pip install uv``), which alone knows how to take
the lowest versions. Not a test: it installs from a package index.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.building import ROOT
from tests.packaging.test_wheel import Installed, begin_check_and_build, run

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
DEPENDENCIES = {"newest": "highest", "lowest": "lowest-direct"}
"""The sets of dependencies, and ``uv``'s names for them."""


def main() -> int:
    """Build the wheel once, and try it everywhere."""
    uv = shutil.which("uv") or shutil.which("uv", path=str(Path(sys.executable).parent))
    if uv is None:
        print("this needs uv: pip install uv", file=sys.stderr)
        return 2
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        run(ROOT, sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", place, ROOT)
        (wheel,) = place.glob("*.whl")
        for version in sys.argv[1:] or PYTHONS:
            for name in DEPENDENCIES:
                result = attempt(uv, wheel, version, name, place / f"{version}-{name}")
                failed |= result.startswith("failed")
                print(f"Python {version}, {name} dependencies: {result}", flush=True)
    return int(failed)


def attempt(uv: str, wheel: Path, version: str, dependencies: str, folder: Path) -> str:
    """What came of the wheel under one Python: "passed", "not here", or why it failed."""
    made = subprocess.run([uv, "venv", "-q", "--python", version, folder / "env"], capture_output=True, text=True)
    if made.returncode:
        return "not here"
    installed = Installed(folder / "env" / "bin")
    install: list[str | Path] = [uv, "pip", "install", "-q", "--python", installed.bin / "python", "--resolution"]
    try:
        run(folder, *install, DEPENDENCIES[dependencies], wheel)
        begin_check_and_build(installed, folder)
    except (AssertionError, subprocess.TimeoutExpired) as error:
        return f"failed\n{error}"
    return "passed"


if __name__ == "__main__":
    sys.exit(main())
