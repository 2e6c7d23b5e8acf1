"""Find secrets and personal data in a text.

secret_search       keys, tokens and passwords; issuers: forms of keys; secret_patterns: what stands before a secret
personal_search     addresses and numbers of people; account_numbers: those of banks
photo_places        where a photo was taken
"""
