"""Draw numbers as SVG. Nothing here knows reports, languages or themes.

timeline        the timeline of a report
charts          charts over many reports
svg             numbers and text -> SVG
locale          what drawings say, and how they write dates and numbers; made by publish
measure         the estimated width of a text
scale           values -> positions from 0 to 1
key             an entry of a key
"""
