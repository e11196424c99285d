"""One search over everything that a person may see. Each app says what of its own is found, and how a hit reads.

What is found is asked of the rows themselves, by indexes that the database keeps: nothing is copied, nothing can be stale.
"""
