"""Turns the archive into files: pages, feeds, data and search, for any site generator.

The entry points:

    pages               all files in order
    export              a folder that another generator builds; as_markdown: a page in it

The packages, each of which lists its modules:

    report              the page of one report, with its preview image and its redirects
    lists               pages that list incidents: the archive's front page, and those of services, severities and so on
    actions             pages that list action items
    insights            figures over time
    data                the archive as JSON, CSV, feeds and a calendar, and for warehouses and search services
    search              the search index
    theme               pages in the site's theme
    texts               every word that readers see, in each language

What they share:

    files               the types of the output; parts of it as work that can be cached
    cache_keys          what each part depends on
    site                facts about the surrounding site
    render              templates with escaping; compiled_templates: kept for the next build
    formats             dates, times, durations and numbers in each language
    drawing             the input of draw: a report, and a language
    cards               a report at a glance, in lists and in search results
    links, linked_text  the links of values and of short texts
    pagination          lists too long for one page
    plain_text          the text of a page as readers see it
    asset_files         styles and scripts
"""
