"""Pages of agreements, a file a subject."""
