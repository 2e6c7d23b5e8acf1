"""Rules for the times, events and action items of the incident.

times               times in the front matter
events              events: their order, and their distance from the incident; far: the mistakes that put them far away
labels              mistyped labels of events
weekdays            dates that contradict the day of the week beside them
actions             owners and due dates of action items
"""
