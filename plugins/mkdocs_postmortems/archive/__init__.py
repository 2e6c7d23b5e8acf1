"""Reports become an ``Archive``, in one of two editions.

model         the archive: all reports in order, with facets and related reports
facets        what it can be narrowed by, and the address of each value
related       what reports have to do with each other
action_list   every action item, how old and how late it is
statistics    figures over many reports
editions      which reports a site shows, and what of them
redaction     a text without what the public must not see; difference: what that is, for its author
brief         what the check must know of a report to look at all others
aliases       where the redirect of an earlier address lies
"""
