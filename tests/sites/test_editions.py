"""Two editions from one source: the public one has no trace of internal text, and all public text.

The site below has a canary in every place where internal text may be. It is built as the internal edition, then as
the public one over it; a twin, from which everything internal was removed by hand, is built too. The public edition
must have the same bytes as the twin: any count, axis or sitemap that knew more would differ.
"""

from __future__ import annotations

import base64
import gzip
import json
import shutil
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote

import pytest

from mkdocs_postmortems.cli import main
from tests.building import BODY, build_site, make_report, read_page, refuse_site, run_mkdocs, write_site
from tests.conftest import Once, Site

CASES = [
    *("L01", "L03", "L04", "L07", "L08", "L09", "L10", "L11", "L12", "L13", "L14", "L16", "L17", "L19", "SYNONYM"),
    *("ITEM", "ROW", "PARAGRAPH", "SECTION", "NESTED"),
]
"""The leak cases whose canaries are in the site; all others are errors, and stop the build."""

PUBLIC = {
    "L04": "PUBLIC-L04",
    "L07": "SHOWN-L07",
    "L08": "SHOWN-L08",
    "L09": "PUBLIC-L09",
    "L10": "public-l10.png",
    "L11": "PUBLIC-L11",
    "L12": "PUBLIC-L12",
    "L13": "PUBLIC-L13",
    "L14": "PUBLIC-L14",
    "L19": "Jane Doe",
}
"""Text that the public edition must contain."""

SETTINGS = """\
edition: !ENV [EDITION, internal]
fields: {region: {type: text, public: true}, customer: text}
synonyms: [[sign-in, CANARY-SYNONYM]]
facets: [severity, services, cause, year, tags, region, customer]
"""
TWIN_SETTINGS = """\
edition: public
fields: {region: {type: text, public: true}}
facets: [severity, services, cause, year, tags, region]
"""
CONFIG = """\
site_url: https://status.example/
repo_url: https://git.canary-l19.example/team/site
edit_uri: edit/main/docs/
site_author: canary-l19@corp.example
"""


def public_report(*, twin: bool) -> str:
    """Return a public report with internal text in every place, or with none for the twin."""

    def internal(text: str) -> str:
        return "" if twin else text

    def internal_lines(text: str) -> str:
        return "[taken out]" if twin else text

    fields = {
        "title": "Sign-in outage",
        "region": "PUBLIC-L11",
        "impact": "{users: 1200" + internal(", internal_revenue: CANARY-L11") + "}",
        "links": "{status: 'https://status.example/7'"
        + internal(", internal-chat: 'https://canary-l11.example/'")
        + "}",
        "authors": "[Jane Doe" + internal(" <canary-l19@corp.example>") + "]",
        "related": "[other" + internal(", l03-canary") + "]",
    }
    if not twin:
        fields |= {
            "customer": "CANARY-L11",
            "roles": "{commander: CANARY-L11}",
            "internal": "{customer: CANARY-L11, cost: 9999917}  # CANARY-L08",
        }
    body = f"""\
## Issue summary

{
        internal_lines('''
!!! internal "CANARY-L04"

    CANARY-L14 first paragraph, see[^s] and [x][r] and ABC

    ### CANARY-L14 heading

    ![s](canary-l10.png)

    [^s]: CANARY-L09 note
    [r]: https://canary-l09.example/
    *[ABC]: CANARY-L09 letters
''')
    }
PUBLIC-L14 is the first sentence. PUBLIC-L04 and a note[^p].

{internal_lines("CANARY-PARAGRAPH here {.internal}")}

[^p]: PUBLIC-L09

![Graph](public-l10.png)

```
!!! internal

    SHOWN-L07 <!-- SHOWN-L08 -->
```
{
        internal_lines('''
??? internal

    CANARY-L07
''')
    }
{
        internal_lines('''<!-- CANARY-L08
password -->''')
    }

- one item
{internal_lines("- CANARY-ITEM {.internal}")}
- another item

| what | how many |
|---|---|
| a | 1 |
{internal_lines("| CANARY-ROW | 2 {.internal} |")}
| b | 3 |

## Timeline {internal("<!-- CANARY-L08 -->")}

- 14:00 Deployment PUBLIC-L12 completes.
- 14:05 **Detected.** An alert fires.
{internal_lines("- 14:10 CANARY-L12 vendor call {.internal}")}
- 14:30 **Mitigated.** Rolled back.

{
        internal_lines('''    !!! internal

        CANARY-NESTED''')
    }

- 15:00 **Resolved.** All clear.
{internal_lines("- 23:55 CANARY-L12 at the far end of the axis {.internal}")}

## Root cause and resolution

A bad configuration.

{
        internal_lines('''### Names {.internal}

CANARY-SECTION''')
    }

### Later

More.

## Corrective and preventive measures

- [ ] PUBLIC-L13 (owner: identity, due: 2023-11-01, type: prevent)
{internal_lines("- [ ] CANARY-L13 (owner: canary-l13, due: 2020-01-01) {.internal}")}
"""
    return make_report(body=body.replace("[taken out]\n", ""), **fields)


def write(folder: Path, *, twin: bool) -> Path:
    """Write the site or its twin."""
    reports = {"2023/sign-in.md": public_report(twin=twin), "other.md": make_report(title="The other")}
    if not twin:
        reports |= {
            "canary-l01.md": make_report(
                title="CANARY-L01 breach",
                services="[canary-l01-service]",
                cause="CANARY-L01 cause",
                tags="[canary-l01]",
                started="2019-02-03T14:00:00Z",
                detected=None,
                mitigated=None,
                resolved="2019-02-03T15:00:00Z",
                visibility="internal",
                aliases="[canary-l01-old]",
                related="[sign-in]",
                body=BODY + "\n![s](2023/canary-l10-attached.txt)\n",
            ),
            "l03-canary.md": make_report(title="CANARY-L03", id="l03-canary", visibility="internal"),
            "l16.md": make_report(title="CANARY-L16", visibility=None),
            "l17.md": make_report(title="CANARY-L17", status="review"),
        }
    write_site(
        folder, reports, TWIN_SETTINGS if twin else SETTINGS, "site_url: https://status.example/" if twin else CONFIG
    )
    beside = folder / "postmortems" / "2023"
    (beside / "public-l10.png").write_bytes(b"\x89PNG\r\n\x1a\npublic")
    if not twin:
        (beside / "canary-l10.png").write_bytes(b"\x89PNG\r\n\x1a\nCANARY-L10")
        (beside / "canary-l10-attached.txt").write_text("CANARY-L10", encoding="utf-8")
        (beside / "dump.har").write_text("CANARY-L10", encoding="utf-8")
        (beside / "sign-in.md~").write_text("CANARY-L10", encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Editions:
    """The three sites, each with its files, and the output of the public build."""

    folder: Path
    internal: dict[str, bytes]
    public: dict[str, bytes]
    twin: dict[str, bytes]
    said: str


def contents(site: Path) -> dict[str, bytes]:
    """Return every file, unpacked."""
    return {path.relative_to(site).as_posix(): unpacked(path) for path in sorted(site.rglob("*")) if path.is_file()}


def unpacked(path: Path) -> bytes:
    content = path.read_bytes()
    return gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content


def build_editions(folder: Path) -> None:
    """Build the internal edition, then the public one over it with ``--dirty``, and the twin separately."""
    build_site(write(folder, twin=False), "--strict", EDITION="internal")
    shutil.copytree(folder / "site", folder / "internal-site")
    (folder / "site" / ".hidden").mkdir()
    (folder / "site" / ".hidden" / "old").write_text("CANARY-L01", encoding="utf-8")
    public = run_mkdocs(folder, "build", "--dirty", EDITION="public")
    assert public.returncode == 0, public.stderr
    (folder / "said").write_text(public.stderr, encoding="utf-8")
    build_site(write(folder / "twin", twin=True), "--strict")


@pytest.fixture(scope="module")
def editions(once: Once) -> Editions:
    folder = once("editions", build_editions)
    internal, public, twin = (contents(folder / site) for site in ("internal-site", "site", "twin/site"))
    return Editions(folder, internal, public, twin, (folder / "said").read_text(encoding="utf-8"))


def forms(canary: str) -> set[bytes]:
    """Return all forms in which a text may appear."""
    texts = {canary, escape(canary), quote(canary), json.dumps(canary)[1:-1], canary.replace("-", "_")}
    encoded = {base64.b64encode(b" " * pad + canary.encode())[2 + pad : -4] for pad in range(3)}
    return {text.lower().encode() for text in texts} | {each.lower() for each in encoded}


def found(canary: str, site: dict[str, bytes]) -> list[str]:
    """Return the files that contain a canary in their content or name."""
    return [
        path
        for path, content in site.items()
        if any(form in content.lower() or form in path.lower().encode() for form in forms(canary))
    ]


@pytest.mark.parametrize("case", CASES)
def test_no_file_of_the_public_edition_contains_internal_text(editions: Editions, case: str) -> None:
    """No byte and no name in the public edition contains a canary; the internal edition contains all of them."""
    assert found(f"CANARY-{case}", editions.public) == []
    if case != "L08":  # comments are in no edition
        assert found(f"CANARY-{case}", editions.internal)


def test_no_file_of_the_public_edition_contains_other_internal_values(editions: Editions) -> None:
    """The same for numbers, hosts, source paths and names of fields."""
    others = ("corp.example", "edit/main", "postmortems/2023", "customer", "commander", "dump.har", "2019-02-03")
    for text in ("9999917", *others):
        assert found(text, editions.public) == [], text
    assert found("9999917", editions.internal)


@pytest.mark.parametrize("case", PUBLIC)
def test_public_text_is_kept(editions: Editions, case: str) -> None:
    """The unmarked counterpart of each canary is published."""
    assert found(PUBLIC[case], editions.public)


def test_the_public_edition_equals_its_twin(editions: Editions) -> None:
    """It has the same bytes as a site whose sources never contained anything internal."""
    assert sorted(editions.public) == sorted(editions.twin)
    assert [path for path in editions.twin if editions.public[path] != editions.twin[path]] == []


def test_internal_attachments_and_orphans(editions: Editions) -> None:
    """Files used only by internal text are in the internal edition; unused files are in none."""
    assert found("canary-l10.png", editions.internal)
    assert found("dump.har", editions.internal) == []
    assert found("sign-in.md~", editions.internal) == []


def test_the_summary_says_why_reports_stay_internal(editions: Editions) -> None:
    """Once, with their number."""
    assert "The public edition contains 2 of 6 reports" in editions.said
    assert "1 without visibility" in editions.said
    assert "1 public but not final" in editions.said


def test_data_and_feeds_agree(editions: Editions) -> None:
    """The public data contains the public reports, and mentions no other."""
    data = json.loads(editions.public["incidents/incidents.json"])
    assert {each["id"] for each in data["incidents"]} == {"sign-in", "other"}
    by_id = {each["id"]: each for each in data["incidents"]}
    assert by_id["sign-in"]["related"] == ["other"]
    assert by_id["sign-in"]["fields"] == {"region": "PUBLIC-L11"}
    assert by_id["sign-in"]["events"] == 4
    assert len(by_id["sign-in"]["actions"]) == 1


def test_the_audit_command_agrees_with_the_build(
    editions: Editions, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It finds nothing in the public site, and the canaries in pages of the internal one."""
    config = ["--config", str(editions.folder / "mkdocs.yml")]
    assert main(["audit", str(editions.folder / "site"), *config]) == 0
    assert "no internal text was found" in capsys.readouterr().out
    mixed = shutil.copytree(editions.folder / "site", tmp_path / "mixed")
    for page in ("sign-in", "canary-l01"):
        shutil.copytree(
            editions.folder / "internal-site/incidents" / page, mixed / "incidents" / page, dirs_exist_ok=True
        )
    assert main(["audit", str(mixed), *config]) == 1
    found = capsys.readouterr().out
    for text in ("'canary'", "'9999917'", "postmortems/canary-l01.md", "'l01'"):
        assert text in found, text
    assert "has pages of 1 internal report, such as incidents/canary-l01: if it should be the public" in found


def test_authors_see_what_is_withheld(editions: Editions, capsys: pytest.CaptureFixture[str]) -> None:
    """As a diff whose removed lines are the internal ones."""
    config = ["--config", str(editions.folder / "mkdocs.yml")]
    assert main(["diff-editions", str(editions.folder / "postmortems" / "2023" / "sign-in.md"), *config]) == 0
    lines = capsys.readouterr().out.splitlines()
    removed = "\n".join(line for line in lines if line.startswith("-"))
    kept = "\n".join(line for line in lines if not line.startswith("-"))
    for case in ("L04", "L07", "L08", "L09", "L11", "L12", "L13", "L14", *CASES[-5:]):
        assert f"CANARY-{case}" in removed, case
    assert "CANARY" not in kept
    assert "+impact: {users: '1200'}" in lines
    assert "+authors: [Jane Doe]" in lines
    assert "PUBLIC-L12" not in removed
    assert main(["diff-editions", *config]) == 0
    everything = capsys.readouterr().out
    assert "postmortems/canary-l01.md: not in the public edition, because it is internal" in everything
    assert "postmortems/l17.md: not in the public edition, because its status is not final" in everything
    assert "postmortems/other.md: the same in both editions" in everything


LEAKING_HOOK = """\
from pathlib import Path

def on_post_build(config):
    secret = next(Path(config.config_file_path).parent.rglob("secret.md"))
    line = next(line for line in secret.read_text().splitlines() if "Krakatau" in line)
    page = Path(config.site_dir) / "index.html"
    page.write_text(page.read_text() + f"<p>{line}</p>")
"""


@pytest.mark.parametrize("source", ["postmortems", "docs/reports"])
def test_a_leak_by_another_plugin_stops_the_build(site: Site, source: str) -> None:
    """The place is reported and the old site stays; the internal edition still builds.

    Reports below ``docs`` are not published as they are, so their text is no less secret. A name that search would add
    to other reports is secret here.
    """
    body = BODY.replace("Logins failed.", "The vendor Krakatau upgraded Kubernetes.")
    folder = site(
        {"a.md": make_report(), "secret.md": make_report(body=body, visibility="internal")},
        f"edition: !ENV [EDITION, public]\nsource: {source}",
        "hooks: [hook.py]",
    )
    (folder / "postmortems").rename(folder / source)
    (folder / "hook.py").write_text(LEAKING_HOOK, encoding="utf-8")
    build_site(folder, EDITION="internal")
    said = refuse_site(folder)
    assert "index.html:" in said
    assert "krakatau" in said
    assert "'kubernetes'" in said
    assert f"{source}/secret.md:" in said


NAMING_HOOK = """\
from pathlib import Path

def on_post_build(config):
    Path(config.site_dir, "krakatau.txt").touch()
"""


def test_the_name_of_a_file_with_a_known_content_stops_the_build(site: Site) -> None:
    """Such as that of an empty file, of which packages have many. The site's own folders are named as it likes."""
    body = BODY.replace("Logins failed.", "The vendor Krakatau was called, and Tambora.")
    reports = {"a.md": make_report(), "secret.md": make_report(body=body, visibility="internal")}
    folder = site(reports, "edition: public", "hooks: [hook.py]")
    (folder / "docs/tambora").mkdir()
    (folder / "docs/tambora/plan.txt").write_text("The plan of the site.", encoding="utf-8")
    (folder / "hook.py").write_text("", encoding="utf-8")
    build_site(folder)
    (folder / "hook.py").write_text(NAMING_HOOK, encoding="utf-8")
    said = refuse_site(folder)
    assert "the name of krakatau.txt" in said
    assert "tambora" not in said.casefold()


def test_text_in_a_folder_that_docs_links_to_is_no_leak(site: Site) -> None:
    """MkDocs publishes it as that of ``docs`` itself. A link that leads nowhere has no text."""
    body = BODY.replace("Logins failed.", "The vendor Krakatau was called, and Tambora.")
    reports = {"a.md": make_report(), "secret.md": make_report(body=body, visibility="internal")}
    folder = site(reports, "edition: public", "exclude_docs: gone.txt")
    (folder / "common").mkdir()
    (folder / "common/vendors.md").write_text("# Vendors\n\nKrakatau\n", encoding="utf-8")
    (folder / "docs/shared").symlink_to("../common")
    (folder / "docs/gone.txt").symlink_to("nowhere")
    assert "Krakatau" in read_page(build_site(folder), "shared/vendors")
    (folder / "docs/index.md").write_text("# Home\n", encoding="utf-8")
    (folder / "docs/reports").symlink_to("../postmortems")
    (folder / "hook.py").write_text(LEAKING_HOOK.replace("Krakatau", "Tambora"), encoding="utf-8")
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("hooks: [hook.py]\n")
    assert "tambora" in refuse_site(folder)


def test_a_copy_of_a_report_in_docs_is_not_public(site: Site) -> None:
    """Only the site's own pages are, and another one of that name. A copy is left over when reports are moved."""
    body = BODY.replace("Logins failed.", "The vendor Krakatau was called. {.internal}\n\nTambora failed.")
    folder = site({"a.md": make_report(body=body)}, "edition: public")
    (folder / "docs/other").mkdir()
    (folder / "docs/other/a.md").write_text("# Other\n\nWe pay Krakatau.\n", encoding="utf-8")
    build_site(folder)
    (folder / "docs/other/a.md").write_bytes((folder / "postmortems/a.md").read_bytes())
    said = refuse_site(folder)
    assert "other/a/index.html" in said and "krakatau" in said and "tambora" not in said


def test_the_ids_of_withheld_reports_stop_the_build(site: Site) -> None:
    """Even if the rule for it is turned off, and although a public report mentions the ids as links or as code."""
    reports = {
        "a.md": make_report(body=f"{BODY}\nAs in [[2024-01-02-walrus|the walrus one]].\n"),
        "b.md": make_report(body=f"{BODY}\n`2024-01-03-okapi` had an okapi too.\n"),
        "2024-01-02-walrus.md": make_report(visibility="internal"),
        "2024-01-03-okapi.md": make_report(visibility="internal"),
    }
    said = refuse_site(site(reports, "edition: public\nrules: {leak-link: off}"))
    assert "'2024-01-02 walrus' is published" in said
    assert "'2024-01-03 okapi' is published" in said


def test_a_page_cannot_link_to_a_withheld_report(site: Site) -> None:
    """By neither of the paths by which it can to one that is published: MkDocs says that the target is missing."""
    reports = {"login.md": make_report(), "mail.md": make_report(visibility="internal", title="Mail is down")}
    folder = site(reports, "edition: !ENV [EDITION, public]", "nav: [index.md, ../postmortems/mail.md]")
    by_file = "../postmortems/mail.md"
    (folder / "docs/index.md").write_text(f"# Home\n\n[it]({by_file}), [it](incidents/mail/index.md)\n", "utf-8")
    said = refuse_site(folder, "--strict")
    assert f"contains a link '{by_file}', but the target" in said
    assert "contains a link 'incidents/mail/index.md', but the target" in said
    assert f"A reference to '{by_file}' is included in the 'nav' configuration, which is not found" in said
    built = build_site(folder)
    assert f'<a href="{by_file}">it</a>' in read_page(built, "")
    assert not (built / "incidents/mail").exists()
    assert "Mail is down" not in "".join(path.read_text("utf-8") for path in built.rglob("*.html"))
    build_site(folder, "--strict", EDITION="internal")


@pytest.mark.parametrize("place", ["incidents/{}/index.md", "../postmortems/{}.md"])
def test_the_ids_of_withheld_reports_in_the_site_stop_the_build(site: Site, place: str) -> None:
    """In the navigation or on a page, where MkDocs only warns of a page that is missing in this edition."""
    named = {id: place.format(id) for id in ("2024-01-02-walrus", "2024-01-03-okapi")}
    reports = {"a.md": make_report()} | {f"{id}.md": make_report(visibility="internal") for id in named}
    walrus, okapi = named.values()
    folder = site(reports, "edition: !ENV [EDITION, public]", f"nav: [index.md, {walrus}]")
    with (folder / "docs/index.md").open("a", encoding="utf-8") as file:
        file.write(f"[That day]({okapi})\n")
    said = refuse_site(folder)
    for id in named:
        animal = id.rpartition("-")[2]
        assert f"{animal}' is published, but occurs only in internal text: postmortems/{id}.md" in said
    build_site(folder, "--strict", EDITION="internal")


def test_other_names_that_search_adds_are_not_leaks(site: Site) -> None:
    """Even if an internal report says them."""
    reports = {
        "one.md": make_report(title="The k8s upgrade"),
        "two.md": make_report(visibility="internal", body=BODY.replace("Logins", "Kubernetes")),
    }
    build_site(site(reports, "edition: public"))


def test_names_derived_from_a_public_id_are_not_leaks(site: Site) -> None:
    """Such as a link preview's image and an action item's anchor, if an internal report has the same words."""
    reports = {
        "lost-labels.md": make_report(),
        "lost-labels-1.md": make_report(visibility="internal", body=f"{BODY}\nSee `labels.png`.\n"),
    }
    folder = site(reports, "edition: public", "site_url: https://example.org/")
    build_site(folder)
    assert (folder / "site/incidents/assets/previews/lost-labels.png").is_file()
    assert "lost-labels-1" in (folder / "site/incidents/actions/index.html").read_text("utf-8")
