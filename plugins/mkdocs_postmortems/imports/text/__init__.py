"""What a text says. Nothing here changes it, and all steps of the import ask it.

structure           its lines with their kinds and headings: a ``Text``
words               the words that are understood, in the languages of the project
heading_words       what the words of a heading say: timeline, measures or another section
labels              facts that are written after a label
logs                lines of programs and chats
parts               which heading names the report, and where the timeline is
calendar            how written times are read, given all the other lines
"""
