"""Import of old reports, in any format, as reports of this project.

    report              the entry point: Document -> Imported, by all the steps below, and an account of the import
    document            what a ``Document`` is, the formats by the names of files, and encodings
    edits               changes of its lines: the ``Body`` of ``dialects``, and the ``Edits`` of later steps

The packages, each of which lists its modules. ``text`` is below all others, which are in the order of the steps:

    text                what a text says: its lines and headings, labels, parts and times; it changes nothing
    sources             bytes -> Document: a file of any format as Markdown
    dialects            its lines, rewritten in place so that the page and the timeline's reader show what was meant
    layout              its timeline and measures, which become sections
    facts               title, times, severity and other facts, which move into the front matter
    writing             the new report: its front matter, lists and links, and under which name it is written

Nothing here reads or writes files: ``cli`` passes the bytes in and writes the result.
"""
