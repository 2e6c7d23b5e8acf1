"""Which report of the live archive a search shows first."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

FIRST = {
    "An error message, copied from a log, with an address and numbers of its own": {
        "2024/04/11 22:31:07 [error] 31#31: *4 catalog.shop could not be resolved (3: NXDOMAIN)": "2024-04-11-resolver",
        "FATAL: connection slots are reserved; connection pool of the orders database is full": "2022-11-25-checkout",
        "certificate has expired": "2024-01-08-mutual-tls",
        '"certificate has expired"': "2024-01-08-mutual-tls",
        "code 91 issuer unavailable": "2025-09-30-acquirer",
    },
    "A line of code, a name in it, or its parts": {
        "ends = sold.replace(year=sold.year + 1)": "2024-02-29-leap-day",
        "except Exception": "2024-02-29-leap-day",
        "round(2.665, 2)": "2024-07-23-rounding",
        "BASKET_TTL": "2023-02-28-forty-seconds",
        "basket-ttl": "2023-02-28-forty-seconds",
        "proxy_ignore_headers Cache-Control": "2025-08-13-cached-greeting",
        "lock_timeout": "2026-07-08-catalog-lock",
        "lockTimeout": "2026-07-08-catalog-lock",
        "DROP COLUMN": "2025-10-22-almost-deleted",
        "/etc/resolv.conf": "2024-04-11-resolver",
        "ndots:5": "2024-04-11-resolver",
    },
    "A host, a port, a status code, a ticket": {
        "catalog.shop.svc.cluster.local": "2024-04-11-resolver",
        "NTP port 123": "2025-03-30-one-time-codes",
        "503": "2026-09-03-the-empty-route-table",
        "SHOP-401": "2023-11-09-duplicate-charges",
    },
    "What users saw, and how it came about": {
        "double charge": "2023-11-09-duplicate-charges",
        "signed out": "2023-05-23-session-cache",
        "file descriptors": "2024-05-16-gateway-file-descriptors",
        "dns": "2024-04-11-resolver",
        "health check used an IP address": "2024-04-11-resolver",
        "Alert when a clock is off by more than one second": "2025-03-30-one-time-codes",
        "privacy office": "2025-08-13-cached-greeting",
    },
    "A misspelt word, or one that no report has": {
        "certifcate expired": "2024-01-08-mutual-tls",
        "thundring herd": "2023-05-23-session-cache",
        "idempotancy key": "2023-11-09-duplicate-charges",
        "redis session cache eviction": "2023-05-23-session-cache",
        "kafka poison message queue": "2025-05-07-poison-message",
        "DNS outage": "2024-04-11-resolver",
        "did the clock change ever break a job?": "2023-04-02-settlement-twice",
    },
    "Another name of what the report says": {
        "SSL handshake": "2022-12-14-image-certificate",
        "DB lock": "2026-07-08-catalog-lock",
        "LB cold start": "2026-11-19-gateway-cold-start",
        "denial of service": "my-first-postmortem",
    },
    "Other languages": {
        "Kühlung Serverraum": "2025-02-18-kuehlung",
        "kuhlung": "2025-02-18-kuehlung",
        "Kühlpumpe ausgefallen": "2025-02-18-kuehlung",
        "文字コード": "2023-08-22-restock-mails",
        "件名 送信エラー": "2023-08-22-restock-mails",
        "entrepot": "2025-12-12-bordereaux",
    },
    "A day, a month, and the name of a filter": {
        "2024-02-29": "2024-02-29-leap-day",
        "9 November 2023": "2023-11-09-duplicate-charges",
        "November 2023": "2023-11-09-duplicate-charges",
        "retry service:payments": "2023-11-09-duplicate-charges",
        "cause:dns": "2024-04-11-resolver",
        "lock severity:1": "2022-11-25-checkout",
    },
}
"""Queries by kind, each with the beginning of the id of the report that a reader of the archive would expect."""

SECOND_OR_THIRD = {
    "HTTP 500": "2023-02-28-forty-seconds",
    "leaked token": "2026-06-10-token-in-build-logs",
    "incident lead payments on-call": "2023-11-09-duplicate-charges",
}
"""The same for reports that should be first and are not."""


def clear(page: Page) -> None:
    """Empty the search box, and wait until the results are gone."""
    page.get_by_role("searchbox").fill("")
    expect(page.locator(".pm-ready:not(.pm-narrowed)")).to_be_attached()


@pytest.mark.parametrize("kind", FIRST)
def test_the_report_in_question_is_the_first(page: Page, live_url: str, kind: str) -> None:
    page.goto(f"{live_url}incidents/")
    clear(page)
    before = ""
    for query, report in FIRST[kind].items():
        if report == before:
            clear(page)  # or the results of the query before would pass
        page.get_by_role("searchbox").fill(query)
        expect(page.locator(".pm-card-title").first, query).to_have_attribute("href", re.compile(f"/{report}"))
        before = report


def test_other_reports_are_at_least_near_the_top(page: Page, live_url: str) -> None:
    page.goto(f"{live_url}incidents/")
    for query, report in SECOND_OR_THIRD.items():
        clear(page)
        page.get_by_role("searchbox").fill(query)
        expect(page.locator(f".pm-card:nth-child(-n+3) .pm-card-title[href*='/{report}']"), query).to_be_attached()
