"""Old reports, of whatever form, as reports of this project.

    sources     bytes -> Document: Markdown as it is, text and HTML converted, exports of tools put together
    headings    where the parts are, and what must change so that they become sections
    labels      what stands beside a label
    facts       title, times, severity, services: what the report says, in which line
    report      Document -> Imported: the new report's text, and the account of it
    naming      which files are reports, and where each goes

``words`` holds the conventions that are understood. Nothing here reads a disk: ``cli`` hands the bytes in and writes
what comes out.
"""
