"""The check: what is wrong with reports, and where.

    engine      the way in: runs the rules, and puts name, level and path on what they find
    rules       the table of all rules
    subject     what a rule is handed, and what it yields; text, references: the body and its links
    whole       what a rule may ask of other reports, other files and the time; kept: what is remembered of it
    silence     comments that silence a rule; baseline: accepted findings

Each other file is a family of rules, or a helper of one.
"""
