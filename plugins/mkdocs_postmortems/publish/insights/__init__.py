"""Figures over time: of all years, and of each year and quarter.

page                the entry point: all of these pages
figures             what is counted
charts              the figures as drawings; tables: as CSV
"""
