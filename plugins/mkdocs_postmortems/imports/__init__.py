"""Old reports, of whatever form, as reports of this project.

    bytes -> document (or html, plain_text, exports) -> Document
    Document -> labels, headings, times -> Imported: the report's text, and what was found where

``words`` holds the conventions that are understood. Nothing here reads a disk: ``cli`` hands the bytes in and writes
what comes out.
"""
