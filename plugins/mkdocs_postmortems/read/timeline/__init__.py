"""Read the section of events: its blocks become events and groups, in the order of the modules.

section             the entry point: a section's lines -> events
parts               what each block is; kinds: what a label says
declarations        what a heading, a line alone or a sentence says about the times below it
heads               which blocks begin with a time; timetable: the same for a table's rows
likely_times        digits that are a time if the times around them agree
dating              written times -> moments, by the lines before
unread_times        what was meant as a time or an event but cannot be read; unread_zones: the same of a zone
"""
