"""Check, draw and publish incident postmortems.

The modules and packages, in the order in which data passes through them. Each imports only from those above it.

    diagnostics   a finding as a value
    settings      Settings; settings_reader: read from the plugin's block of mkdocs.yml
    formats       findings as text, for people and for programs
    tree          a folder -> its files; nothing else walks the source folder
    read          bytes -> Report: front matter, sections, timeline, action items, each with its line
    archive       Reports -> Archive: order, facets, related reports, statistics, editions
    imports       old reports in any format -> new ones
    check         Report, and all others in brief -> findings; the table of rules
    draw          numbers -> SVG
    publish       Archive -> generated files: pages, feeds, data, search
    project       files -> all of the above
    write         generated files -> the site's folder, of which only changed files are written
    audit         a finished public site -> the internal text in it
    plugin, cli   the two entry points: MkDocs hooks, and the command ``postmortems``

``docs/architecture.md`` describes all of them, and explains why.
"""

__version__ = "0.1.0"
