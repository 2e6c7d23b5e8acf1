"""Turns the archive into files: pages, feeds, data and search, for any site generator.

    pages               the entry point: all files in order
    files               the types of the output; parts of it as work that can be cached
    site                facts about the surrounding site
    cache_keys          what each part depends on
    render              templates with escaping; compiled_templates: kept for the next build;
                        texts and its texts_ modules: every word; formats: dates and numbers
    drawing             the input of draw: a report, and a language
    links, linked_text, pagination
                        the links of values and of short texts; lists too long for one page

A report's page:

    report_page         the page; structured_data, social: its data for search engines and link previews;
                        rasterizer: the image of a preview
    body                the author's text as safe HTML: markdown renders it, sanitize cleans it;
                        inline_patterns: faster rendering of text with few signs
    report_writer       renders the parts of the body; event_list: the timeline as a list
    redirects           pages at its former addresses; withheld_page: shown instead while it has errors

Pages over many reports:

    archive_page        the archive's front page; year_strip
    facet_pages         pages of each service, severity, cause; facet_swarm
    listing, cards, tiles
                        parts of both; facet_words: the names of facets and values
    insights_page       figures over time; insights, insights_charts, insights_tables
    actions_page        all action items; actions_filters, actions_table

Other files:

    dataset             incidents.json and other data; spreadsheet: CSV; calendar: actions.ics; printable: safe text
    feeds               Atom and JSON Feed
    search              the index in parts, built by pagefind; search_records: its content; plain_text: a page's text
    asset_files         styles and scripts

In a theme:

    theme               a page in the form that a theme expects; head: additions to its head
    shell               faster rendering of pages that look alike in the theme
    csp                 which scripts a page may run

For other programs:

    export              a folder that another generator builds; as_markdown: a page in it
    partitions, bulk    the data for warehouses, and for search services
"""
