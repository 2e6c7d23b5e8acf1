"""The search index, which browsers load without a server.

parts       the index in parts, of which an edit changes one
records     what it contains of each page
synonyms    other names of what a report says, so that these find it, too
pagefind    records -> the files of an index, by another program
"""
