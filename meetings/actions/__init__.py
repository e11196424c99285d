"""What changes a meeting, a file a subject."""
