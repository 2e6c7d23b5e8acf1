"""The archive as data.

dataset             incidents.json with its schema, incidents.csv, actions.ics; calendar: how that is written
feeds               Atom and JSON Feed
partitions, bulk    the data for warehouses, and for search services
spreadsheet         CSV that is safe to open; printable: text without characters that other programs reject
"""
