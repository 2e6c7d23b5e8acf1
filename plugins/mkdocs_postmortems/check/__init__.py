"""The check: what is wrong with reports, and where.

``engine`` is the way in; ``rules`` holds the table of rules, ``whole`` what they may ask, each other file one family.
"""
