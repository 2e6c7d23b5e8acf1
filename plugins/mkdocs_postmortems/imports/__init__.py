"""Old reports, of whatever form, as reports of this project.

    sources     bytes -> Document: Markdown as it is (document), other markup, plain text, mail and HTML converted,
                exports put together
    histories   a page that tells of several incidents -> a document for each
    margins, html_blocks, status_pages, rows
                what is brought into a form that the timeline's reader knows
    parts       where the timeline is, and what stands for the headings of it and of the measures
    edits       changes of a body, line by line
    headings    what must change so that these become sections: of the timeline here, of the measures in ``measures``,
                both in a ``division``
    labels      what stands beside a label
    titles      what the report is called
    calendar    what its times mean, as its lines settle it for each other
    facts       title, times, severity, services: what the report says, in which line
    details     of measures: in brackets, their dates year first
    report      Document -> Imported: the new report's text, and the account of it
    naming      which files are reports, and where each goes
    links       what becomes of links to files that stay behind or get another name; pictures are taken along

``words`` holds the conventions that are understood. Nothing here reads a disk: ``cli`` hands the bytes in and writes
what comes out.
"""
