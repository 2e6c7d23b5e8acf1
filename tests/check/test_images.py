"""The rule of images finds each that another host would serve."""

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
def test_an_image_of_another_host_is_told_with_its_host(make, check, text):
    """In each of the ways that Markdown has to write one, in a report of either edition."""
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
def test_links_code_and_files_are_let_be(make, check, text):
    """A link is followed by whoever wants to."""
    assert check("external-image", make(new=f"\n{text}\n")) == []
