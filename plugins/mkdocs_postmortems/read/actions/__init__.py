"""Read the sections of action items.

section             the entry point: a section's lines -> action items; tables: the same for a table's rows
details             an item's owner, due date and so on; words: what these are called
statuses            whether it is proposed, open, done or given up
"""
