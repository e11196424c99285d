"""What changes in analyses, a file a subject."""
