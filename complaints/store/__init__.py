"""The encrypted store of complaints, a file a subject: keys, texts, files, the mailbox secret. No tables, no Django.

Source: decision 0047.
"""
