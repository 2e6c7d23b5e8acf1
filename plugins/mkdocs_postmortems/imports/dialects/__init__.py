"""What other programs read in Markdown, as the page shows it. Each module rewrites the lines of a ``Body`` in place.

steps               the entry point: these modules, in order
fences              blocks of code
template_tags       tags of site generators; callouts: notes, warnings and folds
anchors             anchors in HTML
marks               bullets, check boxes, rows of tables and other marks
margins             headings whose marks are not set off
html_blocks         HTML around Markdown
status_pages        the times of a status page's messages
heading_numbers     numbers in front of headings, which sections do not have
"""
