"""The timeline and the measures of a text become sections.

headings            the entry point: what must change so that the timeline is a section
measures            the same for action items; details: their owners and due dates
division            the text and its changes meanwhile: a ``Division``
listed_fields       events and measures that the front matter lists -> sections of the text
"""
