"""Rules for what must not be published.

editions            what would reveal internal text, or reports that are not public
internal_labels     labels such as [internal], which hide nothing
secrets, personal   secrets and personal data, in the text and in files; attachments: these files
"""
