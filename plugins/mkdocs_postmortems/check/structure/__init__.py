"""Rules for the blocks of the page.

sections            sections that are missing, empty, internal, there twice or out of order; levels of headings
headings            lines that are a heading on the page only, or only elsewhere
lists, tables, boxes
                    lists, tables and admonitions that are not read as such
limits              lists and tables that are too large
"""
