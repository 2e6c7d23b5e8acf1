"""Bytes become a ``Report``: front matter, sections, timeline and action items, each with its line.

    report              the way in
    steps               the steps of reading, in order
    model               what comes out
    source              bytes -> text, its lines counted and its front matter cut off; characters: what it may not hold

The front matter:

    yaml_nodes          YAML -> nodes that know their place; schema: which fields there are; values: of what types
    fields              nodes -> Fields, and every mistake in them; keys, ids: names that are none

The body:

    blocks              what each line is: text, code or comment; tables: rows of cells
    sections            headings as the page will show them; plain_headings: most of them, without Python-Markdown
    extensions          those of Python-Markdown that reading goes by; page_rules: ids and addresses of the page
    internal            what the public must not see; markers, look_alikes: its marks, and what looks like one
    definitions         footnotes and link targets
    summary             the report in one sentence

Its two sections with a form of their own:

    timeline            a section's lines -> events; outline: its blocks; kinds: what a label says
    heads               which blocks begin with a time; timetable: the same of a table's rows
    stamps              one written time: made of clocks, days, day_words and zones
    dating              written times -> moments, by the lines before; times: one date and time by itself
    mistyped, swallowed, unread_zones
                        what was meant for a time, an event or a zone, and is none
    actions             the sections of measures -> action items; unfilled: what stands in the place of a detail

``patterns`` compiles regular expressions when they are first used.
"""
