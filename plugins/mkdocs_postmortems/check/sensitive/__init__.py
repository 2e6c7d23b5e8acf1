"""Find secrets and personal data in a text.

secret_search       keys, tokens and passwords, also in Base64 and in very long lines
secret_lines        those of a line, or of a line and the one above it; secret_values: whether a value is a secret
issuers             forms of keys; secret_patterns: what stands before a secret
personal_search     addresses and numbers of people; account_numbers: those of banks
photo_places        where a photo was taken
"""
