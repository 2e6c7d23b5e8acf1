"""Reports become an ``Archive``, in one of two editions.

model         the archive: all reports in order, with facets and related reports
facets        what it can be filtered by, and the address of each value
related       how reports relate to each other
action_list   every action item, its age and how late it is
statistics    figures over many reports
editions      which reports an edition shows, and which of their fields
redaction     a report's text without internal parts; difference: a diff of them for the author
brief         what the check needs to know about a report to compare it with all others
aliases       the path of the redirect for an earlier address
"""
