"""What a rule may ask about other reports, other files and the time.

whole               the questions, and their answers, which are kept with the findings
kept                results of earlier checks
spellings           values of fields that misspell those of other reports
snippets            files that a text includes
file_search         what is found in files beside a report
"""
