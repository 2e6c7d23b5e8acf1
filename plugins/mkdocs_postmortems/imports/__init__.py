"""Import of old reports, in any format, as reports of this project: the modules in the order of the steps.

A file becomes Markdown (``Document``)::

    sources           bytes -> Document, by format: ``plain_text``, ``html``, ``mail``, ``markup``, ``exports``
    document          the formats by the names of files, encodings, and what a ``Document`` is
    escaped_marks     backslashes in front of all marks of Markdown
    old_front_matter  what is in front of the text; ``page_heads`` reads what is not in fences
    histories         a page about several incidents -> a document for each
    listed_fields     events and measures that the front matter lists -> sections of the text

Its lines are rewritten in place (``Body``), so that page and timeline's reader show what its author meant::

    edits             the ``Body`` of these steps, and the ``Edits`` of the later ones
    fences, literal_tags, template_tags, callouts, anchors, dialects, margins, html_blocks, status_pages
                      code, angle brackets, tags of generators, boxes, anchors, dialects, headings, HTML, messages
    heading_numbers   numbers in front of headings, which sections do not have

Its timeline and measures become sections (``Division``)::

    structure         the lines with their kinds and headings: a ``Text``
    heading_words     what the words of a heading say: timeline, measures or another section
    parts             which heading names the report, and where the timeline is; ``logs`` knows lines of programs
    headings          what must change so that the timeline is a section; ``measures`` does the same for action items,
                      both in a ``division``

Facts move into the front matter (``Draft``)::

    labels            facts that are written after a label
    calendar          how written times are read, given all the other lines
    facts             what has been found so far, each with its line
    fact_finder       the steps that find them: ``old_fields`` with ``own_fields``, ``titles``, ``incident_days``,
                      ``incident_times`` with ``openings`` for the first paragraphs, ``text_facts`` with ``severities``
                      and ``texts``, and ``moved_lines``

The report is written, and read again to see what is missing::

    report            Document -> Imported: all these steps, the text of the new report, and an account of the import
    front_matter      fields -> YAML
    details           details of measures: in brackets, with the year first in dates
    lists             lists that Python-Markdown would not show as such
    naming            which files are reports, and where each is written
    links             links to files that are not imported or get another name; pictures, which come along

``words`` contains the conventions that are understood. Nothing here reads or writes files: ``cli`` passes the bytes in
and writes the result.
"""
