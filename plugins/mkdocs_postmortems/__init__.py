"""Check, draw and publish incident postmortems.

The rooms, in the order that data passes through them. Each imports only from those above it.

    diagnostics   Diagnostic, its levels and its output formats
    settings      Settings, read from the plugin's block of mkdocs.yml
    tree          a folder -> its files; the only walker of the disk
    read          bytes -> Report: front matter, sections, timeline, action items, each with its line
    check         Report, and all others in brief -> findings; the table of rules
    archive       Reports -> Archive: order, facets, related reports, statistics, editions
    draw          numbers -> SVG
    publish       Archive -> generated files: pages, feeds, data, search
    project       files -> all of the above
    plugin, cli   the two ways in: MkDocs hooks, and the command ``postmortems``
"""

__version__ = "0.1.0"
