"""The timeline of a report.

layout      where everything is along the axis, as arithmetic
phases      the phases of an incident
ticks       round times on the axis
bins        events that are too many to show each
spread      circles that would overlap, moved apart

drawing     the layout as two drawings, a wide and a narrow one
frame       where everything is from top to bottom
axis, band, marks, rail, key        the parts of the drawing
rings       an event's circle, in the drawing and in the list beside it
"""
