"""Pages that list action items: all, and those of each owner.

page                the entry point: all of these pages
filters             what the list can be filtered by
table               all action items as CSV
"""
