"""Rules for the times, events and action items of the incident.

times               times in the front matter, and recorded times in the future
events              events: their fields, their length, and their distance from the incident
event_order         their order; far: events far from the incident, and the mistakes that put them there
labels              mistyped labels of events
weekdays            dates that contradict the day of the week beside them
actions             owners and due dates of action items
"""
