"""Combine reports into an ``Archive``, in one of two editions.

model         the archive: all reports in order, with facets and related reports
facets        what reports can be filtered by, and the address of each value
related       how reports relate to each other
action_list   all action items, with their age and delay
statistics    figures over many reports
editions      which reports an edition shows, and which of their fields
redaction     a report's text without internal parts
difference    a diff between a report and its public edition
brief         what the check needs to know about every report
"""
