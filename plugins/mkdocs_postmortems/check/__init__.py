"""The check: what is wrong with reports, and where.

    engine      the entry point: runs the rules, and adds name, level and path to their findings
    rules       the table of all rules
    subject     the input and output of a rule; text, references: the body and its links
    signs       quick tests of a report's words, which spare the rules most searches
    file_search  what is found in files beside a report, by secret_search, personal_search and photo_places
    whole       what a rule may ask about other reports, other files and the time; kept: results of earlier checks;
                spellings: values of fields that misspell those of other reports
    silence     comments that silence a rule; baseline: accepted findings

Each other file is a family of rules, or a helper of one.
"""
