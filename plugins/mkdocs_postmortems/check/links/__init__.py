"""Rules for links, and for the ids and addresses that they lead to.

targets             links: their scheme, and what they lead to; addresses: what an address means
images              images from other hosts
anchors             anchors of a page, and links to them
definitions         names that are defined twice, or not at all
ids                 ids that collide; aliases: earlier addresses
other_reports       related reports, repeated incidents, and values that others spell differently
"""
