"""Import of old reports, in any format, as reports of this project.

    sources     bytes -> Document: Markdown as it is, other markup, plain text, mail and HTML converted, exports put
                together
    old_front_matter
                what an old report has in front of its text; ``page_heads`` reads what is not in fences
    histories   a page about several incidents -> a document for each
    literal_tags
                words in angle brackets that are text
    template_tags, callouts, anchors
                tags of site generators, boxes of other programs and anchors in HTML, as Markdown
    fences, dialects, margins, html_blocks, status_pages
                what is rewritten so that the timeline's reader understands it
    heading_numbers
                numbers in front of headings, which sections do not have
    structure   the lines of a body with their kinds and headings
    heading_words
                what the words of a heading say: timeline, measures or another section
    parts       where the timeline is, and what serves as the heading of the timeline and of the measures
    edits       changes of a body, line by line, and the ``Body`` that the steps above rewrite
    headings    what must change so that these become sections: of the timeline here, of the measures in ``measures``,
                both in a ``division``
    labels      facts that are written after a label
    calendar    how written times are read, given all the other lines
    facts       title, times, severity, services and other fields, each with its line, found in a draft
    fact_finder the steps that find them: ``old_fields``, ``titles``, ``incident_days``, ``incident_times``
                with ``openings``, ``text_facts`` with ``severities``, and ``moved_lines``
    openings    what the first paragraphs say about when the incident began and ended
    details     details of measures: in brackets, with the year first in dates
    lists       lists that Python-Markdown would not show as such
    report      Document -> Imported: the text of the new report, and an account of the import
    naming      which files are reports, and where each is written
    links       links to files that are not imported or get another name; pictures, which come along

``words`` contains the conventions that are understood. Nothing here reads or writes files: ``cli`` passes the bytes in
and writes the result.
"""
