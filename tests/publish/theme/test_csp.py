"""``publish.theme.csp``: the theme's scripts run, a script in a report does not."""

from __future__ import annotations

import base64
import hashlib

import pytest

from mkdocs_postmortems.publish.theme.csp import build_policy, headers_file, inline_scripts


def hash_of(script: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"


def theme(root: str) -> str:
    return f'__md_scope=new URL("{root}",location)'


def page(*scripts: str, body: str = "") -> str:
    return "<html>" + "".join(f"<script>{script}</script>" for script in scripts) + body


@pytest.mark.parametrize(
    "theme",
    [
        '__md_scope=new URL("{}",location)',  # Material on every page,
        'base=new URL("{}"),outdated=__md_get("__outdated",sessionStorage,base)',  # and with a warning of old versions
        "var base_url = '{}', shortcuts = {{}}",
    ],
)
def test_scripts_of_the_theme_are_allowed_at_every_depth(theme: str) -> None:
    """The path to the root differs by depth, and with it the hash."""
    first, deep = theme.format("."), theme.format("../..")
    policy = build_policy([page(first, "a()")], [("a/b/c.html", inline_scripts(page(deep, "a()")))])
    for script in (first, deep, "a()"):
        assert hash_of(script) in policy.text
    assert policy.unknown == ()


def test_a_script_in_a_report_is_not_allowed() -> None:
    """It is reported, and its hash is in no policy."""
    policy = build_policy([page(theme("."))], [("r/index.html", inline_scripts(page(theme(".."), "evil()")))])
    assert hash_of("evil()") not in policy.text
    assert policy.unknown == ("r/index.html",)


def test_without_inline_scripts_there_is_no_hash() -> None:
    """Sites without inline scripts and styles get the strictest policy."""
    text = build_policy(["<p>x</p>"], []).text
    assert "script-src 'self' 'wasm-unsafe-eval';" in text
    assert "style-src 'self';" in text
    assert "unsafe-inline" not in text
    assert "'unsafe-eval'" not in text


def test_a_style_element_is_allowed_by_its_hash() -> None:
    """A style element is hashed; style attributes are allowed if a page has any, and only as attributes."""
    text = build_policy(['<style>:root{}</style><td style="text-align: right">'], []).text
    assert f"style-src 'self' {hash_of(':root{}')};" in text
    assert "style-src-attr 'unsafe-inline';" in text


def test_hosts_whose_scripts_and_styles_are_blocked_are_told() -> None:
    """Not those of links, pictures, and what only prepares a connection, and not the site's own."""
    html = (
        '<link rel="preconnect" href="https://fonts.example.com" crossorigin><link rel=stylesheet href="main.css">'
        "<link href='//css.example.org/a.css?x=1' rel='stylesheet'><script defer src=https://cdn.example.org/a.js></script>"
        '<script src="assets/a.js"></script><a href="https://example.net">x</a><img src="https://example.net/a.png">'
    )
    assert build_policy([html], []).hosts == ("cdn.example.org", "css.example.org")
    assert build_policy([html], [], "https://CSS.example.org/incidents/").hosts == ("cdn.example.org",)


def test_which_scripts_are_inline() -> None:
    """A script with an address is not, nor is a data block."""
    html = (
        '<script src="a.js"></script><script type="application/json">{}</script>'
        "<script type=module>b()</script><SCRIPT>\nc()\n</SCRIPT>"
    )
    assert inline_scripts(html) == {"b()", "\nc()\n"}


def test_the_file_for_hosts() -> None:
    """One rule for all pages, in the format that hosts read."""
    lines = headers_file(build_policy([], [])).decode().splitlines()
    assert lines[0] == "/*"
    assert lines[1].startswith("  Content-Security-Policy: default-src 'none'; ")
