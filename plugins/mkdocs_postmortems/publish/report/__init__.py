"""The page of one report.

page                the entry point: the whole page, and the files beside it
body                the author's text as safe HTML: markdown renders it, sanitize cleans it;
                    inline_patterns: faster rendering of text with few signs
writer              the parts of the body; event_list: the timeline as a list
structured_data     data for search engines
social              the image of link previews; rasterizer: as PNG
redirects           pages at former addresses
withheld            the page of a report with errors, under ``mkdocs serve``
"""
