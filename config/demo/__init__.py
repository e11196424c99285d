"""The demo: real partnerships, invented people. Loaded through the same actions that people use."""
