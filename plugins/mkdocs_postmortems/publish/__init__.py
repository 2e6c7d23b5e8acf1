"""The archive becomes files: pages, feeds, data and the search, for any generator of sites.

    pages               all files in order: the way in
    files               what comes out
    site                what pages must know of the site around them
    jobs, dependencies  parts of the files as work that is kept, and what each part is made from
    render              templates that escape; texts and the texts_ beside it: every word; formats: dates and numbers
    drawing             what draw needs of a report and of a language
    links, pagination   where values lead; lists that are too long for one page

A report's page:

    report_page         the page; structured_data, social: what search engines and previews of links show of it;
                        rasterizer: the picture of such a preview
    body                the author's text as safe HTML: markdown renders it, sanitize cleans it
    report_writer       how the parts of the body look; event_list: the timeline as a list
    redirects           pages at its earlier addresses; withheld_page: the one in its place while it has errors

Pages over many reports:

    archive_page        the archive's first page; year_strip
    facet_pages         those of each service, severity, cause; facet_swarm
    listing, cards, tiles
                        what both are made of
    insights_page       figures over time; insights, insights_charts, insights_tables
    actions_page        all action items; actions_filters, actions_table

What is no page:

    dataset             incidents.json and its like; spreadsheet: CSV; calendar: actions.ics; printable: text for all
    feeds               Atom and JSON Feed
    search              the index in parts, built by pagefind; search_records: what it knows; plain_text: of a page
    asset_files         styles and scripts

In a theme:

    theme               a page as a theme takes it; head: what stands in its head
    shell               pages that the theme renders alike
    csp                 which scripts a page may run

For other programs:

    export              a folder that another generator builds; as_markdown: a page in it
    partitions, bulk    the data for warehouses, and for search services

A public edition's proof:

    audit               whether a site holds what was taken out; phrases: what a text is known by;
                        unpacking: every text in a file of a site
"""
