"""Read the front matter: YAML becomes ``Fields``.

yaml_nodes          YAML -> nodes with positions; yaml_errors: what is wrong where it is not valid YAML
schema, values      the fields, and their types
fields              nodes -> Fields, and every mistake in them, which field_problems describes
keys                unknown keys
corrections         what to write for a value
"""
