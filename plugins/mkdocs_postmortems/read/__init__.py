"""Read reports: bytes become a ``Report`` of front matter, sections, timeline and action items, each with its line.

    report              the entry point
    steps               the steps of reading, in order; consequences: problems that follow from others
    model               the result
    source              bytes -> text, split into lines and front matter; characters: which ones it may not contain
    ids                 valid ids of reports
    unfilled            placeholders that a template or an author has left
    patterns            regular expressions that are compiled on first use

The packages, each of which lists its modules:

    front_matter        the fields, and every mistake in them
    body                lines, headings, sections, and what is internal
    times               written times and dates
    timeline            the section of events
    actions             the sections of action items
"""
