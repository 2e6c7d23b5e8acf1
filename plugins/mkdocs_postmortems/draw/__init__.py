"""Numbers become SVG. Nothing here knows a report, a language or a theme.

    svg             where numbers and text become SVG text
    locale          what drawings say, and how they write dates and numbers; made by publish
    measure         how wide a text will be
    scale           values -> places from 0 to 1
    key             a line of a key

The timeline of a report:

    timeline        its layout, as arithmetic; phases, time_axis, bins, spread: parts of it
    timeline_svg    the layout as two drawings, put together from
                    timeline_frame, timeline_axis, timeline_band, timeline_marks, timeline_rail, timeline_key
    rings           an event's circle, in the drawing and in the list beside it

Charts over many reports:

    chart           what all charts have in common
    strip           the layout of a year strip; strip_svg: the layout as a drawing
    swarm           lengths of time as dots; beeswarm, length_axis: where they go, and the axis below
    stacks          counts per quarter
    flows           action items opened and closed per quarter
    bars            counts from one left edge
    sparkline       a small bar a quarter
"""
