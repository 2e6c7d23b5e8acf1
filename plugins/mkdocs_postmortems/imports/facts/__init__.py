"""The facts of an incident move into the front matter.

finder              the entry point: the steps, in order
draft               a document and what has been found in it so far: a ``Draft``
old_fields          the fields of an old front matter; own_fields: those that the site declares itself
titles              the title
incident_days       the day; incident_zone: the zone
incident_times      when the incident began and ended; openings: what the first paragraphs say of that
text_facts          services, severity and other facts in words; severities: as others write them
texts               values as a field holds them
moved_lines         lines that say only what is in the front matter now
"""
