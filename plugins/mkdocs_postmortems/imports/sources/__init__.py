"""Files of any format become Markdown: bytes -> ``Document``.

files               the entry point: which of the formats a file has
plain_text, html, mail
                    a format each; markup: other markup languages; exports: the JSON of incident tools
old_front_matter    what is in front of the text; page_heads: what of it is not in fences
escaped_marks       backslashes in front of all marks of Markdown
literal_tags        angle brackets that were no tags in the other format
histories           a page about several incidents -> a document for each
"""
