from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.archive.statistics import (
    MINIMUM,
    Quarter,
    count_severities,
    day_of,
    distribution,
    final_reports,
    in_last_year,
    quarter_range,
    reports_by_quarter,
    reports_by_year,
    severe_severities,
    shares,
    year_before,
)
from mkdocs_postmortems.read.model import Fields, Moment, Report, Source
from mkdocs_postmortems.settings import Settings

SETTINGS = Settings()
TODAY = date(2024, 11, 6)


def a_report(id: str = "one", minutes: float | None = None, **fields: object) -> Report:
    """A final report that began at noon of 2024-01-02 and was mitigated this many minutes later."""
    started = fields.setdefault("started", Moment(datetime(2024, 1, 2, 12, tzinfo=UTC)))
    if minutes is not None:
        assert isinstance(started, Moment)
        fields["mitigated"] = Moment(started.at + timedelta(minutes=minutes))
    values = {"title": id, "severity": "SEV-3", "status": "final", **fields}
    return Report(f"{id}.md", id, Source(f"{id}.md", ""), Fields(**values))  # type: ignore[arg-type]


def on(day: date, **fields: object) -> Report:
    return a_report(str(day), started=Moment(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)), **fields)


def test_a_median_is_the_middle_value_and_the_quartiles_hold_the_middle_half() -> None:
    """Quartiles interpolate between the sorted values, both ends included."""
    found = distribution([a_report(str(m), m) for m in (50, 10, 40, 20, 30)], "time_to_mitigate")
    assert found.median == timedelta(minutes=30)
    assert found.quartiles == (timedelta(minutes=20), timedelta(minutes=40))
    assert [value.report.id for value in found.values] == ["10", "20", "30", "40", "50"]


@pytest.mark.parametrize(("added", "median"), [(0, timedelta(minutes=4)), (1 / 60, timedelta(minutes=3, seconds=31))])
def test_a_median_is_as_precise_as_its_values(added: float, median: timedelta) -> None:
    """Between 3 and 4 whole minutes there is no half; durations in seconds have a median in seconds."""
    found = distribution([a_report(str(m), m + added) for m in range(1, 7)], "time_to_mitigate")
    assert found.median == median


def test_below_five_values_there_is_no_median() -> None:
    """Four values are shown individually."""
    found = distribution([a_report(str(m), m) for m in range(MINIMUM - 1)], "time_to_mitigate")
    assert (found.n, found.median, found.quartiles) == (4, None, None)


def test_unrecorded_values_are_counted() -> None:
    """Times that are missing, only a day, or out of order count as not recorded; zero counts as recorded."""
    only_a_day = Moment(datetime(2024, 1, 2, tzinfo=UTC), precision="day")
    reports = [
        a_report("absent"),
        a_report("backwards", -1),
        a_report("day", mitigated=only_a_day),
        a_report("zero", 0),
    ]
    found = distribution(reports, "time_to_mitigate")
    assert ([value.report.id for value in found.values], found.missing) == (["zero"], 3)


@settings(deadline=None)
@given(st.lists(st.one_of(st.none(), st.integers(-100, 10**7)), max_size=60))
def test_distributions_add_up_and_keep_their_order(minutes: list[int | None]) -> None:
    """Every report is a value or missing; the median is between the quartiles, and these are within the values."""
    found = distribution([a_report(f"r{i}", m) for i, m in enumerate(minutes)], "time_to_mitigate")
    assert found.n + found.missing == len(minutes)
    assert (found.median is None) == (found.quartiles is None) == (found.n < MINIMUM)
    if found.median is not None and found.quartiles is not None:
        lower, upper = found.quartiles
        assert found.values[0].length <= lower <= found.median <= upper <= found.values[-1].length
        inside = sum(lower <= value.length <= upper for value in found.values)
        assert inside >= (found.n - 1) // 2


def test_only_final_reports_are_counted() -> None:
    """Drafts and reports under review are left out."""
    reports = [a_report("a", status="draft"), a_report("b", status="review"), a_report("c"), a_report("d", status=None)]
    assert [report.id for report in final_reports(reports)] == ["c"]


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2024, 1, 1), Quarter(2024, 1)),
        (date(2024, 3, 31), Quarter(2024, 1)),
        (date(2024, 4, 1), Quarter(2024, 2)),
        (date(2024, 12, 31), Quarter(2024, 4)),
        (date.min, Quarter(1, 1)),
        (date.max, Quarter(9999, 4)),
    ],
)
def test_a_day_has_one_quarter(day: date, quarter: Quarter) -> None:
    """Months 1 to 3 are the first quarter, and so on."""
    assert Quarter.of(day) == quarter
    assert Quarter.from_ordinal(quarter.ordinal) == quarter


def test_quarters_run_without_a_gap_up_to_today() -> None:
    """Including quarters without incidents, and the current one."""
    found = quarter_range([date(2024, 2, 1), date(2023, 11, 1)], TODAY)
    assert found == (Quarter(2023, 4), Quarter(2024, 1), Quarter(2024, 2), Quarter(2024, 3), Quarter(2024, 4))


def test_the_row_of_quarters_is_bounded() -> None:
    """A very old incident does not extend the row beyond its limit; the newest quarters are kept."""
    found = quarter_range([date(1, 1, 1)], TODAY, most=8)
    assert (len(found), found[-1]) == (8, Quarter(2024, 4))
    assert quarter_range([], TODAY) == ()


def test_reports_after_the_build_s_day_are_counted() -> None:
    """With a build day in 1970, the row still ends at the last incident."""
    assert quarter_range([date(2024, 2, 1)], date(1970, 1, 1)) == (Quarter(2024, 1),)


@settings(deadline=None)
@given(st.lists(st.tuples(st.dates(), st.sampled_from(["SEV-1", "SEV-4", "odd"])), max_size=40))
def test_counts_add_up(made: list[tuple[date, str]]) -> None:
    """Every report is counted once by severity, by quarter and by year."""
    reports = [on(day, severity=severity) for day, severity in made]
    assert count_severities(reports, SETTINGS).total == len(reports)
    assert count_severities(reports, SETTINGS).others == sum(severity == "odd" for _, severity in made)
    for groups in (reports_by_quarter(reports), reports_by_year(reports)):
        assert sum(map(len, groups.values())) == len(reports)
        assert list(groups) == sorted(groups)


def test_a_report_without_a_start_is_in_no_quarter() -> None:
    """It still counts as a report."""
    report = a_report(started=None)
    assert reports_by_quarter([report]) == {}
    assert count_severities([report], SETTINGS).total == 1


def test_the_last_twelve_months_end_today() -> None:
    """The same day a year ago is excluded, today is included, tomorrow is not."""
    days = [date(2023, 11, 6), date(2023, 11, 7), date(2024, 11, 6), date(2024, 11, 7)]
    assert [report.id for report in in_last_year(map(on, days), TODAY)] == ["2023-11-07", "2024-11-06"]
    assert year_before(date(2024, 2, 29)) == date(2023, 2, 28)
    assert year_before(date(1, 6, 1)) == date.min


def test_the_builds_day_is_that_of_the_sites_zone() -> None:
    """23:30 UTC is already the next day in Tokyo."""
    now = datetime(2024, 11, 6, 23, 30, tzinfo=UTC)
    assert day_of(now, SETTINGS) == date(2024, 11, 6)
    assert day_of(now, Settings(timezone="Asia/Tokyo")) == date(2024, 11, 7)


@pytest.mark.parametrize(("all_of_them", "severe"), [("1", "1"), ("12", "1"), ("123", "1"), ("1234", "12")])
def test_severe_is_the_upper_half(all_of_them: str, severe: str) -> None:
    """At least the most severe level is."""
    assert severe_severities(Settings(severities=tuple(all_of_them))) == tuple(severe)


def test_figures_of_a_service() -> None:
    """Total, severe ones, the last 12 months, one count per quarter, and its times to mitigate."""
    reports = [
        on(date(2023, 10, 1), services=("login", "mail"), severity="SEV-1"),
        on(date(2024, 3, 1), services=("login",)),
    ]
    quarters = quarter_range([date(2023, 10, 1)], date(2024, 3, 5))
    login, mail = shares(reports, "services", SETTINGS, date(2024, 11, 1), quarters)
    assert (login.value.label, login.total, login.severe, login.last_year) == ("login", 2, 1, 1)
    assert login.per_quarter == (1, 1)
    assert (login.to_mitigate.n, login.to_mitigate.missing) == (0, 2)
    assert (mail.value.slug, mail.total, mail.last_year, mail.per_quarter) == ("mail", 1, 0, (1, 0))
