"""Rules for what is in the text.

html                HTML that is not published; elements: what becomes of which
attributes          attributes in braces
foreign             markup of other programs
character_references
                    characters written as references
placeholders        unfinished text
blame               phrases that blame a person; blame_phrases: the table of them
"""
