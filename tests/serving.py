"""Sites on a local web server.

Takes a folder; returns the address where it is served. Called by tests, benchmarks and the guide's screenshots.
"""

from __future__ import annotations

import functools
import http.server
import sys
import threading
import urllib.request
from collections.abc import Mapping
from http.client import HTTPException
from pathlib import Path
from typing import Any

from tests.waiting import PATIENCE


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *arguments: Any, headers: Mapping[str, str], **options: Any) -> None:
        self._more = headers
        super().__init__(*arguments, **options)

    def end_headers(self) -> None:
        """Add this server's headers."""
        for name, value in self._more.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *request: Any) -> None:
        """Report errors, except when a browser leaves for another page before it has the response."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(*request)


class serve:
    """Serve a folder on the loopback interface while the ``with`` block runs. ``headers`` are sent with every file."""

    def __init__(self, folder: Path, headers: Mapping[str, str] | None = None) -> None:
        handler = functools.partial(_Quiet, directory=str(folder), headers=headers or {})
        self._server = _Server(("127.0.0.1", 0), handler)

    def __enter__(self) -> str:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self._server.server_address[1]}/"

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def published_headers(site: Path) -> dict[str, str]:
    """Return the headers that a site asks its server to send with every file."""
    lines = (site / "_headers").read_text(encoding="utf-8").splitlines()[1:]
    return {name: value for name, _, value in (line.strip().partition(": ") for line in lines)}


def is_shown(address: str, text: str) -> bool:
    """Return whether a page exists and contains a text."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            return text in answer.read().decode()
    except (OSError, HTTPException):
        return False
