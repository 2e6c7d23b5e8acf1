"""Times at the head of a line, in all the ways that people write them."""

from __future__ import annotations

from datetime import timedelta
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_postmortems.read.times.clocks import Clock
from mkdocs_postmortems.read.times.days import Day
from mkdocs_postmortems.read.times.line_times import Head, read_head, read_labelled
from mkdocs_postmortems.read.times.stamps import Stamp
from tests.tables import all_cases


def head(text: str) -> Head:
    found = read_head(text)
    assert found is not None, f"{text!r} has no time"
    return found


def told(stamp: Stamp) -> str:
    """Return a stamp in short: ``2023-10-15 14:05 UTC > 14:20 ~``."""
    parts = [
        _day(stamp.day),
        f"weekday {stamp.weekday}" if stamp.weekday is not None else "",
        _clock(stamp.clock),
        stamp.zone,
        ">" if stamp.end_day or stamp.end_clock else "",
        _day(stamp.end_day),
        _clock(stamp.end_clock),
        f"start {stamp.offset}" if stamp.offset is not None else "",
        "~" if stamp.approximate else "",
    ]
    return " ".join(filter(None, parts))


def _day(day: Day | None) -> str:
    if day is None:
        return ""
    return f"{day.year or '----'}-{day.month:02}-{day.day:02}" + (f"({day.order})" if day.order else "")


def _clock(clock: Clock | None) -> str:
    if clock is None:
        return ""
    return f"{clock.hour:02}:{clock.minute:02}" + (f":{clock.second:02}" if clock.second is not None else "")


@all_cases(
    ("written", "read"),
    [
        # dates
        ("2023-10-15 14:05", "2023-10-15 14:05"),
        ("2023-10-15T14:05Z", "2023-10-15 14:05 Z"),
        ("2023\\-10\\-15 14:05", "2023-10-15 14:05"),
        ("15\\.10\\.2023 14:05", "2023-15-10(day) 14:05"),
        ("14:05\\-14:20", "14:05 > 14:20"),
        ("2023-10-15T14:05:30.123+02:00", "2023-10-15 14:05:30 +02:00"),
        ("2023-10-15T06:30-07:00", "2023-10-15 06:30 -07:00"),
        ("2023-10-15 10:00:00 -0700", "2023-10-15 10:00:00 -0700"),
        ("2023/10/15 14:05", "2023-10-15 14:05"),
        ("2023.10.15, 14:05", "2023-10-15 14:05"),
        ("2023-10-15 - ~14:00 UTC", "2023-10-15 14:00 UTC ~"),
        ("2023-10-15 at 2:05 pm", "2023-10-15 14:05"),
        ("On 2023-10-15, at 14:05", "2023-10-15 14:05"),
        ("2023-10-15 @ 14:05", "2023-10-15 14:05"),
        ("2023-10-15 Sunday 14:05", "2023-10-15 14:05"),
        ("2023-10-15 (Sun) 14:05", "2023-10-15 14:05"),
        ("2023-10-15", "2023-10-15"),
        ("2023-10-15 --:--", "2023-10-15"),
        ("2023-10-15 ??:??", "2023-10-15"),
        ("10/28/2020 8:52 PM", "2020-10-28(month) 20:52"),
        ("28/10/2020 20:52", "2020-28-10(day) 20:52"),
        ("10/11/20 20:52", "2020-10-11(?) 20:52"),
        ("28.10.2020, 14:05 Uhr", "2020-28-10(day) 14:05"),
        ("28.10. 14:05", "-----28-10(day) 14:05"),
        ("10/28 14:05", "-----10-28(month) 14:05"),
        ("12-05 16:21", "-----12-05(?) 16:21"),
        ("15 October 2023 14:05", "2023-10-15 14:05"),
        ("15th of October, 14:05", "-----10-15 14:05"),
        ("15-Oct-2023 14:05", "2023-10-15 14:05"),
        ("15-OCT-23 14:05", "2023-10-15 14:05"),
        ("15OCT2023 14:05", "2023-10-15 14:05"),
        ("Sun Oct 15 14:05:00 2023", "2023-10-15 14:05:00"),
        ("Sun Oct 15 14:05:00 UTC 2023", "2023-10-15 14:05:00 UTC"),
        ("Sun Oct 15 14:05:00 2023 +0100", "2023-10-15 14:05:00 +0100"),
        ("So., 15.10.2023, 14:05 Uhr", "2023-15-10(day) 14:05"),
        ("15 Ekim 2023 14:05", "2023-10-15 14:05"),
        ("15 października 2023, 14:05", "2023-10-15 14:05"),
        ("maandag 15 oktober 2023 14:05", "2023-10-15 14:05"),
        ("令和5年10月15日 14:05", "2023-10-15 14:05"),
        ("令和元年10月15日 14:05", "2019-10-15 14:05"),
        ("14:05（UTC）", "14:05 UTC"),
        ("kl. 14:05", "14:05"),
        ("kl 14.05", "14:05"),
        ("**kl. 14.05**", "14:05"),
        ("kl. 14.05-15.10", "14:05 > 15:10"),
        ("2023-10-15 14.05 - 15.10", "2023-10-15 14:05 > 15:10"),
        ("@14:05", "14:05"),
        ("10/28 2pm", "-----10-28(month) 14:00"),
        ("15 Oct 23 14:05", "2023-10-15 14:05"),
        ("15/Oct/23 2:05 PM", "2023-10-15 14:05"),
        ("15/Oct/2023:14:05:30 +0200", "2023-10-15 14:05:30 +0200"),
        ("às 14h05", "14:05"),
        ("в 14:05", "14:05"),
        ("ore 14:05", "14:05"),
        ("o 14:05", "14:05"),
        ("เวลา 14:05 น.", "14:05"),
        ("14:05 uur", "14:05"),
        ("14:05 МСК", "14:05 МСК"),
        ("14:05 北京时间", "14:05 北京时间"),
        ("October 15, 2023 14:05", "2023-10-15 14:05"),
        ("October 15th, 2023 at 2:05 PM", "2023-10-15 14:05"),
        ("Oct 15 14:05", "-----10-15 14:05"),
        ("Sep 27 2017 13:06", "2017-09-27 13:06"),
        ("Jan 14, 10:18 AM", "-----01-14 10:18"),
        ("Sunday, October 15, 2023", "2023-10-15"),
        ("Sun, 15 Oct 2023 14:05:00 +0000", "2023-10-15 14:05:00 +0000"),
        ("Sunday 14:05", "weekday 6 14:05"),
        ("15. Oktober 2023, 14:05 Uhr", "2023-10-15 14:05"),
        ("Sonntag, 15. Oktober, gegen 14 Uhr", "-----10-15 14:00 ~"),
        ("15 octobre 2023 à 14h05", "2023-10-15 14:05"),
        ("1er mars 2023 à 14h05", "2023-03-01 14:05"),
        ("15 de octubre de 2023, 14:05", "2023-10-15 14:05"),
        ("2023年10月15日 14:05", "2023-10-15 14:05"),
        ("10月15日(日) 午後2:05", "-----10-15 14:05"),
        ("10/15（日）14:05", "-----10-15(month) 14:05"),
        ("10/15 @ 2:05pm", "-----10-15(month) 14:05"),
        ("10月15日 下午2:05", "-----10-15 14:05"),
        ("2023 年 10 月 15 日 14:05", "2023-10-15 14:05"),
        ("10月15号 14:05", "-----10-15 14:05"),
        ("10월 15일 오후 2시 5분", "-----10-15 14:05"),
        ("15 октября 2023 14:05", "2023-10-15 14:05"),
        # clock times
        ("14:05", "14:05"),
        ("9:05", "09:05"),
        ("14:05:30", "14:05:30"),
        ("2:54 PM", "14:54"),
        ("2:54pm", "14:54"),
        ("2:54 PM Pacific", "14:54 Pacific"),
        ("10:45a", "10:45"),
        ("9:00 a.m.", "09:00"),
        ("12:05 am", "00:05"),
        ("12:05 pm", "12:05"),
        ("17:14pm", "17:14"),
        ("3pm", "15:00"),
        ("3 PM", "15:00"),
        ("10.45am", "10:45"),
        ("14h05", "14:05"),
        ("14h05min", "14:05"),
        ("von 14:05 bis 14:20", "14:05 > 14:20"),
        ("de 14h05 à 14h20", "14:05 > 14:20"),
        ("zwischen 14:05 und 14:20", "14:05 > 14:20"),
        ("Entre las 14:05 y las 14:20", "14:05 > 14:20"),
        ("Tra le 14:05 e le 14:20", "14:05 > 14:20"),
        ("As of 14:05", "14:05"),
        ("kl.14.05", "14:05"),
        ("pukul 14.05 WIB", "14:05 WIB"),
        ("στις 14:05", "14:05"),
        ("kolem 14:05", "14:05 ~"),
        ("близько 14:05", "14:05 ~"),
        ('<span style="color: red">14:05</span>', "14:05"),
        ('<time datetime="2023-10-15T14:05Z">14:05</time>', "14:05"),
        ("b) 14:05", "14:05"),
        ("a. **14:05**", "14:05"),
        ("c) 14:05", "14:05"),
        ("entre 14h05 et 14h20", "14:05 > 14:20"),
        ("mellan 14:05 och 14:20", "14:05 > 14:20"),
        ("14:05至14:20", "14:05 > 14:20"),
        ("14:05부터 14:20", "14:05 > 14:20"),
        ("14:05 tot 14:20", "14:05 > 14:20"),
        ("о 14:05", "14:05"),
        ("14:05 UTC-15:20 UTC", "14:05 UTC > 15:20"),
        ("08:05 UTC-09:20 UTC", "08:05 UTC > 09:20"),
        ("14:05 UTC-05:00", "14:05 UTC-05:00"),
        ("14 Uhr", "14:00"),
        ("14.05 Uhr", "14:05"),
        ("14時05分", "14:05"),
        ("14点05分", "14:05"),
        ("14 点 05 分", "14:05"),
        ("１４：０５", "14:05"),
        ("午前9:05", "09:05"),
        ("1936 UTC", "19:36 UTC"),
        ("1936h", "19:36"),
        ("2:54\u202fPM", "14:54"),
        ("2023-10-15 1405", "2023-10-15 14:05"),
        ("noon", "12:00"),
        ("midnight UTC", "00:00 UTC"),
        # zones
        ("14:05 UTC", "14:05 UTC"),
        ("14:05 (UTC)", "14:05 UTC"),
        ("14:05 [JST]", "14:05 JST"),
        ("14:05Z", "14:05 Z"),
        ("UTC 14:05", "14:05 UTC"),
        ("14:05 UTC+2", "14:05 UTC+2"),
        ("14:05 UTC + 2", "14:05 UTC+2"),
        ("14:05 +02:00", "14:05 +02:00"),
        ("14:05 US/Pacific", "14:05 US/Pacific"),
        ("14:05 America/New_York", "14:05 America/New_York"),
        ("2:54 PM PT", "14:54 PT"),
        ("2:54 PM Pacific Time", "14:54 Pacific Time"),
        ("14:05 Central European Time", "14:05 Central European Time"),
        ("14:05 UTC (16:05 CEST)", "14:05 UTC"),
        ("14:05 UTC / 10:05 AM EDT", "14:05 UTC"),
        ("14:05 UTC, 15 October 2023", "2023-10-15 14:05 UTC"),
        ("14:05 UTC (2023-10-15)", "2023-10-15 14:05 UTC"),
        ("13:06 Sep 27 2017", "2017-09-27 13:06"),
        ("22:30 UTC (Oct 29)", "-----10-29 22:30 UTC"),
        # ranges
        ("14:00-14:20", "14:00 > 14:20"),
        ("14:00 – 15:10", "14:00 > 15:10"),
        ("14:00 to 14:20", "14:00 > 14:20"),
        ("From 14:00 until 14:20", "14:00 > 14:20"),
        ("14:00 → 14:20", "14:00 > 14:20"),
        ("14:00 bis 14:20 Uhr", "14:00 > 14:20"),
        ("14:00～14:20", "14:00 > 14:20"),
        ("14:00 - ~14:20 UTC", "14:00 UTC > 14:20 ~"),
        ("8:52-9:10 PM", "20:52 > 21:10"),
        ("1420Z", "14:20 Z"),
        ("1405-1420", "14:05 > 14:20"),
        ("2023-10-15 23:50 - 2023-10-16 00:20", "2023-10-15 23:50 > 2023-10-16 00:20"),
        ("2023-10-15 from 14:05 to 14:20", "2023-10-15 14:05 > 14:20"),
        ("2023-10-15T14:05-14:20", "2023-10-15 14:05 > 14:20"),
        ("10:05am-10:20am PT", "10:05 PT > 10:20"),
        ("10:05 AM (PDT) - 10:20 AM (PDT)", "10:05 PDT > 10:20"),
        ("2023-10-15 – 2023-10-17", "2023-10-15 > 2023-10-17"),
        ("2023-10-15 to 17", "2023-10-15 > 2023-10-17"),
        ("**2023-10-15–17**", "2023-10-15 > 2023-10-17"),
        ("Oct 15-17", "-----10-15 > -----10-17"),
        ("October 15th to 17th, 2023", "2023-10-15 > 2023-10-17"),
        ("Oct 15 to Oct 17, 2023", "2023-10-15 > 2023-10-17"),
        ("Dec 30 to Jan 2, 2024", "-----12-30 > 2024-01-02"),
        # about
        ("~14:00", "14:00 ~"),
        ("≈ 14:00", "14:00 ~"),
        ("ca. 14:00", "14:00 ~"),
        ("circa 14:00", "14:00 ~"),
        ("about 2pm", "14:00 ~"),
        ("At approximately 14:05", "14:05 ~"),
        ("14:00ish", "14:00 ~"),
        ("14:00?", "14:00 ~"),
        ("14時頃", "14:00 ~"),
        ("14 Uhr 05", "14:05"),
        ("14 Uhr 30", "14:30"),
        ("2:05 de la tarde", "14:05"),
        ("2:05 de la mañana", "02:05"),
        ("10:05 da noite", "22:05"),
        ("12:05 de la noche", "00:05"),
        ("2:05 de l’après-midi", "14:05"),
        ("2:05 nachmittags", "14:05"),
        ("14:05 nachmittags", "14:05"),
        ("9:05 утра", "09:05"),
        ("12 noon", "12:00"),
        ("das 14h05 às 14h10", "14:05 > 14:10"),
        ("14:05左右", "14:05 ~"),
        ("14:05경", "14:05 ~"),
        ("ca. um 14:05 Uhr", "14:05 ~"),
        ("ungefähr 14:05", "14:05 ~"),
        ("environ 14h05", "14:05 ~"),
        ("aux environs de 14h05", "14:05 ~"),
        ("sobre las 14:05", "14:05 ~"),
        ("alrededor de las 14:05", "14:05 ~"),
        ("aproximadamente a las 14:05", "14:05 ~"),
        ("aprox. 14:05", "14:05 ~"),
        ("por volta das 14h05", "14:05 ~"),
        ("verso le 14:05", "14:05 ~"),
        ("circa alle 14:05", "14:05 ~"),
        ("alle ore 14:05", "14:05"),
        ("rond 14:05", "14:05 ~"),
        ("omkring kl. 14.05", "14:05 ~"),
        ("noin klo 14.05", "14:05 ~"),
        ("około godz. 14:05", "14:05 ~"),
        ("примерно в 14:05", "14:05 ~"),
        ("大约 14:05", "14:05 ~"),
        ("약 14:05", "14:05 ~"),
        ("_about 2 PM_", "14:00 ~"),
        # an underscore is a letter to a regular expression
        ("_2:05 PM_", "14:05"),
        ("_2 PM - 3:10 PM_", "14:00 > 15:10"),
        ("_14h05_", "14:05"),
        ("_14:05Z_", "14:05 Z"),
        ("14h05 às 15h10", "14:05 > 15:10"),
        ("14:05 a las 15:10", "14:05 > 15:10"),
        ("__14:05 CEST__", "14:05 CEST"),
        ("**14:05** (CEST)", "14:05 CEST"),
        ("14:05 CEST/UTC+2", "14:05 UTC+2"),
        ("14:05 UTC+2/CEST", "14:05 UTC+2"),
        ("14:05 (CEST/UTC+2)", "14:05 UTC+2"),
        ("14:05 PST/PDT", "14:05 America/Los_Angeles"),
        ("14:05 UTC/GMT", "14:05 UTC"),
        ("`14:05` UTC", "14:05 UTC"),
        ("**[14:05]** UTC+2", "14:05 UTC+2"),
        ("__15 October 2023__", "2023-10-15"),
        ("_2023-10-15_ _2:05 PM_", "2023-10-15 14:05"),
        ("2023-10-15 ca. 18:30", "2023-10-15 18:30 ~"),
        # from the start
        ("T+5m", "start 0:05:00"),
        ("T-72h", "start -3 days, 0:00:00"),
        ("T+1h30", "start 1:30:00"),
        ("+1h30", "start 1:30:00"),
        ("H+1h30", "start 1:30:00"),
        ("T+00:05", "start 0:05:00"),
        ("T+90s", "start 0:01:30"),
        ("+30s", "start 0:00:30"),
        ("T+5m+30s", "start 0:05:30"),
        ("T+1h + 5 min", "start 1:05:00"),
        ("_T+5m_", "start 0:05:00"),
        ("**Day 2 - T+25:00**", "start 1 day, 1:00:00"),
        ("T + 5 min", "start 0:05:00"),
        ("T0", "start 0:00:00"),
        ("+15 min", "start 0:15:00"),
        ("+00:15", "start 0:15:00"),
        # impossible on a clock, but read so that the check can report it
        ("14:75", "14:75"),
        ("25:10", "25:10"),
        ("Starting at 11:35 AM PST", "11:35 PST"),
        ("@October 15, 2023", "2023-10-15"),
        ("\u200e[15.10.23, 14:05:12]", "2023-15-10(day) 14:05:12"),
        ("\u200eSunday, \u200eOctober \u200e15, \u200e2023, \u200f\u200e2:05:12 PM", "2023-10-15 14:05:12"),
        ("\u200e10\u200e/\u200e15\u200e/\u200e2023 \u200e2\u200e:\u200e05\u200e \u200ePM", "2023-10-15(month) 14:05"),
        ("@October 15, 2023 2:05 PM", "2023-10-15 14:05"),
        ("Approximately 14:15", "14:15 ~"),
        ("Between 1:34 PM PST and 2:22 PM PST", "13:34 PST > 14:22"),
        ("≈ 14:05", "14:05 ~"),
        ("± 14:05", "14:05 ~"),
        ("c. 14:05", "14:05 ~"),
        ("約14:05", "14:05 ~"),
        ("at approx. 14:05", "14:05 ~"),
        ("14:05-ish", "14:05 ~"),
        ("14:05h", "14:05"),
        ("14:05 〜 15:00", "14:05 > 15:00"),
        ("14:05到15:00", "14:05 > 15:00"),
        ("<i>14:05</i>", "14:05"),
        ("「14:05」", "14:05"),
        ("CET 14:05", "14:05 CET"),
        ("2023-10-15_14:05", "2023-10-15 14:05"),
        ("14:05 UTC-15:10", "14:05 UTC > 15:10"),
        ("14:05 UTC-22:00", "14:05 UTC > 22:00"),
        ("с 14:05", "14:05"),
    ],
)
def test_a_time_is_read_as_written(written: str, read: str) -> None:
    """With and without text after it, which remains."""
    assert told(head(written).stamp) == read
    assert (head(f"{written}: The queue is empty").text, told(head(f"{written}: The queue is empty").stamp)) == (
        "The queue is empty",
        read,
    )


def test_a_number_of_people_is_no_minute() -> None:
    """``14 Uhr 30`` is half past two only if nothing is counted."""
    assert told(head("14 Uhr 30 Kunden melden sich").stamp) == "14:00"


@all_cases(
    ("written", "left"),
    [("14:05頃デプロイ", "デプロイ"), ("14:05左右发布", "发布"), ("14:05頃から応答なし", "頃から応答なし")],
)
def test_a_word_for_about_needs_no_space_behind_it_in_languages_without_spaces(written: str, left: str) -> None:
    """With another one, as in "from about", it belongs to the text."""
    assert head(written).text == left


@all_cases(
    ("written", "left"),
    [
        ("14:05 \\- The page", "The page"),
        ("**14:05** \\– The page", "The page"),
        ("14:05 UTC \\- **Detected** a", "**Detected** a"),
        ("14:05 1\\. step", "1\\. step"),
        ("14:05 \\-1 is returned", "\\-1 is returned"),
        ("14:05 text", "text"),
        ("14:05: text", "text"),
        ("14:05 - text", "text"),
        ("14:05 – text", "text"),
        ("14:05 | text", "text"),
        ("14:05, text", "text"),
        ("14:05. Text", "Text"),
        ("14:05 → text", "text"),
        ("14:05", ""),
        ("**14:05** text", "text"),
        ("**14:05:** text", "text"),
        ("**14:05** - text", "text"),
        ("*14:05* text", "text"),
        ("__14:05__ text", "text"),
        ("`14:05` text", "text"),
        ("[14:05] text", "text"),
        ("(14:05) text", "text"),
        ("~~14:05~~ text", "text"),
        ("~~14:05~~ 14:07 text", "text"),
        (r"\[14:05] text", "text"),
        ("_14:05 text_", "_text_"),
        ("_14:05_ in my_service_", "in my_service_"),
        (r"\[14:05\] text", "text"),
        (r"\- 14:05 text", "text"),
        (r"14:05 \[text\]", r"\[text\]"),
        ("- 14:05 text", "text"),
        ("~~14:05 text~~", "~~text~~"),
        ("==14:05== text", "text"),
        ("<b>14:05</b> text", "text"),
        ("14:05<br>text<br>", "text<br>"),
        ("**16 October 2023**: <br/>", ""),
        ("<strong>14:05: Alert.</strong> text", "<strong>Alert.</strong> text"),
        ("**`14:05`** text", "text"),
        ("**2023-10-15** `14:05` text", "text"),
        ("[12-05 16:21] text", "text"),
        ("**[14:05 UTC]** text", "text"),
        ("14:05 PST-region hosts", "PST-region hosts"),
        ("14:05 UTC-based jobs", "UTC-based jobs"),
        ("14:05 SAST's scan", "SAST's scan"),
        ("14:05 IST/DNS is down", "IST/DNS is down"),
        ("14:05 UTC/DNS jobs", "UTC/DNS jobs"),
        ("14:05 EST/PST offices", "EST/PST offices"),
        ("14:05 UTC-Deployed", "Deployed"),
        ("**14:05 Detected.** text", "**Detected.** text"),
        ("14:05 **Detected.** text", "**Detected.** text"),
        ("`14:05 make deploy` fails", "`make deploy` fails"),
        ("[14:05 alert](https://a.example/x) fires", "[alert](https://a.example/x) fires"),
        ("[14:05](https://a.example/x) text", "[14:05](https://a.example/x) text"),
        ("14:05 - 3 nodes are down", "3 nodes are down"),
        ("14:05 -1 node", "-1 node"),
        ("kl. 14:05 - 2.15 is deployed", "2.15 is deployed"),
        ("T+1h +30 nodes", "+30 nodes"),
        ("14:05 10 nodes are down", "10 nodes are down"),
        ("14:05 2 may have failed", "2 may have failed"),
        ("14:05 THE disk is full", "THE disk is full"),
        ("• 14:05 text", "text"),
        ("– 14:05: text", "text"),
        ("14:05 [link](https://a.example/x)", "[link](https://a.example/x)"),
        ("14:05 (after the deploy) text", "(after the deploy) text"),
        ("[x] 14:05 text", "text"),
        ("⏰ 14:05 text", "⏰ text"),
        ("2023-10-15 so we deploy", "so we deploy"),
    ],
)
def test_what_is_left_is_whole_markdown(written: str, left: str) -> None:
    """Marks around the time are removed with it; marks around the text stay, and so does a link."""
    assert head(written).text == left


@all_cases(
    "text",
    [
        "The team looks at the logs at 14:05",
        "3 nodes are down",
        "3h of downtime",
        "80:20 split",
        "50:50 odds",
        "1475 requests failed",
        "2999: too many",
        "100:30",
        "1.5 hours later",
        "10 may be affected",
        "May be affected",
        "+5 nodes",
        "H+5 text",
        "H-100 GPUs fail",
        "1h30min of downtime",
        "kl 14.5 larm",
        "@ana 14 hosts",
        "1/2 of 3pm jobs",
        "-5 nodes",
        "1/2 of the pods",
        "12/05 of the pods",
        "5.2.1 is deployed",
        "192.168.10.15 is down",
        "2023 is the year",
        "4538 requests failed",
        "500 errors",
        "[ ] open",
        "10:1 compression",
        "1:2:3:4",
        "",
        "**bold** text",
        "14",
        "To 14:05",
        "p. 3:16 of the manual",
        "v. 2:10 is deployed",
    ],
)
def test_other_lines_have_no_time(text: str) -> None:
    """Digits at the head of a line are mostly something else."""
    assert read_head(text) is None


def test_four_digits_may_be_a_year() -> None:
    """The stamp says so if the line does not tell."""
    assert head("2019: the project starts").stamp.four_digits == "year"
    assert head("1405: the deploy starts").stamp.four_digits == "clock"
    assert head("2023-10-15 2019: deploy").stamp.four_digits == "clock"
    assert read_head("1405 requests failed") is None


def test_a_time_that_is_not_known() -> None:
    """``??:??`` and ``2X:XX`` stand for a time: the line is an event."""
    for text in ("??:?? text", "[???] text", "2X:XX text", "--:-- text"):
        assert head(text).stamp == Stamp()


@pytest.mark.parametrize(
    ("written", "left", "read"),
    [
        ("First detected: 2023-07-25 14:05", "First detected", "2023-07-25 14:05"),
        ("Fault occurs 2020-02-12 11:45", "Fault occurs", "2020-02-12 11:45"),
        ("Rolled back at 14:05 UTC.", "Rolled back", "14:05 UTC"),
        ("**Detected:** 14:06 by an alert", "**Detected:** by an alert", "14:06"),
        ("**Detected.** 14:06 By an alert", "**Detected.** By an alert", "14:06"),
        ("**Resolved** - 15:10", "**Resolved**", "15:10"),
        ("**[Outage start]** On 2023-10-15, at 14:05 it fails.", "**[Outage start]** it fails.", "2023-10-15 14:05"),
        ("**Resolved.** At 15:10 it works.", "**Resolved.** it works.", "15:10"),
        ("Start: 2023-10-15 14:05 by a deploy", "Start: by a deploy", "2023-10-15 14:05"),
        ("Detected: ~14:06", "Detected", "14:06 ~"),
        ("**Start:** March 3, 2021 14:05 UTC", "**Start:**", "2021-03-03 14:05 UTC"),
        ("**Incident start:**        2023-10-15 14:05 UTC", "**Incident start:**", "2023-10-15 14:05 UTC"),
        ("Resolved:       2023-10-15 14:05", "Resolved", "2023-10-15 14:05"),
        ("Mitigated: Wed, 3 Mar 2021 14:30", "Mitigated", "2021-03-03 14:30"),
        ("Attack began at Feb-08-2021 06:17:19 PM +UTC", "Attack began", "2021-02-08 18:17:19 UTC"),
        ("__Resolved__ 15:10 a", "__Resolved__ a", "15:10"),
        ("Ana (14:05 UTC): It fails", "Ana: It fails", "14:05 UTC"),
        ("@ana 14:05: It fails", "@ana: It fails", "14:05"),
        ("Second restart [14:05]: It fails", "Second restart: It fails", "14:05"),
        ("Ana, 14:05: It fails", "Ana: It fails", "14:05"),
        ("Second restart at 14:05: It fails", "Second restart: It fails", "14:05"),
    ],
)
def test_a_time_may_follow_a_label(written: str, left: str, read: str) -> None:
    """After a colon or a bold label, or at the end of a short line."""
    found = read_labelled(written)
    assert found is not None
    assert (found.text, told(found.stamp)) == (left, read)


@pytest.mark.parametrize(
    "text",
    [
        "**Duration:** 21:45 to 23:28 UTC",
        "Time to repair: 1:50",
        "Total downtime 01:50",
        "Detected at 14:00 by alerts",
        "**Resolved** at 3 sites",
        "The deploy of 14:00 failed",
        "The last backup was from 14:00: an hour is lost",
        "The run of 14:30: it fails",
        "Der Lauf von 14:30: er bricht ab",
        "Retries 14.05: too many",
        "Version 2.10 is out",
        "It was raised to 500",
        "Owner: 2 teams",
        "",
    ],
)
def test_a_duration_or_a_sentence_is_not_a_label(text: str) -> None:
    """Durations, and times in the middle of a sentence, are left alone."""
    assert read_labelled(text) is None


PIECES = [
    "14:05",
    "2023-10-15",
    "T+5",
    "~",
    "**",
    "`",
    "[",
    "]",
    "(",
    ")",
    "-",
    "\u2013",
    " ",
    "UTC",
    "at",
    "Detected",
    ":",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=12).map("".join))
@example("**14:05 UTC** Detected")
@example("T+5 Detected at 14:05")
def test_any_line_is_read(text: str) -> None:
    """The rest of a line is its end, apart from marks opened before the time."""
    for found in (read_head(text), read_labelled(text)):
        if found is not None:
            assert found.stamp.offset is None or isinstance(found.stamp.offset, timedelta)
            assert len(found.text) <= len(found.whole) + 1


@all_cases(
    "unit",
    ["*", "1", " ", ":", "[", "(", "`a", "14:05 - ", "T+", "~", "_", "⏰", "ab ", "12 ", "- ", "14:", "a.", "1/"],
)
@all_cases("before", ["", "14:05", "2023-10-15 ", "**", "T+1"])
def test_hostile_lines_take_no_time(before: str, unit: str) -> None:
    """No pattern runs over a long line more than a few times."""
    line = before + unit * (20_000 // len(unit))
    begun = process_time()
    for _ in range(10):
        read_head(line)
        read_labelled(line)
    assert process_time() - begun < 0.5


def test_a_picture_in_front_of_a_time_stays_in_the_text() -> None:
    """As a sign or by its name, however it is spelt."""
    assert head("🔸 14:05 The queue is empty").text == "🔸 The queue is empty"
    assert head(":rotating_light: **14:05** The queue is empty").text == ":rotating_light: The queue is empty"


@pytest.mark.parametrize(
    ("line", "zone", "text"),
    [
        ("14:05 UTC + 2: text", "UTC+2", "text"),
        ("14:05 (UTC + 2) text", "UTC+2", "text"),
        ("14:05 UTC +2 retries", "UTC +2", "retries"),
        ("14:05 UTC + 2 Retries fail", "UTC+2", "Retries fail"),
        ("14:05 UTC + 2 retries", "UTC", "+ 2 retries"),
        ("14:05 UTC - 15 Nodes fail", "UTC", "15 Nodes fail"),
        ("14:05 UTC – 5 nodes fail", "UTC", "5 nodes fail"),
        ("14:05 UTC - 5 % of requests fail", "UTC", "5 % of requests fail"),
        ("14:05 (UTC - 05:00) text", "UTC-05:00", "text"),
    ],
)
def test_an_offset_is_distinguished_from_a_number(line: str, zone: str, text: str) -> None:
    """A count follows a sign with spaces around it."""
    assert (head(line).stamp.zone.replace(" + ", "+"), head(line).text) == (zone, text)


@pytest.mark.parametrize("line", ["08:00 UTC - 09:10 text", "08:00 UTC - 09:10 UTC: text", "08:00 GMT - 09:10 – text"])
def test_an_offset_is_distinguished_from_the_end_of_a_range(line: str) -> None:
    """Spaces around the minus, and a time after it."""
    stamp = head(line).stamp
    assert (stamp.zone, stamp.end_clock, head(line).text) == (line[6:9], Clock(9, 10), "text")


@pytest.mark.parametrize("text", ["17 pods died", "17:30: a", "12: a", "32: a", "17.5: a", "17, 18: a", "17th-century"])
def test_a_number_after_a_date_is_no_day(text: str) -> None:
    """Only one that is later in the month and set off from what follows."""
    assert told(head(f"2023-10-15 to {text}").stamp) == "2023-10-15"
