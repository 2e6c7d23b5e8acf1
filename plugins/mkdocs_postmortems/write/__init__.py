"""Writes a site: from a project to the published folder, and only what an edit has changed.

rendering     every page and file, from the cache or made in several processes
indexing      the search index, built meanwhile
output        the archive's folder: that of the former site, with changed files written
ledger        what each file in it was made from
publication   the finished folder, which replaces the published one in one step

An edited report becomes a page like this:

1. The bytes of its file are part of its key, so ``project`` does not find it in the cache, and reads and checks it.
2. ``publish.cache_keys`` makes the keys of all pages from what each shows. So the report's own page has a new key, and
   so has each list, figure or neighbour that shows what was edited.
3. ``rendering`` makes the pages with new keys. Of all others it needs no more than their titles and addresses.
4. ``output`` takes over the former site's folder. A page of it stays if the ledger says that it was made from the same
   key and the same theme; all others are written.
5. ``indexing`` builds the part of the search index that has the report.
6. ``audit`` searches a public site for internal text, and ``publication`` puts the folder in place.
"""
