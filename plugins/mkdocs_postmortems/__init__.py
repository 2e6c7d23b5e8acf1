"""Check, draw and publish incident postmortems.

The rooms, in the order that data passes through them. Each imports only from those above it.

    diagnostics   a finding as a value
    settings      Settings, read from the plugin's block of mkdocs.yml
    formats       findings as text, for people and for programs
    tree          a folder -> its files; the only walker of the source folder
    read          bytes -> Report: front matter, sections, timeline, action items, each with its line
    archive       Reports -> Archive: order, facets, related reports, statistics, editions
    imports       old reports in any form -> new ones
    check         Report, and all others in brief -> findings; the table of rules
    draw          numbers -> SVG
    publish       Archive -> generated files: pages, feeds, data, search
    project       files -> all of the above
    plugin, cli   the two ways in: MkDocs hooks, and the command ``postmortems``

``docs/architecture.md`` tells of all of them, and why.
"""

__version__ = "0.1.0"
