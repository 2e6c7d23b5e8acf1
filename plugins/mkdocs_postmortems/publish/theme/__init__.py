"""Pages in the site's theme.

content             a page in the form that a theme expects
head                additions to its head
shell               faster rendering of pages that look alike in the theme; outline: their tables of contents
csp                 which scripts a page may run
"""
