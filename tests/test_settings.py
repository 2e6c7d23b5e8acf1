"""Settings that are addresses of other archives, and what is told of wrong values."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.settings import read_settings


def test_other_archives_are_addresses_on_the_same_host() -> None:
    """From the host's root or from the archive, with the slash at the end that an archive's address has."""
    settings, mistakes = read_settings({"also_search": ["/2024/incidents/", "../../2023/incidents"]})
    assert not mistakes
    assert settings.also_search == ("/2024/incidents/", "../../2023/incidents/")


@pytest.mark.parametrize(
    "address",
    [
        "https://other.example/incidents/",
        "//other.example/incidents/",
        "javascript:alert(1)",
        "2024/incidents/",
        "/2024/../incidents/",
        "/./incidents/",
        "/incidents/?q=1",
        "/two words/",
        '/"onload="x/',
        "/",
        "../",
    ],
)
def test_an_address_that_may_lead_elsewhere_is_refused(address: str) -> None:
    """The policy of the pages would stop the browser from reading another host, too."""
    settings, (mistake,) = read_settings({"also_search": [address]})
    assert settings.also_search == ()
    assert mistake.setting == "also_search"
    assert "no archive on this host" in mistake.message


def test_an_archive_that_stands_there_twice_is_told() -> None:
    """Its reports would be found twice."""
    _, (mistake,) = read_settings({"also_search": ["/2024/incidents", "/2024/incidents/"]})
    assert "twice" in mistake.message


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ({"rules": {"blame": {"level": "off"}}}, "blame is set to {'level': 'off'} (off, hint, warning or error)"),
        ({"rules": {"blame": "of"}}, "blame is set to 'of' (did you mean 'off'?)"),
        ({"timezone": "europe/london"}, "'europe/london' is no time zone (did you mean 'Europe/London'?)"),
        ({"timezone": "Berlin"}, "'Berlin' is no time zone (did you mean 'Europe/Berlin'?)"),
        ({"timezone": "Mars"}, "'Mars' is no time zone (an IANA name such as Europe/London)"),
        ({"source": "/etc"}, "'/etc' is no folder below that of mkdocs.yml (a relative path without '..')"),
    ],
)
def test_a_wrong_value_is_told_with_the_one_that_was_meant(block: dict[str, object], message: str) -> None:
    """Whatever YAML made of it."""
    _, (mistake,) = read_settings(block)
    assert str(mistake) == f"{next(iter(block))}: {message}"
