"""What the new report is written as.

front_matter        fields -> YAML
lists               lists that Python-Markdown would not show as such
naming              which files are reports, and under which path and id each is written
links               links to files that are not imported or get another name; pictures, which come along
"""
