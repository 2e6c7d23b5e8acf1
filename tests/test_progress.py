"""A long build shows its progress: a single updated line on a terminal, occasional lines in a log."""

from __future__ import annotations

import io

from mkdocs_postmortems.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    """A clock that advances by a second or more at each reading."""

    def __init__(self, step: float) -> None:
        self.now, self.step = 0.0, step

    def __call__(self) -> float:
        self.now += self.step
        return self.now


def test_a_log_gets_a_line_every_few_seconds() -> None:
    lines: list[str] = []
    stream = io.StringIO()
    progress = Progress("Rendering", stream, lines.append, Clock(1))
    for done in range(1, 21):
        progress(done, 20)
    assert 2 <= len(lines) <= 4
    assert lines[0].startswith("Rendering: ") and lines[0].endswith(" of 20")
    assert stream.getvalue() == ""


def test_a_terminal_gets_a_bar_that_is_cleared_at_the_end() -> None:
    lines: list[str] = []
    stream = Terminal()
    progress = Progress("Reading", stream, lines.append, Clock(1))
    for done in range(1, 1001):
        progress(done, 1000)
    text = stream.getvalue()
    assert "500 of 1,000" in text and "░" in text
    assert text.endswith("\r\033[K") and "\n" not in text
    assert lines == []


def test_without_a_stream_the_log_gets_lines() -> None:
    """As if a build is started without an error stream, by a service or with ``2>&-``: it ended without a message."""
    lines: list[str] = []
    progress = Progress("Reading", None, lines.append, Clock(1))
    for done in range(1, 21):
        progress(done, 20)
    assert lines


def test_quick_work_shows_no_progress() -> None:
    for stream in (Terminal(), io.StringIO()):
        lines: list[str] = []
        progress = Progress("Reading", stream, lines.append, Clock(0.001))
        for done in range(1, 11):
            progress(done, 10)
        assert stream.getvalue() == "" and lines == []
