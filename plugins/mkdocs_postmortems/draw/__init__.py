"""Draw numbers as SVG. Nothing here knows reports, languages or themes.

    svg             numbers and text -> SVG
    locale          what drawings say, and how they write dates and numbers; made by publish
    measure         the estimated width of a text
    scale           values -> positions from 0 to 1
    key             an entry of a key

The timeline of a report:

    timeline        its layout, as arithmetic; phases, time_axis, bins, spread: parts of it
    timeline_svg    the layout as two drawings, composed from
                    timeline_frame, timeline_axis, timeline_band, timeline_marks, timeline_rail, timeline_key
    rings           an event's circle, in the drawing and in the list beside it

Charts over many reports:

    chart           what all charts have in common
    strip           the layout of a year strip; strip_svg: the layout as a drawing
    swarm           lengths of time as dots; beeswarm, length_axis: their positions, and the axis below
    stacks          counts per quarter
    flows           action items opened and closed per quarter
    bars            counts as horizontal bars
    sparkline       counts per quarter in a table's cell
"""
