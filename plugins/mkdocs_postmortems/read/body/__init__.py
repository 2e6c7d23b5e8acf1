"""Read the text below the front matter, up to its sections.

blocks              the kind of each line: text, blank, code or comment
fences, comments, unclosed_html
                    what decides that; costs: limits for Markdown
line_starts         the marks before a line's text: of quotations, items and headings
inline              code in a line, and a line without its markup
headings            headings and sections as the page will show them
extensions          the Python-Markdown extensions that matter to reading
outline             the blocks of a section; tables: rows of cells
internal            what the public must not see; markers, look_alikes: its markers, and text that looks like one
definitions         footnotes and link targets, and those that one edition lacks
links               links to other reports, and addresses that may be linked
summary             the report in one sentence
"""
