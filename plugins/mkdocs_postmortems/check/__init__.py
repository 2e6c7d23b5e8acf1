"""The check: what is wrong with reports, and where.

    engine              the entry point: runs the rules, and adds name, level and path to their findings
    rules               the table of all rules
    subject             the input and output of a rule
    passages, references
                        the body's text and its links, as rules search them
    signs               quick tests of a report's words, which spare the rules most searches
    order               which of several values are out of order
    silence             comments that silence a rule; ignores: a rule for these comments
    baseline            accepted findings

The packages, each of which lists its modules:

    incident            rules for the times, events and action items of the incident
    structure           rules for sections, headings, lists, tables and other blocks
    text                rules for what is in the text: HTML, markup of other programs, unfinished text, blame
    links               rules for links, and for the ids and addresses that they lead to
    leaks               rules for internal text, secrets and personal data that would be published
    sensitive           how secrets and personal data are found in a text
    answers             what a rule may ask about other reports, other files and the time
"""
