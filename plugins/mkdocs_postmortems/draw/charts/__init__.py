"""Charts over many reports.

chart       what all charts have in common
strip       the layout of a year strip; strip_svg: the layout as a drawing
swarm       lengths of time as dots; beeswarm, length_axis: their positions, and the axis below
stacks      counts per quarter
flows       action items opened and closed per quarter
bars        counts as horizontal bars
sparkline   counts per quarter in a table's cell
"""
