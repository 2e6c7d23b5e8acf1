"""Searches a finished public edition for text that was removed from its sources.

site            the entry point: what was removed, what may be published, and the files of the site
leaks           removed text that occurs in the files; pure
last_audit      what the last audit has found, and what is new since
sentences       the sentences of a file, and of a publishable text
phrases         how a text is recognized elsewhere
unpacking       every text in a file of a site; binary_text: in a picture, a PDF or an archive
"""
