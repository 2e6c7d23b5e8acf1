"""What the importer's tests share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mkdocs_postmortems.imports.report import Imported, Importer
from mkdocs_postmortems.imports.sources.files import read_documents
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import Settings

SAMPLES = Path(__file__).parent / "samples"
Import = Callable[..., Imported]


@pytest.fixture(scope="session")
def importer() -> Importer:
    return Importer(ReportReader(Settings()))


@pytest.fixture
def do_import(importer: Importer) -> Import:
    """Import a text under a name."""

    def read(text: str, name: str = "report.md") -> Imported:
        (document,) = read_documents(name, text.encode())
        return importer.read(document, "postmortems/report.md")

    return read


@pytest.fixture
def sample(importer: Importer) -> Import:
    """Import a sample."""

    def read(name: str) -> Imported:
        (document,) = read_documents(name, (SAMPLES / name).read_bytes())
        return importer.read(document, "postmortems/sample.md")

    return read
