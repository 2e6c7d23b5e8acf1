"""Read reports: bytes become a ``Report`` of front matter, sections, timeline and action items, each with its line.

    report              the entry point
    steps               the steps of reading, in order; consequences: problems that follow from others
    model               the result
    source              bytes -> text, split into lines and front matter; characters: which ones it may not contain

The front matter:

    yaml_nodes          YAML -> nodes with positions; yaml_errors: what is wrong where it is not valid YAML
    corrections         what to write for a value
    schema, values      the fields, and their types
    fields              nodes -> Fields, and every mistake in them, which field_problems describes
    keys, ids           unknown keys; valid ids

The body:

    blocks              the kind of each line: text, blank, code or comment
    fences, comments, unclosed_html
                        what decides that; costs: limits for Markdown; tables: rows of cells
    line_starts         the marks before a line's text: of quotations, items and headings
    inline              code in a line, and a line without its markup
    headings            headings and sections as the page will show them
    extensions          the Python-Markdown extensions that matter to reading
    internal            what the public must not see; markers, look_alikes: its markers, and text that looks like one
    definitions         footnotes and link targets, and those that one edition lacks
    links               links to other reports, and addresses that may be linked
    summary             the report in one sentence

Its two sections with a structure of their own:

    timeline            a section's lines -> events; outline: its blocks; timeline_parts: what each block is
    kinds               what a label says
    declarations        what a heading, a line alone or a sentence says about the times below it
    heads               which blocks begin with a time; timetable: the same for a table's rows
    line_times          where a line has a time; likely_times: digits that are one if the times around them agree
    stamps              one written time, combined from clocks, days and zones
    dating              written times -> moments, by the lines before; calendar_days: written dates -> dates
    times               a single date and time
    unread_times        what was meant as a time or an event but cannot be read: mistyped, machine_times, unread_zones
    actions             the sections of measures -> action items; action_tables: the same for a table's rows
    action_details, action_words
                        their owners and so on; unfilled: placeholders for those

``patterns`` compiles regular expressions on first use.
"""
