"""Personal data is reported in public text, and nowhere else."""

from __future__ import annotations

from datetime import UTC, datetime
from time import process_time

import pytest

from mkdocs_postmortems.check.answers.file_search import first_personal
from mkdocs_postmortems.project import Folder, Scope, load_project
from mkdocs_postmortems.read.model import Span
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import FieldSetting, Settings
from tests.building import make_report
from tests.check.sensitive.test_photo_places import LATITUDE, exif, jpeg, png
from tests.tables import all_cases


@all_cases(
    "text",
    [
        "robin.okafor@corp.net",
        "+49 30 901820123",
        "refund to GB33 BUKB 2020 1555 5555 55",
        "paid with 4539 1488 0343 6467",
        "[mail](mailto:robin@corp.net)",
        "seen from 93.184.216.34 at noon",
        "`2606:2800:220:1:248:1893:25c8:1946` in the log",
        "call +44 20 7946 0958",
        "call +49 (30) 1234567",
        "call (212) 664-7665",
        "call +4915112345678",
        "call +49 30 1234567",
        "call +1 (415) 867-5309",
        "call 415-867-5309",
        "call 1-415-867-5309",
        "call 0049 30 1234567",
        "robin.okafor (at) corp.net",
        "robin&#64;corp.net",
        "robin&#064;corp.net",
        "robin&commat;corp.net",
        "robin\\@corp.net",
        "robin**@**corp.net",
        "robin@**corp**.net",
        "robin@corp&#46;net",
        "robin<!-- x -->@corp.net",
        "robin [at] corp [dot] net",
        "robin[@]corp.net",
        "robin\\_okafor(@)corp.net",
        "robin\\.okafor@corp\\.net",
        "seen from 93\\.184\\.216\\.34",
        "robin at corp dot net",
        "robin\uff20corp.net",
        "seen from 93[.]184[.]216[.]34",
        "call 020 7946 0958",
        "call 07911 123456",
        "call (020) 7946 0958",
        "call 030 12345678",
        "call 0171/1234567",
        "call 01 42 68 53 00",
        "call 06.12.34.56.78",
        "call 044 668 18 00",
        "call 03-3212-5678",
        "call 090-3212-5678",
        "call 0412 345 678",
        "call (11) 98765-4321",
        "call 089 / 123 456 78",
        "call 0211 / 12 34 56",
        "call 030 / 12345-678",
        "call 089 12 34 56 78",
        "call 8 (495) 123-45-67",
        "dial 4158675309",
        "Tel. 612 345 678",
        "**Phone:** 98765 43210",
        "\u96fb\u8a71 03-3212-5678",
        "call +49\u00a0171\u00a01234567",
        "call \uff10\uff19\uff10-3212-5678",
        "連絡先はrobin@corp.netです。",
        "请联系robin@corp.net。",
        "문의는 robin@corp.net로",
        "робин@почта.рф",
        "IPアドレスは93.184.216.34です。",
        "클라이언트 93.184.216.34에서",
        "元は2606:2800:220:1:248:1893:25c8:1946です。",
        "電話番号は090-3212-5678です。",
        "电话+86 10 6552 9988转",
        "the IP address 5.6.7.8 and no version",
        "seen from 5.6.7.8:443 at noon",
        "routes of 5.6.7.0/24 were lost",
    ],
)
def test_personal_data_is_found_in_a_public_report_only(make, diagnose, text):
    """It is an error there; an internal report may name who was called."""
    (found,) = diagnose(make(new=f"\n{text}\n"))
    assert (found.rule, found.level) == ("personal-data", "error")
    assert diagnose(make(new=f"\n{text}\n", visibility="internal")) == ()


@all_cases(
    "text",
    [
        "someone@example.com, root@db-1.internal, security@corp.net, git@github.com:org/repo.git",
        "10.0.0.1, 192.168.1.1, 172.16.0.1, 127.0.0.1, 0.0.0.0, 169.254.169.254",
        "192.0.2.1, 198.51.100.7, 203.0.113.9, 2001:db8::1, ::1, fe80::1",
        "resolved by 8.8.8.8 and 1.1.1.1",
        "version 1.16.0.2 and v4.3.2.1, release 2.4.6.8",
        "kernel 5.15.0.89, from 8.11.4.1 to 8.11.4.2, a library 2.17.1.0, see 3.1.4.1 and \u00a7 5.6.7.8",
        "連絡先はsupport@corp.netです。某@会議室。注文+12345678件、+1200-3000 4000人",
        "started 0023-10-15 14:00",
        "a word <!-- robin@corp.net --> and another",
        "14:05:30, 00:1A:2B:3C:4D:5E, 2023:10:15:14:05:00:01:02:03, std::vector, a::b",
        "+1 555 0123, +20 % more, 1 000 000, 2023-10-15 14:00, +0100",
        "@robin and user@host, the pictures logo@2x.png and icon@3x.webp",
        "restart postgresql@14-main.service, backup@home.timer, left-pad@1.3.0-beta.fix and tool@v2.0-rc.one",
        "https://social.corp.net/@robin@corp.net/1147 and `ssh -p 2222 robin@jump.corp.net`, unknown@corp.net",
        "conduct@corp.net, billing-events@corp.net, username@corp.net, test@corp.net",
        "run by backup@shop-prod.iam.gserviceaccount.com, svc-auth@corp.net, deploy-bot@corp.net",
        "sre-team@corp.net, on-call@corp.net, no-reply@corp.net, alerts+prod@corp.net",
        "+2000-3000 ms, INC-415-867-5309, trace 4158675309, chart 4.10.1.2",
        "seen at 0930 1000 1200, on 01 02 2024 03 04, 01-02-2024 and 01.02.2024 10:30",
        "ids 0123456789, 0412 345 and 0001 0002 0003; bytes 01 02 03 04 05 06 07 08",
        "a mobile client, phone home 2024-03-01 10:20, a cell of 4 500 000 users, mobile 1 200 000 requests",
        "clause 252.227-7013; look at the dot com bubble; ops@corp.net and noc@corp.net",
        "010/100 20 30 ms, 007 / 100 retries, on 05/12 14 30 00 and 01/02/2024 10 20, 010 020 030",
        "2023-10-15, 978-3-16-148410-0, 1,234,567, 100-200-300",
        "https://deploy:kX9mQ2vL7pR@db.acme-corp.io/x",
    ],
)
def test_data_that_belongs_to_nobody_is_silent(make, check, text):
    """Reserved names and addresses, role mailboxes, versions, times, code."""
    assert check("personal-data", make(new=f"\n{text}\n")) == []


def test_internal_text_and_comments_of_a_public_report_are_silent(make, check):
    """The public edition contains neither, nor the fields roles and internal."""
    report = make(new="\nrobin@corp.net\n")
    line = report.source.lines.index("robin@corp.net") + 1
    assert check("personal-data", make(new="\nrobin@corp.net\n", report={"internal": (Span(line, line),)})) == []
    assert check("personal-data", make(new="\n<!-- robin@corp.net -->\n")) == []


def test_addresses_of_authors_are_silent_if_the_public_edition_leaves_them_out(make, check):
    """Other spellings of an address, and phone numbers, are published."""
    lines = {"authors": Span(3, 3)}

    def found(author):
        return check("personal-data", make(severity=f"[{author}]", authors=(author,), lines=lines))

    assert found("Robin <robin@corp.net>") == []
    assert len(found("Robin (robin at corp dot net)")) == 1
    assert len(found("Robin +44 20 7946 0958")) == 1


def test_a_field_of_the_site_is_silent_unless_it_is_public(make, check):
    """The public edition has the others neither by value nor by name."""
    report = make(status="robin@corp.net", lines={"reviewer": Span(4, 4)})
    for public in (False, True):
        settings = Settings(fields={"reviewer": FieldSetting("text", public)})
        assert len(check("personal-data", report, settings=settings)) == public


@pytest.mark.parametrize(
    ("content", "marker", "found"),
    [
        ("GET /\n81.2.69.142 200\n", "", "an IP address on line 2"),
        ("user robin@corp.net failed", "", "an e-mail address on line 1"),
        ("user robin@corp.net failed", " {.internal}", ""),
        ("10.0.0.1 took 212-736-5000 ms, says support@corp.net", "", ""),
    ],
)
def test_a_file_that_public_text_links_to_is_searched(tmp_path, content, marker, found):
    """It is published with the report, unless only internal text links to it."""
    folder = tmp_path / "postmortems/outage"
    folder.mkdir(parents=True)
    (folder / "app.log").write_text(content, "utf-8")
    body = f"## Issue summary\n\nSee [the log](app.log). {{.internal}}\n\nSee [the log](app.log).{marker}"
    (folder / "index.md").write_text(make_report(body=body, visibility="public"), "utf-8")
    scope, now = Scope((tmp_path / "postmortems",)), datetime(2026, 1, 1, tzinfo=UTC)
    diagnostics = load_project(Folder(tmp_path), ReportReader(Settings(cache="")), now, scope).diagnostics
    messages = [each.message for each in diagnostics if each.rule == "personal-data"]
    assert messages == ([f"'app.log' contains {found}, in a public report"] if found else [])


@pytest.mark.parametrize(("marker", "level"), [("", ["error"]), (" {.internal}", [])])
def test_a_photo_that_public_text_shows_says_not_where_it_was_taken(tmp_path, marker, level):
    """A phone writes that into the file, which is published as it is."""
    folder = tmp_path / "postmortems/outage"
    folder.mkdir(parents=True)
    (folder / "rack.jpg").write_bytes(jpeg(exif(">", LATITUDE)))
    body = f"## Issue summary\n\nIt burnt.\n\n![The rack](rack.jpg){marker}"
    (folder / "index.md").write_text(make_report(body=body, visibility="public"), "utf-8")
    scope, now = Scope((tmp_path / "postmortems",)), datetime(2026, 1, 1, tzinfo=UTC)
    diagnostics = load_project(Folder(tmp_path), ReportReader(Settings(cache="")), now, scope).diagnostics
    found = [each for each in diagnostics if each.rule == "personal-data"]
    assert [each.level for each in found] == level
    assert all("'rack.jpg' contains the place where it was taken" in each.message for each in found)
    assert all("metadata" in each.help for each in found)


@pytest.mark.parametrize("picture", [jpeg(b""), png(b"")])
def test_the_pixels_of_a_picture_are_no_text(picture):
    """Some of a hundred screenshots have the bytes of a mail address in them."""
    assert first_personal(picture + b"\xda\n robin@corp.net \n") == ""


def test_a_name_with_many_underscores_takes_little_time(make, check):
    """They are read as part of the name or as emphasis, not as both."""
    begun = process_time()
    assert check("personal-data", make(new="x@" + "a__." * 40 + "1", visibility="public")) == []
    assert process_time() - begun < 2
    assert len(check("personal-data", make(new="robin@_mx_.corp__.**net", visibility="public"))) == 1


def test_the_help_for_an_address_of_a_machine_names_no_team(make, diagnose):
    """Only a person can be replaced by one."""
    report = make(new="\nAsk robin@corp.net about 93.184.216.34.\n")
    helps = [each.help for each in diagnose(report) if each.rule == "personal-data"]
    assert ["192.0.2.1" in help for help in helps] == [False, True]


def test_an_account_is_no_phone_number(make, diagnose):
    (found,) = diagnose(make(new="\nRefunds went to NO93 8601 1117 947.\n", visibility="public"))
    assert found.message == "a bank account in a public report"
