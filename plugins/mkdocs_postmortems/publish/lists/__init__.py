"""Pages that list incidents.

archive_page        the archive's front page
facet_pages         the pages of each service, severity, cause, year and so on; facet_swarm: their times to mitigate
listing             the list with its filters; tiles, year_strip: what is above it
"""
