"""Parts of a page that are functions: the same in Python (prepared rows) and as template tags."""
