"""Rules for the blocks of the page.

sections            sections that are empty, internal, there twice or out of order
missing_sections    sections that are missing, and what was meant as their headings
headings            levels of headings, and lines that are a heading on the page only, or only elsewhere
lists, tables, boxes
                    lists, tables and admonitions that are not read as such
limits              lists and tables that are too large
"""
