"""Images from other hosts are reported."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "![graph](https://graphs.example/a.png)",
        "![graph](HTTP://graphs.example/a.png)",
        "[![graph](https://graphs.example/a.png)](https://graphs.example)",
        "![graph][errors]\n\n[errors]: https://graphs.example/a.png",
        "![Errors][]\n\n[errors]: https://graphs.example/a.png",
    ],
)
def test_an_image_from_another_host_is_reported_with_its_host(make, check, text):
    """In every form that Markdown has, and for either visibility."""
    for visibility in ("public", "internal"):
        (found,) = check("external-image", make(new=f"\n{text}\n", visibility=visibility))
        assert "graphs.example" in found


@pytest.mark.parametrize(
    "text",
    [
        "![graph](graph.png)",
        "[graph](https://graphs.example/a.png)",
        "`![graph](https://graphs.example/a.png)`",
        "![graph](http://[)",
        "![graph][errors]\n\n[errors]: graph.png",
        "[graph][errors]\n\n[errors]: https://graphs.example/a.png",
    ],
)
def test_links_code_and_files_are_silent(make, check, text):
    """Readers choose to follow a link."""
    assert check("external-image", make(new=f"\n{text}\n")) == []
