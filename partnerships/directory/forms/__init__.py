"""What may be typed into the pages of the directory, a file a subject."""
