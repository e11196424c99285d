"""record(what, by, target): one event per change, and per read of another person's protected data.

Source: DESIGN section 5, promise 4; decision 0004.
"""
