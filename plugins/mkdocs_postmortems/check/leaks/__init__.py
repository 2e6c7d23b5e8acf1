"""Rules for what must not be published.

withheld_reports    what would reveal reports that are not public
lost_markers        markers of internal text where they have no effect
internal_labels     labels such as [internal], which hide nothing
secrets, personal   secrets and personal data, in the text and in files; attachments: these files
"""
