"""Read written times, each by itself.

stamps              one written time, combined from clocks, days and zones
line_times          where a line has a time
date_times          a single date and time, as in a field
calendar_days       written dates -> dates
machine_times       formats that programs write; mistyped: what was probably meant as a time
"""
